package dev.steward.adapter.onebot;

import java.net.URI;
import java.util.Map;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * An implementation that is called over HTTP and posts its events to us. Whether it lives is found
 * out by asking who it is and how it is, again and again.
 */
final class HttpReached implements OneBotConnection.Reached {
  private static final int PULSE_SECONDS = 15;

  /** A refused login is tried once a minute. */
  private static final int PULSES_WHEN_BLOCKED = 4;

  private final OneBotConnection connection;
  private final HttpLink link;
  private final String name;
  private final ScheduledFuture<?> pulse;
  private @Nullable Account account;
  private boolean attached;
  private volatile String trouble = "";
  private volatile boolean blocked;
  private int pulses;

  private HttpReached(OneBotConnection connection, URI uri) {
    this.connection = connection;
    this.name = uri.getScheme() + "://" + uri.getAuthority();
    this.link =
        new HttpLink(
            connection.http, uri, connection.settings.token(), connection.settings.patience());
    this.pulse =
        connection
            .host
            .timers()
            .scheduleAtFixedRate(this::pulse, PULSE_SECONDS, PULSE_SECONDS, TimeUnit.SECONDS);
  }

  static HttpReached start(OneBotConnection connection, URI uri) {
    HttpReached reached = new HttpReached(connection, uri);
    reached.feel();
    return reached;
  }

  private synchronized void pulse() {
    if (!blocked || ++pulses % PULSES_WHEN_BLOCKED == 0) {
      feel();
    }
  }

  private void feel() {
    var _ = link.call("get_login_info", Map.of()).thenAccept(this::told);
  }

  private synchronized void told(Reply reply) {
    if (connection.isClosed()) {
      return;
    }
    if (reply instanceof Reply.Ok ok && !ok.text("user_id").isEmpty()) {
      trouble = "";
      blocked = false;
      Account found = connection.logins.of(ok.text("user_id"));
      Account before = account;
      if (attached && before != null && !before.equals(found)) {
        connection.logins.detached(before, link);
        attached = false;
      }
      if (!attached) {
        attached = true;
        account = found;
        connection.logins.attached(found, link);
      } else {
        var _ = link.call("get_status", Map.of()).thenAccept(found::status);
      }
      return;
    }
    boolean refused = reply instanceof Reply.No no && no.tokenRefused();
    trouble = name + ": " + (refused ? "the access token does not fit" : words(reply));
    // Last: whoever sees that it is blocked is told why.
    blocked = refused;
    Account known = account;
    if (attached && known != null) {
      attached = false;
      connection.logins.detached(known, link);
    }
    connection.judge();
  }

  private static String words(Reply reply) {
    return switch (reply) {
      case Reply.Lost lost -> lost.why();
      case Reply.NotSent notSent -> notSent.why();
      case Reply.No no -> "says no: " + no.retcode();
      case Reply.Ok _, Reply.Queued _ -> "does not say who it is";
    };
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
    pulse.cancel(false);
  }
}
