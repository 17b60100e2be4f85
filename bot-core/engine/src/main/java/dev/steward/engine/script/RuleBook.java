package dev.steward.engine.script;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is enforced, and how.
 *
 * @param strikesExpire after this long a strike no longer counts
 * @param ladders by name; {@code default} is always there
 * @param rules in the order of the file; the first that hits decides
 * @param repeatable phrases that the brand asked members to repeat: never flood or repetition
 * @param raid what is a raid; null where nobody asked
 * @param warnings how much Steward warns in public
 * @param names which names are shown to staff; null for none
 * @param sharedBans what is done about bans that other groups share; null for nothing
 */
public record RuleBook(
    Duration strikesExpire,
    Map<String, Ladder> ladders,
    List<Rule> rules,
    List<String> repeatable,
    @Nullable Raid raid,
    Warnings warnings,
    @Nullable Names names,
    @Nullable SharedBans sharedBans) {
  /** Where a pack doesn't say. */
  public static final Duration USUAL_EXPIRY = Duration.ofDays(30);

  /**
   * So many joins in one group within a time.
   *
   * @param guard how long the group is on guard after it; zero for not at all
   */
  public record Raid(int joins, Duration within, Duration guard) {}

  /**
   * At most so many public warnings in one group within a time: in a raid they would be the flood
   * themselves. The messages go and the strikes count all the same.
   */
  public record Warnings(int most, Duration within) {
    /** Where a pack doesn't say. */
    public static final Warnings USUAL = new Warnings(3, Duration.ofMinutes(1));
  }

  /**
   * Names that read like an advert, a pose or an insult.
   *
   * @param atLeast how sure Steward must be, in percent
   */
  public record Names(int atLeast) {}

  /**
   * Bans of other groups.
   *
   * @param from of groups of these packs only; of all when empty
   * @param ask whether staff are asked each time; else they hold here as well
   */
  public record SharedBans(List<String> from, boolean ask) {
    public SharedBans {
      from = List.copyOf(from);
    }

    /** Whether a ban of a group of this pack is heard of. */
    public boolean takes(String pack) {
      return from.isEmpty() || from.contains(pack);
    }
  }

  /** One that knows of no raid and warns as usual. */
  public RuleBook(
      Duration strikesExpire,
      Map<String, Ladder> ladders,
      List<Rule> rules,
      List<String> repeatable) {
    this(strikesExpire, ladders, rules, repeatable, null, Warnings.USUAL, null, null);
  }

  public RuleBook {
    ladders = Map.copyOf(ladders);
    rules = List.copyOf(rules);
    repeatable = List.copyOf(repeatable);
  }
}
