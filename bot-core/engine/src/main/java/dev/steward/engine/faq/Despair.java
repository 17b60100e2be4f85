package dev.steward.engine.faq;

import java.util.regex.Pattern;

/**
 * Tells who wants to live no more, or is afraid of what they may do to a child. Looked for in all
 * talk, so that it takes linear time and little of it. Stateless.
 */
final class Despair {
  private static final Phrases WORDS =
      Phrases.of(
          "活不下去",
          "自杀",
          "轻生",
          "寻短见",
          "割腕",
          "想死的心",
          "一死了之",
          "不如死了",
          "死了算了",
          "结束生命",
          "一了百了",
          "抱着孩子跳",
          "伤害自己",
          "自残",
          "kill myself",
          "killing myself",
          "end my life",
          "end it all",
          "want to die",
          "suicide",
          "suicidal",
          "hurt myself",
          "hurting myself",
          "harm myself",
          "harming myself",
          "cutting myself",
          "self-harm",
          "better off without me",
          "no reason to live");

  /** Without one of these nothing is looked for: most talk costs one look at each character. */
  private static final Phrases HINTS =
      Phrases.of(
          "想活",
          "愿活",
          "意活",
          "再活",
          "续活",
          "活够",
          "活着",
          "跳河",
          "跳江",
          "跳桥",
          "跳楼",
          "跳下",
          "盼头",
          "奔头",
          "活头",
          "不下去",
          "伤害",
          "捂死",
          "掐死",
          "闷死",
          "弄死",
          "摔死",
          "淹死",
          "to live",
          "wanna live",
          "to exist",
          "wanna exist",
          "be alive",
          "be here any",
          "to end",
          "to stop",
          "be over",
          "go on",
          "wish i",
          "living",
          "jump",
          "shake",
          "smother",
          "drown",
          "hurt",
          "harm");

  /** The rest of a clause, up to so many characters. */
  private static final String SOON = "[^，。,.!?;]{0,8}";

  private static final Pattern SAID =
      Pattern.compile(
          String.join(
              "|",
              "不(?:愿意?|想)[再继续]{0,3}活(?![动泼跃])|(?<!生)活够了",
              "活着" + SOON + "(?:没|无)(?:有|什么|啥)?(?:意思|意义|盼头|劲)",
              "(?:我|日子|活着|人生)"
                  + SOON
                  + "[盼活]头[都也]?没|(?:我|日子|活着|人生)"
                  + SOON
                  + "没(?:有|什么|啥|一点|半点)?[盼活奔]头",
              "(?:想|要去|只想|干脆)(?!"
                  + SOON
                  + "(?:沙发|床|[椅凳桌台]|滑梯|石|秋千|车))"
                  + SOON
                  + "跳(?:河|江|桥|下去|楼(?![价大甩清促]))",
              "(?:阳台|楼顶|楼上|窗户|桥上)[^。.!?;]{0,12}跳下",
              "我" + SOON + "[撑熬扛]不下去",
              "我" + SOON + "伤害(?:到)?(?:他|她|孩子|宝宝)(?![^，。,.!?;]{0,2}[皮肤眼牙])",
              "don['’]?t (?:want to|wanna) (?:live|exist|be alive|be here any ?(?:more|longer))"
                  + "(?! without)",
              "want (?:it all to (?:end|stop|be over)|everything to end)",
              "can['’]?t go on(?: like this| any ?more| any longer|[.!~ ]*$)",
              "wish i (?:was|were) (?:dead|never born)|wish i had never been born",
              "(?:nothing|no point|not worth) (?:left )?(?:to live for|in living|living)",
              "jump(?:ing)? (?:off|from|out of) (?:the|a|my) (?:bridge|roof|balcony|window)",
              "\\bi(?:['’]ll| will| might| may| could| want to|['’]m going to|['’]m gonna)"
                  + " (?:just )?(?:shake|smother|drown|hurt|harm)"
                  + " (?:him|her|my baby|the baby|my (?:son|daughter|kids?))"));

  /** Said of a husband it is a joke, said of a child it is not. */
  private static final Pattern TO_A_CHILD =
      Pattern.compile("(?:想|(?<!不)要|怕(?:我|自己)|忍不住|恨不得)[^，。,.!?;]{0,4}[捂掐闷弄摔淹]死(?:他|她|孩子|宝宝|娃|自己)");

  private static final Phrases CHILD = Phrases.of("宝宝", "孩子", "娃", "儿子", "女儿", "闺女");

  /** What reads like it and is none. */
  private static final Pattern TALK = Pattern.compile("自杀式|价格自杀|suicide squad");

  private Despair() {}

  /** Whether a folded text tells of it. */
  static boolean in(String folded) {
    return touches(folded) && touches(TALK.matcher(folded).replaceAll(" "));
  }

  private static boolean touches(String folded) {
    return WORDS.in(folded)
        || (HINTS.in(folded)
            && (SAID.matcher(folded).find()
                || (CHILD.in(folded) && TO_A_CHILD.matcher(folded).find())));
  }
}
