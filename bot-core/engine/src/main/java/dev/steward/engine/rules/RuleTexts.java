package dev.steward.engine.rules;

import dev.steward.chat.Capability;
import dev.steward.chat.Content;
import dev.steward.chat.Segment;
import dev.steward.engine.flow.Scripts;
import dev.steward.engine.flow.Span;
import dev.steward.engine.flow.Turn;
import dev.steward.engine.flow.TurnContext;
import dev.steward.engine.script.Ladder;
import dev.steward.engine.script.Language;
import dev.steward.engine.script.MemberText;
import dev.steward.engine.script.Pack;
import dev.steward.engine.script.Template;
import dev.steward.engine.script.TemplateData;
import dev.steward.engine.script.TemplateException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What members read about rules: warm, short, exact, and without repeating what was advertised. */
final class RuleTexts {
  private static final DateTimeFormatter ZH = DateTimeFormatter.ofPattern("M月d日 HH:mm");
  private static final DateTimeFormatter EN =
      DateTimeFormatter.ofPattern("d MMM HH:mm", Locale.ENGLISH);

  /** In code points. */
  private static final int MOST_AGAIN = 500;

  private RuleTexts() {}

  static String step(Ladder.Step step, Language language) {
    return switch (step.sanction()) {
      case NONE -> language.pick("只处理消息", "message only");
      case WARN -> language.pick("提醒", "a warning");
      case MUTE -> language.pick("禁言 ", "muted for ") + length(step.length(), language);
      case KICK -> language.pick("移出本群", "removed from the group");
      case BAN -> language.pick("移出并不再加入", "banned");
    };
  }

  /** The same in a group; where the platform does not let Steward do it, staff do. */
  private static String stepHere(Ladder.Step step, Language language, Turn turn) {
    return step(step, language)
        + (can(step.sanction(), turn) ? "" : language.pick("（由工作人员处理）", " (by the staff)"));
  }

  private static boolean can(Ladder.Sanction sanction, Turn turn) {
    return switch (sanction) {
      case NONE, WARN -> true;
      case MUTE -> turn.group().can(Capability.MUTE);
      case KICK -> turn.group().can(Capability.KICK);
      case BAN -> turn.group().can(Capability.BAN);
    };
  }

  static String length(Duration length, Language language) {
    if (length.toMinutes() % 1440 == 0 && length.toDays() > 0) {
      return language.pick(
          length.toDays() + " 天", length.toDays() + (length.toDays() == 1 ? " day" : " days"));
    }
    if (length.toMinutes() % 60 == 0 && length.toHours() > 0) {
      return language.pick(
          length.toHours() + " 小时",
          length.toHours() + (length.toHours() == 1 ? " hour" : " hours"));
    }
    long minutes = Math.max(1, length.toMinutes());
    return language.pick(minutes + " 分钟", minutes + (minutes == 1 ? " minute" : " minutes"));
  }

  /** The public warning: names the clause, masks the excerpt. */
  static Content warning(Sentence sentence, Turn turn) {
    Offence offence = sentence.offence();
    String name = MemberText.neutral(offence.name());
    String own = offence.notice() == null ? null : custom(sentence, offence.notice(), turn);
    String text = own == null ? name + " " + standard(sentence, turn) : own;
    String end = " (#" + sentence.caseNumber() + ")";
    Segment mention = new Segment.Mention(offence.user(), name);
    int at = text.indexOf(name);
    return at < 0
        ? Content.of(mention, new Segment.Text(" " + text + end))
        : Content.of(
            new Segment.Text(text.substring(0, at)),
            mention,
            new Segment.Text(text.substring(at + name.length()) + end));
  }

  private static String standard(Sentence sentence, Turn turn) {
    Offence offence = sentence.offence();
    if (offence.byHand()) {
      return byHand(sentence, turn);
    }
    String excerpt = offence.excerpt();
    String zhShown = excerpt.isEmpty() ? "" : "（" + excerpt + "）";
    String enShown = excerpt.isEmpty() ? "" : " (" + excerpt + ")";
    String zh =
        "刚才的消息"
            + zhShown
            + "不符合群规第"
            + offence.clause()
            + "条：「"
            + offence.clauseText()
            + "」。第 "
            + sentence.strike()
            + " 次，"
            + stepHere(sentence.step(), Language.ZH, turn)
            + "。发「我的记录」可查看，"
            + (mild(sentence.step()) ? "有疑问请找工作人员。" : "觉得不对可以发「申诉」。");
    String en =
        "your message"
            + enShown
            + " is against group rule "
            + offence.clause()
            + ": “"
            + offence.clauseText()
            + "”. Strike "
            + sentence.strike()
            + ": "
            + stepHere(sentence.step(), Language.EN, turn)
            + ". Say “my record” to see why, or "
            + (mild(sentence.step()) ? "ask the staff." : "“appeal” if you disagree.");
    return turn.language().pick(zh, en);
  }

  private static String byHand(Sentence sentence, Turn turn) {
    Offence offence = sentence.offence();
    String why = offence.clauseText();
    String zhWhy =
        offence.clause() > 0
            ? "，依据群规第" + offence.clause() + "条「" + why + "」"
            : why.isEmpty() ? "" : "，原因：" + why;
    String enWhy =
        offence.clause() > 0
            ? ", because of group rule " + offence.clause() + " “" + why + "”"
            : why.isEmpty() ? "" : ", because: " + why;
    return turn.language()
        .pick(
            "工作人员的处理："
                + stepHere(sentence.step(), Language.ZH, turn)
                + zhWhy
                + "。发「我的记录」可查看，觉得不对可以发「申诉」。",
            "the staff decided: "
                + stepHere(sentence.step(), Language.EN, turn)
                + enWhy
                + ". Say “my record” to see it, or “appeal” if you disagree.");
  }

  private static @Nullable String custom(Sentence sentence, String notice, Turn turn) {
    Pack pack = turn.script().map(Scripts.Script::pack).orElse(null);
    if (pack == null) {
      return null;
    }
    Offence offence = sentence.offence();
    try {
      String text =
          Template.compile(notice, Template.Place.NOTICE.names(pack))
              .render(
                  new TemplateData()
                      .texts(pack.values())
                      .member("name", offence.name())
                      .text("clause", offence.clauseText())
                      .number("number", offence.clause())
                      .number("strike", sentence.strike())
                      .text("step", stepHere(sentence.step(), turn.language(), turn))
                      .member("group", turn.group().title()));
      return text.strip() + consequence(sentence, turn, text);
    } catch (TemplateException e) {
      // The template was checked when the pack was read; what fails now is a value that grew too
      // long.
      return null;
    }
  }

  /**
   * What happens to the member beyond a warning is always said, and that they may appeal, whatever
   * the manager's own words are.
   */
  private static String consequence(Sentence sentence, Turn turn, String text) {
    Language language = turn.language();
    String step = stepHere(sentence.step(), language, turn);
    if (mild(sentence.step())) {
      return "";
    }
    String said =
        text.contains(step)
            ? ""
            : language.pick(
                "第 " + sentence.strike() + " 次，" + step + "。",
                " Strike " + sentence.strike() + ": " + step + ".");
    return text.contains(language.pick("申诉", "appeal"))
        ? said
        : said + language.pick("觉得不对可以发「申诉」。", " Say “appeal” if you disagree.");
  }

  private static boolean mild(Ladder.Step step) {
    return switch (step.sanction()) {
      case NONE, WARN -> true;
      case MUTE, KICK, BAN -> false;
    };
  }

  /**
   * {@code name} is whom it is about.
   *
   * @param free whether the mute or the ban ends with it; another may hold
   */
  static Content undone(Cases.Case file, String name, boolean free, Turn turn) {
    String zh =
        " 第 #"
            + file.number()
            + " 号处理已由工作人员撤销，这一次不再计入"
            + (free ? lifted(file, Language.ZH, turn) : "")
            + "。抱歉打扰了。";
    String en =
        " case #"
            + file.number()
            + " was taken back by staff; it no longer counts"
            + (free ? lifted(file, Language.EN, turn) : "")
            + ". Sorry for the trouble.";
    return Content.of(
        new Segment.Mention(file.user(), MemberText.neutral(name)),
        new Segment.Text(turn.language().pick(zh, en)));
  }

  /** What was taken away wrongly, in its sender's name; what its pictures said is left out. */
  static Content saidAgain(Cases.Case file, String name, List<String> words, Turn turn) {
    String shown = shown(String.join("\n", words));
    return Content.of(
        new Segment.Mention(file.user(), MemberText.neutral(name)),
        new Segment.Text(
            turn.language()
                .pick(
                    " 刚才被误撤的话：\n「" + shown + "」",
                    " had said this, removed by mistake:\n“" + shown + "”")));
  }

  /** The same for what several members had said. */
  static Content saidAgain(CampaignEnded ended, Turn turn) {
    int many = ended.messages().size();
    String shown = shown(ended.text());
    String zh = shown.isBlank() ? "。" : "：\n「" + shown + "」";
    String en = shown.isBlank() ? "." : ":\n“" + shown + "”";
    return Content.of(
        turn.language()
            .pick(
                "之前误撤了 " + many + " 条同样的话（#" + ended.number() + "），可以再发" + zh,
                (many == 1 ? "A message was" : many + " messages were")
                    + " removed by mistake (#"
                    + ended.number()
                    + "); you may post it again"
                    + en));
  }

  private static String shown(String evidence) {
    String text = Offence.words(evidence);
    return text.codePointCount(0, text.length()) <= MOST_AGAIN
        ? text
        : text.substring(0, text.offsetByCodePoints(0, MOST_AGAIN)) + "…";
  }

  private static String lifted(Cases.Case file, Language language, Turn turn) {
    return switch (file.sanction()) {
      case MUTE ->
          file.mutes(turn.now()) && turn.group().can(Capability.MUTE)
              ? language.pick("，禁言已解除", ", and the mute is lifted")
              : "";
      case BAN -> language.pick("，可以重新加入", ", and you may join again");
      case KICK -> language.pick("，欢迎重新加入", ", and you are welcome to join again");
      case NONE, WARN -> "";
    };
  }

  /** The member's own record: everything that counts, why to the character, and until when. */
  static String record(
      List<Cases.Case> all, Cases cases, Language language, Instant now, TurnContext context) {
    if (all.isEmpty()) {
      return language.pick(
          "你没有任何违规记录，谢谢你爱护这个群。", "You have no record at all. Thank you for being kind.");
    }
    StringBuilder text =
        new StringBuilder(language.pick("你的记录（只有你能看到）：", "Your record (only you see this):"));
    for (Cases.Case file : all) {
      text.append('\n').append(line(file, cases, language, now, context));
    }
    text.append('\n')
        .append(
            language.pick(
                "觉得不对？发「申诉 #编号」，工作人员会再看一次。",
                "Something wrong? Say “appeal #number”, and the staff will look again."));
    return text.toString();
  }

  /** For whoever posted what several others did, too. */
  static String copy(long number, Language language) {
    return language.pick(
        "#" + number + "：好几个人发了同样的话，你的那条撤回了，不算违规。觉得不对，发「申诉」。",
        "#"
            + number
            + ": several members posted the same text, so yours was deleted; it is no offence."
            + " Something wrong? Send “appeal”.");
  }

  private static String line(
      Cases.Case file, Cases cases, Language language, Instant now, TurnContext context) {
    var zone =
        context
            .groups()
            .peek(file.group())
            .flatMap(group -> group.script(context.scripts()))
            .map(script -> script.pack().zone())
            .orElse(java.time.ZoneId.of("Asia/Shanghai"));
    String when = (language == Language.ZH ? ZH : EN).format(file.opened().atZone(zone));
    String counts;
    if (file.undone()) {
      counts = language.pick("已撤销，不计入", "taken back, does not count");
    } else if (file.strike() == Sentence.NO_STRIKE) {
      counts = language.pick("不计次数", "no strike");
    } else {
      counts =
          cases
              .expiry(file.number())
              .filter(expiry -> expiry.isAfter(now))
              .map(
                  expiry ->
                      language.pick(
                          "计入至 " + ZH.format(expiry.atZone(zone)),
                          "counts until " + EN.format(expiry.atZone(zone))))
              .orElse(
                  file.sanction() == Ladder.Sanction.BAN
                      ? language.pick("还有效", "still holds")
                      : language.pick("已过期，不再计入", "expired, no longer counts"));
    }
    Ladder.Step step =
        new Ladder.Step(
            file.sanction(),
            file.until() == null ? Duration.ZERO : Duration.between(file.opened(), file.until()));
    return "#"
        + file.number()
        + " "
        + when
        + because(file, language)
        + quoted(file, language)
        + language.pick("，", "; ")
        + step(step, language)
        + language.pick("；", "; ")
        + counts;
  }

  private static String because(Cases.Case file, Language language) {
    if (file.clause() > 0) {
      return language.pick(" 群规第", " rule ")
          + file.clause()
          + language.pick("条「", " “")
          + file.clauseText()
          + language.pick("」", "”");
    }
    return file.clauseText().isEmpty()
        ? language.pick(" 工作人员处理", " by the staff")
        : language.pick(" 工作人员：「", " by the staff: “")
            + file.clauseText()
            + language.pick("」", "”");
  }

  private static String quoted(Cases.Case file, Language language) {
    if (file.spans().isEmpty() || file.evidence().isEmpty()) {
      return "";
    }
    Span span = file.spans().getFirst();
    String text = file.evidence();
    int length = text.codePointCount(0, text.length());
    if (span.end() > length) {
      return "";
    }
    String all = span.of(text);
    String exact = all.substring(0, Math.min(all.length(), 60));
    String sounds =
        span.soundsLike()
            .map(word -> language.pick("（谐音：", " (sounds like ") + word + language.pick("）", ")"))
            .orElse("");
    return language.pick(
            "，依据第 " + (span.start() + 1) + "–" + span.end() + " 个字：" + exact,
            ", because of characters " + (span.start() + 1) + "–" + span.end() + ": " + exact)
        + sounds;
  }
}
