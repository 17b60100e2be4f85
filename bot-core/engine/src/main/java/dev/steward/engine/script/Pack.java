package dev.steward.engine.script;

import java.time.ZoneId;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What one pack says: immutable, checked, free of YAML. Features read only this.
 *
 * @param name the folder's name, such as {@code mother-and-baby}
 * @param title for people
 * @param language in which Steward speaks to this pack's groups
 * @param zone in which times and days are meant
 * @param values named values for templates, such as {@code shop-link}; a binding may differ
 * @param personas by id; the first is the one that speaks unless something else is said
 * @param budget how much is said without being asked
 * @param clauses the group rules, in order; their numbers count from 1
 * @param rules what is enforced
 * @param welcome null when newcomers are not greeted
 * @param checkIn null when there is nothing to check in to
 * @param topics null when nothing is said at set times
 * @param prices null when there is no price desk
 * @param faq null when no questions are answered
 * @param polls what the groups are asked
 * @param helpLines further lines for {@code 帮助}
 */
public record Pack(
    String name,
    String title,
    Language language,
    ZoneId zone,
    Map<String, String> values,
    Map<String, Persona> personas,
    Budget budget,
    List<Clause> clauses,
    RuleBook rules,
    @Nullable Welcome welcome,
    @Nullable CheckIn checkIn,
    @Nullable Topics topics,
    @Nullable Prices prices,
    @Nullable Faq faq,
    List<Poll> polls,
    List<String> helpLines) {
  public Pack {
    values = Map.copyOf(values);
    personas = Collections.unmodifiableMap(new LinkedHashMap<>(personas));
    clauses = List.copyOf(clauses);
    polls = List.copyOf(polls);
    helpLines = List.copyOf(helpLines);
  }

  /** The pictures that may be sent. */
  public List<PackImage> images() {
    return topics == null
        ? List.of()
        : topics.topics().stream()
            .flatMap(topic -> topic.bank().stream())
            .flatMap(entry -> Stream.ofNullable(entry.image()))
            .toList();
  }

  /** The poll with this id. */
  public Optional<Poll> poll(String id) {
    return polls.stream().filter(poll -> poll.id().equals(id)).findFirst();
  }

  /** The clause with this id. */
  public Optional<Clause> clause(String id) {
    return clauses.stream().filter(clause -> clause.id().equals(id)).findFirst();
  }
}
