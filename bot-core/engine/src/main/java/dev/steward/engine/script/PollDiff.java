package dev.steward.engine.script;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Says what a new version of a pack changes about its polls. */
final class PollDiff {
  private final Wording say;
  private final List<String> all;

  private PollDiff(Wording say, List<String> all) {
    this.say = say;
    this.all = all;
  }

  static void add(Wording say, List<Poll> old, List<Poll> fresh, List<String> all) {
    PollDiff diff = new PollDiff(say, all);
    for (Poll poll : fresh) {
      Poll known = find(old, poll.id());
      if (known == null) {
        all.add(
            say.say(
                "新增投票 " + poll.id() + "：" + poll.title() + diff.opens(poll),
                "New poll " + poll.id() + ": " + poll.title() + diff.opens(poll)));
      } else {
        diff.each(known, poll);
      }
    }
    for (Poll poll : old) {
      if (find(fresh, poll.id()) == null) {
        all.add(say.say("删掉投票 " + poll.id(), "Poll " + poll.id() + " is removed"));
      }
    }
  }

  private static @Nullable Poll find(List<Poll> polls, String id) {
    return polls.stream().filter(poll -> poll.id().equals(id)).findFirst().orElse(null);
  }

  private String opens(Poll poll) {
    return poll.opens() == null
        ? say.say("，由工作人员打开", ", opened by staff")
        : say.say("，" + poll.opens(), ", " + poll.opens());
  }

  private void each(Poll old, Poll fresh) {
    String zh = "投票 " + fresh.id() + " 的";
    String en = "Poll " + fresh.id() + ": ";
    List<Boolean> wording =
        List.of(
            changed(zh + "题目", en + "question", old.title(), fresh.title()),
            changed(zh + "类型", en + "type", word(old.type()), word(fresh.type())),
            changed(zh + "选项", en + "options", options(old), options(fresh)),
            changed(zh + "两端", en + "ends", say.list(old.ends()), say.list(fresh.ends())));
    if (wording.contains(true)) {
      all.add(
          say.say(
              "投票 " + fresh.id() + "：已经打开的不变，下次打开用新的题目，记作新的修订",
              "Poll "
                  + fresh.id()
                  + ": one that is open stays as it is; the next opening has the new wording, as a new revision"));
    }
    changed(zh + "可选个数", en + "how many may be chosen", choose(old), choose(fresh));
    changed(
        zh + "选项顺序随机",
        en + "random order",
        say.onOff(old.randomOrder()),
        say.onOff(fresh.randomOrder()));
    changed(zh + "匿名", en + "anonymous", say.onOff(old.anonymous()), say.onOff(fresh.anonymous()));
    changed(
        zh + "随时看结果", en + "results at any time", say.onOff(old.live()), say.onOff(fresh.live()));
    changed(
        zh + "可以改票",
        en + "ballots can be changed",
        say.onOff(old.mayChange()),
        say.onOff(fresh.mayChange()));
    changed(zh + "打开时间", en + "opens", text(old.opens()), text(fresh.opens()));
    changed(zh + "结束时间", en + "closes", closes(old), closes(fresh));
    changed(zh + "提醒", en + "reminders", lengths(old.reminders()), lengths(fresh.reminders()));
    changed(
        zh + "群",
        en + "groups",
        say.list(old.groups().stream().sorted().toList()),
        say.list(fresh.groups().stream().sorted().toList()));
    changed(zh + "感谢语", en + "thanks", old.thanks(), fresh.thanks());
  }

  private boolean changed(String zh, String en, String old, String fresh) {
    if (old.equals(fresh)) {
      return false;
    }
    all.add(
        say.say(
            zh + "从" + say.quoted(old) + "改为" + say.quoted(fresh),
            en + " changed: from " + say.quoted(old) + " to " + say.quoted(fresh)));
    return true;
  }

  private String word(Poll.Type type) {
    return Vocabulary.word(Vocabulary.POLLS, type, say.language());
  }

  private static String options(Poll poll) {
    return poll.options().stream()
        .map(option -> option.code() + "=" + option.text())
        .collect(Collectors.joining(" / "));
  }

  private static String choose(Poll poll) {
    return poll.least() + "-" + poll.most();
  }

  private String closes(Poll poll) {
    Duration lasts = poll.lasts();
    return lasts == null ? text(poll.until()) : say.length(lasts);
  }

  private String lengths(List<Duration> lengths) {
    return say.list(lengths.stream().map(say::length).toList());
  }

  private static String text(@Nullable Object value) {
    return Objects.toString(value, "—").replace('T', ' ');
  }
}
