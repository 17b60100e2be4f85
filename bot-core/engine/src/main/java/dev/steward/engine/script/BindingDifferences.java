package dev.steward.engine.script;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;

/** Says what a group's differences change. */
public final class BindingDifferences {
  private BindingDifferences() {}

  /** One sentence for each difference; none when the group is like the pack. */
  public static List<String> sentences(Pack pack, Binding binding, Language language) {
    Wording say = Wording.of(language);
    List<String> all = new ArrayList<>();
    new TreeMap<>(binding.values())
        .forEach(
            (name, value) -> {
              String before = pack.values().getOrDefault(name, "");
              if (!value.equals(before)) {
                all.add(
                    say.say(
                        name + " 用" + say.quoted(value) + "，脚本包里是" + say.quoted(before),
                        name + " is " + say.quoted(value) + " instead of " + say.quoted(before)));
              }
            });
    Persona persona = binding.persona() == null ? null : pack.personas().get(binding.persona());
    if (persona != null && !persona.equals(pack.personas().values().iterator().next())) {
      all.add(
          say.say(
              "由「" + persona.name() + "」（" + persona.id() + "）发言",
              "\"" + persona.name() + "\" (" + persona.id() + ") speaks here"));
    }
    for (String off : new TreeSet<>(binding.off())) {
      all.add(
          switch (off) {
            case Binding.WELCOME -> say.say("不欢迎新人", "newcomers are not greeted");
            case Binding.CHECKIN -> say.say("没有签到", "there is no check-in");
            case Binding.FAQ -> say.say("不自动答疑", "no questions are answered");
            case Binding.TOPICS -> say.say("没有定时的话题", "nothing is said at set times");
            case Binding.PRICES -> say.say("没有价格台", "there is no price desk");
            case Binding.POLLS -> say.say("没有投票", "there are no polls");
            default -> oneOff(pack, off, say);
          });
    }
    return List.copyOf(all);
  }

  private static String oneOff(Pack pack, String off, Wording say) {
    if (pack.topics() != null && pack.topics().topic(off).isPresent()) {
      return say.say("话题 " + off + " 在这里不说", "the topic " + off + " is off here");
    }
    if (pack.faq() != null && pack.faq().answer(off).isPresent()) {
      return say.say("答案 " + off + " 在这里不说", "the answer " + off + " is off here");
    }
    if (pack.poll(off).isPresent()) {
      return say.say("投票 " + off + " 在这里不问", "the poll " + off + " is not asked here");
    }
    return say.say("规则 " + off + " 在这里不生效", "the rule " + off + " is off here");
  }
}
