package dev.steward.engine.help;

import dev.steward.chat.Action;
import dev.steward.chat.Capability;
import dev.steward.chat.Content;
import dev.steward.chat.Event;
import dev.steward.chat.Key;
import dev.steward.chat.Segment;
import dev.steward.chat.UserId;
import dev.steward.engine.flow.Courtesy;
import dev.steward.engine.flow.Fate;
import dev.steward.engine.flow.Feature;
import dev.steward.engine.flow.Letter;
import dev.steward.engine.flow.Mode;
import dev.steward.engine.flow.Reason;
import dev.steward.engine.flow.Spoken;
import dev.steward.engine.flow.Turn;
import dev.steward.engine.flow.TurnContext;
import dev.steward.engine.members.SharedGroups;
import dev.steward.engine.members.StaffBook;
import dev.steward.engine.script.CheckIn;
import dev.steward.engine.script.Language;
import dev.steward.engine.script.Pack;
import dev.steward.engine.script.Template;
import dev.steward.engine.script.TemplateData;
import dev.steward.engine.script.TemplateException;
import java.util.List;
import java.util.Set;

/** Answers {@code 帮助} with what works here, a line each. */
public final class HelpFeature implements Feature {
  private static final Set<String> WORDS = Set.of("帮助", "幫助", "help");

  private final SharedGroups groups;
  private final StaffBook staff;

  public HelpFeature(TurnContext context, StaffBook staff) {
    groups = new SharedGroups(context);
    this.staff = staff;
  }

  @Override
  public String name() {
    return "help";
  }

  @Override
  public List<Class<? extends Letter>> letters() {
    return List.of(HelpAsked.class);
  }

  @Override
  public void on(Event event, Turn turn) {
    switch (event) {
      case Event.MessagePosted posted when turn.fate() == Fate.HANDLED -> heard(posted, turn);
      case Event.PrivateMessagePosted posted
          when WORDS.contains(Spoken.plain(posted.content().text())) ->
          asked(posted.sender().user(), turn);
      default -> {}
    }
  }

  /** In private: by the group whose page it is, or the one they have shared with us longest. */
  private void asked(UserId user, Turn turn) {
    groups.of(user).stream()
        .findFirst()
        .ifPresent(
            group -> {
              turn.tell(Key.group(group.id()), new HelpAsked(user));
              turn.stop();
            });
  }

  @Override
  public void on(Letter letter, Turn turn) {
    if (letter instanceof HelpAsked asked && turn.inGroup()) {
      turn.act(
          new Action.SendPrivate(
              turn.group().id(),
              asked.user(),
              Content.of(text(turn) + (staff.isStaff(asked.user()) ? forStaff(turn) : "")),
              List.of()),
          Reason.of(name(), "有人求助", "somebody asked for help"),
          Mode.LIVE);
    }
  }

  private void heard(Event.MessagePosted posted, Turn turn) {
    Spoken spoken = turn.spoken(posted.content());
    if (WORDS.contains(spoken.text()) || (spoken.addressed() && nothingElse(posted.content()))) {
      reply(posted, text(turn), Reason.of(name(), "有人求助", "somebody asked for help"), turn);
    } else {
      courtesies(spoken, posted, turn);
    }
  }

  /** Whether Steward is named and nothing is said: what is too long for a command reads so too. */
  private static boolean nothingElse(Content content) {
    return content.segments().stream()
        .allMatch(segment -> segment instanceof Segment.Mention || segment.plain().isBlank());
  }

  /** In private only: members are not to read past commands that are not theirs. */
  private static String forStaff(Turn turn) {
    return turn.language()
        .pick(
            """


            工作人员在群里还可以发：
            · 待办；接、完成、通过、拒绝 #编号
            · 日程：接下来说什么，没说的为什么
            · 暂停、继续、观察、上线；警戒、解除警戒
            · 引用那条消息：撤回、警告 原因、禁言 2小时 原因；撤销 #编号
            · 引用我的答案：对；不对 -> #3
            · 投票 题目 | 选项 | 选项；结束投票
            · 等级 @成员 会员\
            """,
            """


            Staff can say in a group, too:
            · todo; take, done, approve or deny #<number>
            · schedule: what comes, and why something was not said
            · pause, resume, observe, go live; guard, guard off
            · in reply to a message: delete, warn <why>, mute 2h <why>; undo #<number>
            · in reply to my answer: right; wrong -> #3
            · poll question | option | option; end poll
            · tier @member <name>\
            """);
  }

  private static String text(Turn turn) {
    StringBuilder text =
        new StringBuilder(
            turn.language()
                .pick(
                    "我是群管家机器人，可以这样问我：\n· 群规：看本群的规矩\n· 举报：引用那条消息发，工作人员来看\n"
                        + "· 我的记录：私下看自己的记录；申诉 原因：觉得处理错了",
                    "I am Steward, the group's bot. You can say:\n"
                        + "· rules: the rules of this group\n"
                        + "· report: in reply to a message, and the staff look at it\n"
                        + "· my record: your own record, for you alone; appeal <why>: if something"
                        + " was done wrongly"));
    turn.script()
        .map(script -> script.pack().faq())
        .ifPresent(
            _ ->
                text.append(
                    turn.language()
                        .pick(
                            "\n· 有问题直接问，@ 我更稳；转人工：叫工作人员",
                            "\n"
                                + "· ask what you like, best with a mention of me; talk to a human:"
                                + " calls our staff")));
    turn.script()
        .map(script -> script.pack().checkIn())
        .ifPresent(checkIn -> text.append(checkIns(checkIn, turn.language())));
    turn.script()
        .map(script -> script.pack().prices())
        .ifPresent(_ -> text.append(prices(turn.language())));
    text.append(
        turn.language()
            .pick(
                "\n· 投票：看正在进行的投票；我的投票：私下看自己投了什么",
                "\n· poll: what is being asked now; my votes: your own ballots, for you alone"));
    text.append(
        turn.language()
            .pick(
                "\n· 我的页面：签到、投票、买贵了都在一页上",
                "\n· my page: check-in, polls and complaints on one page"));
    turn.script()
        .ifPresent(
            script ->
                script
                    .pack()
                    .helpLines()
                    .forEach(
                        line -> text.append("\n· ").append(filled(line, script.pack(), turn))));
    return text.toString();
  }

  /**
   * A greeting to Steward is returned; to thanks there is nothing to add. Neither is a question.
   */
  private void courtesies(Spoken spoken, Event.MessagePosted posted, Turn turn) {
    if (!spoken.addressed()) {
      return;
    }
    Courtesy said = Courtesy.of(spoken.text()).orElse(null);
    if (said == Courtesy.GREETING) {
      reply(
          posted,
          Courtesy.returned(turn.language()),
          Reason.of(name(), "有人打招呼", "somebody said hello"),
          turn);
    } else if (said == Courtesy.THANKS) {
      turn.note("courtesy", Courtesy.THANKS_NEED_NOTHING, Mode.LIVE);
      turn.stop();
    }
  }

  private static void reply(Event.MessagePosted posted, String text, Reason reason, Turn turn) {
    turn.act(
        new Action.SendMessage(
            turn.group().id(),
            Content.of(text),
            turn.group().can(Capability.REPLY) ? posted.messageId() : null,
            List.of()),
        reason,
        Mode.LIVE);
    turn.stop();
  }

  private static String checkIns(CheckIn checkIn, Language language) {
    return language.pick(
            "\n· " + checkIn.words().getFirst() + "：每天一次；我的连续：私下看自己签了几天",
            "\n· "
                + checkIn.words().getFirst()
                + ": once a day; my streak: your own days, for you alone")
        + (checkIn.makeUps() == 0
            ? ""
            : language.pick("\n· 补签：补上漏掉的一天", "\n· make up: for a day that you missed"))
        + (checkIn.leaderboard()
            ? language.pick("\n· 排行榜：本月谁签得多", "\n· leaderboard: who checked in most this month")
            : "");
  }

  private static String prices(Language language) {
    return language.pick(
        "\n· 价格 品名：看整张价格表\n· 买贵了：私下帮你核对；我的投诉：私下看到哪一步了",
        """

        · price <name>: what it costs, for whom and where
        · overcharged: to have it checked in private; my complaints: where they stand\
        """);
  }

  private static String filled(String line, Pack pack, Turn turn) {
    try {
      return Template.compile(line, Template.Place.HELP.names(pack))
          .render(
              new TemplateData()
                  .texts(pack.values())
                  .member("group", turn.group().title())
                  .text("page", turn.page()));
    } catch (TemplateException e) {
      return line;
    }
  }
}
