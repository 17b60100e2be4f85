package dev.steward.engine.help;

import dev.steward.chat.Action;
import dev.steward.chat.Capability;
import dev.steward.chat.Content;
import dev.steward.chat.Event;
import dev.steward.engine.flow.Fate;
import dev.steward.engine.flow.Feature;
import dev.steward.engine.flow.Mode;
import dev.steward.engine.flow.Reason;
import dev.steward.engine.flow.Spoken;
import dev.steward.engine.flow.Turn;
import dev.steward.engine.script.CheckIn;
import dev.steward.engine.script.Language;
import dev.steward.engine.script.Pack;
import dev.steward.engine.script.Template;
import dev.steward.engine.script.TemplateData;
import dev.steward.engine.script.TemplateException;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Answers {@code 帮助} with what works here, a line each. */
public final class HelpFeature implements Feature {
  private static final Set<String> GREETINGS =
      Set.of("你好", "您好", "在吗", "在么", "在不在", "早", "早上好", "hi", "hello", "hey", "good morning");
  private static final Set<String> THANKS =
      Set.of(
          "谢谢",
          "谢谢你",
          "谢谢啦",
          "多谢",
          "感谢",
          "辛苦了",
          "好的",
          "好",
          "收到",
          "明白了",
          "知道了",
          "ok",
          "thanks",
          "thank you",
          "got it",
          "great");
  private static final Pattern COURTESY = Pattern.compile("[\\p{Punct}\\s。，！？～…、]+$");

  @Override
  public String name() {
    return "help";
  }

  @Override
  public void on(Event event, Turn turn) {
    if (!(event instanceof Event.MessagePosted posted) || turn.fate() != Fate.HANDLED) {
      return;
    }
    Spoken spoken = turn.spoken(posted.content());
    boolean asked = spoken.is("帮助", "幫助", "help") || (spoken.addressed() && spoken.is(""));
    if (!asked) {
      courtesies(spoken, posted, turn);
      return;
    }
    StringBuilder text =
        new StringBuilder(
            turn.language()
                .pick(
                    "我是群管家机器人，可以这样问我：\n· 群规：看本群的规矩\n· 我的记录：私下看自己的记录",
                    "I am Steward, the group's bot. You can say:\n· rules: the rules of this group\n"
                        + "· my record: your own record, for you alone"));
    turn.script()
        .map(script -> script.pack().faq())
        .ifPresent(
            _ ->
                text.append(
                    turn.language()
                        .pick(
                            "\n· 有问题直接问，@ 我更稳；转人工：叫工作人员",
                            "\n· ask what you like, best with a mention of me; talk to a human: calls our staff")));
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
    reply(posted, text.toString(), Reason.of(name(), "有人求助", "somebody asked for help"), turn);
  }

  /**
   * A greeting to Steward is returned; to thanks there is nothing to add. Neither is a question.
   */
  private void courtesies(Spoken spoken, Event.MessagePosted posted, Turn turn) {
    if (!spoken.addressed()) {
      return;
    }
    String plain = COURTESY.matcher(spoken.text()).replaceAll("");
    if (GREETINGS.contains(plain)) {
      reply(
          posted,
          turn.language()
              .pick(
                  "我在，我是群管家机器人。想问什么直接说，或者发「帮助」看我会什么。",
                  "I'm here; I am Steward, the group's bot. Just ask, or say “help” to see what I can do."),
          Reason.of(name(), "有人打招呼", "somebody said hello"),
          turn);
    } else if (THANKS.contains(plain)) {
      turn.note("courtesy", Reason.of(name(), "是客气话，不用回", "thanks need no answer"), Mode.LIVE);
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
        "\n· price <name>: what it costs, for whom and where\n· overcharged: to have it checked in private; my complaints: where they stand");
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
