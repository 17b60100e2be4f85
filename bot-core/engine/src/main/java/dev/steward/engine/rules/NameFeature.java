package dev.steward.engine.rules;

import dev.steward.chat.Event;
import dev.steward.chat.Sender;
import dev.steward.chat.UserId;
import dev.steward.engine.flow.Fate;
import dev.steward.engine.flow.Feature;
import dev.steward.engine.flow.Mode;
import dev.steward.engine.flow.Reason;
import dev.steward.engine.flow.Turn;
import dev.steward.engine.members.Members;
import dev.steward.engine.members.StaffBook;
import dev.steward.engine.script.RuleBook;
import dev.steward.engine.text.NameLikeness;
import org.jspecify.annotations.Nullable;

/**
 * Looks at names when somebody joins or takes another one, and shows suspicious ones to staff.
 * Nobody is punished for a name.
 */
public final class NameFeature implements Feature {
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
    RuleBook.Names names =
        turn.published().map(script -> script.pack().rules().names()).orElse(null);
    if (names == null || turn.fate() != Fate.HANDLED || staff.isStaff(user)) {
      return;
    }
    if (likeness == null) {
      likeness = new NameLikeness();
    }
    int percent = (int) (100 * likeness.suspicion(name));
    if (percent < names.atLeast()) {
      return;
    }
    turn.note(
        "name-suspicious",
        Reason.of(
            name(),
            "名字像广告、冒充或骂人（" + percent + "% 的把握），请工作人员看看",
            "the name reads like an advert, a pose or an insult ("
                + percent
                + "% sure): staff are asked to look"),
        Mode.LIVE);
    if (turn.group().stage() == Mode.LIVE) {
      StaffNews.ofName(turn, user, name);
    }
  }
}
