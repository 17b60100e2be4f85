package dev.steward.adapter.irc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.chat.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What servers of several kinds say about themselves, and what follows. */
final class TraitsTest {
  static final String ERGO =
      "CASEMAPPING=ascii UTF8MAPPING=rfc8265 CHANMODES=Ibe,k,fl,CEMRUimnstu EXTBAN=,m"
          + " PREFIX=(qaohv)~&@%+ CHANTYPES=#";
  static final String LIBERA =
      "CASEMAPPING=rfc1459 CHANMODES=eIbq,k,flj,CFLMPQRSTcgimnprstuz EXTBAN=$,ajrxz"
          + " PREFIX=(ov)@+ CHANTYPES=#";
  static final String UNREAL =
      "CASEMAPPING=ascii CHANMODES=beI,fkL,lH,cdimnprstzCDGKMNOPQRSTVZ EXTBAN=~,ptmTSOcaRnqjfrCG"
          + " PREFIX=(qaohv)~&@%+";
  static final String INSPIRCD =
      "CASEMAPPING=ascii CHANMODES=Ibeg,k,Hfjl,ACKMNOPQRSTcimnprstz EXTBAN=,ARmrsz"
          + " PREFIX=(qaohv)~&@%+";
  static final String NEWER = ERGO.replace("EXTBAN=,m", "EXTBAN=~,am ACCOUNTEXTBAN=a,account");
  static final String OLD = "PREFIX=(ov)@+ CHANMODES=b,k,l,imnpst";

  static Traits of(String tokens) {
    List<String> params = new ArrayList<>(List.of("me"));
    params.addAll(List.of(tokens.split(" ", -1)));
    params.add("are supported");
    Traits traits = new Traits();
    traits.take(new Line(Map.of(), "", "005", params));
    return traits;
  }

  private static String server(String name) {
    return switch (name) {
      case "ergo" -> ERGO;
      case "libera" -> LIBERA;
      case "unreal" -> UNREAL;
      case "inspircd" -> INSPIRCD;
      case "newer" -> NEWER;
      default -> OLD;
    };
  }

  @ParameterizedTest
  @CsvSource({
    "ergo, b, m:xm!*@*, xm!*@*",
    "libera, q, $a:xm, $a:xm",
    "unreal, b, ~q:~a:xm, ~a:xm",
    "inspircd, b, m:R:xm, R:xm",
  })
  void anAccountIsMutedAndBannedByItsName(String server, char mode, String mute, String ban) {
    Masks masks = new Masks(of(server(server)));
    String who = masks.who(new Person("XM", "~u", "h", "xm"), true);
    assertThat(masks.mute(who)).contains(new Masks.Mask(mode, mute));
    assertThat(masks.ban(who)).isEqualTo(new Masks.Mask('b', ban));
    assertThat(masks.who("xm")).isEqualTo(ban);
  }

  @Test
  void theStandardTokenComesFirst() {
    Masks masks = new Masks(of(NEWER));
    assertThat(masks.who("xm")).isEqualTo("~a:xm");
  }

  @Test
  void aGuestIsMeantByHostOrByNick() {
    Masks masks = new Masks(of(ERGO));
    Person guest = new Person("Guest", "~u", "cloak.test", null);
    assertThat(masks.who(guest, true)).isEqualTo("*!*@cloak.test");
    assertThat(masks.who(guest, false)).isEqualTo("guest!*@*");
    assertThat(masks.who("~guest!~u@cloak.test")).isEqualTo("guest!*@*");
  }

  @Test
  void anOldServerCannotMute() {
    assertThat(new Masks(of(OLD)).canMute()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"q, OWNER", "a, ADMIN", "o, ADMIN", "h, ADMIN", "v, MEMBER", "'', MEMBER"})
  void ranksAreRoles(String rank, Role role) {
    assertThat(of(ERGO).role(rank)).isEqualTo(role);
  }

  @Test
  void signsAreRanks() {
    Traits traits = of(ERGO);
    assertThat(traits.ranks("~@小明")).isEqualTo("qo");
    assertThat(traits.ranks("小明")).isEmpty();
    assertThat(traits.atLeast("q", 'o')).isTrue();
    assertThat(traits.atLeast("hv", 'o')).isFalse();
    assertThat(traits.atLeast("", 'v')).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "@#main, #main",
    "@%#main, #main",
    "#main, #main",
    "&local, &local",
    "@小明, @小明",
    "'', ''",
  })
  void whatIsSaidToARankIsSaidInTheChannel(String target, String channel) {
    assertThat(of("CHANTYPES=#& STATUSMSG=~&@%+").channel(target)).isEqualTo(channel);
  }

  @Test
  void whereNoRankIsSpokenToASignIsASign() {
    assertThat(of("CHANTYPES=#").channel("@#main")).isEqualTo("@#main");
  }

  @Test
  void modesHaveTheirParameters() {
    Traits traits = of(ERGO);
    assertThat(traits.changes(List.of("+ob-l+im", "小明", "m:x!*@*")))
        .containsExactly(
            new ModeChange(true, 'o', "小明"),
            new ModeChange(true, 'b', "m:x!*@*"),
            new ModeChange(false, 'l', ""),
            new ModeChange(true, 'i', ""),
            new ModeChange(true, 'm', ""));
    assertThat(traits.changes(List.of("-k+l", "key", "10")))
        .containsExactly(new ModeChange(false, 'k', "key"), new ModeChange(true, 'l', "10"));
    assertThat(traits.changes(List.of())).isEmpty();
    assertThat(traits.changes(List.of("+oooo", "a")).getLast().param()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "ascii, '', A[]\\^Ö, a[]\\^Ö",
    "rfc1459, '', A[]\\^Ö, a{}|~Ö",
    "strict-rfc1459, '', A[]\\^Ö, a{}|^Ö",
    "ascii, rfc8265, A[]Ö小, a[]ö小",
  })
  void namesAreFoldedAsTheServerDoes(String mapping, String utf8, String name, String folded) {
    assertThat(Folding.of(mapping, utf8).fold(name)).isEqualTo(folded);
  }

  @Test
  void tokensAreTakenBackAndUnescaped() {
    Traits traits = of("NETWORK=a\\x20b EXTBAN=,m");
    assertThat(traits.value("NETWORK", "")).isEqualTo("a b");
    traits.take(new Line(Map.of(), "", "005", List.of("me", "-EXTBAN", "x")));
    assertThat(traits.has("EXTBAN")).isFalse();
    assertThat(traits.number("NETWORK", 7)).isEqualTo(7);
  }
}
