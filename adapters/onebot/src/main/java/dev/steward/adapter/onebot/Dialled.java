package dev.steward.adapter.onebot;

import dev.steward.wire.Redial;
import dev.steward.wire.WebSocketLine;
import io.netty.buffer.ByteBuf;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An implementation that Steward dials (forward WebSocket), again after each cut. */
final class Dialled implements OneBotConnection.Reached, WebSocketLine.Listener {
  private static final Duration AFTER_REFUSAL = Duration.ofMinutes(1);

  private final OneBotConnection connection;
  private final WebSocketLine.Address address;
  private final Redial redial;
  private volatile @Nullable WebSocketLine line;
  private volatile String trouble = "";
  private volatile boolean blocked;
  private @Nullable Visit visit;

  private Dialled(OneBotConnection connection, URI uri) {
    this.connection = connection;
    Map<String, String> headers = new HashMap<>();
    if (!connection.settings.token().isEmpty()) {
      headers.put("authorization", "Bearer " + connection.settings.token());
    }
    this.address = new WebSocketLine.Address(uri, headers, OneBotConnection.MOST_BYTES);
    this.redial = new Redial(connection.host.timers(), connection.random, this::dial);
  }

  static Dialled start(OneBotConnection connection, URI uri) {
    Dialled dialled = new Dialled(connection, uri);
    dialled.redial.start();
    return dialled;
  }

  private void dial() {
    WebSocketLine.dial(address, connection.loop, this);
  }

  @Override
  public void opened(WebSocketLine opened) {
    line = opened;
    trouble = "";
    blocked = false;
    Visit begun = connection.visit(Door.Role.UNIVERSAL, new ClientLine(opened));
    visit = begun;
    begun.introduce();
  }

  @Override
  public void message(WebSocketLine from, ByteBuf utf8) {
    if (visit != null) {
      visit.message(utf8);
    }
  }

  @Override
  public void closed(int status, String reason) {
    line = null;
    boolean refused = status == 401 || status == 403;
    if (visit != null) {
      if (visit.isKnown()) {
        redial.up();
      }
      refused = refused || visit.tokenRefused();
      visit.left();
      visit = null;
    }
    if (connection.isClosed()) {
      return;
    }
    blocked = refused;
    trouble = address + ": " + (blocked ? "the access token does not fit" : reason);
    redial.lost(blocked ? AFTER_REFUSAL : Duration.ZERO);
    connection.judge();
  }

  @Override
  public String trouble() {
    return trouble;
  }

  @Override
  public boolean blocked() {
    return blocked;
  }

  @Override
  public void close() {
    redial.close();
    WebSocketLine open = line;
    if (open != null) {
      open.close();
    }
  }

  private record ClientLine(WebSocketLine line) implements Line {
    @Override
    public void send(String text) {
      line.send(text);
    }

    @Override
    public void reading(boolean on) {
      line.reading(on);
    }

    @Override
    public void close() {
      line.close();
    }
  }
}
