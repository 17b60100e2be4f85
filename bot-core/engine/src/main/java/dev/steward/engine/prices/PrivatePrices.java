package dev.steward.engine.prices;

import dev.steward.chat.Action;
import dev.steward.chat.Button;
import dev.steward.chat.Content;
import dev.steward.chat.Event;
import dev.steward.chat.GroupId;
import dev.steward.chat.UserId;
import dev.steward.engine.flow.Group;
import dev.steward.engine.flow.Mode;
import dev.steward.engine.flow.Spoken;
import dev.steward.engine.flow.Turn;
import dev.steward.engine.flow.TurnContext;
import dev.steward.engine.members.SharedGroups;
import dev.steward.engine.members.Tiers;
import dev.steward.engine.script.Language;
import dev.steward.engine.script.Pack;
import dev.steward.engine.script.Prices;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * {@code 价格 品名} in private: answered from the price books of the person's groups. When these say
 * different things, each answer names its groups.
 */
final class PrivatePrices {
  /** Price books that are looked into, and groups that an answer names. */
  private static final int MOST = 4;

  private final TurnContext context;
  private final SharedGroups groups;
  private final Tiers tiers;

  PrivatePrices(TurnContext context, Tiers tiers) {
    this.context = context;
    this.tiers = tiers;
    groups = new SharedGroups(context);
  }

  /** A pack with a price desk, and the person's groups that it serves. */
  private record Place(Pack pack, Prices desk, List<Group> groups) {}

  /** An answer, and where it holds. */
  private record Told(PriceAnswer answer, Language language, List<Group> groups) {}

  /** Whoever has no group with a price desk is left to the features after this one. */
  void heard(Event.PrivateMessagePosted posted, Turn turn) {
    Optional<String> asked =
        PriceAnswer.asked(new Spoken(Spoken.plain(posted.content().text()), true));
    if (asked.isEmpty()) {
      return;
    }
    UserId user = posted.sender().user();
    List<Place> places = places(user);
    if (places.isEmpty()) {
      return;
    }
    String own = tiers.of(turn.key().id(), turn.now()).orElse(null);
    List<Told> all =
        places.stream()
            .map(
                place ->
                    new Told(
                        PriceAnswer.of(asked.get(), own, place.desk, place.pack, turn.now()),
                        place.pack.language(),
                        place.groups))
            .toList();
    say(best(all), user, turn);
    turn.stop();
  }

  private List<Place> places(UserId user) {
    Map<String, Place> byPack = new LinkedHashMap<>();
    for (Group group : groups.of(user)) {
      Pack pack = group.script(context.scripts()).map(script -> script.pack()).orElse(null);
      Prices desk = pack == null ? null : pack.prices();
      if (pack != null
          && desk != null
          && (byPack.size() < MOST || byPack.containsKey(pack.name()))) {
        byPack
            .computeIfAbsent(pack.name(), _ -> new Place(pack, desk, new ArrayList<>()))
            .groups
            .add(group);
      }
    }
    return List.copyOf(byPack.values());
  }

  /** All tables, the same one once; else one proposal; else that nothing is found. */
  private static List<Told> best(List<Told> all) {
    Map<String, Told> tables = new LinkedHashMap<>();
    for (Told told : all) {
      if (told.answer.product() != null) {
        tables.merge(
            told.answer.text(),
            told,
            (one, other) -> {
              List<Group> both = new ArrayList<>(one.groups);
              both.addAll(other.groups);
              return new Told(one.answer, one.language, both);
            });
      }
    }
    return tables.isEmpty()
        ? List.of(
            all.stream().filter(told -> told.answer.near()).findFirst().orElse(all.getFirst()))
        : List.copyOf(tables.values());
  }

  private static void say(List<Told> told, UserId user, Turn turn) {
    GroupId by = told.getFirst().groups.getFirst().id();
    boolean one = told.size() == 1;
    String text =
        one
            ? told.getFirst().answer.text()
            : told.stream()
                .map(each -> where(each) + "\n" + each.answer.text())
                .collect(Collectors.joining("\n\n"));
    // Which price was paid is asked of one book: a button can't tell two apart.
    List<Button> buttons =
        one ? told.getFirst().answer.buttons(told.getFirst().language) : List.of();
    turn.act(
        new Action.SendPrivate(by, user, Content.of(text), buttons), PriceAnswer.REASON, Mode.LIVE);
  }

  private static String where(Told told) {
    Language language = told.language;
    String titles =
        told.groups.stream()
            .limit(MOST)
            .map(Group::title)
            .collect(Collectors.joining(language.pick("」「", "”, “")));
    boolean more = told.groups.size() > MOST;
    return language.pick(
        "「" + titles + "」" + (more ? "等群：" : "："),
        "“" + titles + "”" + (more ? " and other groups:" : ":"));
  }
}
