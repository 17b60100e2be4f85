package dev.steward.adapter.irc;

import dev.steward.chat.Capability;
import dev.steward.chat.Event;
import java.text.Normalizer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One of our channels as it stands. Used by the connection's thread only. */
final class Room {
  private static final int MOST_MEMBERS = 100_000;
  private static final int MOST_PAST = 300_000;
  private static final int MOST_HELD = 5_000;
  static final int MOST_DEPARTED = 1_000;

  private final String key;
  private final String name;
  private final String password;
  private final Map<String, String> ranks = new HashMap<>();
  private final Set<Character> flags = new HashSet<>();
  private final List<Held> held = new ArrayList<>();
  private long heldCharacters;
  private final Set<String> past = new HashSet<>();
  private final Map<String, Instant> absent = new LinkedHashMap<>();
  private final Set<String> departed = new LinkedHashSet<>();
  private State state = State.OUT;
  private String problem = "";
  private Instant asked = Instant.EPOCH;
  private Set<Capability> capabilities = Set.of();
  private boolean known;

  /** Where we stand with it. */
  enum State {
    OUT,
    /** We are in, and learn who is there and what we missed. */
    ENTERING,
    IN
  }

  /** An event that waits, with the server's time of it. */
  record Held(Event event, @Nullable Instant heard) {}

  /**
   * @param password what lets us in, or empty
   */
  Room(String name, String password) {
    this.key = key(name);
    this.name = name;
    this.password = password;
  }

  String key() {
    return key;
  }

  String name() {
    return name;
  }

  String password() {
    return password;
  }

  State state() {
    return state;
  }

  /** Why we are not in, or empty. */
  String problem() {
    return problem;
  }

  /** When we last asked to be let in. */
  Instant asked() {
    return asked;
  }

  void asks(Instant now) {
    asked = now;
  }

  void enters() {
    state = State.ENTERING;
    problem = "";
    known = false;
    // Who came back meanwhile may not be told.
    departed.clear();
    ranks.clear();
    flags.clear();
    held.clear();
    heldCharacters = 0;
    past.clear();
  }

  void isOut(String why) {
    state = State.OUT;
    problem = why;
    known = false;
    ranks.clear();
    held.clear();
    heldCharacters = 0;
    past.clear();
  }

  boolean waits() {
    return state == State.ENTERING;
  }

  /**
   * Keeps an event until the past is told.
   *
   * @throws TooMuchException when too many wait: after the next connect they are the past
   */
  void hold(Event event, @Nullable Instant heard) {
    if (held.size() >= MOST_HELD || heldCharacters >= Reports.MOST_CHARACTERS) {
      throw new TooMuchException(
          name + ": " + held.size() + " events wait for what was missed, and no more may");
    }
    held.add(new Held(event, heard));
    heldCharacters += event.characters();
  }

  /** The id of a channel of that name. */
  static String key(String name) {
    return Normalizer.normalize(name, Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
  }

  /** Whether something of the past was not told yet; it counts as told from now on. */
  boolean isNew(String id) {
    return past.size() >= MOST_PAST || past.add(id);
  }

  Set<String> told() {
    return past;
  }

  /** We are wholly in. Returns what waited. */
  List<Held> release() {
    List<Held> waited = List.copyOf(held);
    held.clear();
    heldCharacters = 0;
    past.clear();
    state = State.IN;
    return waited;
  }

  /** Somebody went offline: that is not leaving. */
  void absent(String id, Instant since) {
    absent.remove(id);
    absent.put(id, since);
    if (absent.size() > MOST_MEMBERS) {
      absent.remove(absent.keySet().iterator().next());
    }
  }

  /** Whether somebody who comes in was only offline. */
  boolean returns(String id) {
    departed.remove(id);
    return absent.remove(id) != null;
  }

  /** Whether somebody is offline, and a member. */
  boolean isAbsent(String id) {
    return absent.containsKey(id);
  }

  /** Somebody was seen to leave, or to be removed. */
  void departs(String id) {
    departed.remove(id);
    departed.add(id);
    if (departed.size() > MOST_DEPARTED) {
      departed.remove(departed.iterator().next());
    }
  }

  /** Somebody speaks, whether they are in or not. */
  void speaks(String id) {
    departed.remove(id);
  }

  /**
   * Whether somebody was seen to leave and is no member. Of others who are not in nothing is known:
   * they may be there under another id, or offline.
   */
  boolean hasDeparted(String id) {
    return departed.contains(id) && !isAbsent(id);
  }

  /** Whoever is here is not offline, and has not left. */
  void present(Set<String> ids) {
    absent.keySet().removeAll(ids);
    departed.removeAll(ids);
  }

  /**
   * Those who have been offline since before {@code limit}, and when; from now on they are gone.
   */
  Map<String, Instant> gone(Instant limit) {
    Map<String, Instant> gone = new LinkedHashMap<>();
    absent.forEach(
        (id, since) -> {
          if (since.isBefore(limit)) {
            gone.put(id, since);
          }
        });
    absent.keySet().removeAll(gone.keySet());
    gone.keySet().forEach(this::departs);
    return gone;
  }

  /** The rank modes of a member by folded nick; null for somebody who is not in. */
  @Nullable String ranks(String nick) {
    return ranks.get(nick);
  }

  /** The folded nicks of those who are in. */
  Set<String> members() {
    return ranks.keySet();
  }

  boolean has(String nick) {
    return ranks.containsKey(nick);
  }

  /**
   * Somebody is in, with these rank modes.
   *
   * @throws TooMuchException when there are too many
   */
  void member(String nick, String rankModes) {
    if (ranks.size() >= MOST_MEMBERS && !ranks.containsKey(nick)) {
      throw new TooMuchException(name + ": more than " + MOST_MEMBERS + " members");
    }
    ranks.put(nick, rankModes);
  }

  boolean left(String nick) {
    return ranks.remove(nick) != null;
  }

  boolean renamed(String from, String to) {
    String kept = ranks.remove(from);
    if (kept == null) {
      return false;
    }
    ranks.put(to, kept);
    return true;
  }

  /** Gives or takes a rank. */
  void rank(String nick, char mode, boolean add) {
    String old = ranks.get(nick);
    if (old != null) {
      String without = old.replace(String.valueOf(mode), "");
      ranks.put(nick, add ? without + mode : without);
    }
  }

  boolean flag(char mode) {
    return flags.contains(mode);
  }

  void flag(char mode, boolean on) {
    if (on) {
      flags.add(mode);
    } else {
      flags.remove(mode);
    }
  }

  /** Whether it stands where it will stay: we know our rights in it, or why we are not in. */
  boolean settled() {
    return known || !problem.isEmpty();
  }

  /** Whether we are in, and know who else is and what we may do. */
  boolean isKnown() {
    return known;
  }

  void known() {
    known = true;
  }

  Set<Capability> capabilities() {
    return capabilities;
  }

  void capabilities(Set<Capability> now) {
    capabilities = now;
  }
}
