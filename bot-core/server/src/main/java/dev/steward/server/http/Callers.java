package dev.steward.server.http;

import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.RequestHeaders;
import com.linecorp.armeria.server.ServiceRequestContext;
import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.util.HexFormat;
import java.util.List;

/**
 * Who is calling, and how. A proxy's word is taken only when the settings say that there is one,
 * and only for the last hop that it added.
 *
 * @param behindProxy whether {@code X-Forwarded-*} headers are believed
 */
public record Callers(boolean behindProxy) {
  private static final int IPV6_BYTES = 16;

  /** The address of the other side, as text. */
  public String remote(ServiceRequestContext context) {
    // A proxy adds its hop to the last line, or a line below: what is above anybody may have sent.
    List<String> forwarded = context.request().headers().getAll(HttpHeaderNames.X_FORWARDED_FOR);
    if (behindProxy && !forwarded.isEmpty()) {
      String line = forwarded.getLast();
      String last = line.substring(line.lastIndexOf(',') + 1).strip();
      if (!last.isEmpty() && last.length() <= 64) {
        return last;
      }
    }
    return context.remoteAddress().getAddress().getHostAddress();
  }

  /** The same, but of IPv6 only the half that says which network: each line has all of one. */
  public String network(ServiceRequestContext context) {
    String remote = remote(context);
    byte[] address = NetUtil.createByteArrayFromIpAddressString(remote);
    return address != null && address.length == IPV6_BYTES
        ? HexFormat.of().formatHex(address, 0, IPV6_BYTES / 2)
        : remote;
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
