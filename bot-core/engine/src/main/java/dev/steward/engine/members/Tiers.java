package dev.steward.engine.members;

import dev.steward.engine.script.Language;
import dev.steward.engine.store.Sql;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which tier each person has, and had before: the table {@code person_tier}. Nothing is guessed:
 * there is a tier only if staff said so or imported a list. Written by the brand's key; others read
 * what is committed.
 */
public final class Tiers {
  /** The longest name of a tier, in characters. */
  public static final int LONGEST = 20;

  private final Sql sql;

  public Tiers(Sql sql) {
    this.sql = sql;
  }

  /**
   * What was written down of a person's tier.
   *
   * @param tier null when they have none any more
   * @param since from when on
   * @param by the staff login that said so
   */
  public record Told(@Nullable String tier, Instant since, String by) {}

  /** The tier that a person had at a time, as the price book names it. */
  public Optional<String> of(String person, Instant at) {
    return told(person, at).flatMap(told -> Optional.ofNullable(told.tier));
  }

  /** What had been written down last at a time; empty when nothing had. */
  public Optional<Told> told(String person, Instant at) {
    return sql.first(
        "SELECT tier, since, by_login FROM person_tier WHERE person_id = ? AND since <= ?"
            + " ORDER BY since DESC LIMIT 1",
        row -> new Told(row.textOrNull(1), row.time(2), row.text(3)),
        person,
        at);
  }

  /**
   * Writes down that a person has a tier from now on.
   *
   * @param tier null when they have none any more
   * @param by the staff login that says so
   * @return whether it was another before
   */
  public boolean set(String person, @Nullable String tier, String by, Instant now) {
    if (of(person, now).equals(Optional.ofNullable(tier))) {
      return false;
    }
    sql.update(
        "INSERT INTO person_tier (person_id, since, tier, by_login) VALUES (?, ?, ?, ?)"
            + " ON CONFLICT (person_id, since) DO UPDATE SET tier = excluded.tier,"
            + " by_login = excluded.by_login",
        person,
        now,
        tier,
        by);
    return true;
  }

  /** A tier by the name that people use. */
  public static String name(String tier, Language language) {
    return switch (tier) {
      case "normal" -> language.pick("普通", "normal");
      case "member" -> language.pick("会员", "member");
      case "vip", "svip" -> tier.toUpperCase(Locale.ROOT);
      default -> tier;
    };
  }

  /**
   * The tier that somebody means.
   *
   * @param known the price book's; when there are none, any short name is one
   */
  public static Optional<String> meant(String text, List<String> known) {
    if (known.isEmpty()) {
      return text.isBlank() || text.length() > LONGEST ? Optional.empty() : Optional.of(text);
    }
    return known.stream()
        .filter(
            tier ->
                tier.equalsIgnoreCase(text)
                    || name(tier, Language.ZH).equalsIgnoreCase(text)
                    || name(tier, Language.EN).equalsIgnoreCase(text))
        .findFirst();
  }
}
