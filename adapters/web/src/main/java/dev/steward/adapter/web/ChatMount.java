package dev.steward.adapter.web;

import dev.steward.chat.Mount;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The HTTP side of the rooms: pages, media and the API, with errors in words. Thread-safe. */
final class ChatMount implements Mount {
  private static final Logger LOG = LoggerFactory.getLogger(ChatMount.class);
  private static final int LARGEST_BODY = (5 << 20) + 1024;

  private final Pages pages;
  private final Api api;
  private final Counters counters;

  ChatMount(Pages pages, Api api, Counters counters) {
    this.pages = pages;
    this.api = api;
    this.counters = counters;
  }

  @Override
  public int maxBodyBytes() {
    return LARGEST_BODY;
  }

  @Override
  public CompletionStage<Response> handle(Request request) {
    CompletionStage<? extends Response> answer;
    try {
      answer = route(request, List.of(request.path().split("/", -1)));
    } catch (RuntimeException no) {
      answer = CompletableFuture.failedFuture(no);
    }
    return answer.handle(
        (response, failure) -> failure == null ? response : failed(request, failure));
  }

  private CompletionStage<? extends Response> route(Request request, List<String> path) {
    String first = path.size() > 1 ? path.get(1) : "";
    boolean isGet = request.method().equals("GET");
    return switch (first) {
      case "", "join", "room" -> {
        requireMethod(isGet && path.size() <= 3);
        yield CompletableFuture.completedFuture(pages.index());
      }
      case "static" -> {
        requireMethod(isGet && path.size() == 3);
        Full page = pages.named(path.get(2));
        if (page == null) {
          throw Refusal.notFound();
        }
        yield CompletableFuture.completedFuture(page);
      }
      case "media" -> {
        requireMethod(isGet && path.size() == 3);
        yield api.media(request, path.get(2));
      }
      case "api" -> {
        List<String> rest = path.subList(2, path.size());
        if (isGet) {
          yield api.get(request, rest);
        }
        requireMethod(request.method().equals("POST"));
        requireOwnPage(request);
        yield api.post(request, rest);
      }
      default -> throw Refusal.notFound();
    };
  }

  private static void requireMethod(boolean fits) {
    if (!fits) {
      throw Refusal.of(405, "method", "不支持这种请求", "This address does not take such a request");
    }
  }

  /** Only our own page can send this header and comes from this host: no other site posts here. */
  private static void requireOwnPage(Request request) {
    String site = request.header("sec-fetch-site");
    boolean own =
        request.header("x-steward").equals("1")
            && (site.isEmpty() || site.equals("same-origin"))
            && originFits(request);
    if (!own) {
      throw Refusal.of(403, "foreign", "请从聊天页面里操作", "Please use the chat page for this");
    }
  }

  private static boolean originFits(Request request) {
    String origin = request.header("origin");
    if (origin.isEmpty()) {
      return true;
    }
    String host;
    try {
      host = String.valueOf(URI.create(origin).getAuthority());
    } catch (IllegalArgumentException broken) {
      return false;
    }
    List<String> ours =
        List.of(
            request.header("host"),
            request.header(":authority"),
            request.header("x-forwarded-host"));
    return ours.stream().allMatch(String::isEmpty) || ours.contains(host);
  }

  private Response failed(Request request, Throwable failure) {
    Throwable cause = failure;
    while (cause instanceof CompletionException && cause.getCause() != null) {
      cause = cause.getCause();
    }
    Refusal no;
    if (cause instanceof Refusal refusal) {
      no = refusal;
    } else {
      LOG.error("{} {} failed", request.method(), firstOf(request.path()), cause);
      no = Refusal.of(500, "broken", "出错了，请稍后再试", "Something broke here, please try again");
    }
    counters.count(no.status());
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("error", no.code());
    body.put("zh", no.zh());
    body.put("en", no.en());
    Map<String, String> headers = new LinkedHashMap<>(Api.PRIVATE_JSON);
    if (no.seconds() > 0) {
      body.put("seconds", no.seconds());
      headers.put("retry-after", Long.toString(no.seconds()));
    }
    return new Full(no.status(), Map.copyOf(headers), Json.bytes(body));
  }

  /** The start of a path, without what may be a secret. */
  private static String firstOf(String path) {
    int slash = path.indexOf('/', 1);
    return slash < 0 ? path : path.substring(0, slash) + "/…";
  }
}
