package dev.steward.engine.rules;

import dev.steward.chat.Content;
import dev.steward.chat.GroupId;
import dev.steward.chat.Key;
import dev.steward.chat.Role;
import dev.steward.chat.UserId;
import dev.steward.engine.flow.Group;
import dev.steward.engine.flow.Mode;
import dev.steward.engine.flow.TurnContext;
import dev.steward.engine.members.Members;
import dev.steward.engine.members.StaffBook;
import dev.steward.engine.script.Pack;
import dev.steward.engine.script.Rule;
import dev.steward.engine.script.RuleCheck;
import dev.steward.engine.store.Json;
import dev.steward.engine.store.Sql;
import dev.steward.engine.text.TextLikeness;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * At a start: what members posted in the last minutes, from the journal, so that a campaign in
 * whose midst Steward stops goes on as the one it was.
 */
final class EarlierCopies {
  private final TurnContext context;
  private final MentionedNames names;
  private final Instant now;
  private final Recent recent = new Recent();
  private final TextLikeness likeness = new TextLikeness();
  private final Map<String, RuleReader> readers = new HashMap<>();
  private final Map<String, Optional<Place>> places = new HashMap<>();
  private final Map<String, Long> waves = new HashMap<>();

  /** A group whose rules look for copies. */
  private record Place(Group group, RuleReader reader, Ready copies, Recent.OfGroup posted) {}

  private EarlierCopies(TurnContext context, StaffBook staff) {
    this.context = context;
    names = new MentionedNames(new Members(context.sql()), staff);
    now = context.clock().instant();
  }

  static void recall(Waves into, TurnContext context, StaffBook staff) {
    new EarlierCopies(context, staff).recall(into);
  }

  private void recall(Waves into) {
    Sql sql = context.sql();
    sql.list("SELECT DISTINCT pack FROM chat_group WHERE pack IS NOT NULL", row -> row.text(1))
        .forEach(
            name ->
                context
                    .scripts()
                    .script(name)
                    .filter(script -> within(script.pack()).isPositive())
                    .ifPresent(script -> readers.put(name, reader(script.pack()))));
    Instant since =
        now.minus(
            readers.values().stream()
                .map(reader -> within(reader.pack()))
                .reduce(Duration.ZERO, (one, other) -> one.compareTo(other) > 0 ? one : other));
    if (readers.isEmpty()) {
      return;
    }
    sql.each(
        "SELECT p.group_id, p.message_id, c.wave FROM campaign_post p JOIN campaign c"
            + " ON c.number = p.number WHERE p.at >= ?",
        row -> {
          var _ = waves.put(row.text(1) + " " + row.text(2), row.number(3));
        },
        since);
    sql.each(
        "SELECT j.seq, j.lane_key, j.user_id, j.message_id, j.happened, j.arrived, b.text"
            + " FROM journal j JOIN body b ON b.seq = j.seq WHERE j.seq > (SELECT MAX(seq) FROM"
            + " journal) - ? AND j.arrived >= ? AND j.kind = 'message-posted'"
            + " AND j.fate = 'handled' AND j.user_id NOT IN (SELECT l.user_id FROM staff_login l"
            + " JOIN staff s ON s.login = l.login WHERE s.disabled = 0) ORDER BY j.seq",
        row -> again(row, into),
        Waves.MOST,
        since);
  }

  /** How long texts are remembered; zero where no rule looks for copies. */
  private static Duration within(Pack pack) {
    return pack.rules().rules().stream()
        .map(Rule::check)
        .filter(RuleCheck.Copies.class::isInstance)
        .map(check -> ((RuleCheck.Copies) check).within())
        .findFirst()
        .orElse(Duration.ZERO);
  }

  private RuleReader reader(Pack pack) {
    return new RuleReader(new ReadyRules(pack), () -> likeness);
  }

  private Optional<Place> place(String key) {
    return places.computeIfAbsent(key, _ -> find(Key.parse(key).groupId()));
  }

  private Optional<Place> find(GroupId id) {
    Group group = context.groups().peek(id).orElse(null);
    RuleReader reader =
        group == null
            ? null
            : group
                .published(context.scripts())
                .map(script -> readers.get(script.pack().name()))
                .orElse(null);
    if (group == null || reader == null) {
      return Optional.empty();
    }
    return reader
        .ready()
        .copies()
        .filter(ready -> !group.off(ready.rule.id()))
        .map(ready -> new Place(group, reader, ready, recent.fresh(id)));
  }

  private void again(Sql.Row row, Waves into) throws SQLException {
    Place place = place(row.text(2)).orElse(null);
    if (place == null) {
      return;
    }
    Content content = Json.read(row.text(7), Content.class).opened();
    String own = names.without(place.group.id(), content);
    UserId user = UserId.parse(row.text(3));
    boolean tells = RulesFeature.mode(place.group, place.copies.rule) == Mode.LIVE;
    new Hearing(
            place.reader,
            MentionedNames.counted(place.reader.read(own), own, content.text()),
            place.posted,
            new Hearing.Heard(
                content,
                user,
                context.persons().personOf(user),
                Role.MEMBER,
                row.time(5),
                row.time(6),
                false,
                false,
                false,
                false))
        .again(
            into,
            place.copies,
            tells ? row.number(1) : 0,
            waves.getOrDefault(place.group.id() + " " + row.text(4), 0L));
  }
}
