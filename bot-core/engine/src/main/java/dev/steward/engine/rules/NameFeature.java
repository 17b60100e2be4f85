package dev.steward.engine.rules;

import dev.steward.chat.Event;
import dev.steward.chat.Sender;
import dev.steward.chat.UserId;
import dev.steward.engine.flow.Fate;
import dev.steward.engine.flow.Feature;
import dev.steward.engine.flow.Mode;
import dev.steward.engine.flow.Reason;
import dev.steward.engine.flow.Scripts;
import dev.steward.engine.flow.Turn;
import dev.steward.engine.members.Members;
import dev.steward.engine.members.StaffBook;
import dev.steward.engine.script.Pack;
import dev.steward.engine.script.Persona;
import dev.steward.engine.script.RuleBook;
import dev.steward.engine.text.ContactFinder;
import dev.steward.engine.text.LinkFinder;
import dev.steward.engine.text.NameLikeness;
import dev.steward.engine.text.Normaliser;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Looks at names when somebody joins or takes another one, and shows suspicious ones to staff.
 * Nobody is punished for a name.
 */
public final class NameFeature implements Feature {
  /** How packs call the value that names the shop. */
  private static final String BRAND = "brand";

  /** Shorter names are ordinary words. */
  private static final int SHORTEST = 3;

  private final StaffBook staff;
  private final Members members;
  private @Nullable NameLikeness likeness;

  public NameFeature(StaffBook staff, Members members) {
    this.staff = staff;
    this.members = members;
  }

  @Override
  public String name() {
    return "names";
  }

  @Override
  public void on(Event event, Turn turn) {
    switch (event) {
      case Event.MemberJoined joined -> look(joined.member().user(), joined.member().name(), turn);
      case Event.MemberRenamed renamed -> look(renamed.user(), renamed.name(), turn);
      case Event.MessagePosted posted -> renamed(posted.sender(), turn);
      default -> {}
    }
  }

  /** Not every platform tells when somebody takes another name: then it shows as they speak. */
  private void renamed(Sender sender, Turn turn) {
    boolean other =
        members
            .find(turn.group().id(), sender.user())
            .filter(known -> !known.name().equals(sender.name()))
            .isPresent();
    if (other) {
      look(sender.user(), sender.name(), turn);
    }
  }

  private void look(UserId user, String name, Turn turn) {
    Pack pack = turn.published().map(Scripts.Script::pack).orElse(null);
    RuleBook.Names names = pack == null ? null : pack.rules().names();
    if (pack == null || names == null || turn.fate() != Fate.HANDLED || isKnown(user, turn)) {
      return;
    }
    if (likeness == null) {
      likeness = new NameLikeness();
    }
    int percent = (int) (100 * likeness.suspicion(name));
    Reason reason;
    if (leadsAway(name)) {
      reason =
          Reason.of(
              name(),
              "名字里有联系方式或链接，请工作人员看看",
              "the name holds a contact or a link: staff are asked to look");
    } else if (isOurs(name, pack)) {
      reason =
          Reason.of(
              name(),
              "名字和本店或群管家的一样，请工作人员看看",
              "the name is the shop's or Steward's own: staff are asked to look");
    } else if (percent >= names.atLeast()) {
      reason =
          Reason.of(
              name(),
              "名字像广告、冒充或骂人（" + percent + "% 的把握），请工作人员看看",
              "the name reads like an advert, a pose or an insult ("
                  + percent
                  + "% sure): staff are asked to look");
    } else {
      return;
    }
    turn.note("name-suspicious", reason, Mode.LIVE);
    if (turn.group().stage() == Mode.LIVE) {
      RuleBook.Raid raid = pack.rules().raid();
      StaffNews.ofName(turn, user, name, raid != null && Watch.of(turn).inRaid(turn.now(), raid));
    }
  }

  private boolean isKnown(UserId user, Turn turn) {
    return staff.isStaff(user) || turn.isUs(user);
  }

  private static boolean leadsAway(String name) {
    return !ContactFinder.find(name).isEmpty()
        || !ContactFinder.find(name.replaceAll("(?<=\\p{L})(?=[0-9])", " ")).isEmpty()
        || !LinkFinder.find(name).isEmpty();
  }

  /** Whether it holds what the pack calls Steward or the brand, however it is written. */
  private static boolean isOurs(String name, Pack pack) {
    String plain = plain(name);
    return Stream.concat(
            pack.personas().values().stream().map(Persona::name),
            Stream.ofNullable(pack.values().get(BRAND)))
        .map(NameFeature::plain)
        .anyMatch(own -> own.length() >= SHORTEST && plain.contains(own));
  }

  private static String plain(String name) {
    return Normaliser.fold(name).text().replaceAll("[^\\p{L}\\p{N}]", "");
  }
}
