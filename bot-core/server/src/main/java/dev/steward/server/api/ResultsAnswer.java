package dev.steward.server.api;

import dev.steward.engine.polls.Interval;
import dev.steward.engine.polls.PollData;
import dev.steward.engine.polls.PollResults;
import dev.steward.engine.store.Sql;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A poll's results as they are answered: the console's figures, of one that is open as it stands.
 * Those of an anonymous one are there once it has ended: nobody can see them before.
 */
final class ResultsAnswer {
  private ResultsAnswer() {}

  static ApiAnswer of(Sql sql, PollHead head) {
    PollData.Row poll = PollData.find(sql, head.number()).orElseThrow(ApiProblem::notFound);
    if (poll.open() && poll.question().anonymous()) {
      throw new ApiProblem(
          409,
          "results-not-yet",
          "The results are not there yet",
          "匿名投票还开着，结果到 " + poll.closes() + " 结束后才有。",
          "The poll is anonymous and still open: its results are there once it has ended, at "
              + poll.closes()
              + ".");
    }
    PollResults results = PollData.results(sql, poll);
    PollResults unverified = PollData.unverified(sql, poll);
    Map<String, @Nullable Object> body =
        new Fields()
            .put("poll", head.number())
            .put("final", !poll.open())
            .put("n", results.n())
            .put("reached", results.reached())
            .put("leastCell", PollResults.LEAST_CELL)
            .put("conclusive", results.conclusive())
            .put("withheld", results.withheld() && !results.uncounted())
            .put("uncounted", results.uncounted())
            .put("options", shares(results.shares(), results.n()))
            .put("rating", rating(results.rating()))
            .put("groups", parts(results.groups()))
            .put("tiers", parts(results.tiers()))
            .put(
                "unverified",
                new Fields()
                    .put("n", unverified.n())
                    .put("options", shares(unverified.shares(), unverified.n()))
                    .map())
            .map();
    return new ApiAnswer(body, 1, head.name("/results"));
  }

  private static List<Map<String, @Nullable Object>> shares(
      List<PollResults.Share> shares, long n) {
    return shares.stream()
        .map(
            share ->
                interval(
                        new Fields()
                            .put("code", share.code())
                            .put("text", share.text())
                            .put("count", share.count())
                            .put("share", share.interval() == null ? null : share.of(n)),
                        share.interval(),
                        "low",
                        "high")
                    .map())
        .toList();
  }

  private static Fields interval(
      Fields fields, @Nullable Interval interval, String low, String high) {
    return fields
        .put(low, interval == null ? null : interval.low())
        .put(high, interval == null ? null : interval.high());
  }

  private static @Nullable Map<String, @Nullable Object> rating(
      PollResults.@Nullable Rating rating) {
    if (rating == null) {
      return null;
    }
    Fields fields = new Fields().put("mean", rating.mean());
    interval(fields, rating.interval(), "low", "high")
        .put("median", rating.median())
        .put("nps", rating.nps());
    return interval(fields, rating.npsInterval(), "npsLow", "npsHigh").map();
  }

  private static List<Map<String, @Nullable Object>> parts(List<PollResults.Part> parts) {
    return parts.stream()
        .map(
            part ->
                new Fields()
                    .put("name", part.name())
                    .put("n", part.n())
                    .put("options", shares(part.shares(), part.n()))
                    .put("rating", rating(part.rating()))
                    .map())
        .toList();
  }
}
