package dev.steward.server.http;

import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServerBuilder;
import com.linecorp.armeria.server.ServiceRequestContext;
import dev.steward.engine.store.Json;
import dev.steward.server.AdapterStatus;
import dev.steward.server.HttpPart;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

/**
 * {@code GET /health}: status 200 while events are handled, 503 when a lane is in trouble. A cut
 * connection to a platform is told, and is no reason to restart the server. Details are for this
 * machine only.
 */
public final class Health implements HttpPart, HttpService {
  private final String version;
  private final Callers callers;
  private final Supplier<List<String>> troubles;
  private final IntSupplier waiting;
  private final Supplier<String> answers;
  private final Supplier<String> pictures;
  private final Supplier<List<AdapterStatus>> adapters;

  /**
   * @param troubles what is wrong with the lanes, a line each
   * @param waiting how many inputs wait
   * @param answers how questions are looked up, one line
   * @param pictures how members' pictures are looked at, one line
   */
  public Health(
      String version,
      Callers callers,
      Supplier<List<String>> troubles,
      IntSupplier waiting,
      Supplier<String> answers,
      Supplier<String> pictures,
      Supplier<List<AdapterStatus>> adapters) {
    this.version = version;
    this.callers = callers;
    this.troubles = troubles;
    this.waiting = waiting;
    this.answers = answers;
    this.pictures = pictures;
    this.adapters = adapters;
  }

  @Override
  public void attach(ServerBuilder builder) {
    builder.service("/health", this);
  }

  @Override
  public HttpResponse serve(ServiceRequestContext context, HttpRequest request) {
    List<String> wrong = troubles.get();
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("status", wrong.isEmpty() ? "ok" : "trouble");
    if (callers.fromHere(context)) {
      body.put("version", version);
      body.put("lanes", wrong);
      body.put("waiting", waiting.getAsInt());
      body.put("answers", answers.get());
      body.put("pictures", pictures.get());
      List<Map<String, String>> connections = new ArrayList<>();
      for (AdapterStatus adapter : adapters.get()) {
        connections.add(
            Map.of(
                "platform", adapter.platform(),
                "state", adapter.health().state().name().toLowerCase(java.util.Locale.ROOT),
                "detail", adapter.health().detail(),
                "since", adapter.health().since().toString()));
      }
      body.put("adapters", connections);
    }
    return HttpResponse.of(
        wrong.isEmpty() ? HttpStatus.OK : HttpStatus.SERVICE_UNAVAILABLE,
        MediaType.JSON_UTF_8,
        Json.write(body));
  }
}
