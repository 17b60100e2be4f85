package dev.steward.adapter.irc;

import java.util.Optional;

/**
 * How a server is told whom a mute or a ban is for. By account where it can be (a nick is changed
 * in a second); otherwise by host when nobody else comes from there, else by nick.
 */
final class Masks {
  private final Traits traits;

  Masks(Traits traits) {
    this.traits = traits;
  }

  /** A list mode and what is put in its list. */
  record Mask(char mode, String text) {}

  /** Whether members can be silenced one by one here at all. */
  boolean canMute() {
    return mute("*!*@*").isPresent();
  }

  /** Who is meant, in the words of a ban. */
  String who(Person person, boolean aloneAtHost) {
    String account = person.account();
    if (account != null) {
      return byAccount(account).orElseGet(() -> traits.fold(person.nick()) + "!*@*");
    }
    return aloneAtHost && !person.host().isEmpty()
        ? "*!*@" + person.host()
        : traits.fold(person.nick()) + "!*@*";
  }

  /** The same for somebody who is not here, from the id alone. */
  String who(String userId) {
    if (!userId.startsWith(Person.GUEST)) {
      return byAccount(userId).orElse(userId + "!*@*");
    }
    int end = userId.indexOf('!');
    return (end < 0 ? userId.substring(1) : userId.substring(1, end)) + "!*@*";
  }

  Mask ban(String who) {
    return new Mask('b', who);
  }

  /** A mask that silences, where the server has one. */
  Optional<Mask> mute(String who) {
    String prefix = extbanPrefix();
    String types = extbanTypes();
    if (prefix.isEmpty() && types.indexOf('m') >= 0) {
      return Optional.of(new Mask('b', "m:" + who));
    }
    if (prefix.equals("~") && types.indexOf('q') >= 0) {
      return Optional.of(new Mask('b', "~q:" + who));
    }
    return traits.isList('q') ? Optional.of(new Mask('q', who)) : Optional.empty();
  }

  private Optional<String> byAccount(String account) {
    String prefix = extbanPrefix();
    String named = traits.value("ACCOUNTEXTBAN", "").split(",", -1)[0];
    String types = extbanTypes();
    if (!named.isEmpty()) {
      return Optional.of(prefix + named + ":" + account);
    }
    if (prefix.equals("$") || prefix.equals("~")) {
      return types.indexOf('a') >= 0 ? Optional.of(prefix + "a:" + account) : Optional.empty();
    }
    return types.indexOf('R') >= 0 ? Optional.of("R:" + account) : Optional.empty();
  }

  private String extbanPrefix() {
    String extban = traits.value("EXTBAN", "");
    int comma = extban.indexOf(',');
    return comma < 0 ? "" : extban.substring(0, comma);
  }

  private String extbanTypes() {
    String extban = traits.value("EXTBAN", "");
    return extban.substring(extban.indexOf(',') + 1);
  }
}
