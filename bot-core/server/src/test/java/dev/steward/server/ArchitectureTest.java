package dev.steward.server;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.domain.properties.HasName;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.steward.chat.ChatConnection;
import dev.steward.engine.casework.SuggestionAnswered;
import dev.steward.engine.casework.TodoAnswered;
import dev.steward.engine.casework.TodoHeld;
import dev.steward.engine.casework.TodoOverdue;
import dev.steward.engine.casework.TodoSettled;
import dev.steward.engine.casework.TodoTaken;
import dev.steward.engine.casework.TodoWanted;
import dev.steward.engine.outbox.Wire;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The arrows of the house: server -> adapters -> chat, server -> engine -> chat. */
class ArchitectureTest {
  private static final JavaClasses OURS =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .withImportOption(
              location -> !location.contains("testkit") && !location.contains("-tests.jar"))
          .importPackages("dev.steward");

  private static final DescribedPredicate<JavaClass> PLATFORM_NEUTRAL =
      resideInAnyPackage("dev.steward.chat..");

  /** What a feature may use of the engine without asking; {@code members} knows people for all. */
  private static final String[] MECHANISMS = {
    "dev.steward.engine.flow..",
    "dev.steward.engine.store..",
    "dev.steward.engine.script..",
    "dev.steward.engine.schedule..",
    "dev.steward.engine.text..",
    "dev.steward.engine.identity..",
    "dev.steward.engine.attention..",
    "dev.steward.engine.members..",
    "dev.steward.engine.pictures.."
  };

  @Test
  void allModulesAreLookedAt() {
    assertThat(packages())
        .contains(
            "dev.steward.chat",
            "dev.steward.wire",
            "dev.steward.engine.flow",
            "dev.steward.engine.rules",
            "dev.steward.adapter.web",
            "dev.steward.server.http")
        .doesNotContain("dev.steward.testkit");
  }

  @Test
  void theVocabularyDependsOnNothingOfOurs() {
    noClasses()
        .that(resideInAPackage("dev.steward.chat.."))
        .should()
        .dependOnClassesThat(
            resideInAPackage("dev.steward..").and(not(resideInAPackage("dev.steward.chat.."))))
        .check(OURS);
  }

  @Test
  void theVocabularyHasFewDependencies() {
    classes()
        .that(resideInAPackage("dev.steward.chat.."))
        .should()
        .onlyDependOnClassesThat(
            resideInAnyPackage(
                "java..", "org.jspecify..", "com.fasterxml.jackson.annotation..", "dev.steward.."))
        .check(OURS);
  }

  @ParameterizedTest
  @ValueSource(strings = {"dev.steward.wire..", "dev.steward.engine.."})
  void theEngineKnowsTheVocabularyOnly(String module) {
    classes()
        .that(resideInAPackage(module))
        .should()
        .onlyDependOnClassesThat(
            PLATFORM_NEUTRAL
                .or(resideInAPackage(module))
                .or(not(resideInAPackage("dev.steward.."))))
        .check(OURS);
  }

  @Test
  void adaptersKnowTheVocabularyTheWireAndThemselves() {
    for (JavaPackage adapter : OURS.getPackage("dev.steward.adapter").getSubpackages()) {
      classes()
          .that(resideInAPackage(adapter.getName() + ".."))
          .should()
          .onlyDependOnClassesThat(
              PLATFORM_NEUTRAL
                  .or(resideInAnyPackage("dev.steward.wire..", adapter.getName() + ".."))
                  .or(not(resideInAPackage("dev.steward.."))))
          .check(OURS);
    }
  }

  /** So that no link in a message can make the server call an address of its own network. */
  @Test
  void onlyTheWebhookTheWireAndTheCommandLineCallOthers() {
    noClasses()
        .that(
            not(
                resideInAnyPackage(
                    "dev.steward.server.webhook..", "dev.steward.wire..", "dev.steward.adapter..")))
        .and()
        .doNotHaveSimpleName("AdminClient")
        .should()
        .dependOnClassesThat(
            resideInAnyPackage(
                    "java.net.http..", "com.linecorp.armeria.client..", "io.netty.bootstrap..")
                .or(HasName.Predicates.name("java.net.URLConnection"))
                .or(HasName.Predicates.name("java.net.HttpURLConnection"))
                .or(HasName.Predicates.name("java.net.Socket")))
        .check(OURS);
  }

  @ParameterizedTest
  @ValueSource(strings = {"dev.steward.engine..", "dev.steward.chat.."})
  void connectionsAreTheAdaptersBusiness(String module) {
    noClasses()
        .that(resideInAPackage(module))
        .should()
        .dependOnClassesThat(resideInAnyPackage("com.linecorp.armeria..", "io.netty.."))
        .check(OURS);
  }

  @Test
  void adaptersCallThroughTheWire() {
    noClasses()
        .that(resideInAPackage("dev.steward.adapter.."))
        .should()
        .dependOnClassesThat(resideInAnyPackage("com.linecorp.armeria..", "java.net.http.."))
        .because("HttpCaller has bounds, and follows no redirect")
        .check(OURS);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "rules",
        "welcome",
        "checkin",
        "topics",
        "faq",
        "prices",
        "polls",
        "help",
        "staff",
        "casework",
        "broadcast"
      })
  void aFeatureKnowsNoOtherFeature(String feature) {
    String own = "dev.steward.engine." + feature + "..";
    classes()
        .that(resideInAPackage(own))
        .should()
        .onlyDependOnClassesThat(
            resideInAnyPackage(MECHANISMS)
                .or(resideInAPackage(own))
                .or(resideInAPackage("dev.steward.chat.."))
                .or(
                    anyOf(
                        TodoWanted.class,
                        TodoSettled.class,
                        TodoAnswered.class,
                        TodoOverdue.class,
                        TodoTaken.class,
                        TodoHeld.class,
                        SuggestionAnswered.class))
                .or(not(resideInAPackage("dev.steward.."))))
        .check(OURS);
  }

  @Test
  void whatMembersKnowDependsOnNoFeature() {
    noClasses()
        .that(resideInAnyPackage("dev.steward.engine.members.."))
        .should()
        .dependOnClassesThat(
            resideInAnyPackage(
                "dev.steward.engine.rules..",
                "dev.steward.engine.welcome..",
                "dev.steward.engine.help..",
                "dev.steward.engine.staff..",
                "dev.steward.engine.casework.."))
        .check(OURS);
  }

  @Test
  void mechanismsDependOnNoFeature() {
    noClasses()
        .that(
            resideInAnyPackage(
                "dev.steward.engine.flow..",
                "dev.steward.engine.lane..",
                "dev.steward.engine.outbox..",
                "dev.steward.engine.store..",
                "dev.steward.engine.script..",
                "dev.steward.engine.schedule..",
                "dev.steward.engine.text..",
                "dev.steward.engine.attention..",
                "dev.steward.engine.identity.."))
        .should()
        .dependOnClassesThat(
            resideInAnyPackage(
                "dev.steward.engine.rules..",
                "dev.steward.engine.welcome..",
                "dev.steward.engine.help..",
                "dev.steward.engine.staff..",
                "dev.steward.engine.casework..",
                "dev.steward.engine.members.."))
        .check(OURS);
  }

  /** So that nothing can behave otherwise when it is rehearsed. */
  @Test
  void nothingInTheEngineKnowsThatItIsRehearsed() {
    noClasses()
        .that(resideInAPackage("dev.steward.engine.."))
        .and(not(resideInAPackage("dev.steward.engine.rehearsal..")))
        .should()
        .dependOnClassesThat(resideInAPackage("dev.steward.engine.rehearsal.."))
        .check(OURS);
  }

  @Test
  void featuresJudgeAndOnlyTheOutboxActs() {
    noClasses()
        .that(not(resideInAPackage("dev.steward.engine.outbox..")))
        .should()
        .accessTargetWhere(calls("perform", Wire.class))
        .check(OURS);
    noClasses()
        .that(not(resideInAPackage("dev.steward.server.platforms..")))
        .should()
        .accessTargetWhere(calls("perform", ChatConnection.class))
        .check(OURS);
  }

  @Test
  void theClockStandsInMainOnly() {
    List<Class<?>> times =
        List.of(
            Instant.class,
            LocalDate.class,
            LocalTime.class,
            LocalDateTime.class,
            ZonedDateTime.class,
            OffsetDateTime.class);
    noClasses()
        .that(not(anyOf(Main.class)))
        .should()
        .accessTargetWhere(
            new DescribedPredicate<JavaAccess<?>>("the system's clock") {
              @Override
              public boolean test(JavaAccess<?> access) {
                JavaClass owner = access.getTargetOwner();
                String name = access.getTarget().getName();
                return (owner.isEquivalentTo(Clock.class) && name.startsWith("system"))
                    || (owner.isEquivalentTo(InstantSource.class) && name.equals("system"))
                    || (owner.isEquivalentTo(System.class) && name.equals("currentTimeMillis"))
                    || (name.equals("now") && times.stream().anyMatch(owner::isEquivalentTo));
              }
            })
        .check(OURS);
  }

  @Test
  void nothingSleepsButALaneThatBacksOff() {
    noClasses()
        .that(not(HasName.Predicates.nameStartingWith("dev.steward.engine.lane.Lane")))
        .should()
        .accessTargetWhere(
            new DescribedPredicate<JavaAccess<?>>("a sleep") {
              @Override
              public boolean test(JavaAccess<?> access) {
                JavaClass owner = access.getTargetOwner();
                return access.getTarget().getName().equals("sleep")
                    && (owner.isEquivalentTo(Thread.class) || owner.isEquivalentTo(TimeUnit.class));
              }
            })
        .check(OURS);
  }

  @Test
  void chanceComesThroughTheConstructor() {
    noClasses()
        .that(resideInAnyPackage("dev.steward.engine.."))
        .should()
        .dependOnClassesThat(anyOf(Random.class, ThreadLocalRandom.class))
        .orShould()
        .callMethod(Math.class, "random")
        .check(OURS);
  }

  @Test
  void jsonIsJackson3Alone() {
    noClasses()
        .should()
        .dependOnClassesThat(
            resideInAnyPackage(
                "com.fasterxml.jackson.databind..", "com.fasterxml.jackson.dataformat.."))
        .check(OURS);
  }

  @Test
  void everyPackageIsNullMarked() {
    List<String> unmarked = new ArrayList<>();
    for (String name : packages()) {
      JavaPackage found = OURS.getPackage(name);
      if (!found.isAnnotatedWith(NullMarked.class)) {
        unmarked.add(name);
      }
    }
    assertThat(unmarked).as("packages without @NullMarked in their package-info").isEmpty();
  }

  private static Set<String> packages() {
    Set<String> names = new TreeSet<>();
    OURS.forEach(one -> names.add(one.getPackageName()));
    return names;
  }

  private static DescribedPredicate<JavaAccess<?>> calls(String name, Class<?> of) {
    return new DescribedPredicate<>(of.getSimpleName() + "." + name) {
      @Override
      public boolean test(JavaAccess<?> access) {
        return access.getTarget().getName().equals(name)
            && access.getTargetOwner().isAssignableTo(of);
      }
    };
  }

  private static DescribedPredicate<JavaClass> anyOf(Class<?>... types) {
    return new DescribedPredicate<>("any of " + List.of(types)) {
      @Override
      public boolean test(JavaClass one) {
        // Nested classes and lambdas count as their owner.
        String name = one.getName();
        for (Class<?> type : types) {
          if (name.equals(type.getName()) || name.startsWith(type.getName() + "$")) {
            return true;
          }
        }
        return false;
      }
    };
  }
}
