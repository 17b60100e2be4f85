package dev.steward.adapter.irc;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Everybody whom we share a channel with, by their nick at the moment. */
final class People {
  private static final int MOST = 200_000;

  private final Traits traits;
  private final BooleanSupplier tagged;
  private final Map<String, Person> byNick = new HashMap<>();

  /**
   * @param tagged whether each line tells its sender's account
   */
  People(Traits traits, BooleanSupplier tagged) {
    this.traits = traits;
    this.tagged = tagged;
  }

  /** Who says a line; somebody not known is made up from it and not kept. */
  Person of(Line line) {
    Person known = byNick.get(traits.fold(line.nick()));
    Person person = known == null ? new Person(line.nick(), "", "", null) : known;
    learn(person, line);
    return person;
  }

  /** Who said a line of the past, which tells nothing of those who are here now. */
  Person past(Line line) {
    Person known = byNick.get(traits.fold(line.nick()));
    if (known != null && !tagged.getAsBoolean()) {
      return known;
    }
    Person person = new Person(line.nick(), "", "", null);
    learn(person, line);
    return person;
  }

  /** Who says a line, and they are kept from now on. */
  Person keep(Line line) {
    Person person = keep(line.nick());
    learn(person, line);
    return person;
  }

  /**
   * Somebody of that nick, kept from now on.
   *
   * @throws TooMuchException when there are too many
   */
  Person keep(String nick) {
    if (byNick.size() >= MOST && byNick(nick).isEmpty()) {
      throw new TooMuchException("more than " + MOST + " people");
    }
    return byNick.computeIfAbsent(traits.fold(nick), _ -> new Person(nick, "", "", null));
  }

  private void learn(Person person, Line line) {
    String source = line.source();
    int user = source.indexOf('!');
    int host = source.indexOf('@', user + 1);
    if (user > 0 && host > user) {
      person.from(source.substring(user + 1, host), source.substring(host + 1));
    }
    if (tagged.getAsBoolean()) {
      person.account(account(line.tags().get("account")));
    }
  }

  /** An account as an id; null for none. */
  @Nullable String account(@Nullable String told) {
    return told == null || told.isEmpty() || told.equals("*") || told.equals("0")
        ? null
        : traits.fold(told);
  }

  Optional<Person> byNick(String nick) {
    return Optional.ofNullable(byNick.get(traits.fold(nick)));
  }

  /** Everybody of that id: an account may be logged in under several nicks. */
  List<Person> byId(String id) {
    return byNick.values().stream().filter(person -> person.id(traits).equals(id)).toList();
  }

  /** Whether nobody else whom we see comes from the same host, as far as we know all hosts. */
  boolean alone(Person person) {
    return byNick.values().stream()
        .noneMatch(
            other ->
                other != person && (other.host().isEmpty() || other.host().equals(person.host())));
  }

  void renamed(String from, String to) {
    Person person = byNick.remove(traits.fold(from));
    if (person != null) {
      person.nick(to);
      byNick.put(traits.fold(to), person);
    }
  }

  void gone(String nick) {
    byNick.remove(traits.fold(nick));
  }
}
