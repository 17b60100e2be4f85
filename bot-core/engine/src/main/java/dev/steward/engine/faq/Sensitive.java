package dev.steward.engine.faq;

import dev.steward.engine.script.Faq;
import dev.steward.engine.text.Normaliser;
import java.util.regex.Pattern;

/**
 * Tells texts where a wrong word does harm: illness, doses and allergies, and despair. The lists
 * are our own. They forgive dress (case, width, traditional characters), not spelling. Stateless.
 */
enum Sensitive {
  NOTHING,
  HEALTH,
  DESPAIR;

  private static final Phrases DESPAIRING =
      Phrases.of(
          "不想活",
          "活不下去",
          "活着没意思",
          "活着没什么意思",
          "活够了",
          "自杀",
          "轻生",
          "寻短见",
          "割腕",
          "想死的心",
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
          "want to die",
          "suicide",
          "suicidal",
          "hurt myself",
          "harm myself",
          "self-harm",
          "no reason to live");

  private static final Phrases ILL =
      Phrases.of(
          "发烧",
          "高烧",
          "低烧",
          "退烧",
          "拉肚子",
          "腹泻",
          "便血",
          "呕吐",
          "吐奶",
          "咳嗽",
          "抽搐",
          "惊厥",
          "湿疹",
          "皮疹",
          "疹子",
          "红肿",
          "过敏",
          "黄疸",
          "肺炎",
          "手足口",
          "脱水",
          "中毒",
          "误食",
          "呛到",
          "流血",
          "烫伤",
          "昏迷",
          "呼吸困难",
          "吃药",
          "用药",
          "喂药",
          "药量",
          "剂量",
          "吃多少药",
          "几滴",
          "几粒",
          "几片药",
          "布洛芬",
          "对乙酰氨基酚",
          "美林",
          "抗生素",
          "头孢",
          "激素",
          "疫苗",
          "孕期",
          "哺乳期",
          "怀孕",
          "流产",
          "抑郁",
          "医生",
          "处方",
          "维d",
          "维生素d",
          "益生菌",
          "fever",
          "rash",
          "allerg",
          "vomit",
          "diarrh",
          "seizure",
          "eczema",
          "hives",
          "swollen",
          "poison",
          "overdose",
          "dose",
          "dosage",
          "mg of",
          "ibuprofen",
          "paracetamol",
          "antibiotic",
          "prescription",
          "medicine",
          "medication",
          "pregnan",
          "breastfeed",
          "depress",
          "bleeding",
          "burned",
          "retinol");

  /** What reads like one of the words and is none: "first-class products", "costs of delivery". */
  private static final Pattern TALK =
      Pattern.compile("自杀式|价格自杀|suicide squad|(?<=[一主物])流产(?=[品生])");

  /** What a text touches; the gravest counts. */
  static Sensitive of(String text) {
    return in(Normaliser.fold(text).text());
  }

  /** The same for a text that is folded already. */
  static Sensitive in(String folded) {
    return isDespair(folded) ? DESPAIR : ILL.in(folded) && ILL.in(meant(folded)) ? HEALTH : NOTHING;
  }

  /** Whether a folded text is of despair: all that is asked of talk that asks nothing. */
  static boolean isDespair(String folded) {
    return DESPAIRING.in(folded) && DESPAIRING.in(meant(folded));
  }

  /** Whether a way to ask for this answer is about the body. */
  static boolean isAskedIn(Faq.Answer answer) {
    return answer.asks().stream().anyMatch(ask -> of(ask) != NOTHING);
  }

  /** Whether an answer may be said to whoever chose it: one about the body has to be reviewed. */
  static boolean maySay(Faq.Answer answer) {
    return answer.reviewed() || !isAskedIn(answer);
  }

  /** Without figures of speech. */
  private static String meant(String folded) {
    return TALK.matcher(folded).replaceAll(" ");
  }
}
