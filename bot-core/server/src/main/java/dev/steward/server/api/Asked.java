package dev.steward.server.api;

import com.linecorp.armeria.common.QueryParams;
import dev.steward.engine.script.Nearest;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * One checked request.
 *
 * @param ids what stands in the path's places, in order
 * @param query each parameter once, all of them known
 */
record Asked(ApiToken token, List<String> ids, Map<String, String> query) {
  static final int USUAL_LIMIT = 500;
  static final int HIGHEST_LIMIT = 5_000;

  static final Set<String> CHANGES = Set.of("cursor", "limit", "since");

  private static final Instant EARLIEST = Instant.EPOCH;
  private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

  boolean may(Scope scope) {
    return token.scopes().contains(scope);
  }

  String id() {
    return ids.getFirst();
  }

  /** The number in the path; what is none is a problem. */
  long number() {
    if (!id().matches("[1-9][0-9]{0,17}")) {
      throw ApiProblem.notFound();
    }
    return Long.parseLong(id());
  }

  @Nullable String cursor() {
    return query.get("cursor");
  }

  int limit() {
    String limit = query.get("limit");
    if (limit == null) {
      return USUAL_LIMIT;
    }
    int number = limit.matches("[0-9]{1,6}") ? Integer.parseInt(limit) : 0;
    if (number < 1 || number > HIGHEST_LIMIT) {
      throw ApiProblem.parameter(
          "limit",
          "应为 1 到 " + HIGHEST_LIMIT + " 的整数。",
          "expected a whole number from 1 to " + HIGHEST_LIMIT + ".");
    }
    return number;
  }

  /** A time with its offset; null when none is asked. */
  @Nullable Instant since() {
    String since = query.get("since");
    if (since == null) {
      return null;
    }
    if (query.containsKey("cursor")) {
      throw ApiProblem.parameter("since", "和 cursor 只能用一个。", "either since or cursor, not both.");
    }
    try {
      Instant time = OffsetDateTime.parse(since).toInstant();
      if (!time.isBefore(EARLIEST) && time.isBefore(LATEST)) {
        return time;
      }
    } catch (DateTimeException e) {
      // Told below, like a time that no calendar of ours reaches.
    }
    throw ApiProblem.parameter(
        "since",
        "应为带时区的时间，例如 2026-03-08T09:00:00+08:00（+ 要写成 %2B），或 2026-03-08T01:00:00Z。",
        "expected a time with its offset, such as 2026-03-08T01:00:00Z, or"
            + " 2026-03-08T09:00:00+08:00 with + written as %2B.");
  }

  /** Each parameter once; an unknown one is told with the one that was probably meant. */
  static Map<String, String> query(QueryParams given, Set<String> known) {
    Map<String, String> query = new TreeMap<>();
    for (Map.Entry<String, String> parameter : given) {
      String name = parameter.getKey();
      if (!known.contains(name)) {
        throw unknown(name, known);
      }
      if (query.put(name, parameter.getValue()) != null) {
        throw ApiProblem.parameter(name, "只能写一次。", "may stand only once.");
      }
    }
    return query;
  }

  private static ApiProblem unknown(String name, Set<String> known) {
    String shown = name.length() > 40 ? name.substring(0, 40) + "…" : name;
    String near = Nearest.of(name, known).orElse(null);
    String all = String.join(" ", new TreeSet<>(known));
    return near != null
        ? ApiProblem.parameter(
            shown, "没有这个参数。是不是想写 " + near + "？", "no such parameter. Did you mean " + near + "?")
        : ApiProblem.parameter(
            shown,
            "没有这个参数。可用：" + (all.isEmpty() ? "无" : all) + "。",
            "no such parameter. There are: " + (all.isEmpty() ? "none" : all) + ".");
  }
}
