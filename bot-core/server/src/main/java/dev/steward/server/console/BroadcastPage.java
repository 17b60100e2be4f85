package dev.steward.server.console;

import dev.steward.chat.Capability;
import dev.steward.chat.Key;
import dev.steward.chat.Media;
import dev.steward.engine.broadcast.Broadcast;
import dev.steward.engine.broadcast.BroadcastGroupFeature;
import dev.steward.engine.broadcast.Broadcasts;
import dev.steward.engine.flow.PageLinks;
import dev.steward.engine.flow.Scripts;
import dev.steward.engine.script.Binding;
import dev.steward.engine.script.Pack;
import dev.steward.engine.script.TemplateException;
import dev.steward.engine.store.Json;
import dev.steward.engine.store.Sql;
import dev.steward.server.data.Readers;
import dev.steward.server.html.Texts;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One broadcast: how each group will read it, what will keep a group from hearing it, and
 * afterwards what became of it.
 */
final class BroadcastPage {
  private static final int MOST_BUBBLES = 20;
  private static final Set<String> ACTS = Set.of("send", "approve", "refuse", "stop", "recall");

  private final Readers readers;
  private final Chores chores;
  private final Audit audit;
  private final Pages pages;
  private final Times times;
  private final PackList packs;
  private final ZoneId zone;

  BroadcastPage(
      Readers readers,
      Chores chores,
      Audit audit,
      Pages pages,
      Times times,
      PackList packs,
      ZoneId zone) {
    this.readers = readers;
    this.chores = chores;
    this.audit = audit;
    this.pages = pages;
    this.times = times;
    this.packs = packs;
    this.zone = zone;
  }

  /** What the page shows. */
  record Model(
      long number,
      String state,
      String by,
      String approvedBy,
      String at,
      String waits,
      List<Bubble> bubbles,
      String moreBubbles,
      boolean offerSend,
      boolean offerApproval,
      boolean ownDraft,
      boolean offerStop,
      boolean offerRecall,
      String late,
      String zone,
      List<Line> lines) {}

  /**
   * A text as some groups read it.
   *
   * @param image where the picture is shown, or empty
   * @param trouble why it can't be filled in, or empty
   */
  record Bubble(String text, String image, String persona, String groups, String trouble) {}

  /**
   * A group.
   *
   * @param fate what became of it, in words
   * @param why or empty
   */
  record Line(String group, String href, String fate, String why, boolean bad) {}

  Answer show(Visit visit) {
    long number = visit.askedNumber("number", 0);
    return readers.read(
        sql -> {
          Broadcasts book = new Broadcasts(sql);
          Broadcast broadcast = book.find(number).orElseThrow(Refusal::notFound);
          return pages.show(visit, "broadcast", model(sql, visit, broadcast, book.lines(number)));
        });
  }

  private Model model(Sql sql, Visit visit, Broadcast broadcast, List<Broadcasts.Line> groups) {
    Texts t = visit.texts();
    Broadcast.State state = broadcast.state();
    Map<String, Known> known = known(sql, broadcast.number());
    List<Bubble> bubbles = bubbles(t, broadcast, groups, known);
    boolean own = broadcast.by().equals(visit.staff().login());
    boolean waiting = state == Broadcast.State.WAITING;
    boolean running = state == Broadcast.State.RUNNING || state == Broadcast.State.PLANNED;
    return new Model(
        broadcast.number(),
        t.word("broadcast", state.name().toLowerCase(Locale.ROOT)),
        broadcast.by(),
        Objects.requireNonNullElse(broadcast.approvedBy(), ""),
        times.at(broadcast.at()),
        state == Broadcast.State.DRAFT && broadcast.approval()
            ? t.say("broadcast-will-wait", groups.size())
            : "",
        bubbles.subList(0, Math.min(MOST_BUBBLES, bubbles.size())),
        bubbles.size() > MOST_BUBBLES
            ? t.say("broadcast-more-bubbles", bubbles.size() - MOST_BUBBLES)
            : "",
        state == Broadcast.State.DRAFT,
        waiting && !own,
        waiting && own,
        running || waiting,
        groups.stream().anyMatch(BroadcastPage::mayBeTakenBack),
        (state == Broadcast.State.DRAFT || (waiting && !own)) && broadcast.late(times.now())
            ? t.say("broadcast-late")
            : "",
        zone.getId(),
        groups.stream().map(line -> line(t, broadcast, line, known)).toList());
  }

  private record Known(String title, boolean live, boolean pictures, @Nullable Pack pack) {}

  /** Its groups, with their packs; many groups have the same differences. */
  private Map<String, Known> known(Sql sql, long number) {
    Map<String, Known> all = new HashMap<>();
    Map<String, Optional<Pack>> bound = new HashMap<>();
    sql.list(
            "SELECT group_id, title, stage, pack, binding, capabilities FROM chat_group"
                + " WHERE group_id IN"
                + " (SELECT group_id FROM broadcast_group WHERE number = ?)",
            row -> {
              String name = row.textOrNull(4);
              String binding = row.textOrNull(5);
              Optional<Pack> pack =
                  bound.computeIfAbsent(name + " " + binding, _ -> pack(name, binding));
              return Map.entry(
                  row.text(1),
                  new Known(
                      row.text(2),
                      row.text(3).equals("live"),
                      Json.readStrings(row.text(6)).contains(Capability.SEND_IMAGES.name()),
                      pack.orElse(null)));
            },
            number)
        .forEach(entry -> all.put(entry.getKey(), entry.getValue()));
    return all;
  }

  private Optional<Pack> pack(@Nullable String name, @Nullable String binding) {
    return Optional.ofNullable(name)
        .flatMap(packs::named)
        .map(Scripts.Script::pack)
        .map(pack -> binding == null ? pack : Json.read(binding, Binding.class).applyTo(pack));
  }

  /** Each text once, with the groups that read it. */
  private static List<Bubble> bubbles(
      Texts t, Broadcast broadcast, List<Broadcasts.Line> groups, Map<String, Known> known) {
    Map<Bubble, List<String>> readers = new LinkedHashMap<>();
    for (Broadcasts.Line line : groups) {
      Known group = known.get(line.group().toString());
      if (group == null || group.pack() == null) {
        continue;
      }
      String image =
          broadcast.image() == null || !group.pictures()
              ? ""
              : Visit.link("/console/broadcast/picture", "number", broadcast.number());
      String persona = group.pack().personas().values().iterator().next().name();
      Bubble bubble;
      try {
        String text =
            BroadcastGroupFeature.text(
                broadcast.text(),
                group.pack(),
                group.title(),
                PageLinks.SAMPLE.ofGroup(line.group(), Instant.EPOCH));
        bubble = new Bubble(text, image, persona, "", "");
      } catch (TemplateException e) {
        bubble = new Bubble(broadcast.text(), image, persona, "", String.valueOf(e.getMessage()));
      }
      readers.computeIfAbsent(bubble, _ -> new ArrayList<>()).add(group.title());
    }
    return readers.entrySet().stream()
        .map(
            entry ->
                new Bubble(
                    entry.getKey().text(),
                    entry.getKey().image(),
                    entry.getKey().persona(),
                    t.say(
                        "broadcast-read-by",
                        entry.getValue().size(),
                        String.join(
                            "、",
                            entry.getValue().subList(0, Math.min(3, entry.getValue().size())))),
                    entry.getKey().trouble()))
        .toList();
  }

  private Line line(Texts t, Broadcast broadcast, Broadcasts.Line line, Map<String, Known> known) {
    Known group = known.get(line.group().toString());
    String why = line.why().getOrDefault(t.code(), "");
    boolean before = line.fate() == Broadcast.Fate.WAITING && broadcast.state().open();
    if (before) {
      why = keeps(t, broadcast, group);
    }
    if (why.isEmpty()
        && (before || line.fate() == Broadcast.Fate.SAID)
        && broadcast.image() != null
        && group != null
        && !group.pictures()) {
      why = t.say("broadcast-no-picture");
    }
    boolean bad =
        switch (line.fate()) {
          case FAILED, UNKNOWN, SKIPPED, KEPT -> true;
          case WAITING -> !why.isEmpty();
          case SENT, SAID, RECALLING, RECALLED -> false;
        };
    return new Line(
        group == null ? line.group().toString() : group.title(),
        Visit.link("/console/group", "id", line.group()),
        t.word("broadcast-group", line.fate().name().toLowerCase(Locale.ROOT)),
        why,
        bad);
  }

  /** What would keep a group from hearing it at its time. */
  private static String keeps(Texts t, Broadcast broadcast, @Nullable Known group) {
    if (group == null || group.pack() == null) {
      return t.say("broadcast-no-pack");
    }
    if (!group.live()) {
      return t.say("broadcast-observed");
    }
    LocalTime local = broadcast.at().atZone(group.pack().zone()).toLocalTime();
    return group.pack().budget().quietAt(local)
        ? t.say("broadcast-quiet", group.pack().budget().quietHours())
        : "";
  }

  /** Its picture, as long as a pack in force has it. */
  Answer picture(Visit visit) {
    long number = visit.askedNumber("number", 0);
    Media media =
        readers
            .read(sql -> new Broadcasts(sql).find(number))
            .map(Broadcast::image)
            .orElseThrow(Refusal::notFound);
    return packs.inForce().stream()
        .flatMap(script -> script.pack().images().stream())
        .filter(image -> image.media().equals(media))
        .findFirst()
        .map(image -> new Answer.Whole(200, media.mimeType(), image.bytes(), Map.of(), List.of()))
        .orElseThrow(Refusal::notFound);
  }

  private record Before(Broadcast broadcast, List<Broadcasts.Line> lines) {}

  /** What was pressed; written down only where it changed something. */
  Answer act(Visit visit) {
    String what = visit.field("do");
    long number = visit.number("number");
    if (!ACTS.contains(what)) {
      throw Refusal.badField();
    }
    Map<String, String> arguments = new HashMap<>(Map.of("number", Long.toString(number)));
    if (visit.field("late").equals("yes")) {
      Instant at = BroadcastsPage.time(visit.field("at"), zone, times.now());
      if (at == null) {
        return told(number, "broadcast-late");
      }
      arguments.put("at", Long.toString(at.toEpochMilli()));
    }
    String login = visit.staff().login();
    Before before =
        readers.read(
            sql -> {
              Broadcasts book = new Broadcasts(sql);
              return new Before(
                  book.find(number).orElseThrow(Refusal::notFound), book.lines(number));
            });
    chores.command(visit.staff(), List.of(Key.BRAND), "broadcast-" + what, arguments);
    boolean did =
        chores.write(
            context -> {
              Broadcast after = new Broadcasts(context.sql()).find(number).orElse(before.broadcast);
              if (!did(what, login, before, after)) {
                return false;
              }
              audit.did(context, login, "broadcast-" + what, "#" + number);
              return true;
            });
    return told(
        number,
        did
            ? "broadcast-" + what
            : before.broadcast.late(times.now()) && before.broadcast.state().open()
                ? "broadcast-late"
                : "broadcast-unchanged");
  }

  private static Answer told(long number, String what) {
    return Answer.seeOther(Visit.link("/console/broadcast", "number", number, "done", what));
  }

  /** Whether a press was heeded: one's own is not approved, and nothing is stopped twice. */
  private static boolean did(String what, String login, Before before, Broadcast after) {
    Broadcast.State was = before.broadcast.state();
    return switch (what) {
      case "send" -> was == Broadcast.State.DRAFT && after.state() != was;
      case "approve" -> before.broadcast.approvedBy() == null && login.equals(after.approvedBy());
      case "refuse" -> was.open() && after.state() == Broadcast.State.REFUSED;
      case "stop" -> was.open() && after.state() == Broadcast.State.STOPPED;
      default -> was.open() || before.lines.stream().anyMatch(BroadcastPage::mayBeTakenBack);
    };
  }

  private static boolean mayBeTakenBack(Broadcasts.Line line) {
    return switch (line.fate()) {
      case SENT, SAID, UNKNOWN -> true;
      case WAITING, SKIPPED, FAILED, RECALLING, RECALLED, KEPT -> false;
    };
  }
}
