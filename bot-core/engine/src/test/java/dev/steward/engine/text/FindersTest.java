package dev.steward.engine.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Contacts and shops in messages as people write them, with what must be found where. Written for
 * this test; the figures must not fall.
 */
final class FindersTest {
  private record Place(String kind, int start, int end) {
    boolean is(Place other) {
      int both = Math.min(end, other.end) - Math.max(start, other.start);
      int either = Math.max(end, other.end) - Math.min(start, other.start);
      return kind.equals(other.kind) && both * 10 >= either * 7;
    }
  }

  private record Score(int right, List<String> wrong, List<String> missed) {
    double precision() {
      return right / (double) (right + wrong.size());
    }

    double recall() {
      return right / (double) (right + missed.size());
    }
  }

  private static Score score(String file, Function<String, List<Place>> finder) {
    int right = 0;
    List<String> wrong = new ArrayList<>();
    List<String> missed = new ArrayList<>();
    for (String line : lines(file)) {
      String[] columns = line.split("\t", -1);
      List<Place> found = new ArrayList<>(finder.apply(columns[0]));
      for (Place wanted : wanted(columns[0], columns[1])) {
        if (found.removeIf(wanted::is)) {
          right++;
        } else {
          missed.add(wanted.kind + " in " + columns[0]);
        }
      }
      found.forEach(place -> wrong.add(place + " in " + columns[0]));
    }
    return new Score(right, wrong, missed);
  }

  private static List<String> lines(String file) {
    try (BufferedReader in =
        new BufferedReader(
            new InputStreamReader(
                Objects.requireNonNull(FindersTest.class.getResourceAsStream("finders/" + file)),
                StandardCharsets.UTF_8))) {
      return in.lines().skip(1).toList();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static List<Place> wanted(String text, String written) {
    return Stream.of(written.split(";", -1))
        .filter(one -> !one.isEmpty())
        .map(
            one -> {
              String what = one.substring(one.indexOf('=') + 1);
              int at = text.indexOf(what);
              int start = text.codePointCount(0, at);
              return new Place(
                  one.substring(0, one.indexOf('=')),
                  start,
                  start + what.codePointCount(0, what.length()));
            })
        .toList();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "138*0013*8000",
        "138_0013_8000",
        "138·0013·8000",
        "138|0013|8000",
        "138-0013-8000"
      })
  void whateverStandsBetweenItsDigitsANumberIsOne(String number) {
    assertThat(ContactFinder.find("有意打 " + number).stream().map(Contact::kind))
        .containsExactly(Contact.Kind.PHONE);
  }

  private static List<Place> contacts(String text) {
    return ContactFinder.find(text).stream()
        .map(
            one ->
                new Place(
                    one.kind().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                    one.start(),
                    one.end()))
        .toList();
  }

  private static final Map<ShopShare.Platform, String> NAMED =
      Map.of(
          ShopShare.Platform.ALIBABA_1688, "1688", ShopShare.Platform.MINI_PROGRAM, "miniprogram");

  private static List<Place> shops(String text) {
    return ShopFinder.find(text, LinkFinder.find(text)).stream()
        .map(
            one ->
                new Place(
                    NAMED.getOrDefault(
                        one.platform(), one.platform().name().toLowerCase(Locale.ROOT)),
                    one.start(),
                    one.end()))
        .toList();
  }

  @Test
  void contactsAreFoundAndNumbersOfThingsAreNot() {
    Score score = score("contacts.tsv", FindersTest::contacts);
    assertThat(score.precision()).as("%s", score.wrong).isGreaterThanOrEqualTo(0.99);
    assertThat(score.recall()).as("%s", score.missed).isGreaterThanOrEqualTo(0.95);
  }

  @Test
  void shopsAreFoundAndPricesAreNot() {
    Score score = score("shops.tsv", FindersTest::shops);
    assertThat(score.precision()).as("%s", score.wrong).isGreaterThanOrEqualTo(0.99);
    assertThat(score.recall()).as("%s", score.missed).isGreaterThanOrEqualTo(0.98);
  }

  @ParameterizedTest
  @ValueSource(strings = {"brand_kf01", "Brand_KF01", "b-r-a-n-d_kf01", "ｂｒａｎｄ_ｋｆ０１"})
  void anIdIsTheSameHoweverItIsWritten(String written) {
    assertThat(ContactFinder.plain(written)).isEqualTo("brand_kf01");
    assertThat(ContactFinder.find("加微信：" + written).getFirst().id()).isEqualTo("brand_kf01");
  }

  /** Long and hostile texts end soon, and every place lies within the text. */
  @ParameterizedTest
  @ValueSource(
      strings = {"1", "a1", "微信", "薇 ", "1 ", "￥a1B", "@a.", "一", "v:", "(((", "复制 a1B2c3D4e5F "})
  void whatRepeatsDoesNotHoldItUp(String piece) {
    String text = "加微信 " + piece.repeat(100_000 / piece.length());
    int length = text.codePointCount(0, text.length());
    assertThat(ContactFinder.find(text))
        .allMatch(one -> one.start() >= 0 && one.start() < one.end() && one.end() <= length);
    assertThat(ShopFinder.find(text, List.of()))
        .allMatch(one -> one.start() >= 0 && one.start() < one.end() && one.end() <= length);
  }
}
