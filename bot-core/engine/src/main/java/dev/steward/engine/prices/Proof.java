package dev.steward.engine.prices;

import dev.steward.chat.GroupId;
import dev.steward.chat.UserId;
import dev.steward.engine.flow.Span;
import dev.steward.engine.prices.reading.PriceReader;
import dev.steward.engine.script.Money;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something that was said, kept as it stood when a complaint was opened.
 *
 * @param role whether it opened the complaint, was quoted in that, was talk before it, or is that
 *     pictures were sent about it
 * @param messageId the native id; null for words in private
 * @param user who said it; null when the platform does not tell
 * @param spans the prices in it
 */
record Proof(
    Role role,
    GroupId group,
    @Nullable String messageId,
    @Nullable UserId user,
    Instant at,
    String text,
    List<Span> spans,
    boolean recalled,
    boolean edited) {
  private static final int LONGEST = 1_000;

  /** What it was to the complaint. */
  enum Role {
    MESSAGE,
    QUOTED,
    TALK,
    PICTURE
  }

  Proof {
    spans = List.copyOf(spans);
  }

  /** With the prices in it marked. */
  static Proof of(
      Role role,
      GroupId group,
      @Nullable String messageId,
      @Nullable UserId user,
      Instant at,
      String said,
      boolean recalled) {
    String text =
        said.codePointCount(0, said.length()) <= LONGEST
            ? said
            : said.substring(0, said.offsetByCodePoints(0, LONGEST));
    List<Span> spans =
        PriceReader.read(text).quotes().stream()
            .map(quote -> new Span(quote.start(), quote.end(), Money.yuan(quote.cents())))
            .toList();
    return new Proof(role, group, messageId, user, at, text, spans, recalled, false);
  }
}
