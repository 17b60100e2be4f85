package dev.steward.server.member;

import dev.steward.chat.UserId;
import java.util.Optional;

/** What the platforms know about browsers. Thread-safe. */
@FunctionalInterface
public interface Browsers {
  /**
   * The user whom a browser belongs to.
   *
   * @param cookies the {@code Cookie} header
   */
  Optional<UserId> user(String platform, String cookies);
}
