package dev.steward.server.http;

import com.linecorp.armeria.common.RequestContext;
import com.linecorp.armeria.common.logging.RequestLog;
import com.linecorp.armeria.server.ServiceRequestContext;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One line a request: never a query, a header or a body, since those hold secrets and words. */
final class AccessLog {
  private static final Logger log = LoggerFactory.getLogger("access");

  private AccessLog() {}

  static void write(RequestLog request, Callers callers) {
    if (!log.isInfoEnabled()) {
      return;
    }
    RequestContext context = request.context();
    log.atInfo()
        .addKeyValue("method", request.requestHeaders().method())
        .addKeyValue("path", context.path())
        .addKeyValue("status", request.responseHeaders().status().code())
        .addKeyValue("bytes", request.responseLength())
        .addKeyValue("ms", TimeUnit.NANOSECONDS.toMillis(request.totalDurationNanos()))
        .addKeyValue(
            "remote", context instanceof ServiceRequestContext served ? callers.remote(served) : "")
        .log("{} {}", request.requestHeaders().method(), context.path());
  }
}
