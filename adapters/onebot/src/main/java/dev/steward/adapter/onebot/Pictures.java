package dev.steward.adapter.onebot;

import dev.steward.chat.Host;
import dev.steward.chat.Media;
import dev.steward.wire.HttpCaller;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Fetches what members sent, for staff to look at. A member could name any address: only hosts of
 * the settings are called, and no redirect is followed.
 */
final class Pictures {
  private static final int MOST_BYTES = 20 << 20;
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final HttpCaller http;
  private final List<String> hosts;

  Pictures(Host host, List<String> hosts) {
    this.http = new HttpCaller(host.timers(), MOST_BYTES);
    this.hosts = hosts;
  }

  CompletionStage<Optional<byte[]>> open(Media media) {
    URI uri;
    try {
      uri = new URI(media.ref());
    } catch (URISyntaxException noAddress) {
      return CompletableFuture.completedFuture(Optional.empty());
    }
    if (!mayCall(uri)) {
      return CompletableFuture.completedFuture(Optional.empty());
    }
    return http.call(new HttpCaller.Call("GET", uri, Map.of(), new byte[0], PATIENCE))
        .thenApply(
            answer -> answer.status() == 200 ? Optional.of(answer.body()) : Optional.empty());
  }

  private boolean mayCall(URI uri) {
    if (uri.getScheme() == null || !uri.getScheme().matches("https?") || uri.getHost() == null) {
      return false;
    }
    String host = uri.getHost().toLowerCase(Locale.ROOT);
    return hosts.stream().anyMatch(known -> host.equals(known) || host.endsWith("." + known));
  }

  void close() {
    http.close();
  }
}
