package dev.steward.server.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import org.junit.jupiter.api.Test;

final class PasswordsTest {
  private final Passwords passwords = new Passwords(new Secrets(new SecureRandom()));

  @Test
  void onlyThePasswordItselfMatches() {
    String hash = passwords.hash("密码 with 😀 inside");

    assertThat(passwords.matches("密码 with 😀 inside", hash)).isTrue();
    assertThat(passwords.matches("密码 with 😀 Inside", hash)).isFalse();
    assertThat(passwords.matches("", hash)).isFalse();
    assertThat(passwords.hash("密码 with 😀 inside")).as("salted").isNotEqualTo(hash);
  }

  @Test
  void nobodyMatchesNothing() {
    assertThat(passwords.matches("anything at all", null)).isFalse();
    assertThat(passwords.matches("anything at all", "not a hash")).isFalse();
  }

  @Test
  void objectionsAreExact() {
    assertThat(Passwords.objection("123456789", "lin")).contains("password-short");
    assertThat(Passwords.objection("my name is Lin", "lin")).contains("password-login");
    assertThat(Passwords.objection("ababababab", "lin")).contains("password-plain");
    assertThat(Passwords.objection("correct horse", "lin")).isEmpty();
    assertThat(Passwords.objection("一二三四五六七八九十", "lin")).isEmpty();
  }
}
