package dev.steward.engine.pictures;

import dev.steward.chat.Key;
import dev.steward.chat.Media;
import java.util.List;

/**
 * Reads pictures outside the lanes. What was found comes back as a {@link
 * dev.steward.chat.Event.HelperAnswered} for the key, with a {@link Seen} as its payload; of
 * pictures without a code nothing comes back. Thread-safe.
 */
@FunctionalInterface
public interface PictureReader {
  /** One that looks at nothing. */
  PictureReader NONE = _ -> false;

  /**
   * Takes a request, at once.
   *
   * @return false if too many wait already, and this one was not taken
   */
  boolean read(Request request);

  /**
   * Pictures of one message.
   *
   * @param id the same when the same message is asked again
   * @param key to whose lane the answer goes
   * @param feature which is told
   * @param asked the feature's own JSON, which it gets back
   */
  record Request(
      String id, Key key, String platform, List<Media> pictures, String feature, String asked) {
    public Request {
      pictures = List.copyOf(pictures);
    }
  }

  /**
   * What was found.
   *
   * @param asked what the feature gave
   * @param codes what the QR codes say; at least one
   */
  record Seen(String asked, List<String> codes) {
    public Seen {
      codes = List.copyOf(codes);
    }
  }
}
