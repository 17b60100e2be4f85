package dev.steward.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.engine.store.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Somebody's browser: keeps cookies, follows redirects, sends the forms of the member page. */
final class PageBrowser {
  private static final Pattern HIDDEN =
      Pattern.compile("type=\"hidden\" name=\"(form|nonce)\" value=\"([^\"]*)\"");

  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(10))
          .build();
  private final Map<String, String> cookies = new LinkedHashMap<>();
  private final Map<String, String> hidden = new LinkedHashMap<>();
  private String at = "";

  /** Comes into a room of Steward's own chat by its link. */
  PageBrowser joins(String joinLink, String name) {
    int slash = joinLink.lastIndexOf('/');
    chat(
        URI.create(joinLink).resolve("/chat/api/join").toString(),
        Map.of("token", joinLink.substring(slash + 1), "name", name, "comment", ""));
    return this;
  }

  /** Calls the chat as its page does. */
  String chat(String url, Map<String, String> body) {
    HttpResponse<String> answer =
        send(
            HttpRequest.newBuilder(URI.create(url))
                .header("x-steward", "1")
                .header("content-type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(Json.write(body))));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return answer.body();
  }

  /** What the chat has to show. */
  String read(String url) {
    return send(HttpRequest.newBuilder(URI.create(url)).header("x-steward", "1").GET()).body();
  }

  /** Opens a page; its body. */
  String opens(String url) {
    HttpResponse<String> answer = send(HttpRequest.newBuilder(URI.create(url)).GET());
    remember(answer);
    return answer.body();
  }

  int status(String url) {
    return send(HttpRequest.newBuilder(URI.create(url)).GET()).statusCode();
  }

  /** Presses a button of the page it is at; names and values alternate. The page that follows. */
  String presses(String... fields) {
    HttpResponse<String> answer = posts(fields);
    remember(answer);
    return answer.body();
  }

  /** The same without looking at what follows: as somebody who presses twice. */
  HttpResponse<String> posts(String... fields) {
    List<String> pairs = new ArrayList<>();
    hidden.forEach((name, value) -> pairs.add(name + "=" + encode(value)));
    for (int i = 0; i < fields.length; i += 2) {
      pairs.add(encode(fields[i]) + "=" + encode(fields[i + 1]));
    }
    return send(
        HttpRequest.newBuilder(URI.create(at))
            .header("content-type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(String.join("&", pairs))));
  }

  /** Forgets what makes a form ours, as another site's form would lack it. */
  void forgetsForm() {
    hidden.put("form", "guess");
  }

  String address() {
    return at;
  }

  private void remember(HttpResponse<String> answer) {
    at = answer.uri().toString().replaceFirst("[?#].*", "");
    Matcher found = HIDDEN.matcher(answer.body());
    while (found.find()) {
      hidden.put(found.group(1), found.group(2));
    }
  }

  private HttpResponse<String> send(HttpRequest.Builder request) {
    HttpResponse<String> answer = once(request);
    return answer.statusCode() == 303
        ? send(
            HttpRequest.newBuilder(
                    answer.uri().resolve(answer.headers().firstValue("location").orElseThrow()))
                .GET())
        : answer;
  }

  private HttpResponse<String> once(HttpRequest.Builder request) {
    if (!cookies.isEmpty()) {
      request.header(
          "cookie",
          cookies.entrySet().stream()
              .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
              .collect(Collectors.joining("; ")));
    }
    try {
      HttpResponse<String> answer =
          client.send(
              request.timeout(Duration.ofSeconds(20)).header("accept-language", "zh-CN").build(),
              HttpResponse.BodyHandlers.ofString());
      answer.headers().allValues("set-cookie").forEach(this::keep);
      return answer;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private void keep(String set) {
    String[] pair = set.substring(0, set.indexOf(';')).split("=", 2);
    if (set.contains("Max-Age=0;")) {
      cookies.remove(pair[0]);
    } else {
      cookies.put(pair[0], pair[1]);
    }
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
