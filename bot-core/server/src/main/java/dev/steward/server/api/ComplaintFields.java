package dev.steward.server.api;

import dev.steward.engine.prices.ComplaintFile;
import dev.steward.server.data.Pseudonyms;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A complaint as it may leave the installation: a pseudonym instead of a person, money in fen, and
 * what members wrote only for those who may read it.
 */
final class ComplaintFields {
  private ComplaintFields() {}

  /**
   * The fields of one.
   *
   * @param words whether what people wrote, order numbers among it, is told; else those fields are
   *     null
   */
  static Map<String, @Nullable Object> of(
      ComplaintFile file, Pseudonyms pseudonyms, boolean words) {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    fields.put("id", file.number());
    fields.put("member", pseudonyms.of(file.person()));
    fields.put("verified", file.verified());
    fields.put("group", file.group());
    fields.put("kind", file.kind());
    fields.put("origin", file.origin());
    fields.put("state", file.state());
    fields.put("sku", file.sku());
    fields.put("bought", file.bought());
    fields.put("channel", file.channel());
    fields.put("tier", file.tier());
    fields.put("pieces", file.pieces());
    fields.put("paidCents", file.paid());
    fields.put("seenCents", file.seen());
    fields.put("seenPieces", file.seenPieces());
    fields.put("seenWhere", file.where());
    fields.put("bookCents", file.book());
    fields.put("bookVersion", file.bookVersion());
    fields.put("correctedCents", file.corrected());
    fields.put("gapCents", file.gap());
    fields.put("verdict", file.verdict());
    fields.put("why", file.why());
    fields.put("unknown", file.unknown());
    fields.put("remedy", file.remedy());
    fields.put("remedyCents", file.remedyCents());
    fields.put("incident", file.incident());
    fields.put("replyDue", file.replyDue());
    fields.put("settleDue", file.doneDue());
    fields.put("opened", file.opened());
    fields.put("changed", file.changed());
    fields.put("ended", file.ended());
    fields.put("product", words ? file.product() : null);
    fields.put("order", words ? file.order() : null);
    fields.put("story", words ? file.story() : null);
    fields.put("remedyText", words ? file.remedyText() : null);
    return fields;
  }
}
