package dev.steward.engine.rules;

import dev.steward.chat.Event;
import dev.steward.chat.Key;
import dev.steward.chat.UserId;
import dev.steward.engine.flow.Fate;
import dev.steward.engine.flow.Feature;
import dev.steward.engine.flow.Letter;
import dev.steward.engine.flow.Mode;
import dev.steward.engine.flow.Reason;
import dev.steward.engine.flow.Scripts;
import dev.steward.engine.flow.Turn;
import dev.steward.engine.flow.TurnContext;
import dev.steward.engine.members.Member;
import dev.steward.engine.members.Members;
import dev.steward.engine.members.StaffBook;
import dev.steward.engine.script.Ladder;
import dev.steward.engine.script.RuleBook;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A group hears of a ban that another one shares, now or when its person joins, and does what its
 * script says: its staff are asked, or it bans as well. It decides once: what its staff say no to,
 * or take back, does not come up again when the person comes back. Either way it is a case of its
 * own, to be appealed and taken back here alone; its strike does not count, for the deed counted
 * where it was done.
 */
public final class SharedBanFeature implements Feature {
  private static final String NAME = "shared-bans";

  private final Members members;
  private final StaffBook staff;
  private final SharedBans bans;

  public SharedBanFeature(Members members, StaffBook staff, TurnContext context) {
    this.members = members;
    this.staff = staff;
    bans = new SharedBans(context.sql());
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public boolean always() {
    return true;
  }

  @Override
  public List<Class<? extends Letter>> letters() {
    return List.of(SharedBan.class);
  }

  @Override
  public void on(Letter letter, Turn turn) {
    if (letter instanceof SharedBan ban) {
      Member member = members.find(turn.group().id(), ban.user()).orElse(null);
      if (member != null && member.present()) {
        hear(ban, ban.user(), member.name(), turn);
      }
    }
  }

  @Override
  public void on(Event event, Turn turn) {
    if (event instanceof Event.MemberJoined joined && how(turn) != null) {
      UserId user = joined.member().user();
      bans.of(turn.personOf(user), turn.group().id())
          .ifPresent(ban -> hear(ban, user, joined.member().name(), turn));
    }
  }

  private static RuleBook.@Nullable SharedBans how(Turn turn) {
    return turn.published().map(script -> script.pack().rules().sharedBans()).orElse(null);
  }

  private void hear(SharedBan ban, UserId user, String name, Turn turn) {
    RuleBook.SharedBans how = how(turn);
    if (how == null
        || !how.takes(ban.pack())
        || staff.isStaff(user)
        || bans.isDecided(ban.caseNumber(), turn.group().id())) {
      return;
    }
    boolean live = turn.group().stage() == Mode.LIVE;
    // In a pause nothing is done by itself, nor about what is told late: staff are asked.
    boolean asks = how.ask() || turn.group().pausedAt(turn.now()) || turn.fate() == Fate.STALE;
    turn.note(
        "shared-ban",
        Reason.of(
                NAME,
                asks ? "别的群共享的封禁，先问工作人员" : "别的群共享的封禁，本群照办",
                asks
                    ? "a ban that another group shares: staff are asked first"
                    : "a ban that another group shares holds here as well")
            .withCase(ban.caseNumber()),
        live ? Mode.LIVE : Mode.OBSERVED);
    if (!live) {
      return;
    }
    Offence offence = offence(ban, user, name, turn);
    if (asks) {
      StaffNews.ofSharedBan(turn, ban, new Suggestion(offence, false, false));
    } else {
      turn.tell(Key.person(turn.personOf(user)), offence.agreed(ban.staff()));
    }
  }

  private static Offence offence(SharedBan ban, UserId user, String name, Turn turn) {
    String zh = "别的群共享的封禁（案件 #" + ban.caseNumber() + "）：" + ban.reason();
    String en = "a ban that another group shares (case #" + ban.caseNumber() + "): " + ban.reason();
    return new Offence(
        turn.group().id(),
        user,
        name,
        SharedBans.messageId(ban.caseNumber()),
        turn.now(),
        "",
        "",
        turn.script().map(script -> script.pack().name()).orElse(""),
        turn.script().map(Scripts.Script::version).orElse(0),
        StaffOrders.BY_HAND,
        "",
        0,
        turn.language().pick(zh, en),
        List.of(),
        Mode.LIVE,
        List.of(new Ladder.Step(Ladder.Sanction.BAN, Duration.ZERO)),
        Duration.ZERO,
        false,
        null,
        null);
  }
}
