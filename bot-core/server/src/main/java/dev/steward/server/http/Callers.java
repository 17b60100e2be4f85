package dev.steward.server.http;

import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.RequestHeaders;
import com.linecorp.armeria.server.ServiceRequestContext;
import java.net.InetAddress;

/**
 * Who is calling, and how. A proxy's word is taken only when the settings say that there is one,
 * and only for the last hop that it added.
 *
 * @param behindProxy whether {@code X-Forwarded-*} headers are believed
 */
public record Callers(boolean behindProxy) {
  /** The address of the other side, as text. */
  public String remote(ServiceRequestContext context) {
    String forwarded = context.request().headers().get(HttpHeaderNames.X_FORWARDED_FOR);
    if (behindProxy && forwarded != null) {
      String last = forwarded.substring(forwarded.lastIndexOf(',') + 1).strip();
      if (!last.isEmpty() && last.length() <= 64) {
        return last;
      }
    }
    return context.remoteAddress().getAddress().getHostAddress();
  }

  /** Whether the page was fetched over HTTPS. */
  public boolean secure(ServiceRequestContext context) {
    RequestHeaders headers = context.request().headers();
    return context.sessionProtocol().isTls()
        || (behindProxy && "https".equals(headers.get("x-forwarded-proto")));
  }

  /** Whether the call comes from this machine itself, and not through a proxy on it. */
  public boolean fromHere(ServiceRequestContext context) {
    InetAddress address = context.remoteAddress().getAddress();
    RequestHeaders headers = context.request().headers();
    return address.isLoopbackAddress()
        && !headers.contains(HttpHeaderNames.X_FORWARDED_FOR)
        && !headers.contains(HttpHeaderNames.FORWARDED);
  }
}
