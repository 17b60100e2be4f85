package dev.steward.server.http;

import com.linecorp.armeria.common.RequestContext;
import com.linecorp.armeria.common.logging.RequestLog;
import com.linecorp.armeria.server.ServiceRequestContext;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One line a request: never a query, a header or a body, since those hold secrets and words; and of
 * the path nothing that may be a code, such as that of a join link.
 */
final class AccessLog {
  private static final Logger log = LoggerFactory.getLogger("access");

  private static final Pattern CODE = Pattern.compile("[A-Za-z0-9_-]{16,}");

  private AccessLog() {}

  static void write(RequestLog request, Callers callers) {
    if (!log.isInfoEnabled()) {
      return;
    }
    RequestContext context = request.context();
    String path = CODE.matcher(context.path()).replaceAll("*");
    log.atInfo()
        .addKeyValue("method", request.requestHeaders().method())
        .addKeyValue("path", path)
        .addKeyValue("status", request.responseHeaders().status().code())
        .addKeyValue("bytes", request.responseLength())
        .addKeyValue("ms", TimeUnit.NANOSECONDS.toMillis(request.totalDurationNanos()))
        .addKeyValue(
            "remote", context instanceof ServiceRequestContext served ? callers.remote(served) : "")
        .log("{} {}", request.requestHeaders().method(), path);
  }
}
