package dev.steward.server.console;

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
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** As much of a browser as the tests need: one cookie, forms, no redirects followed. */
final class Browser {
  private static final Pattern CSRF = Pattern.compile("name=\"csrf\" value=\"([^\"]+)\"");
  private static final HttpClient CLIENT =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(10))
          .build();

  private final String url;
  private String cookie = "";
  private String csrf = "";
  private String language = "zh-CN,zh;q=0.9";

  Browser(String url) {
    this.url = url;
  }

  Browser with(String token, String csrfToken) {
    cookie = Sessions.COOKIE + "=" + token;
    csrf = csrfToken;
    return this;
  }

  Browser speaking(String acceptLanguage) {
    language = acceptLanguage;
    return this;
  }

  void forgetCsrf(String instead) {
    csrf = instead;
  }

  HttpResponse<String> get(String path) {
    HttpResponse<String> answer = send(request(path).GET());
    Matcher token = CSRF.matcher(answer.body());
    if (token.find()) {
      csrf = token.group(1);
    }
    return answer;
  }

  /** Posts a form from our own page; names and values alternate. */
  HttpResponse<String> post(String path, String... fields) {
    return postFrom(url, path, fields);
  }

  HttpResponse<String> postFrom(String origin, String path, String... fields) {
    List<String> pairs = new ArrayList<>();
    for (int i = 0; i < fields.length; i += 2) {
      pairs.add(encode(fields[i]) + "=" + encode(fields[i + 1]));
    }
    if (!csrf.isEmpty()) {
      pairs.add("csrf=" + encode(csrf));
    }
    HttpRequest.Builder request =
        request(path)
            .header("content-type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(String.join("&", pairs)));
    if (!origin.isEmpty()) {
      request.header("origin", origin);
    }
    return send(request);
  }

  /** Opens a stream of server-sent events; close it to leave. */
  Stream<String> stream(String path) {
    try {
      return CLIENT.send(request(path).GET().build(), HttpResponse.BodyHandlers.ofLines()).body();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private HttpRequest.Builder request(String path) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(url + path))
            .timeout(Duration.ofSeconds(20))
            .header("accept-language", language);
    return cookie.isEmpty() ? request : request.header("cookie", cookie);
  }

  private HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      HttpResponse<String> answer =
          CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
      answer.headers().allValues("set-cookie").stream()
          .filter(set -> set.startsWith(Sessions.COOKIE))
          .forEach(set -> cookie = set.substring(0, set.indexOf(';')));
      return answer;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
