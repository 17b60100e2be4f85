package dev.steward.engine.script;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;

/**
 * The same as {@link ScriptFuzzTest}, for Jazzer: a plain build reads what is in {@code
 * ScriptJazzerTestInputs}; with JAZZER_FUZZ=1 and one method named, Jazzer makes its own.
 */
final class ScriptJazzerTest {
  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  @FuzzTest
  void rules(byte[] file) {
    AnythingWritten.inAPack(Written.good().with("rules.yaml", file));
  }

  @FuzzTest
  void header(byte[] file) {
    AnythingWritten.inAPack(Written.good().with("pack.yaml", file));
  }

  @FuzzTest
  void welcome(byte[] file) {
    AnythingWritten.inAPack(Written.good().with("welcome.yaml", file));
  }

  @FuzzTest
  void checkIn(byte[] file) {
    AnythingWritten.inAPack(Written.good().with("checkin.yaml", file));
  }

  @FuzzTest
  void faq(byte[] file) {
    AnythingWritten.inAPack(Written.good().with("faq.yaml", file));
  }

  @FuzzTest
  void poll(byte[] file) {
    AnythingWritten.inAPack(Written.good().with("polls/a.yaml", file));
  }

  @FuzzTest
  void topics(byte[] file) {
    AnythingWritten.inAPack(Written.good().with("topics.yaml", file));
  }

  @FuzzTest
  void prices(byte[] file) {
    AnythingWritten.inAPack(
        Written.good().with("prices.yaml", file).with("prices.csv", Written.BOOK));
  }

  @FuzzTest
  void priceBook(byte[] file) {
    AnythingWritten.inAPack(
        Written.good().with("prices.yaml", Written.PRICES).with("prices.csv", file));
  }

  @FuzzTest
  void conversation(byte[] file) {
    AnythingWritten.inAPack(Written.good().with("tests/a.chat", file));
  }

  @FuzzTest
  void bindings(byte[] file) {
    AnythingWritten.asBindings("groups.yaml", file);
  }

  @FuzzTest
  void sheet(byte[] file) {
    AnythingWritten.asBindings("groups.xlsx", file);
  }

  @FuzzTest
  void expression(byte[] written) {
    AnythingWritten.asExpression(text(written));
  }

  @FuzzTest
  void template(byte[] written) {
    AnythingWritten.asTemplate(text(written));
  }

  @FuzzTest
  void name(byte[] written) {
    AnythingWritten.asName(text(written));
  }
}
