package dev.steward.adapter.telegram;

import dev.steward.chat.Content;
import dev.steward.chat.Media;
import dev.steward.chat.Segment;
import dev.steward.chat.UserId;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What Steward says, as Telegram takes it: a text with its mentions marked by place, and pictures.
 * No markup is ever parsed, so that nothing that members wrote can become any.
 *
 * @param text without halves of characters
 * @param pictures in order
 */
record Draft(String text, List<Mention> mentions, List<Media> pictures) {
  /** Somebody who is called; offsets in UTF-16 units. */
  record Mention(int from, int to, long user) {}

  static Draft of(Content content) {
    StringBuilder text = new StringBuilder();
    List<Mention> mentions = new ArrayList<>();
    List<Media> pictures = new ArrayList<>();
    for (Segment segment : content.segments()) {
      int from = text.length();
      if (segment instanceof Segment.Image image) {
        pictures.add(image.media());
        text.append(image.alt());
        continue;
      }
      text.append(segment.plain());
      if (segment instanceof Segment.Mention mention) {
        long user = person(mention.user());
        if (user > 0) {
          mentions.add(new Mention(from, text.length(), user));
        }
      }
    }
    return new Draft(Json.whole(text.toString()), List.copyOf(mentions), List.copyOf(pictures));
  }

  /** A person's id at Telegram; zero for what is no person there. */
  static long person(UserId user) {
    return user.platform().equals(TelegramAdapter.PLATFORM) && user.id().matches("[0-9]{1,18}")
        ? Long.parseLong(user.id())
        : 0;
  }

  /** The mentions within a piece of the text, by their places in it. */
  ArrayNode entities(TextSplit.Piece piece) {
    ArrayNode entities = Json.MAPPER.createArrayNode();
    for (Mention mention : mentions) {
      if (mention.from >= piece.from() && mention.to <= piece.to()) {
        entities
            .addObject()
            .put("type", "text_mention")
            .put("offset", mention.from - piece.from())
            .put("length", mention.to - mention.from)
            .set("user", person(mention.user));
      }
    }
    return entities;
  }

  private static ObjectNode person(long user) {
    return Json.object().put("id", user).put("is_bot", false).put("first_name", "-");
  }
}
