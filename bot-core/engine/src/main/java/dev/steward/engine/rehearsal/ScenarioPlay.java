package dev.steward.engine.rehearsal;

import dev.steward.chat.Content;
import dev.steward.chat.Event;
import dev.steward.chat.GroupId;
import dev.steward.chat.Role;
import dev.steward.chat.Segment;
import dev.steward.chat.Sender;
import dev.steward.engine.faq.Models;
import dev.steward.engine.flow.Scripts;
import dev.steward.engine.rehearsal.Scenario.Decision;
import dev.steward.engine.rehearsal.Scenario.Happens;
import dev.steward.engine.rules.Labels;
import dev.steward.engine.schedule.Holidays;
import dev.steward.engine.script.Deed;
import dev.steward.engine.script.Language;
import dev.steward.engine.script.Pack;
import dev.steward.engine.store.Sql;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Plays a scenario to the real engine, in virtual time, and says what was decided at each event.
 */
public final class ScenarioPlay {
  private static final Instant START = Instant.parse("2026-11-25T04:00:00Z");

  /** What is late to Steward. */
  private static final Duration LATE = Duration.ofMinutes(10);

  private static final String PRIVATE = "private";

  /** Before an offence that counted already, so that Steward is in the groups by then. */
  private static final Duration AHEAD = Duration.ofMinutes(1);

  private final Scenario scenario;
  private final boolean gold;
  private final Map<String, Labels.Label> labels;
  private final Hall hall;
  private final Set<String> names = new HashSet<>();
  private final Happenings happenings = new Happenings(Language.ZH, _ -> Happenings.Words.UNKNOWN);
  private long lastTodo;
  private long lastCase;
  private int ids;

  private ScenarioPlay(
      Scenario scenario, boolean gold, Map<String, Labels.Label> labels, Hall hall) {
    this.scenario = scenario;
    this.gold = gold;
    this.labels = labels;
    this.hall = hall;
  }

  /**
   * Plays one.
   *
   * @param base whose rules about texts are taken; null for what Steward knows without a pack
   * @param gold whether people's labels are taken for what the texts say
   */
  public static Scenario.Outcome of(Scenario scenario, @Nullable Pack base, boolean gold) {
    Map<String, Labels.Label> labels = new HashMap<>();
    Duration before =
        scenario.offences().values().stream()
            .flatMap(List::stream)
            .max(Comparator.naturalOrder())
            .orElse(Duration.ZERO);
    Scripts.Script script = new Scripts.Script(ScenarioPack.of(base, scenario.params()), 0);
    try (Hall hall =
        Hall.open(
            script,
            Holidays.NONE,
            Models.none(),
            id -> Optional.ofNullable(labels.get(id)),
            START.minus(before).minus(AHEAD))) {
      return new ScenarioPlay(scenario, gold, labels, hall).all();
    }
  }

  private Scenario.Outcome all() {
    Set<String> groups = new LinkedHashSet<>();
    for (Happens event : scenario.events()) {
      names.add(event.from());
      if (!event.group().equals(PRIVATE)) {
        groups.add(event.group());
      }
      if (event.role() == Scenario.Role.STAFF) {
        hall.stage.staff(event.from());
      }
    }
    groups.forEach(group -> hall.open(SimulatedChat.groupId(group), Map.of()));
    before(groups.isEmpty() ? "g1" : groups.iterator().next());
    decided(null);
    List<Set<Decision>> decided = new ArrayList<>();
    Integer broken = null;
    for (Happens event : scenario.events()) {
      passTo(START.plus(event.arrives()));
      happens(event);
      hall.stage.settle();
      Set<Decision> came = decided(event);
      if (broken == null && !came.equals(event.expected())) {
        broken = decided.size();
      }
      decided.add(came);
    }
    return new Scenario.Outcome(scenario, decided, broken);
  }

  private void passTo(Instant time) {
    Duration left = Duration.between(hall.stage.now(), time);
    if (left.isPositive()) {
      hall.stage.pass(left);
    }
  }

  /** What counted already was done in the same way, only before. */
  private void before(String group) {
    record Offence(String member, Duration before) {}
    scenario.offences().entrySet().stream()
        .flatMap(entry -> entry.getValue().stream().map(time -> new Offence(entry.getKey(), time)))
        .sorted(Comparator.comparing(Offence::before).reversed())
        .forEach(
            offence -> {
              passTo(START.minus(offence.before));
              String id = id();
              label(id, "ad_external", "");
              names.add(offence.member);
              hall.stage.deliver(
                  new Event.MessagePosted(
                      SimulatedChat.ACCOUNT,
                      SimulatedChat.groupId(group),
                      id,
                      new Sender(SimulatedChat.user(offence.member), offence.member, Role.MEMBER),
                      Content.of("-"),
                      hall.stage.now()));
              hall.stage.settle();
            });
  }

  private String id() {
    return "x" + ++ids;
  }

  private void label(String messageId, String word, String link) {
    Labels.Links links =
        switch (link) {
          case "brand" -> Labels.Links.BRAND;
          case "outside" -> Labels.Links.OUTSIDE;
          default -> Labels.Links.NONE;
        };
    Labels.Label.of(word, links).ifPresent(label -> labels.put(messageId, label));
  }

  private void happens(Happens event) {
    GroupId group = SimulatedChat.groupId(event.group());
    Instant sent = sent(event);
    Sender sender =
        new Sender(
            event.role() == Scenario.Role.BOT
                ? SimulatedChat.us()
                : SimulatedChat.user(event.from()),
            event.name(),
            Role.MEMBER);
    String messageId = event.message().isEmpty() ? id() : event.message();
    if (gold) {
      label(messageId, event.label().isEmpty() ? "ok" : event.label(), event.link());
    }
    switch (event.type()) {
      case MESSAGE, COMMAND -> {
        if (event.group().equals(PRIVATE)) {
          hall.stage.deliver(
              new Event.PrivateMessagePosted(
                  SimulatedChat.ACCOUNT, messageId, sender, content(event), sent));
        } else {
          hall.stage.deliver(
              new Event.MessagePosted(
                  SimulatedChat.ACCOUNT, group, messageId, sender, content(event), sent));
        }
      }
      case EDIT ->
          hall.stage.deliver(
              new Event.MessageEdited(
                  SimulatedChat.ACCOUNT, group, messageId, id(), sender, content(event), sent));
      case RECALL ->
          hall.stage.deliver(
              new Event.MessageRecalled(
                  SimulatedChat.ACCOUNT, group, messageId, sender.user(), sent));
      case JOIN ->
          hall.stage.deliver(
              new Event.MemberJoined(SimulatedChat.ACCOUNT, group, id(), sender, null, sent));
      case LEAVE ->
          hall.stage.deliver(
              new Event.MemberLeft(
                  SimulatedChat.ACCOUNT, group, id(), sender.user(), sender.user(), sent));
    }
  }

  /**
   * When it was sent. Steward's own measure of what is late is fixed; where a scenario has another,
   * what it calls late was sent that much earlier, and what it doesn't, that much later.
   */
  private Instant sent(Happens event) {
    Duration delay = event.arrives().minus(event.sent());
    boolean late = delay.compareTo(scenario.params().late()) > 0;
    if (late == delay.compareTo(LATE) > 0) {
      return START.plus(event.sent());
    }
    Duration played = late ? LATE.plusSeconds(1) : LATE.minusSeconds(1);
    return START.plus(event.arrives()).minus(played);
  }

  private Content content(Happens event) {
    Segment.Quote quote =
        event.quoted().isEmpty() && event.quotedText().isEmpty()
            ? null
            : new Segment.Quote(
                "quoted",
                event.quoted().isEmpty() ? null : SimulatedChat.user(event.quoted()),
                event.quotedText());
    return ChatContent.of(event.text(), names, quote);
  }

  /** What was decided since this was asked last. */
  private Set<Decision> decided(@Nullable Happens event) {
    List<Happening> came = hall.stage.read(happenings::next);
    Set<Decision> decided = EnumSet.noneOf(Decision.class);
    boolean spoke = false;
    boolean leftAlone = false;
    for (Happening one : came) {
      if (one.verdict().equals("appealed") || one.verdict().equals("reported")) {
        decided.add(Decision.REPORT_TO_STAFF);
      }
      leftAlone |= one.verdict().equals("recalled-before");
      Deed deed = one.counts() ? one.deed() : null;
      if (deed == Deed.DELETES) {
        decided.add(Decision.DELETE);
      } else if (deed == Deed.MUTES) {
        decided.add(Decision.MUTE);
      } else if (deed == Deed.KICKS) {
        decided.add(Decision.KICK);
      } else if (deed == Deed.SAYS) {
        spoke = true;
      }
    }
    if (hall.stage.read(this::warned) && spoke) {
      decided.add(Decision.WARN);
    }
    if (hall.stage.read(this::told)) {
      decided.add(Decision.REPORT_TO_STAFF);
    }
    if (decided.isEmpty() && event != null) {
      boolean looked =
          (event.type() == Scenario.Type.MESSAGE || event.type() == Scenario.Type.EDIT)
              && event.role() == Scenario.Role.MEMBER
              && !leftAlone;
      decided.add(looked ? Decision.OK : Decision.NONE);
    }
    return decided;
  }

  /** Whether a case was opened whose step is a warning. */
  private boolean warned(Sql sql) {
    List<String> steps =
        sql.list(
            "SELECT number, sanction FROM moderation_case WHERE number > ? ORDER BY number",
            row -> {
              lastCase = row.number(1);
              return row.text(2);
            },
            lastCase);
    return steps.contains("warn");
  }

  /** Whether staff got something to look at from the rules. */
  private boolean told(Sql sql) {
    List<String> kinds =
        sql.list(
            "SELECT number, kind FROM todo WHERE number > ? ORDER BY number",
            row -> {
              lastTodo = row.number(1);
              return row.text(2);
            },
            lastTodo);
    return kinds.stream().anyMatch(kind -> kind.startsWith("rule-"));
  }
}
