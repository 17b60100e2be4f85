package dev.steward.engine.rules;

import dev.steward.chat.Content;
import dev.steward.chat.GroupId;
import dev.steward.chat.Role;
import dev.steward.chat.UserId;
import dev.steward.engine.flow.Span;
import dev.steward.engine.members.Member;
import dev.steward.engine.script.Condition;
import dev.steward.engine.script.Pack;
import dev.steward.engine.script.Prices;
import dev.steward.engine.script.Rule;
import dev.steward.engine.text.TextLessons;
import dev.steward.engine.text.TextLikeness;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Judges texts by a pack's rules, each by itself: as if an ordinary member without any history had
 * posted it at noon on a workday, every rule being live. What reads, what finds and what spares is
 * what runs in the groups. Not thread-safe.
 */
public final class TextJudge {
  private static final LocalDateTime NOON = LocalDateTime.of(2026, 11, 25, 12, 0);
  private static final LocalDateTime SATURDAY_NIGHT = LocalDateTime.of(2026, 11, 28, 23, 30);
  private static final Member SOMEBODY =
      Member.present(
          new GroupId("rehearsal", "somewhere"),
          new UserId("rehearsal", "somebody"),
          "somebody",
          Role.MEMBER);
  private static final LocalDateTime MONDAY_MORNING = LocalDateTime.of(2026, 11, 30, 3, 0);
  private static final int MANY_STRIKES = 9;
  private static final int MANY_MESSAGES = 5_000;

  private final RuleReader reader;

  /**
   * Who speaks, and when, as far as conditions ask.
   *
   * @param joined before how many minutes; null when they were here before Steward
   * @param messages how many they have posted
   * @param isAnybodys whether conditions that do not look at the text are left out
   */
  record Occasion(
      LocalDateTime at,
      @Nullable Long joined,
      int messages,
      int strikes,
      String tier,
      boolean onGuard,
      boolean isAnybodys)
      implements Standing {
    /** An ordinary member at noon on a workday. */
    static final Occasion ORDINARY = new Occasion(NOON, null, 0, 0, "", false, false);

    /**
     * Each of what a pack's conditions can tell apart: its hours and days, the middle of the night,
     * newcomers and old members, strikes, tiers, the guard. Expressions ask for these even where no
     * other condition counts.
     *
     * @param anybodys whether conditions that do not look at the text are left out
     */
    static Set<Occasion> all(Pack pack, boolean anybodys) {
      Set<LocalDateTime> times = new LinkedHashSet<>(List.of(NOON, SATURDAY_NIGHT, MONDAY_MORNING));
      pack.rules().rules().forEach(rule -> times.add(time(rule)));
      Prices prices = pack.prices();
      List<String> tiers = new ArrayList<>(List.of(""));
      if (prices != null) {
        tiers.addAll(prices.book().tiers());
      }
      Set<Occasion> all = new LinkedHashSet<>();
      for (LocalDateTime at : times) {
        for (int strikes : new int[] {0, MANY_STRIKES}) {
          for (boolean onGuard : new boolean[] {false, true}) {
            all.add(new Occasion(at, 1L, 0, strikes, "", onGuard, anybodys));
            for (String tier : tiers) {
              all.add(new Occasion(at, null, MANY_MESSAGES, strikes, tier, onGuard, anybodys));
            }
          }
        }
      }
      return all;
    }

    /** When the conditions of a rule hold, as far as they are of hours and days. */
    private static LocalDateTime time(Rule rule) {
      LocalDateTime at = NOON;
      for (Condition condition : rule.conditions()) {
        if (condition instanceof Condition.Between between) {
          at = at.with(between.from());
        } else if (condition instanceof Condition.OnDays on
            && !on.days().contains(at.getDayOfWeek())) {
          at = at.with(TemporalAdjusters.next(on.days().iterator().next()));
        }
      }
      return at;
    }
  }

  /**
   * @param lessons what staff of this installation have taught
   */
  public TextJudge(Pack pack, TextLessons lessons) {
    TextLikeness likeness = new TextLikeness();
    likeness.learned(lessons);
    reader = new RuleReader(new ReadyRules(pack), () -> likeness);
  }

  /**
   * The rule that comes first.
   *
   * @param spans where in the text, in code points; may be empty
   */
  public record Hit(String rule, List<Span> spans) {}

  /** What the rules say to a text; empty when they leave it alone. */
  public Optional<Hit> judge(String text) {
    return judge(text, Occasion.ORDINARY, verdict -> verdict.spared() == Purpose.TALK);
  }

  /**
   * The same on another occasion.
   *
   * @param counts which of what the rules find is meant
   */
  Optional<Hit> judge(String text, Occasion occasion, Predicate<Hearing.Verdict> counts) {
    Content content = Content.of(text);
    Instant now = occasion.at.atZone(reader.pack().zone()).toInstant();
    Member member =
        new Member(
            SOMEBODY.group(),
            SOMEBODY.user(),
            SOMEBODY.name(),
            SOMEBODY.role(),
            occasion.joined == null ? null : now.minus(Duration.ofMinutes(occasion.joined)),
            occasion.messages,
            true,
            null);
    Hearing hearing =
        new Hearing(
            reader,
            reader.read(content.text()),
            new Recent().fresh(SOMEBODY.group()),
            new Hearing.Heard(
                content,
                SOMEBODY.user(),
                SOMEBODY.user().toString(),
                SOMEBODY.role(),
                now,
                now,
                false,
                false,
                false,
                occasion.onGuard));
    AtomicReference<Hit> hit = new AtomicReference<>();
    hearing.judge(
        null,
        member,
        Waves.Wave.NONE,
        occasion,
        _ -> true,
        verdict -> {
          if (!counts.test(verdict)) {
            return true;
          }
          hit.set(new Hit(verdict.rule().id(), verdict.found().spans()));
          return false;
        });
    return Optional.ofNullable(hit.get());
  }
}
