package dev.steward.adapter.irc;

import static dev.steward.adapter.irc.IrcFixture.MAIN;

import dev.steward.chat.Event;
import dev.steward.chat.UserId;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A story in a channel, told the same on Ergo and on the server of ours. */
@Timeout(60)
abstract class ChannelStory {
  static final Duration TEN_MINUTES = Duration.ofMinutes(10);

  @TempDir Path folder = Path.of("");
  private @Nullable Story made;

  protected abstract IrcServer.Starter server();

  @BeforeEach
  final void begin() {
    made = Story.on(folder, server());
  }

  @AfterEach
  final void end() {
    story().close();
  }

  final Story story() {
    return Objects.requireNonNull(made);
  }

  final UserId member(String name) {
    UserId user = story().irc().member(MAIN, name);
    story().event(Event.MemberJoined.class, event -> event.member().user().equals(user));
    return user;
  }

  final boolean speaks(UserId user) {
    return story().irc().post(MAIN, user, "喂") != null;
  }

  final Member person(String name) {
    return story().irc().person(name);
  }

  final Instant inTenMinutes() {
    return story().host().clock().instant().plus(TEN_MINUTES);
  }
}
