package dev.steward.server.member;

import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.ResponseHeaders;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServiceRequestContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Objects;

/** The page's one style sheet; its link carries a version, so browsers keep it. Thread-safe. */
final class Stylesheet implements HttpService {
  private final byte[] bytes;
  private final String version;

  Stylesheet() {
    try (InputStream in =
        Objects.requireNonNull(Stylesheet.class.getResourceAsStream("page.css"), "page.css")) {
      bytes = in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    version = Integer.toHexString(Arrays.hashCode(bytes));
  }

  String version() {
    return version;
  }

  @Override
  public HttpResponse serve(ServiceRequestContext ctx, HttpRequest request) {
    boolean current = ctx.queryParams().get("v", "").equals(version);
    return HttpResponse.of(
        ResponseHeaders.builder(HttpStatus.OK)
            .set(HttpHeaderNames.CONTENT_TYPE, "text/css; charset=utf-8")
            .set(
                HttpHeaderNames.CACHE_CONTROL,
                current ? "public, max-age=31536000, immutable" : "no-cache")
            .build(),
        HttpData.wrap(bytes));
  }
}
