package dev.steward.adapter.irc;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The mutes and bans that we set, kept in a file: the protocol's have no end, so we end ours
 * ourselves, after a restart too. What others set is not in here. Used by the connection's thread
 * only.
 */
final class Penalties {
  /** The end of a ban. */
  static final Instant NEVER = Instant.ofEpochMilli(Long.MAX_VALUE);

  /** What a longer mute is cut to. */
  static final Instant LATEST = Instant.parse("9999-01-01T00:00:00Z");

  private static final Logger log = LoggerFactory.getLogger(Penalties.class);

  private final KeptFile file;
  private final List<Penalty> all = new ArrayList<>();

  /**
   * One mask that we put in a channel's list.
   *
   * @param room the channel, folded
   * @param mask as we ask for it
   * @param user whom it is for
   * @param until when it ends; {@link #NEVER} for a ban
   * @param setter the nick that we had; empty until the server has shown it set
   * @param shown the mask's text in the server's own words: some put names for letters
   */
  record Penalty(
      String room, Masks.Mask mask, String user, Instant until, String setter, String shown) {
    /** As the server lists it. */
    Masks.Mask listed() {
      return new Masks.Mask(mask.mode(), shown);
    }

    Penalty endsAt(Instant end) {
      return new Penalty(room, mask, user, end, setter, shown);
    }

    boolean bans() {
      return until.equals(NEVER);
    }

    boolean is(String otherRoom, Masks.Mask other) {
      return room.equals(otherRoom) && mask.mode() == other.mode() && reads(other.text());
    }

    /** Whether a text is this mask's, as we ask for it or as the server lists it. */
    boolean reads(String text) {
      String folded = text.toLowerCase(Locale.ROOT);
      return mask.text().toLowerCase(Locale.ROOT).equals(folded)
          || shown.toLowerCase(Locale.ROOT).equals(folded);
    }
  }

  private Penalties(KeptFile file) {
    this.file = file;
  }

  static Penalties open(Path folder) throws IOException {
    Penalties penalties = new Penalties(new KeptFile(folder, "penalties.tsv"));
    for (List<String> row : penalties.file.read()) {
      // Six columns are from before servers' own words were kept.
      if ((row.size() == 6 || row.size() == 7)
          && row.get(1).length() == 1
          && row.get(4).matches("[0-9]{1,18}|" + Long.MAX_VALUE)) {
        penalties.all.add(
            new Penalty(
                row.get(0),
                new Masks.Mask(row.get(1).charAt(0), row.get(2)),
                row.get(3),
                Instant.ofEpochMilli(Long.parseLong(row.get(4))),
                row.get(5),
                row.get(row.size() == 6 ? 2 : 6)));
      } else {
        log.warn("penalties.tsv: a row that is none was left out");
      }
    }
    return penalties;
  }

  /** Keeps a penalty in place of an older one with the same mask. */
  void put(Penalty penalty) throws IOException {
    all.removeIf(old -> old.is(penalty.room, penalty.mask));
    all.add(penalty);
    write();
  }

  Optional<Penalty> find(String room, Masks.Mask mask) {
    return all.stream().filter(one -> one.is(room, mask)).findFirst();
  }

  /** What we did to somebody in a channel. */
  List<Penalty> of(String room, String user) {
    return all.stream().filter(one -> one.room.equals(room) && one.user.equals(user)).toList();
  }

  /** It is not set any more, whoever took it. */
  void forget(String room, Masks.Mask mask) {
    boolean gone = false;
    for (Iterator<Penalty> each = all.iterator(); each.hasNext(); ) {
      if (each.next().is(room, mask)) {
        each.remove();
        gone = true;
      }
    }
    if (gone) {
      try {
        write();
      } catch (IOException e) {
        log.error("penalties.tsv can't be written", e);
      }
    }
  }

  List<Penalty> due(Instant now) {
    return all.stream().filter(one -> !one.until.isAfter(now)).toList();
  }

  /** When the next one ends, of those that have not run their time. */
  Optional<Instant> next(Instant now) {
    return all.stream()
        .map(Penalty::until)
        .filter(until -> until.isAfter(now) && !until.equals(NEVER))
        .min(Comparator.naturalOrder());
  }

  private void write() throws IOException {
    List<List<String>> rows = new ArrayList<>();
    for (Penalty one : all) {
      rows.add(
          List.of(
              one.room,
              String.valueOf(one.mask.mode()),
              one.mask.text(),
              one.user,
              Long.toString(one.until.toEpochMilli()),
              one.setter,
              one.shown));
    }
    file.write(rows);
  }
}
