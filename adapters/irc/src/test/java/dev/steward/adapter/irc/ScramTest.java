package dev.steward.adapter.irc;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The example of RFC 7677, and servers that are not who they say. */
final class ScramTest {
  private static final String CHALLENGE =
      "r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096";

  private static Scram begun() throws Sasl.RefusedException {
    Scram scram = new Scram("user", "pencil", "rOprNGfwEbeRWgbNEkqO");
    assertThat(say(scram, "")).isEqualTo("n,,n=user,r=rOprNGfwEbeRWgbNEkqO");
    return scram;
  }

  private static String say(Scram scram, String challenge) throws Sasl.RefusedException {
    return new String(scram.answer(challenge.getBytes(UTF_8)), UTF_8);
  }

  @Test
  void asInTheStandard() throws Sasl.RefusedException {
    Scram scram = begun();
    assertThat(say(scram, CHALLENGE))
        .isEqualTo(
            "c=biws,r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,"
                + "p=dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=");
    assertThat(say(scram, "v=6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=")).isEmpty();
  }

  @Test
  void aServerThatDoesNotKnowThePasswordIsFoundOut() throws Sasl.RefusedException {
    Scram scram = begun();
    say(scram, CHALLENGE);
    assertThatThrownBy(() -> say(scram, "v=AAAA")).isInstanceOf(Sasl.RefusedException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "r=other,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096",
        "r=rOprNGfwEbeRWgbNEkqO,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096",
        "r=rOprNGfwEbeRWgbNEkqOx,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=2000000000",
        "r=rOprNGfwEbeRWgbNEkqOx,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=0",
        "r=rOprNGfwEbeRWgbNEkqOx,s=***,i=4096",
        "r=rOprNGfwEbeRWgbNEkqOx,i=4096",
        "e=unknown-user"
      })
  void nonsenseIsRefused(String challenge) throws Sasl.RefusedException {
    Scram scram = begun();
    assertThatThrownBy(() -> say(scram, challenge)).isInstanceOf(Sasl.RefusedException.class);
  }
}
