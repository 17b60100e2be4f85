package dev.steward.server.member;

import com.linecorp.armeria.common.AggregatedHttpRequest;
import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.ResponseHeaders;
import com.linecorp.armeria.common.ResponseHeadersBuilder;
import dev.steward.engine.script.Language;
import dev.steward.server.html.Templates;
import dev.steward.server.html.Texts;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Puts the member page into words and HTML, with its headers and cookies. Thread-safe. */
final class PageWriter {
  private final String version;
  private final Templates templates = new Templates(PageWriter.class);
  private final Map<Language, Texts> texts =
      Map.of(
          Language.ZH, Texts.load(PageWriter.class, Language.ZH),
          Language.EN, Texts.load(PageWriter.class, Language.EN));

  /**
   * @param version of the style sheet
   */
  PageWriter(String version) {
    this.version = version;
  }

  /**
   * What a form carries back.
   *
   * @param here where the page is, as a path
   * @param form tells that the form is ours and this browser's
   * @param nonce tells one filling of the form from the next
   */
  record Form(String here, String form, String nonce) {
    private static final Form NONE = new Form("", "", "");
  }

  /** What every page shows around its own part. */
  private record Frame(
      Texts t,
      String lang,
      String version,
      String here,
      String form,
      String nonce,
      String notice) {}

  /**
   * A group's page as HTML.
   *
   * @param done what the address says was pressed; whatever else it says is left out
   */
  String page(Sheet sheet, Language language, Form form, String done) {
    Texts t = texts(language);
    String key = "done-" + done;
    return templates.fill("page", sheet, frame(t, form, t.keys().contains(key) ? t.say(key) : ""));
  }

  /** A page of one sentence, which is the text under {@code plain-...}. */
  HttpResponse plain(HttpStatus status, String what, Language language) {
    Texts t = texts(language);
    return HttpResponse.of(
        headers(status).build(),
        HttpData.ofUtf8(
            templates.fill("plain", new Plain(t.say("plain-" + what)), frame(t, Form.NONE, ""))));
  }

  /** One sentence. */
  private record Plain(String text) {}

  private Frame frame(Texts t, Form form, String notice) {
    String lang = t.language() == Language.ZH ? "zh-CN" : "en";
    return new Frame(t, lang, version, form.here, form.form, form.nonce, notice);
  }

  private Texts texts(Language language) {
    Texts t = texts.get(language);
    if (t == null) {
      throw new IllegalStateException("no texts in " + language);
    }
    return t;
  }

  /** The browser's, where no pack says which to speak. */
  static Language language(AggregatedHttpRequest request) {
    List<String> wanted = request.headers().getAll(HttpHeaderNames.ACCEPT_LANGUAGE);
    return !wanted.isEmpty() && wanted.getFirst().toLowerCase(Locale.ROOT).startsWith("en")
        ? Language.EN
        : Language.ZH;
  }

  static ResponseHeadersBuilder headers(HttpStatus status) {
    return ResponseHeaders.builder(status)
        .set(HttpHeaderNames.CONTENT_TYPE, "text/html; charset=utf-8")
        .set(HttpHeaderNames.CACHE_CONTROL, "no-store");
  }

  /** The value of a {@code Set-Cookie} header. */
  static String cookie(String name, String value, Duration age, boolean secure) {
    return name
        + "="
        + value
        + "; Path="
        + MemberPage.PATH
        + "; Max-Age="
        + age.toSeconds()
        + "; HttpOnly; SameSite=Lax"
        + (secure ? "; Secure" : "");
  }
}
