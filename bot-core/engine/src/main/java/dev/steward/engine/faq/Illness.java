package dev.steward.engine.faq;

import java.util.regex.Pattern;

/**
 * Tells what is about the body: illness, accidents, doses, allergies, pregnancy. Names of diseases
 * and drugs are known by what such names are made of, complaints by a part of the body beside what
 * is wrong with it. What is only the name of a ware, asked for as a ware, is not meant. Stateless.
 */
final class Illness {
  private static final Phrases WORDS =
      Phrases.of(
          "发烧",
          "高烧",
          "低烧",
          "退烧",
          "退热",
          "拉肚子",
          "腹泻",
          "拉稀",
          "便秘",
          "呕吐",
          "吐奶",
          "抽搐",
          "抽筋",
          "抽过去",
          "惊厥",
          "翻白眼",
          "红疙瘩",
          "水泡",
          "刺痛",
          "火辣辣",
          "灼热",
          "灼烧",
          "脱皮",
          "爆皮",
          "烂脸",
          "不耐受",
          "过敏",
          "手足口",
          "支原体",
          "流感",
          "脱水",
          "中毒",
          "烫伤",
          "烧伤",
          "骨折",
          "昏迷",
          "晕倒",
          "休克",
          "窒息",
          "呼吸困难",
          "剂量",
          "几滴",
          "几粒",
          "布洛芬",
          "氨酚",
          "氨基酚",
          "美林",
          "泰诺",
          "蒙脱石",
          "阿司匹林",
          "施尔康",
          "滴剂",
          "铁剂",
          "钙剂",
          "抗生素",
          "头孢",
          "激素",
          "疫苗",
          "手术",
          "术后",
          "医美",
          "光子嫩肤",
          "水光针",
          "确诊",
          "急诊",
          "就医",
          "打针",
          "甲状腺",
          "结节",
          "血糖",
          "高血压",
          "低血压",
          "贫血",
          "孕期",
          "怀孕",
          "备孕",
          "哺乳期",
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
          "intoleran",
          "vomit",
          "threw up",
          "throwing up",
          "diarrh",
          "constipat",
          "seizure",
          "convuls",
          "choking",
          "choked",
          "wheez",
          "cough",
          "fainted",
          "unconscious",
          "won't wake",
          "jaundice",
          "croup",
          "reflux",
          "asthma",
          "diabet",
          "thyroid",
          "infect",
          "eczema",
          "hives",
          "swollen",
          "swelled",
          "swelling",
          "blister",
          "poison",
          "overdose",
          "dose",
          "dosage",
          "mg of",
          "calpol",
          "tylenol",
          "nurofen",
          "aspirin",
          "vitamin d",
          "steroid",
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

  /** The rest of a clause, up to so many characters. */
  private static final String SOON = "[^，。,.!?;]{0,8}";

  private static final String CHILD = "(?:宝宝|孩子|娃|儿子|女儿|闺女|他|她)";

  private static final String BODY =
      "(?:脸|皮肤|大便|便便|尿尿|嘴[唇巴角里边]|眼[睛皮角周]|肚子|屁股|屁屁|后背|脖子|身上|全身|浑身|额头|头皮|喉咙|嗓子"
          + "|胸口|鼻子|耳朵|牙龈|舌头|乳头|乳房|[小双]手|手[上背心脚指臂]|[小双]脚|脚[上底背趾]|[小大]腿)";

  private static final String WRONG =
      "(?:肿|疼|痛|痒|黏液|粘液|发绿|发黑|不舒服|难受|哑|发红|泛红|变红|红了|起红|红点|疙瘩|水泡|小泡|流脓|溃|烂|破皮|起皮|发烫|发紫|发青|紫了|青了|睁不开|鼓鼓)";

  private static final Pattern SIGNS =
      Pattern.compile(
          String.join(
              "|",
              // Chinese writes most diseases with one radical or one ending.
              "[癌瘤疮疱癣痫癫疝疡疣痉痢痔疸疟疹]|炎(?![热炎夏黄])|(?<![毛通有弊])病(?![友娇句号])",
              "药(?![房店妆局皂膳监])|霉素|(?<=[一-龥])西林(?![路街区站镇县广])|沙星|他汀|[一-龥&&[^本当各外异内]]地平(?![台均价面线])|洛尔|拉唑|替丁",
              "多少(?:滴|粒|丸|毫克|mg)",
              BODY + SOON + WRONG + "|肿(?!么)|(?<![手牙心脚])痒|[说喊好很还又]疼",
              "(?:心脏|[肾肝胃肺脾肠])"
                  + SOON
                  + "(?:不好|不舒服|不适|难受)|流?鼻[血涕]|怀[着了](?!"
                  + SOON
                  + "(?:心|情|希望|期待|好奇))|(?<!不)同服(?![务装饰])",
              "(?<![水])烧到(?!" + SOON + "水)",
              "(?:" + CHILD + "|体温|量)" + SOON + "(?:3[789]|4[01])(?:[.点]\\d)?度(?!" + SOON + "[水冲])",
              "体温(?![计枪表])|" + CHILD + SOON + "发热",
              "(?:流|出|便|带|尿|咳|有|渗)血(?![有气])|血(?:丝|尿|便|块)|尿里" + SOON + "血",
              "(?<!咳)咳(?![咳，,。.!~])|喘不|喘得|[哮气]喘|呼哧|呼噜呼噜|[呛噎](?:到|着|住|奶|了)|眼睛?往上翻",
              CHILD + SOON + "(?:吐(?![槽字舌])|叫不醒|没精神|精神不)",
              "(?:没|不)拉(?:屎|臭|粑)|没大便|羊屎",
              "误[食吞服喝吃]|吞" + SOON + "(?:电池|硬币|扣|珠|异物)|(?:电池|硬币|扣子?|珠子?|异物)" + SOON + "吞",
              CHILD + SOON + "把" + SOON + "[膏霜乳油液皂华红药笔剂]" + SOON + "[啃吃喝舔吞咽]",
              CHILD + "从" + SOON + "[掉摔滚]|[摔磕撞](?:到|破|着|了|伤)" + SOON + "[头脑额牙脸]",
              "(?:后脑勺|脑门|脑袋|额头|头上)" + SOON + "(?:包(?![装邮裹])|[磕撞摔])|[进溅][了到]?" + SOON + "眼睛|眼睛里?进",
              "孕(?![妇妈]?[装枕裤裙])" + SOON + "(?:能|可以|适合|敢)" + SOON + "[用吃喝抹涂擦做敷]",
              "(?:停|继续|还能)" + SOON + "母乳|[去跑送住上][了趟]?医院"));

  private static final Pattern ENGLISH =
      Pattern.compile(
          "\\b(?:"
              + String.join(
                  "|",
                  "(?<!water )temp(?:erature)?\\b[^.,!?]{0,12}\\b(?:3[789]|4[01]|10[0-5])\\b",
                  "[a-z]{3,}(?:cillin|mycin|profen|cetamol|aminophen|prazole|solone|cortisone)\\b",
                  "(?:my|his|her|our|your|thyroid) [a-z ]{0,12}pills\\b",
                  "how many (?:drops|pills|capsules|mg)\\b",
                  "(?:face|skin|eye(?:lid)?s?|lips?|mouth|cheeks?|tummy|belly|stomach|throat|ears?|chest"
                      + "|neck|gums?|tongue|nipples?|breasts?)\\b[^.,!?]{0,24}\\b(?:burn|sting|swell|puff|peel|ooz|itch|hurt|sore|ache|aching|blue|yellow|bump|red\\b|crack|blotch|broke"
                      + " out)",
                  "blood(?!y| orange|"
                      + " type)|flu\\b|disease|syndrome|[a-z]{3,}itis\\b|[a-z]{2,}emia\\b",
                  "(?:broken|cracked) skin|wound|antihistamine|eye (?:infection|drops)",
                  "(?:stools?|poop?|pee|urine)\\b[^.,!?]{0,16}\\b(?:black|green|dark|mucus|hard|runny|watery)",
                  "(?:is|are|been|feels?|feeling|got) sick\\b(?! of)",
                  "(?:he|she|baby|son|daughter|boy|girl|toddler|lo)\\b[^.,!?]{0,8}\\b(?:swallow"
                      + "|(?:fell|rolled) (?:off|down|out|from))",
                  "(?:hit|banged|bumped) (?:his|her|my) head",
                  "(?:lump|bruise|spots?|cut) on (?:his|her|my)\\b",
                  "(?:drank|ate|licked|chewed)"
                      + " [^.,!?]{0,24}\\b(?:soap|detergent|lotion|cream|bleach|oil"
                      + "|batter|magnet|coin|shampoo|sanitizer|gel|toner|perfume)",
                  "in (?:my|his|her) eyes?\\b",
                  "(?:see|call|my|our|the) (?:doctor|gp|p(?:a)?ediatrician)\\b",
                  "(?:go|went|going|taken?|took|rush[a-z]*)\\b[^.,!?]{0,8} (?:to (?:the"
                      + " )?)?(?:hospital|a&e)")
              + ")");

  private static final Pattern LATIN = Pattern.compile("[a-z]{2}");

  /** What reads like one of the words and is none: "first-class products", "costs of delivery". */
  private static final Pattern TALK =
      Pattern.compile("(?<=[一主物])流产(?=[品生])|发烧友|打骨折|红血丝|大出血|手痒|笑[到得]?肚子[疼痛]|\\bbaby fever again");

  /** Wares, and what stands on them, that are named by an illness or by what is taken for it. */
  private static final Pattern WARE =
      Pattern.compile(
          "过敏[原源]|过敏测试|益生菌|维生素?d|滴剂|体温[计枪表]|血压计|血糖仪"
              + "|(?:湿疹|尿布疹|退[烧热]|晒伤)[霜膏贴乳]|药膏"
              + "|\\ballergens?\\b|\\ballergy[- ]tested\\b|\\bprobiotics?\\b|\\bvitamin d\\b"
              + "|\\b(?:fever|eczema|allergy|rash|retinol|pregnancy|breastfeeding)"
              + " (?:range|line|set|kit|bundle|patch|patches|cream|balm|serum|pillow|bra|bras)\\b");

  private static final Pattern TRADE =
      Pattern.compile(
          "多少钱|价格|[优特]惠|满减|[有补到缺现]货|发货|包邮|快递|运费|[退换]货|[能可][以]?退|无理由|发票|开卖|上架|哪里(?:买|看|写)"
              + "|在哪|标[注在着明]|写在|哪一?面|怎么领|申领|申请|积分"
              + "|\\b(?:price|cost|sale|stock|ship(?:ping)?|deliver\\w*|return|refund|order|buy|list(?:ed)?|label"
              + "|ingredients?|discount|coupon|bundle)\\b");

  private Illness() {}

  /** Whether a folded text is about the body. */
  static boolean in(String folded) {
    return touches(folded) && touches(meant(folded));
  }

  private static boolean touches(String folded) {
    return WORDS.in(folded)
        || SIGNS.matcher(folded).find()
        || (LATIN.matcher(folded).find() && ENGLISH.matcher(folded).find());
  }

  /** Without figures of speech, and without the names of wares where a ware is asked for. */
  private static String meant(String folded) {
    String plain = TALK.matcher(folded).replaceAll(" ");
    String rest = WARE.matcher(plain).replaceAll(" ");
    return TRADE.matcher(rest).find() ? rest : plain;
  }
}
