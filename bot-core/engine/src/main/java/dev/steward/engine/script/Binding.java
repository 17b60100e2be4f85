package dev.steward.engine.script;

import dev.steward.chat.GroupId;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which group a pack serves, and in what this group differs.
 *
 * @param group the platform's group; null when it is found by a pairing word
 * @param pairingWord what staff type in the group to bind it; null when {@code group} is known
 * @param label what staff call this group; may be empty
 * @param pack the pack's name
 * @param values in place of the pack's
 * @param persona the id of the persona that speaks here; null for the pack's first
 * @param off ids of rules and the names of whole parts ({@code welcome}, {@code checkin}, {@code
 *     topics}, {@code prices}, {@code faq}, {@code polls}), topics, answers and polls that are off
 *     here
 * @param mark where it stands
 */
public record Binding(
    @Nullable GroupId group,
    @Nullable String pairingWord,
    String label,
    String pack,
    Map<String, String> values,
    @Nullable String persona,
    Set<String> off,
    SourceMark mark) {
  /** The greeting, as {@code off} names it. */
  public static final String WELCOME = "welcome";

  /** The check-in, as {@code off} names it. */
  public static final String CHECKIN = "checkin";

  /** All answers, as {@code off} names them; each may be named by its id as well. */
  public static final String FAQ = "faq";

  /** All topics, as {@code off} names them; each may be named by its id as well. */
  public static final String TOPICS = "topics";

  /** The price desk, as {@code off} names it. */
  public static final String PRICES = "prices";

  /** All polls, as {@code off} names them; each may be named by its id as well. */
  public static final String POLLS = "polls";

  public Binding {
    values = Map.copyOf(values);
    off = Set.copyOf(off);
  }

  /**
   * What the pack says in this group: the group's values in place of the pack's, its persona first,
   * and without what is off here.
   */
  public Pack applyTo(Pack from) {
    Map<String, String> effectiveValues = new HashMap<>(from.values());
    effectiveValues.putAll(values);
    Map<String, Persona> personas = new LinkedHashMap<>();
    Persona first = persona == null ? null : from.personas().get(persona);
    if (first != null) {
      personas.put(first.id(), first);
    }
    from.personas().forEach(personas::putIfAbsent);
    RuleBook book = from.rules();
    List<Rule> rules = book.rules().stream().filter(rule -> !off.contains(rule.id())).toList();
    return new Pack(
        from.name(),
        from.title(),
        from.language(),
        from.zone(),
        effectiveValues,
        personas,
        from.budget(),
        from.clauses(),
        new RuleBook(
            book.strikesExpire(),
            book.ladders(),
            rules,
            book.repeatable(),
            book.raid(),
            book.warnings(),
            book.names(),
            book.sharedBans()),
        off.contains(WELCOME) ? null : from.welcome(),
        off.contains(CHECKIN) ? null : from.checkIn(),
        topics(from.topics()),
        off.contains(PRICES) ? null : from.prices(),
        faq(from.faq()),
        off.contains(POLLS)
            ? List.of()
            : from.polls().stream().filter(poll -> !off.contains(poll.id())).toList(),
        from.helpLines());
  }

  private @Nullable Faq faq(@Nullable Faq from) {
    return from == null || off.contains(FAQ)
        ? null
        : new Faq(
            from.service(),
            from.sensitive(),
            from.answers().stream().filter(answer -> !off.contains(answer.id())).toList());
  }

  private @Nullable Topics topics(@Nullable Topics from) {
    return from == null || off.contains(TOPICS)
        ? null
        : new Topics(from.topics().stream().filter(topic -> !off.contains(topic.id())).toList());
  }
}
