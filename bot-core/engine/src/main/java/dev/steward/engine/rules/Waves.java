package dev.steward.engine.rules;

import dev.steward.engine.script.RuleCheck;
import dev.steward.engine.text.ContactFinder;
import dev.steward.engine.text.Hash64;
import dev.steward.engine.text.LinkFinder;
import dev.steward.engine.text.Normaliser;
import dev.steward.engine.text.Offer;
import dev.steward.engine.text.Sketch;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Which texts were posted lately by several members, the same or nearly so, over all groups. The
 * last {@link #MOST} messages are known, in plain arrays (about 11 MB, only once a pack asks); one
 * for all lanes. Thread-safe.
 */
public final class Waves {
  static final int MOST = 100_000;
  private static final int BUCKETS = 1 << 17;

  /** So many messages that share a number and are not near are looked at. */
  private static final int MOST_LOOKS = 16;

  /** So many messages are stepped over in all, copies and those of the same members included. */
  private static final int MOST_STEPS = 512;

  /**
   * Texts that are near share five of eight numbers ({@link Sketch#near}), so at most three of one
   * are not among the other's: a look at any four finds it. Those that fewest others have are
   * quickest.
   */
  private static final int ENOUGH = 4;

  private static final int NONE = -1;
  private static final int MOST_EARLIER = 20;
  private static final int MOST_KEPT = 1_000;

  static final int MOST_ASKED = 200;
  private static final int LEAST_ASKED = 8;

  /** So much later, in milliseconds, an older message may be heard. */
  private static final long OUT_OF_ORDER = 60_000;

  private int[] numbers = new int[0];

  /** For each number the next older place in its bucket. */
  private int[] older = new int[0];

  private int[] newest = new int[0];

  /** How many of the messages that are known are in each bucket. */
  private int[] filled = new int[0];

  private byte[] sizes = new byte[0];
  private long[] hashes = new long[0];
  private long[] members = new long[0];
  private long[] happened = new long[0];

  /** Where each stands in the journal. */
  private long[] places = new long[0];

  /** To which wave each belongs; 0 until it is one of which staff hear. */
  private long[] ids = new long[0];

  /** The how-manieth message each is, and how many there were; may run over. */
  private int[] stamps = new int[0];

  /** So long after a wave staff may still show it; later they ask for the same words anew. */
  private static final Duration WARNED_OF = Duration.ofDays(7);

  private static final Duration A_DAY = Duration.ofDays(1);

  private int written;
  private boolean recalled;

  /** What staff said lately: the last {@link #MOST_ASKED}. */
  private final Deque<Said> asked = new ArrayDeque<>();

  /** What Steward said by itself lately: the last {@link #MOST_ASKED}, each once. */
  private final Deque<Said> own = new ArrayDeque<>();

  /** Waves and texts that staff let through. */
  private final Set<Long> letThrough = new LinkedHashSet<>();

  /** What members made a wave of lately: the last {@link #MOST_ASKED}, each once a day. */
  private final Deque<Said> ran = new ArrayDeque<>();

  /**
   * What is known of a message's text.
   *
   * @param members by how many it was posted, with this one; at most as many as were asked for
   * @param id which wave it belongs to; 0 when it is none of which staff hear
   * @param earlier where the messages stand in the journal that came before it was one, as far as
   *     they are known
   */
  public record Wave(int members, long id, List<Long> earlier) {
    static final Wave NONE = new Wave(1, 0, List.of());

    public Wave {
      earlier = List.copyOf(earlier);
    }
  }

  /**
   * A message that counts.
   *
   * @param exactly the hash of its {@link dev.steward.engine.text.Fingerprint}
   * @param member 64 well-mixed bits
   * @param at when it was posted
   * @param place where it stands in the journal; 0 when it doesn't
   */
  public record Copy(Sketch text, long exactly, long member, Instant at, long place) {}

  /** A text by its letters, and when it came. */
  private record Said(String letters, Instant at) {}

  /** From now on a wave goes free, and so does a text that is exactly so. */
  synchronized void letThrough(long waveOrText) {
    letThrough.add(waveOrText);
    if (letThrough.size() > MOST_KEPT) {
      letThrough.remove(letThrough.iterator().next());
    }
  }

  /**
   * Staff said this: who says the same afterwards, or a part of it, may have been asked to. Not
   * where they show an advert to warn of it, or a wave of members that came first.
   */
  synchronized void asked(String text, Instant at) {
    String letters = Normaliser.letters(text);
    if (letters.length() >= LEAST_ASKED && !leadsOn(text)) {
      keep(asked, new Said(letters, at));
    }
  }

  /** Steward said this by itself: whoever passes it on was asked to by the brand. */
  synchronized void said(String text, Instant at) {
    String letters = Normaliser.letters(text);
    if (letters.length() >= LEAST_ASKED
        && own.stream().noneMatch(said -> said.letters.equals(letters))) {
      keep(own, new Said(letters, at));
    }
  }

  /**
   * Whether staff or Steward had said this before, alone or in a longer text, but for some letters
   * of one's own; to the letter where it leads somewhere. Told by the times: lanes do not wait for
   * each other.
   */
  synchronized boolean isAsked(String text, Instant at) {
    String letters = Normaliser.letters(text);
    boolean whole = leadsOn(text) || !LinkFinder.find(text).isEmpty();
    Predicate<Said> same =
        said ->
            !said.at.isAfter(at)
                && (whole ? said.letters.contains(letters) : isIn(said.letters, letters));
    return own.stream().anyMatch(same)
        || asked.stream().filter(same).anyMatch(said -> !warns(said));
  }

  /** Whether staff show a wave that came first. */
  private boolean warns(Said said) {
    return ran.stream()
        .filter(wave -> !wave.at.isAfter(said.at) && wave.at.isAfter(said.at.minus(WARNED_OF)))
        .anyMatch(wave -> isIn(said.letters, wave.letters));
  }

  /** Members made a wave of this, and nobody had asked them to. */
  synchronized void ran(String text, Instant at) {
    String letters = Normaliser.letters(text);
    if (letters.length() >= LEAST_ASKED
        && ran.stream()
            .filter(wave -> wave.at.isAfter(at.minus(A_DAY)))
            .noneMatch(wave -> wave.letters.equals(letters))) {
      keep(ran, new Said(letters, at));
    }
  }

  /** Staff let this through: from now on they may ask for it. */
  synchronized void mayRun(String text) {
    String letters = Normaliser.letters(text);
    ran.removeIf(wave -> isIn(letters, wave.letters));
  }

  private static void keep(Deque<Said> latest, Said one) {
    latest.addLast(one);
    if (latest.size() > MOST_ASKED) {
      latest.removeFirst();
    }
  }

  private static boolean leadsOn(String text) {
    return Offer.in(text) || !ContactFinder.find(text).isEmpty();
  }

  /** Whether four in five runs of three letters are there as well. */
  private static boolean isIn(String said, String letters) {
    int runs = letters.length() - 2;
    int strange = 0;
    for (int i = 0; i < runs && 5 * strange <= runs; i++) {
      strange += said.contains(letters.substring(i, i + 3)) ? 0 : 1;
    }
    return runs > 0 && 5 * strange <= runs;
  }

  /**
   * Takes note of a message.
   *
   * @param tells whether staff hear of it if it is a wave; else the next one tells them
   */
  public synchronized Wave add(Copy copy, RuleCheck.Copies asked, boolean tells) {
    Sketch text = copy.text;
    long exactly = copy.exactly;
    long member = copy.member;
    int most = asked.members();
    long within = asked.within().toMillis();
    if (numbers.length == 0) {
      begin();
    }
    long now = copy.at.toEpochMilli();
    long[] others = new long[most];
    others[0] = member;
    int count = 1;
    long known = 0;
    Set<Long> earlier = null; // few messages are copies
    int keys = asked.nearly() ? text.size() : 1;
    int[] rarest = rarest(text, exactly, keys, asked);
    int looks = MOST_LOOKS;
    int steps = MOST_STEPS;
    for (int key = 0; key < Math.min(keys, ENOUGH) && looks > 0; key++) {
      int number = number(text, exactly, rarest[key], asked);
      int place = newest[bucket(number)];
      int last = written;
      for (; looks > 0 && steps > 0 && place != NONE; steps--) {
        int entry = place / Sketch.SIZE;
        if (stamps[entry] - last >= 0 || now - happened[entry] > within + OUT_OF_ORDER) {
          break; // what stood there was written over, or those below are too old
        }
        last = stamps[entry];
        if (numbers[place] == number && Math.abs(now - happened[entry]) <= within) {
          if (hashes[entry] == exactly
              || (asked.nearly() && text.near(numbers, entry * Sketch.SIZE, sizes[entry]))) {
            known = ids[entry] == 0 ? known : ids[entry];
            if (ids[entry] == 0 && places[entry] != 0) {
              earlier = earlier == null ? new LinkedHashSet<>() : earlier;
              if (earlier.size() < MOST_EARLIER) {
                earlier.add(places[entry]);
              }
            }
            if (count < most && !in(others, count, members[entry])) {
              others[count++] = members[entry];
            }
          } else {
            looks--;
          }
        }
        place = older[place];
      }
      if (count == most && known != 0) {
        break;
      }
    }
    boolean wave = count == most;
    boolean news = wave && tells && known == 0;
    long id = news ? id(exactly, now) : known;
    keep(copy, asked, keys, id);
    return letThrough.contains(id) || letThrough.contains(exactly)
        ? Wave.NONE
        : new Wave(count, id, id == 0 || earlier == null ? List.of() : List.copyOf(earlier));
  }

  /**
   * Takes note of a message from before a restart.
   *
   * @param id which wave it is known to belong to; 0 for that of those that it is near
   */
  synchronized void again(Copy copy, RuleCheck.Copies asked, long id) {
    if (id == 0) {
      var _ = add(copy, asked, false);
      return;
    }
    if (numbers.length == 0) {
      begin();
    }
    keep(copy, asked, asked.nearly() ? copy.text.size() : 1, id);
  }

  private void keep(Copy copy, RuleCheck.Copies asked, int keys, long id) {
    int next = next(copy, id);
    for (int key = 0; key < keys; key++) {
      put(next, key, number(copy.text, copy.exactly, key, asked));
    }
    sizes[next] = (byte) keys;
  }

  /**
   * Takes note of what was before this start: once, whoever comes first. The others wait; a recall
   * that fails is made again by the next.
   */
  synchronized void recallOnce(Runnable recall) {
    if (!recalled) {
      recall.run();
      recalled = true;
    }
  }

  /** The same text again another day is another wave. */
  private static long id(long exactly, long now) {
    long id = Hash64.of(exactly + ":" + now);
    return id == 0 ? 1 : id;
  }

  /** Which numbers fewest messages have, those first. */
  private int[] rarest(Sketch text, long exactly, int keys, RuleCheck.Copies asked) {
    int[] order = new int[keys];
    int[] counts = new int[keys];
    for (int key = 0; key < keys; key++) {
      int count = filled[bucket(number(text, exactly, key, asked))];
      int at = key;
      while (at > 0 && counts[at - 1] > count) {
        counts[at] = counts[at - 1];
        order[at] = order[at - 1];
        at--;
      }
      counts[at] = count;
      order[at] = key;
    }
    return order;
  }

  private static boolean in(long[] others, int count, long member) {
    for (int i = 0; i < count; i++) {
      if (others[i] == member) {
        return true;
      }
    }
    return false;
  }

  private void begin() {
    numbers = new int[MOST * Sketch.SIZE];
    older = new int[MOST * Sketch.SIZE];
    newest = new int[BUCKETS];
    filled = new int[BUCKETS];
    Arrays.fill(newest, NONE);
    stamps = new int[MOST];
    sizes = new byte[MOST];
    hashes = new long[MOST];
    members = new long[MOST];
    happened = new long[MOST];
    places = new long[MOST];
    ids = new long[MOST];
  }

  /** Exact copies are found by one number of their own, near ones by those of the sketch. */
  private static int number(Sketch text, long exactly, int key, RuleCheck.Copies asked) {
    return asked.nearly() ? text.get(key) : (int) exactly;
  }

  private int next(Copy copy, long id) {
    int next = Integer.remainderUnsigned(written, MOST);
    for (int key = 0; key < sizes[next]; key++) {
      filled[bucket(numbers[next * Sketch.SIZE + key])]--;
    }
    hashes[next] = copy.exactly;
    members[next] = copy.member;
    happened[next] = copy.at.toEpochMilli();
    places[next] = copy.place;
    ids[next] = id;
    stamps[next] = written++;
    return next;
  }

  private void put(int entry, int key, int number) {
    int place = entry * Sketch.SIZE + key;
    int bucket = bucket(number);
    numbers[place] = number;
    older[place] = newest[bucket];
    newest[bucket] = place;
    filled[bucket]++;
  }

  private static int bucket(int number) {
    return (number * 0x9E3779B9) >>> (32 - Integer.numberOfTrailingZeros(BUCKETS));
  }
}
