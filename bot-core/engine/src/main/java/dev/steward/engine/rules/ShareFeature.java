package dev.steward.engine.rules;

import dev.steward.chat.Action;
import dev.steward.chat.Event;
import dev.steward.chat.GroupId;
import dev.steward.chat.Key;
import dev.steward.engine.casework.TodoSettled;
import dev.steward.engine.casework.TodoWanted;
import dev.steward.engine.flow.Fate;
import dev.steward.engine.flow.Feature;
import dev.steward.engine.flow.Group;
import dev.steward.engine.flow.Letter;
import dev.steward.engine.flow.Mode;
import dev.steward.engine.flow.Reason;
import dev.steward.engine.flow.Spoken;
import dev.steward.engine.flow.Turn;
import dev.steward.engine.flow.TurnContext;
import dev.steward.engine.members.StaffBook;
import dev.steward.engine.script.Ladder;
import dev.steward.engine.script.Language;
import dev.steward.engine.script.RuleBook;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Staff share a ban with other groups: {@code 共享 #12 原因} shows which groups would hear of it,
 * {@code 确认共享 #12} sends it there, {@code 收回共享 #12} takes it back everywhere, and so does taking
 * back the case. What a group does about it is its script's to say ({@link SharedBanFeature}).
 */
public final class ShareFeature implements Feature {
  private static final int MOST_NAMED = 8;

  private final TurnContext context;
  private final StaffBook staff;
  private final Cases cases;
  private final SharedBans bans;

  public ShareFeature(Cases cases, StaffBook staff, TurnContext context) {
    this.cases = cases;
    this.staff = staff;
    this.context = context;
    bans = new SharedBans(context.sql());
  }

  @Override
  public String name() {
    return "shared-bans";
  }

  @Override
  public boolean always() {
    return true;
  }

  @Override
  public List<Class<? extends Letter>> letters() {
    return List.of(ShareAsked.class, ShareTold.class);
  }

  @Override
  public void on(Event event, Turn turn) {
    switch (event) {
      case Event.MessagePosted posted -> heard(posted, turn);
      case Event.StaffCommand command when command.name().startsWith("ban-") ->
          Spoken.number(command.arguments().getOrDefault("case", ""))
              .ifPresent(
                  number ->
                      turn.tell(
                          Key.BRAND,
                          new ShareAsked(
                              ShareAsked.What.valueOf(
                                  command.name().substring(4).toUpperCase(Locale.ROOT)),
                              number,
                              command.arguments().getOrDefault("reason", "").strip(),
                              command.staff(),
                              null)));
      default -> {}
    }
  }

  private void heard(Event.MessagePosted posted, Turn turn) {
    Optional<String> login = staff.loginOf(posted.sender().user());
    if (login.isEmpty() || turn.fate() != Fate.HANDLED) {
      return;
    }
    Spoken spoken = turn.spoken(posted.content());
    for (ShareAsked.What what : ShareAsked.What.values()) {
      Optional<String> rest =
          switch (what) {
            case PREVIEW -> spoken.after("共享", "share");
            case SHARE -> spoken.after("确认共享", "確認共享", "confirm share");
            case WITHDRAW -> spoken.after("收回共享", "unshare");
          };
      if (rest.filter(text -> text.startsWith("#")).isPresent()) {
        Optional<Long> number = Spoken.number(rest.get());
        String typed = posted.content().text();
        if (number.isPresent()) {
          turn.tell(
              Key.BRAND,
              new ShareAsked(
                  what,
                  number.get(),
                  Spoken.afterNumber(typed.substring(Math.max(0, Spoken.sign(typed)))),
                  login.get(),
                  turn.group().id()));
          turn.stop();
        }
      }
    }
  }

  @Override
  public void on(Letter letter, Turn turn) {
    switch (letter) {
      case ShareAsked asked -> {
        switch (asked.what()) {
          case PREVIEW -> preview(asked, turn);
          case SHARE -> share(asked, turn);
          case WITHDRAW -> withdraw(asked, turn);
        }
      }
      case ShareTold told ->
          turn.actForStaff(
              Action.SendMessage.of(turn.group().id(), turn.language().pick(told.zh(), told.en())),
              Reason.of(name(), "回答工作人员", "answers staff"));
      default -> {}
    }
  }

  /** A ban that holds. */
  private Optional<Cases.Case> ban(long number) {
    return cases
        .find(number)
        .filter(
            file ->
                !file.undone()
                    && file.mode() == Mode.LIVE
                    && file.sanction() == Ladder.Sanction.BAN);
  }

  private void preview(ShareAsked asked, Turn turn) {
    Optional<Cases.Case> file = ban(asked.caseNumber());
    if (file.isEmpty()) {
      tell(
          asked,
          "#" + asked.caseNumber() + " 不是一个还有效的封禁，只有封禁可以共享。",
          "#" + asked.caseNumber() + " is no ban that holds; only bans can be shared.",
          turn);
      return;
    }
    if (bans.isShared(asked.caseNumber())) {
      tell(
          asked,
          "#" + asked.caseNumber() + " 已经共享了。「收回共享 #" + asked.caseNumber() + "」可收回。",
          "#"
              + asked.caseNumber()
              + " is shared already. “unshare #"
              + asked.caseNumber()
              + "” takes it back.",
          turn);
      return;
    }
    if (asked.reason().isEmpty()) {
      tell(
          asked,
          "共享封禁要写原因，例如：共享 #" + asked.caseNumber() + " 冒充客服骗验证码",
          "A shared ban needs its reason, for example: share #"
              + asked.caseNumber()
              + " posed as our service and asked for codes",
          turn);
      return;
    }
    Reach reach = reach(file.get());
    ShareTold words = words(reach, asked);
    turn.write(_ -> bans.preview(asked, words, turn.now()));
    long number = asked.caseNumber();
    ShareTold said = mayName(asked) || reach.isNone() ? words : counts(reach, asked);
    tell(
        asked,
        said.zh() + "\n一小时内发「确认共享 #" + number + "」就送出，「收回共享 #" + number + "」随时收回。",
        said.en()
            + "\n“confirm share #"
            + number
            + "” within an hour sends it, “unshare #"
            + number
            + "” takes it back at any time.",
        turn);
  }

  /** Which groups somebody is in is nobody's business where members read along. */
  private boolean mayName(ShareAsked asked) {
    return asked.from() == null
        || context.groups().peek(asked.from()).filter(Group::staffGroup).isPresent();
  }

  /**
   * Which groups would hear of it, those first in which the member is.
   *
   * @param ban the titles of those that follow
   * @param ask the titles of those whose staff are asked
   * @param now in how many of them the member is
   */
  private record Reach(List<String> ban, List<String> ask, long now) {
    boolean isNone() {
      return ban.isEmpty() && ask.isEmpty();
    }
  }

  private Reach reach(Cases.Case file) {
    Set<GroupId> in = groupsOf(file);
    List<String> ban = new ArrayList<>();
    List<String> ask = new ArrayList<>();
    List<Group> takers = takers(file);
    takers.stream()
        .sorted(Comparator.comparing((Group group) -> !in.contains(group.id())))
        .forEach(
            group ->
                (how(group, file.pack()).ask() ? ask : ban)
                    .add(group.title() + (in.contains(group.id()) ? " ✓" : "")));
    return new Reach(ban, ask, takers.stream().filter(group -> in.contains(group.id())).count());
  }

  /** What would happen, without names. */
  private static ShareTold counts(Reach reach, ShareAsked asked) {
    int ban = reach.ban.size();
    int ask = reach.ask.size();
    return new ShareTold(
        "共享 #%d 的话：%d 个群直接封禁，%d 个群先问工作人员；其中 %d 个群里现在就有这个人，别的等进群时。原因会公开写在那些群里。"
            .formatted(asked.caseNumber(), ban, ask, reach.now),
        ("Sharing #%d: %d groups ban at once, in %d the staff are asked; the member is in %d of them"
                + " now, the others follow at a join. The reason will be read in those groups.")
            .formatted(asked.caseNumber(), ban, ask, reach.now));
  }

  /** What would happen. */
  private static ShareTold words(Reach reach, ShareAsked asked) {
    List<String> ban = reach.ban;
    List<String> ask = reach.ask;
    if (reach.isNone()) {
      return new ShareTold(
          "现在没有别的群接受共享的封禁（脚本里的 shared-bans）。",
          "No other group takes shared bans now (shared-bans in its script).");
    }
    return new ShareTold(
        "共享 #"
            + asked.caseNumber()
            + " 的话："
            + (ban.isEmpty() ? "" : "直接封禁 " + named(ban, Language.ZH) + "；")
            + (ask.isEmpty() ? "" : "先问工作人员 " + named(ask, Language.ZH) + "；")
            + "✓ 是人已经在里面的群，别的等进群时。原因会公开写在那些群里："
            + asked.reason(),
        "Sharing #"
            + asked.caseNumber()
            + ": "
            + (ban.isEmpty() ? "" : "banned at once in " + named(ban, Language.EN) + "; ")
            + (ask.isEmpty() ? "" : "staff are asked in " + named(ask, Language.EN) + "; ")
            + "✓ marks groups where the member is now, the others follow at a join. The"
            + " reason will be read in those groups: "
            + asked.reason());
  }

  private static String named(List<String> groups, Language language) {
    String some = String.join(language.pick("、", ", "), groups.stream().limit(MOST_NAMED).toList());
    return groups.size() <= MOST_NAMED
        ? some
        : language.pick(some + " 等 " + groups.size() + " 个群", some + " and more, " + groups.size());
  }

  /** All other groups of its platform that hear of it. */
  private List<Group> takers(Cases.Case file) {
    return context.groups().ids(null).stream()
        .filter(id -> id.platform().equals(file.group().platform()))
        .filter(id -> !id.equals(file.group()))
        .flatMap(id -> context.groups().peek(id).stream())
        .filter(group -> group.stage() == Mode.LIVE && taking(group, file.pack()).isPresent())
        .toList();
  }

  private Optional<RuleBook.SharedBans> taking(Group group, String pack) {
    return group
        .published(context.scripts())
        .map(script -> script.pack().rules().sharedBans())
        .filter(how -> how.takes(pack));
  }

  private RuleBook.SharedBans how(Group taker, String pack) {
    return taking(taker, pack).orElseThrow();
  }

  /**
   * Where the member is now; asked of the database, for members are kept by their groups' lanes.
   */
  private Set<GroupId> groupsOf(Cases.Case file) {
    return Set.copyOf(
        context
            .sql()
            .list(
                "SELECT group_id FROM member WHERE user_id = ? AND present = 1",
                row -> GroupId.parse(row.text(1)),
                file.user()));
  }

  private void share(ShareAsked asked, Turn turn) {
    Optional<Cases.Case> file = ban(asked.caseNumber());
    Optional<String> reason = bans.previewed(asked.caseNumber(), turn.now());
    if (file.isEmpty() || reason.isEmpty()) {
      tell(
          asked,
          "没有等着确认的共享。先发「共享 #" + asked.caseNumber() + " 原因」看看会怎样。",
          "Nothing waits to be confirmed. Say “share #"
              + asked.caseNumber()
              + " why” first, to see what would happen.",
          turn);
      return;
    }
    turn.write(_ -> bans.share(asked.caseNumber(), asked.staff(), turn.now()));
    List<Group> takers = takers(file.get());
    for (Group group : takers) {
      turn.tell(
          Key.group(group.id()),
          new SharedBan(
              asked.caseNumber(),
              file.get().user(),
              file.get().person(),
              file.get().pack(),
              reason.get(),
              asked.staff()));
    }
    note("shared", asked, "共享了封禁", "shared the ban", turn);
    tell(
        asked,
        "#" + asked.caseNumber() + " 已共享到 " + takers.size() + " 个群。",
        "#" + asked.caseNumber() + " is shared with " + takers.size() + " groups.",
        turn);
  }

  /** Every case that followed is taken back, one by one, as if staff had done so there. */
  private void withdraw(ShareAsked asked, Turn turn) {
    if (!bans.isShared(asked.caseNumber())) {
      tell(
          asked,
          "#" + asked.caseNumber() + " 没有共享。",
          "#" + asked.caseNumber() + " is not shared.",
          turn);
      return;
    }
    turn.write(_ -> bans.withdraw(asked.caseNumber(), asked.staff(), turn.now()));
    List<SharedBans.Followed> followed = bans.followed(asked.caseNumber());
    for (SharedBans.Followed one : followed) {
      turn.tell(Key.person(one.person()), new UndoAsked(one.number(), asked.staff(), true, null));
    }
    for (Group group : cases.find(asked.caseNumber()).map(this::takers).orElse(List.of())) {
      turn.tell(
          Key.BRAND,
          new TodoSettled(
              TodoWanted.SUGGESTION,
              SharedBans.subject(asked.caseNumber(), group.id()),
              "共享已收回 / not shared any more"));
    }
    note("unshared", asked, "收回了共享的封禁", "took back the shared ban", turn);
    tell(
        asked,
        "#" + asked.caseNumber() + " 的共享已收回，" + followed.size() + " 个群里的封禁随之撤销。",
        "#"
            + asked.caseNumber()
            + " is not shared any more; the bans in "
            + followed.size()
            + " groups are taken back.",
        turn);
  }

  private void note(String verdict, ShareAsked asked, String zh, String en, Turn turn) {
    turn.note(
        verdict,
        Reason.of(name(), asked.staff() + " " + zh, asked.staff() + " " + en)
            .withCase(asked.caseNumber()),
        Mode.LIVE);
  }

  private static void tell(ShareAsked asked, String zh, String en, Turn turn) {
    GroupId from = asked.from();
    if (from != null) {
      turn.tell(Key.group(from), new ShareTold(zh, en));
    }
  }
}
