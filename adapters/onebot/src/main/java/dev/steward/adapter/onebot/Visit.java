package dev.steward.adapter.onebot;

import io.netty.buffer.ByteBuf;
import java.util.Map;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One WebSocket with an implementation, whoever opened it: its frames are answers to our calls, or
 * events of a login. On the line's own thread, the pulse apart.
 */
final class Visit implements Door.Guest {
  private static final Logger log = LoggerFactory.getLogger(Visit.class);
  private static final int PULSE_SECONDS = 30;
  private static final int KEPT_BUFFER = 1 << 20;

  private final OneBotConnection connection;
  private final Door.Role role;
  private final Line line;
  private final SocketLink link;
  private final ScheduledFuture<?> pulse;
  private volatile boolean alive = true;
  private volatile @Nullable Account account;
  private boolean tokenRefused;
  private byte[] buffer = new byte[8_192];

  Visit(OneBotConnection connection, Door.Role role, Line line) {
    this.connection = connection;
    this.role = role;
    this.line = line;
    this.link =
        new SocketLink(line, connection.host, connection.settings.patience(), this::listening);
    this.pulse =
        connection
            .host
            .timers()
            .scheduleAtFixedRate(this::feel, PULSE_SECONDS, PULSE_SECONDS, TimeUnit.SECONDS);
  }

  /** Asks whose implementation this is; an event that comes first tells it as well. */
  void introduce() {
    var _ =
        link.call("get_login_info", Map.of())
            .thenAccept(
                reply -> {
                  if (reply instanceof Reply.Ok ok && !ok.text("user_id").isEmpty()) {
                    connection.loop.execute(() -> is(ok.text("user_id")));
                  } else if (!isKnown()) {
                    line.close();
                  }
                });
  }

  /** Now it is known which login this is; the line may have ended since it was asked. */
  void is(String selfId) {
    if (account != null || !link.isOpen() || connection.isClosed()) {
      return;
    }
    Account found = connection.logins.of(selfId);
    account = found;
    if (role != Door.Role.API) {
      connection.logins.listens(found, line);
    }
    switch (role) {
      case UNIVERSAL -> connection.logins.attached(found, link);
      case API -> connection.logins.callable(found, link);
      case EVENT -> {}
    }
  }

  boolean isKnown() {
    return account != null;
  }

  private boolean listening() {
    Account known = account;
    return known == null || !known.lines.paused();
  }

  /** Whether the other side said that the token does not fit, which some do after the opening. */
  boolean tokenRefused() {
    return tokenRefused;
  }

  /**
   * A connection that is cut without a word is found out by asking. While Steward itself does not
   * read, silence says nothing.
   */
  private void feel() {
    Account known = account;
    Lines lines = known == null ? null : known.lines;
    if (!listening()) {
      return;
    }
    if (role == Door.Role.EVENT) {
      if (!alive) {
        line.close();
      }
      alive = false;
      line.ping();
      return;
    }
    long turns = lines == null ? 0 : lines.turns();
    var _ =
        link.call("get_status", Map.of())
            .thenAccept(
                reply -> {
                  if (reply instanceof Reply.Lost && (lines == null || lines.turns() == turns)) {
                    line.close();
                  } else if (known != null) {
                    known.status(reply);
                  }
                });
  }

  @Override
  public void pong() {
    alive = true;
  }

  @Override
  public void message(ByteBuf utf8) {
    alive = true;
    int length = utf8.readableBytes();
    if (buffer.length < length) {
      buffer = new byte[length * 2];
    }
    utf8.readBytes(buffer, 0, length);
    try {
      heard(FrameReader.read(buffer, length));
    } catch (FrameReader.MalformedFrame malformed) {
      connection.tally.malformed.increment();
    } finally {
      if (buffer.length > KEPT_BUFFER) {
        buffer = new byte[8_192];
      }
    }
  }

  private void heard(Frame frame) {
    if (frame.isAnswer()) {
      link.answered(frame);
    } else if (frame.postType.isEmpty()) {
      tokenRefused |= Reply.of(frame) instanceof Reply.No no && no.tokenRefused();
      connection.tally.malformed.increment();
    } else {
      event(frame);
    }
  }

  private void event(Frame frame) {
    if (account == null && !frame.selfId.isEmpty()) {
      is(frame.selfId);
    }
    if (account == null || role == Door.Role.API || connection.isClosed()) {
      return;
    }
    if (!frame.selfId.isEmpty() && !frame.selfId.equals(account.id)) {
      connection.tally.unused.increment();
      return;
    }
    try {
      var _ = account.heard(frame);
    } catch (RuntimeException broken) {
      // One event must not cut the line: it would come again with the history.
      connection.tally.malformed.increment();
      log.error("login {}: an event could not be read", account.id, broken);
    }
  }

  /** Ends it from our side. */
  void end() {
    left();
    line.close();
  }

  @Override
  public void left() {
    connection.ended(this);
    pulse.cancel(false);
    link.cut();
    Account known = account;
    if (known != null) {
      connection.logins.listensNoMore(known, line);
      if (role != Door.Role.EVENT) {
        connection.logins.detached(known, link);
      }
    }
  }
}
