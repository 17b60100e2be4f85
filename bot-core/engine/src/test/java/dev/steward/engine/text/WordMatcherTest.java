package dev.steward.engine.text;

import static dev.steward.engine.text.Looseness.EXACT;
import static dev.steward.engine.text.Looseness.LOOSE;
import static dev.steward.engine.text.Looseness.NORMAL;
import static dev.steward.engine.text.Looseness.SOUND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class WordMatcherTest {
  @Test
  void aWordIsFoundInsideChineseTextAndItsPlaceIsTold() {
    assertThat(looking(NORMAL, "赌博").in("我们来赌博吧")).containsExactly("赌博@3-5");
  }

  @Test
  void placesAreCodePointsOfTheOriginal() {
    assertThat(looking(NORMAL, "微信").in("👍👍加\u200b微\u200b信")).containsExactly("微\u200b信@4-7");
  }

  @ParameterizedTest
  @ValueSource(strings = {"賭博", "赌\u200b博", "赌\u0336博"})
  void aNormalWordIsFoundUnderItsDress(String dressed) {
    assertThat(looking(NORMAL, "赌博").in("来" + dressed)).hasSize(1);
    assertThat(looking(EXACT, "赌博").in("来" + dressed)).isEmpty();
  }

  @Test
  void anExactWordForgivesCaseAndWidthOnly() {
    assertThat(looking(EXACT, "QQ群").in("加ｑｑ群")).containsExactly("ｑｑ群@1-4");
    assertThat(looking(EXACT, "賭博").in("赌博")).isEmpty();
    assertThat(looking(EXACT, "賭博").in("😀賭博")).containsExactly("賭博@1-3");
    assertThat(looking(EXACT, "vx").in("𝐯𝐱")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"class", "assess", "bass", "ass9", "9ass", "clаss"})
  void anExactLatinWordStandsAlone(String harmless) {
    assertThat(looking(EXACT, "ass").in(harmless)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"class", "assess", "bass", "9ass", "p a s s", "as sure", "a ss"})
  void aLooseLatinWordStandsAloneToo(String harmless) {
    assertThat(looking(LOOSE, "ass").in(harmless)).isEmpty();
  }

  @Test
  void latinWordsStandAloneNextToChinese() {
    assertThat(looking(NORMAL, "vx").in("加vx聊")).containsExactly("vx@1-3");
    assertThat(looking(NORMAL, "vx").in("wvxyz")).isEmpty();
    assertThat(looking(NORMAL, "100").in("返1000")).isEmpty();
    assertThat(looking(NORMAL, "100").in("返100元")).containsExactly("100@1-4");
  }

  @Test
  void onlyANumberMayBeGluedToALetter() {
    assertThat(looking(NORMAL, "加v").in("加v13800000000")).containsExactly("加v@0-2");
    assertThat(looking(NORMAL, "加v").in("加value")).isEmpty();
    assertThat(looking(EXACT, "加v").in("加v13800000000")).isEmpty();
    assertThat(looking(NORMAL, "vx").in("3vx8f")).as("an order number").isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"加*微*信", "加 微 信 demo-004", "加.微信", "加\n微\n信", "加❤微❤信", "加【微】信", "加微 信"})
  void aLooseWordIsFoundBetweenSeparators(String split) {
    assertThat(looking(LOOSE, "加微信").in(split)).hasSize(1);
    assertThat(looking(NORMAL, "加微信").in(split)).isEmpty();
  }

  @Test
  void theWholeSplitStretchIsTheHit() {
    assertThat(looking(LOOSE, "甩卖").in("童*装*甩*卖，全*场")).containsExactly("甩*卖@4-7");
  }

  @ParameterizedTest
  @ValueSource(strings = {"放下 注意安全", "宝宝睡下😂注意保暖", "放下～注意", "放下，注意", "下。注意啦"})
  void whatEndsAClauseDoesNotMakeAWord(String honest) {
    assertThat(looking(LOOSE, "下注").in(honest)).isEmpty();
  }

  @Test
  void aLooseLatinWordMayBeSpeltOut() {
    assertThat(looking(LOOSE, "wechat").in("加 w e c h a t 聊")).containsExactly("w e c h a t@2-13");
    assertThat(looking(LOOSE, "wechat").in("we-chat")).hasSize(1);
    assertThat(looking(LOOSE, "vx").in("v x 138")).containsExactly("v x@0-3");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "家我薇信",
        "加我威心",
        "jia wo weixin",
        "JiaWoWeiXin",
        "加wo微xin",
        "加我微亻言",
        "力口我微信",
        "加.我.薇.信",
        "加 我 weixin"
      })
  void aWordIsFoundBySoundInPinyinAndInParts(String otherwise) {
    assertThat(looking(SOUND, "加我微信").in("想要的" + otherwise + "！"))
        .containsExactly(otherwise + "@3-" + (3 + otherwise.codePointCount(0, otherwise.length())));
    assertThat(looking(LOOSE, "加我微信").in("想要的" + otherwise)).isEmpty();
  }

  @Test
  void anEmojiMayStandForACharacter() {
    assertThat(looking(SOUND, "加我微信").in("想要的加我薇❤️哦")).containsExactly("加我薇❤️@3-8");
    assertThat(looking(SOUND, "加我微信").in("👍➕我微信")).containsExactly("➕我微信@1-5");
    assertThat(looking(SOUND, "加我微信").in("加❤我❤薇❤信")).as("here it parts").hasSize(1);
    assertThat(looking(SOUND, "加我微信").in("加我微信❤")).containsExactly("加我微信@0-4");
    assertThat(looking(LOOSE, "加我微信").in("加我微❤")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "日结三百, 手机日结300哦, 日结300@2-7",
    "日结300, 手机日结三百哦, 日结三百@2-6",
    "日赚200, 日赚两百, 日赚两百@0-4",
    "日赚两千, 日赚２０００元, 日赚２０００@0-6",
    "日结10, 手机日结十元, 日结十@2-5",
    "日结10, 手机日结一十元, 日结一十@2-6",
    "日结50, 日结五十一天, 日结五十@0-4",
    "10元, 就十元, 十元@1-3",
    "日结十, 手机日结10哦, 日结10@2-6",
    "日赚2000推10人, 日赚两千推十人, 日赚两千推十人@0-7"
  })
  void aRoundNumberIsFoundInFiguresAndInCharacters(String word, String text, String place) {
    assertThat(looking(LOOSE, word).in(text)).containsExactly(place);
    assertThat(looking(NORMAL, word).in(text)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "日结三百, 👍日 结 300哦, 日 结 300@1-8",
    "日结三百, 招日 结 ３００, 日 结 ３００@1-8",
    "日结300, 手机日·结·三·百, 日·结·三·百@2-9",
    "日结10, 日 结 十 元, 日 结 十@0-5"
  })
  void itsOtherSpellingIsFoundBetweenSeparatorsToo(String word, String text, String place) {
    assertThat(looking(LOOSE, word).in(text)).containsExactly(place);
    assertThat(looking(NORMAL, word).in(text)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "日结三百, 日结3000",
    "日结三百五, 日结300",
    "百家乐, 100家乐",
    "万一, 10000一",
    "日结十五, 日结10",
    "日结十, 日结100",
    "第五十, 第五10",
    "10元, 五十元",
    "日结10, 日结十五",
    "日结10, 日 结 十 五",
    "10元, 五 十 元",
    "日结三百, 日 结 3000",
    "日结三百, 放假日。结3003"
  })
  void anotherNumberIsAnother(String word, String text) {
    assertThat(looking(LOOSE, word).in(text)).isEmpty();
  }

  @Test
  void partsOfACharacterAreOnePlace() {
    assertThat(looking(SOUND, "帮商家刷好评").in("👍帮商家尸巾刂女子讠平啦")).containsExactly("帮商家尸巾刂女子讠平@1-11");
    assertThat(looking(SOUND, "拉人进群").in("扌立人進君羊")).containsExactly("扌立人進君羊@0-6");
  }

  @ParameterizedTest
  @CsvSource({
    "微商, 因为商家发货慢",
    "微信, 他在家很有威信",
    "要的私, 颜色发错了，我要的是米白",
    "那么, my name is Rosa",
    "加我威望, 嘉沃唯王", // nothing of the word itself
    "加我微信, '加我。微薇信'",
    "加我微信, jia wo weixinyi",
    "加我vx, 家我vxl",
    "女子评价, 写女子评论",
    "不看征信, 相亲不看真心看条件" // what differs is in everybody's mouth
  })
  void whatIsItselfOnlySoundsAlike(String word, String honest) {
    assertThat(looking(SOUND, word).in(honest)).isEmpty();
  }

  @Test
  void twoSyllablesCountWhenTheyAreSpelt() {
    assertThat(looking(SOUND, "刷单").in("招 shuadan 员")).containsExactly("shuadan@2-9");
    assertThat(looking(SOUND, "刷单").in("招涮单员")).isEmpty();
  }

  @Test
  void aWordAsItIsWrittenIsNoMatterOfSound() {
    assertThat(looking(SOUND, "加我微信").in("加我微信，加*我*微*信"))
        .containsExactly("加我微信@0-4", "加*我*微*信@5-12");
  }

  @Test
  void anUnbrokenLooseWordIsReportedOnce() {
    assertThat(looking(LOOSE, "加微信").in("加微信，加*微*信")).containsExactly("加微信@0-3", "加*微*信@4-9");
  }

  @Test
  void wordsWithSignsOfTheirOwnAreFound() {
    assertThat(looking(LOOSE, "+v", "💰💰", "加 微信").in("+v 💰💰 加 微信"))
        .containsExactly("+v@0-2", "💰💰@3-5", "加 微信@6-10");
    assertThat(looking(LOOSE, "💰").in("加*微*信")).isEmpty();
  }

  @Test
  void overlappingWordsAreAllReportedUnlessOneAsksForTheLongest() {
    WordMatcher<String> matcher = matcher(NORMAL, "微信", "加微信", "信", "信群", "微信");
    List<Hit<Word<String>>> hits = matcher.find("加微信群");

    assertThat(hits).hasSize(5);
    assertThat(Hit.leftmostLongest(hits))
        .extracting(hit -> hit.entry().text())
        .containsExactly("加微信");
  }

  @Test
  void theFoldedWordIsComparedWithTheFoldedText() {
    assertThat(looking(NORMAL, "加微信").in("加微信")).hasSize(1);
    assertThat(looking(NORMAL, "加ＶＸ").in("加vx")).hasSize(1);
    assertThat(looking(NORMAL, "賭場").in("赌场")).hasSize(1);
  }

  @Test
  void anEmptyListFindsNothing() {
    assertThat(WordMatcher.<String>of(List.of()).find("加微信 a b c")).isEmpty();
  }

  @Test
  void aWordOfNothingIsRefused() {
    assertThatThrownBy(() -> new Word<>("\u200b ", NORMAL, ""))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no visible character");
  }

  private static WordMatcher<String> matcher(Looseness looseness, String... words) {
    return WordMatcher.of(
        Arrays.stream(words).map(word -> new Word<>(word, looseness, word)).toList());
  }

  private static Search looking(Looseness looseness, String... words) {
    WordMatcher<String> matcher = matcher(looseness, words);
    return text ->
        matcher.find(text).stream()
            .map(
                hit ->
                    text.substring(
                            text.offsetByCodePoints(0, hit.start()),
                            text.offsetByCodePoints(0, hit.end()))
                        + "@"
                        + hit.start()
                        + "-"
                        + hit.end())
            .toList();
  }

  private interface Search {
    List<String> in(String text);
  }
}
