package dev.steward.server.http;

import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.ResponseHeaders;
import com.linecorp.armeria.common.ResponseHeadersBuilder;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServiceRequestContext;
import com.linecorp.armeria.server.SimpleDecoratingHttpService;

/**
 * What a browser may do with our pages: nothing but our own scripts, styles, pictures and voice
 * notes; not in a frame; no word to others about where it was. A service that sets one of these
 * itself keeps it.
 */
final class SecurityHeaders extends SimpleDecoratingHttpService {
  static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:;"
          + " media-src 'self' blob:; font-src 'self'; connect-src 'self'; manifest-src 'self';"
          + " base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

  SecurityHeaders(HttpService delegate) {
    super(delegate);
  }

  @Override
  public HttpResponse serve(ServiceRequestContext context, HttpRequest request) throws Exception {
    return unwrap().serve(context, request).mapHeaders(SecurityHeaders::secured);
  }

  static ResponseHeaders secured(ResponseHeaders given) {
    ResponseHeadersBuilder headers = given.toBuilder();
    add(headers, HttpHeaderNames.CONTENT_SECURITY_POLICY, POLICY);
    add(headers, HttpHeaderNames.X_CONTENT_TYPE_OPTIONS, "nosniff");
    add(headers, HttpHeaderNames.X_FRAME_OPTIONS, "DENY");
    add(headers, HttpHeaderNames.REFERRER_POLICY, "no-referrer");
    add(headers, "cross-origin-opener-policy", "same-origin");
    add(headers, "cross-origin-resource-policy", "same-origin");
    add(headers, "permissions-policy", "camera=(), geolocation=(), payment=(), microphone=(self)");
    return headers.build();
  }

  private static void add(ResponseHeadersBuilder headers, CharSequence name, String value) {
    if (!headers.contains(name)) {
      headers.set(name, value);
    }
  }
}
