package dev.steward.engine.faq;

import dev.steward.engine.script.Language;
import java.util.List;

/** What Steward says around the pack's own answers. */
final class FaqTexts {
  private FaqTexts() {}

  static String didYouMean(List<String> questions, Language language) {
    StringBuilder text = new StringBuilder(language.pick("你是不是想问：", "Did you mean:"));
    for (int i = 0; i < questions.size(); i++) {
      text.append('\n').append(i + 1).append(". ").append(questions.get(i));
    }
    return text.append('\n')
        .append(
            language.pick(
                "五分钟内回数字就行；都不是就发「转人工」。",
                "Just send the number within five minutes; if none fits, say “talk to a human”."))
        .toString();
  }

  static String miss(String service, Language language) {
    return language.pick(
            "这个问题我还答不了，已经转给工作人员。", "I can't answer this yet and have passed it on to our staff. ")
        + service;
  }

  static String hint(Language language) {
    return language.pick(
        "我没看懂。想问什么，换个说法试试；想找人，发「转人工」。",
        "I did not get that. Try to ask in other words, or say “talk to a human”.");
  }

  static String toPerson(String service, Language language) {
    return language.pick("好的，已经替你叫了工作人员。", "All right, I have called our staff for you. ")
        + service;
  }

  static String usualService(Language language) {
    return language.pick("工作人员看到就会回复你。", "They answer as soon as they see it.");
  }

  static String health(Language language) {
    return language.pick(
        "和身体有关的事我不能替医生回答。症状明显或者拿不准，请尽快问医生或药师；紧急情况请打 120。这条已经转给工作人员。",
        "I can't answer for a doctor. If there are symptoms, or you are not sure, please ask a doctor"
            + " or pharmacist soon; in an emergency call your local number. Our staff have been told.");
  }

  static String despair(Language language) {
    return language.pick(
        "听起来你现在很难受。请先别一个人扛着：马上联系身边信得过的人，或拨打全国心理援助热线 12356；有紧急危险请打 120 或 110。工作人员也收到了你的消息。",
        "It sounds as if things are very hard right now. Please don't be alone with this: reach out to"
            + " someone you trust, or to a crisis line where you live (988 in the US); in immediate"
            + " danger call the emergency number. Our staff have seen your message too.");
  }

  static String justSaid(String question, Language language) {
    return language.pick(
        "刚才回答过「" + question + "」，往上翻一点就能看到。",
        "I just answered “" + question + "”: it is a little further up.");
  }

  static String learnedRight(Language language) {
    return language.pick("好的，记住这种问法了。", "Good, I will remember this way of asking.");
  }

  static String learnedWrong(Language language) {
    return language.pick("记下了，下次这样问不会再这么答。", "Noted: I won't answer this that way again.");
  }

  static String correction(String answer, Language language) {
    return language.pick("更正一下：\n", "A correction:\n") + answer;
  }

  static String noSuchEntry(String what, Language language) {
    return language.pick(
        "没有「" + what + "」这条答案。写答案的名字或它在 faq.yaml 里的序号，例如：不对 -> #3",
        "There is no answer "
            + what
            + ". Write its name or its place in faq.yaml, such as: wrong -> #3");
  }

  static String forgotten(Language language) {
    return language.pick(
        "这个问题的原话已经清除了，学不了。",
        "The question's words were erased, so there is nothing to learn from.");
  }
}
