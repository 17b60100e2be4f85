package dev.steward.adapter.telegram;

import dev.steward.chat.Media;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * How media of Telegram are named in Steward's words: {@code bot:file}, since a file's id is good
 * for the bot that got it and no other.
 */
final class FileRef {
  private FileRef() {}

  static Media of(long bot, JsonNode file, String mimeType) {
    String given = Json.text(file, "mime_type");
    long size = Json.number(file, "file_size");
    return new Media(
        bot + ":" + Json.text(file, "file_id"),
        given.isEmpty() ? mimeType : given,
        size == 0 ? -1 : size);
  }

  /** The file's id, when it is one of that bot's. */
  static Optional<String> file(long bot, Media media) {
    String prefix = bot + ":";
    return media.ref().startsWith(prefix) && media.ref().length() > prefix.length()
        ? Optional.of(media.ref().substring(prefix.length()))
        : Optional.empty();
  }
}
