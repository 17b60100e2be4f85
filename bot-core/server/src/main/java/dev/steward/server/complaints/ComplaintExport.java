package dev.steward.server.complaints;

import dev.steward.engine.prices.ComplaintFile;
import dev.steward.engine.prices.ComplaintFiles;
import dev.steward.engine.store.Sql;
import dev.steward.server.export.Format;
import dev.steward.server.export.Table;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** All complaints as they stand, the oldest first, without names. Money is in yuan. */
public final class ComplaintExport implements Table {
  private static final int AT_ONCE = 500;
  private static final List<String> FIGURES =
      List.of(
          "number",
          "kind",
          "origin",
          "state",
          "group",
          "sku",
          "product",
          "paid",
          "pieces",
          "bought",
          "channel",
          "tier",
          "seen",
          "seen_pieces",
          "where",
          "book",
          "book_version",
          "corrected",
          "gap",
          "verdict",
          "why",
          "unknown",
          "remedy",
          "remedy_amount",
          "assignee",
          "incident",
          "reply_due",
          "settle_due",
          "opened",
          "changed",
          "ended",
          "verified");
  private static final List<String> WORDS = List.of("order", "story", "remedy_text");

  private final ZoneId zone;
  private final boolean words;

  /**
   * @param zone of the times in CSV and XLSX; JSON has them in UTC
   * @param words whether members' own words are in it
   */
  public ComplaintExport(ZoneId zone, boolean words) {
    this.zone = zone;
    this.words = words;
  }

  @Override
  public String name() {
    return "complaints";
  }

  @Override
  public List<String> columns() {
    List<String> columns = new ArrayList<>(FIGURES);
    if (words) {
      columns.addAll(WORDS);
    }
    return columns;
  }

  @Override
  public void each(Sql sql, Rows rows) throws IOException {
    long after = 0;
    while (true) {
      List<ComplaintFile> some = ComplaintFiles.after(sql, after, AT_ONCE);
      for (ComplaintFile file : some) {
        rows.row(cells(file));
      }
      if (some.size() < AT_ONCE) {
        return;
      }
      after = some.getLast().number();
    }
  }

  private List<@Nullable Object> cells(ComplaintFile file) {
    List<@Nullable Object> cells = new ArrayList<>();
    cells.add(file.number());
    cells.add(file.kind());
    cells.add(file.origin());
    cells.add(file.state());
    cells.add(file.group());
    cells.add(file.sku());
    // Where the price book knows no name it is the member's own word.
    cells.add(words ? file.product() : null);
    cells.add(yuan(file.paid()));
    cells.add((long) file.pieces());
    cells.add(file.bought());
    cells.add(file.channel());
    cells.add(file.tier());
    cells.add(yuan(file.seen()));
    cells.add((long) file.seenPieces());
    cells.add(file.where());
    cells.add(yuan(file.book()));
    cells.add(file.bookVersion());
    cells.add(yuan(file.corrected()));
    cells.add(yuan(file.gap()));
    cells.add(file.verdict());
    cells.add(file.why());
    cells.add(file.unknown().isEmpty() ? null : String.join(" ", file.unknown()));
    cells.add(file.remedy());
    cells.add(yuan(file.remedyCents()));
    cells.add(file.assignee());
    cells.add(file.incident());
    cells.add(file.replyDue());
    cells.add(file.doneDue());
    cells.add(file.opened());
    cells.add(file.changed());
    cells.add(file.ended());
    cells.add(file.verified() ? "yes" : "no");
    if (words) {
      cells.add(file.order());
      cells.add(file.story());
      cells.add(file.remedyText());
    }
    return cells;
  }

  private static @Nullable BigDecimal yuan(@Nullable Long cents) {
    return cents == null ? null : BigDecimal.valueOf(cents, 2);
  }

  /** Writes them all and leaves the stream open. */
  public void write(Format format, Sql sql, OutputStream out) throws IOException {
    format.write(out, List.of(this), sql, zone);
  }
}
