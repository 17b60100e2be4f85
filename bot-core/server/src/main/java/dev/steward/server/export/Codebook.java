package dev.steward.server.export;

import dev.steward.engine.store.Sql;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the columns and the codes of a poll's tables mean. */
final class Codebook implements Table {
  private final PollExport poll;

  Codebook(PollExport poll) {
    this.poll = poll;
  }

  @Override
  public String name() {
    return "codebook";
  }

  @Override
  public List<String> columns() {
    return List.of("column", "code", "meaning");
  }

  @Override
  public void each(Sql sql, Rows rows) throws IOException {
    row(rows, "poll", "#" + poll.number(), poll.title());
    row(rows, "respondent", null, "这次投票里的化名，一人一个 / a pseudonym in this poll, one a person");
    row(rows, "group", null, "计票的群 / the group in which it counts");
    row(rows, "tier", null, "会员等级 / the member's tier");
    row(rows, "verified", "no", "平台认不出是谁，另外计数 / no platform vouches for them: count it apart");
    row(rows, "seq", null, "第几次变化，只会变大 / the change's number, always growing");
    row(rows, "at", null, "时间 / when");
    row(rows, "kind", "cast", "投了 / cast");
    row(rows, "kind", "changed", "改了，以后一次为准 / changed: the last one counts");
    row(rows, "kind", "withdrawn", "撤回了 / taken back");
    row(rows, "kind", "erased", "按本人要求抹去了 / erased at the person's wish");
    row(
        rows,
        "option_order",
        null,
        "这位成员看到的选项顺序；空着就是原来的顺序 / the order this member saw; empty: as written");
    switch (poll.type()) {
      case "single" -> row(rows, "choice_text", null, "选项原文 / the choice in words");
      case "open" -> row(rows, "text", null, "写的话 / what was written");
      default -> {}
    }
    for (PollExport.Code code : poll.codes()) {
      switch (poll.type()) {
        case "multi" -> row(rows, AnswerColumns.column(code), "1", code.text());
        case "rating" -> row(rows, "rating", code.code(), code.text());
        default -> row(rows, "choice", code.code(), code.text());
      }
    }
  }

  private static void row(Rows rows, @Nullable String... cells) throws IOException {
    rows.row(Arrays.<@Nullable Object>asList((Object[]) cells));
  }
}
