package dev.steward.server.http;

import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServerBuilder;
import com.linecorp.armeria.server.ServiceRequestContext;
import dev.steward.server.HttpPart;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;

/** {@code GET /metrics} in Prometheus' form; for this machine only unless the settings open it. */
public final class Metrics implements HttpPart, HttpService {
  private static final MediaType FORMAT =
      MediaType.parse("text/plain; version=0.0.4; charset=utf-8");

  private final PrometheusMeterRegistry registry;
  private final Callers callers;
  private final boolean open;

  public Metrics(PrometheusMeterRegistry registry, Callers callers, boolean open) {
    this.registry = registry;
    new JvmMemoryMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    new UptimeMetrics().bindTo(registry);
    this.callers = callers;
    this.open = open;
  }

  @Override
  public void attach(ServerBuilder builder) {
    builder.service("/metrics", this);
  }

  @Override
  public HttpResponse serve(ServiceRequestContext context, HttpRequest request) {
    return open || callers.fromHere(context)
        ? HttpResponse.of(HttpStatus.OK, FORMAT, registry.scrape())
        : HttpResponse.of(HttpStatus.NOT_FOUND);
  }
}
