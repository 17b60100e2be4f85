package dev.steward.engine.script;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Says what is different between the answers of two packs. */
final class FaqDiff {
  private final Wording say;
  private final List<String> all = new ArrayList<>();

  private FaqDiff(Wording say) {
    this.say = say;
  }

  static List<String> sentences(@Nullable Faq old, @Nullable Faq fresh, Wording say) {
    FaqDiff diff = new FaqDiff(say);
    diff.each("谁来回答、什么时候", "Who answers and when", service(old), service(fresh));
    diff.each("敏感问题的固定说法", "The text for sensitive questions", fixed(old), fixed(fresh));
    List<Faq.Answer> before = old == null ? List.of() : old.answers();
    List<Faq.Answer> after = fresh == null ? List.of() : fresh.answers();
    for (Faq.Answer answer : after) {
      Faq.Answer known = find(before, answer.id());
      if (known == null) {
        diff.add(
            "新增答案 " + answer.id() + "：" + answer.question(),
            "New answer " + answer.id() + ": " + answer.question());
      } else {
        diff.answer(known, answer);
      }
    }
    for (Faq.Answer answer : before) {
      if (find(after, answer.id()) == null) {
        diff.add("删掉答案 " + answer.id(), "Answer " + answer.id() + " is removed");
      }
    }
    return diff.all;
  }

  private static Faq.@Nullable Answer find(List<Faq.Answer> answers, String id) {
    return answers.stream().filter(answer -> answer.id().equals(id)).findFirst().orElse(null);
  }

  private static @Nullable String service(@Nullable Faq faq) {
    return faq == null ? null : faq.service();
  }

  private static @Nullable String fixed(@Nullable Faq faq) {
    return faq == null ? null : faq.sensitive();
  }

  private void answer(Faq.Answer old, Faq.Answer fresh) {
    String zh = "答案 " + fresh.id() + " 的";
    String en = "Answer " + fresh.id() + ": ";
    RuleDiff.lists(
        say, zh + "问法", en + "questions", "种", "question", old.asks(), fresh.asks(), all);
    each(zh + "内容", en + "text", old.say(), fresh.say());
    each(zh + "开始日期", en + "first day", text(old.from()), text(fresh.from()));
    each(zh + "结束日期", en + "last day", text(old.until()), text(fresh.until()));
    each(zh + "群", en + "groups", groups(old), groups(fresh));
    if (old.reviewed() != fresh.reviewed()) {
      add(
          zh + (fresh.reviewed() ? "审核已完成" : "审核取消了"),
          en + (fresh.reviewed() ? "is reviewed now" : "is no longer reviewed"));
    }
  }

  private static @Nullable String text(@Nullable Object value) {
    return value == null ? null : value.toString();
  }

  private @Nullable String groups(Faq.Answer answer) {
    return answer.groups().isEmpty() ? null : say.list(answer.groups().stream().sorted().toList());
  }

  private void each(String zh, String en, @Nullable String old, @Nullable String fresh) {
    if (Objects.equals(old, fresh)) {
      return;
    }
    if (old == null) {
      add("新增" + zh + "：" + fresh, en + " is new: " + fresh);
    } else if (fresh == null) {
      add("删掉" + zh, en + " is removed");
    } else {
      add(
          zh + "从" + say.quoted(old) + "改为" + say.quoted(fresh),
          en + " changed: from " + say.quoted(old) + " to " + say.quoted(fresh));
    }
  }

  private void add(String zh, String en) {
    all.add(say.say(zh, en));
  }
}
