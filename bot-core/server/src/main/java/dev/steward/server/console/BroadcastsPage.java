package dev.steward.server.console;

import dev.steward.chat.GroupId;
import dev.steward.chat.Media;
import dev.steward.engine.broadcast.Broadcast;
import dev.steward.engine.broadcast.Broadcasts;
import dev.steward.engine.script.PackImage;
import dev.steward.engine.store.Sql;
import dev.steward.server.data.Readers;
import dev.steward.server.html.Texts;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** 群发: the messages to many groups, and the form for a new one. */
final class BroadcastsPage {
  private static final int MOST_SHOWN = 100;
  private static final int MOST_OFFERED = 500;
  private static final int MOST_GROUPS = 5_000;
  private static final int LONGEST = 2_000;

  private final Readers readers;
  private final Chores chores;
  private final Audit audit;
  private final Pages pages;
  private final Times times;
  private final PackList packs;
  private final ConsoleSettings settings;

  BroadcastsPage(
      Readers readers,
      Chores chores,
      Audit audit,
      Pages pages,
      Times times,
      PackList packs,
      ConsoleSettings settings) {
    this.readers = readers;
    this.chores = chores;
    this.audit = audit;
    this.pages = pages;
    this.times = times;
    this.packs = packs;
    this.settings = settings;
  }

  /** What the page shows. */
  record Model(
      List<Line> lines,
      boolean none,
      List<Offered> groups,
      List<GroupsPage.Choice> packs,
      List<GroupsPage.Choice> images,
      boolean someImages,
      String approvalLead,
      String zone,
      int longest,
      Typed typed,
      boolean opened,
      String wrong) {}

  /** What was written already. */
  record Typed(String text, String at) {}

  /**
   * One broadcast.
   *
   * @param open whether it may still be said to somebody
   */
  record Line(
      long number, String href, String text, String by, String at, String state, boolean open) {}

  /** A group that may hear it. */
  record Offered(String id, String title, String pack, boolean live, boolean chosen) {}

  Answer list(Visit visit) {
    return page(visit, 200, "");
  }

  /** Shown again for what is wrong, with all that was filled in. */
  private Answer page(Visit visit, int status, String wrong) {
    Texts t = visit.texts();
    return readers.read(
        sql -> {
          List<Line> lines =
              new Broadcasts(sql)
                  .newest(MOST_SHOWN).stream().map(broadcast -> line(t, broadcast)).toList();
          List<GroupsPage.Choice> images = images(visit.field("image"));
          return pages.show(
              visit,
              status,
              "broadcasts",
              new Model(
                  lines,
                  lines.isEmpty(),
                  offered(sql, visit.fields("group")),
                  packs.inForce().stream()
                      .map(script -> script.pack())
                      .map(
                          pack ->
                              new GroupsPage.Choice(
                                  pack.name(),
                                  pack.title(),
                                  visit.fields("pack").contains(pack.name())))
                      .toList(),
                  images,
                  !images.isEmpty(),
                  t.say("broadcast-approval-lead", settings.approvalAbove()),
                  settings.zone().getId(),
                  LONGEST,
                  new Typed(visit.raw("text"), visit.field("at")),
                  lines.isEmpty() || !wrong.isEmpty(),
                  wrong));
        });
  }

  private Line line(Texts t, Broadcast broadcast) {
    return new Line(
        broadcast.number(),
        Visit.link("/console/broadcast", "number", broadcast.number()),
        broadcast.text(),
        broadcast.by(),
        times.at(broadcast.at()),
        t.word("broadcast", broadcast.state().name().toLowerCase(Locale.ROOT)),
        broadcast.state().open());
  }

  private List<Offered> offered(Sql sql, List<String> chosen) {
    return sql.list(
        "SELECT group_id, title, pack, stage FROM chat_group"
            + " WHERE state = 'present' AND pack IS NOT NULL ORDER BY pack, title LIMIT ?",
        row ->
            new Offered(
                row.text(1),
                row.text(2),
                packs.named(row.text(3)).map(script -> script.pack().title()).orElse(row.text(3)),
                row.text(4).equals("live"),
                chosen.contains(row.text(1))),
        MOST_OFFERED);
  }

  private List<GroupsPage.Choice> images(String chosen) {
    return packs.inForce().stream()
        .flatMap(
            script ->
                script.pack().images().stream()
                    .map(
                        image ->
                            new GroupsPage.Choice(
                                image.media().ref(),
                                script.pack().title() + " · " + image.path(),
                                image.media().ref().equals(chosen))))
        .distinct()
        .toList();
  }

  /** Writes down what was filled in, and shows how it will look. */
  Answer draft(Visit visit) {
    String text = visit.raw("text").strip();
    Set<GroupId> groups = chosen(visit);
    if (text.isEmpty() || text.length() > LONGEST || groups.isEmpty()) {
      return page(visit, 422, visit.texts().say("broadcast-wrong", LONGEST));
    }
    if (groups.size() > MOST_GROUPS) {
      return page(visit, 422, visit.texts().say("broadcast-many", MOST_GROUPS));
    }
    Media image = image(visit.field("image"));
    Instant at = time(visit.field("at"), settings.zone(), times.now());
    if (at == null) {
      return page(visit, 422, visit.texts().say("broadcast-past"));
    }
    long number =
        chores.write(
            context -> {
              long fresh =
                  Broadcasts.draft(
                      context,
                      text,
                      image,
                      List.copyOf(groups),
                      at,
                      visit.staff().login(),
                      groups.size() > settings.approvalAbove());
              audit.did(context, visit.staff().login(), "broadcast", "#" + fresh);
              return fresh;
            });
    return Answer.seeOther(Visit.link("/console/broadcast", "number", number));
  }

  /** The ticked groups, and all groups of the ticked packs. */
  private Set<GroupId> chosen(Visit visit) {
    Set<GroupId> groups = new LinkedHashSet<>();
    List<String> ids = new ArrayList<>(visit.fields("group"));
    for (String pack : visit.fields("pack")) {
      ids.addAll(
          readers.read(
              sql ->
                  sql.list(
                      "SELECT group_id FROM chat_group WHERE state = 'present' AND pack = ?"
                          + " ORDER BY group_id",
                      row -> row.text(1),
                      pack)));
    }
    for (String id : ids) {
      try {
        groups.add(GroupId.parse(id));
      } catch (IllegalArgumentException e) {
        throw Refusal.badField();
      }
    }
    return groups;
  }

  private @Nullable Media image(String ref) {
    return ref.isEmpty()
        ? null
        : packs.inForce().stream()
            .flatMap(script -> script.pack().images().stream())
            .map(PackImage::media)
            .filter(media -> media.ref().equals(ref))
            .findFirst()
            .orElseThrow(Refusal::badField);
  }

  /** When it begins: now when nothing is filled in, null when that time is past. */
  static @Nullable Instant time(String text, ZoneId zone, Instant now) {
    if (text.isEmpty()) {
      return now;
    }
    try {
      Instant at = LocalDateTime.parse(text).atZone(zone).toInstant();
      return at.isBefore(now) ? null : at;
    } catch (DateTimeException e) {
      throw Refusal.badField();
    }
  }
}
