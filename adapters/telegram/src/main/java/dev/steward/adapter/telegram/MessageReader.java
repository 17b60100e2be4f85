package dev.steward.adapter.telegram;

import dev.steward.chat.Content;
import dev.steward.chat.Media;
import dev.steward.chat.Segment;
import dev.steward.chat.UserId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What a Message of the Bot API says. Words that were forwarded, or quoted from another chat, are
 * read as the sender's own: who posts them answers for them.
 */
final class MessageReader {
  /** What is about a message and not in it. */
  private static final Set<String> ENVELOPE =
      Set.of(
          "message_id",
          "message_thread_id",
          "direct_messages_topic",
          "from",
          "sender_chat",
          "date",
          "sender_boost_count",
          "sender_business_bot",
          "sender_tag",
          "business_connection_id",
          "chat",
          "forward_origin",
          "forward_from",
          "forward_from_chat",
          "forward_date",
          "forward_from_message_id",
          "forward_signature",
          "forward_sender_name",
          "is_topic_message",
          "is_automatic_forward",
          "reply_to_message",
          "external_reply",
          "quote",
          "reply_to_story",
          "reply_to_checklist_task_id",
          "reply_to_poll_option_id",
          "via_bot",
          "edit_date",
          "has_protected_content",
          "is_from_offline",
          "is_paid_post",
          "media_group_id",
          "author_signature",
          "paid_star_count",
          "entities",
          "caption_entities",
          "link_preview_options",
          "effect_id",
          "show_caption_above_media",
          "has_media_spoiler",
          "reply_markup",
          "suggested_post_info",
          "caption",
          "text");

  /** What the platform says of itself, and nobody has written. */
  private static final Set<String> SERVICE =
      Set.of(
          "new_chat_members",
          "new_chat_member",
          "new_chat_participant",
          "left_chat_member",
          "left_chat_participant",
          "chat_owner_left",
          "chat_owner_changed",
          "new_chat_title",
          "new_chat_photo",
          "delete_chat_photo",
          "group_chat_created",
          "supergroup_chat_created",
          "channel_chat_created",
          "message_auto_delete_timer_changed",
          "migrate_to_chat_id",
          "migrate_from_chat_id",
          "pinned_message",
          "successful_payment",
          "refunded_payment",
          "users_shared",
          "chat_shared",
          "connected_website",
          "write_access_allowed",
          "passport_data",
          "proximity_alert_triggered",
          "boost_added",
          "chat_background_set",
          "checklist_tasks_done",
          "checklist_tasks_added",
          "direct_message_price_changed",
          "forum_topic_created",
          "forum_topic_edited",
          "forum_topic_closed",
          "forum_topic_reopened",
          "general_forum_topic_hidden",
          "general_forum_topic_unhidden",
          "giveaway_created",
          "giveaway_completed",
          "paid_message_price_changed",
          "video_chat_scheduled",
          "video_chat_started",
          "video_chat_ended",
          "video_chat_participants_invited",
          "web_app_data",
          "poll_option_added",
          "poll_option_deleted",
          "managed_bot_created");

  private static final int LONGEST_RAW = 16_000;

  private final long bot;
  private final Entities entities;

  MessageReader(long bot, Names names) {
    this.bot = bot;
    this.entities = new Entities(names);
  }

  /** Whether it is the platform's own word, such as that somebody came. */
  static boolean isService(JsonNode message) {
    for (Map.Entry<String, JsonNode> field : message.properties()) {
      if (SERVICE.contains(field.getKey())) {
        return true;
      }
    }
    return false;
  }

  Content read(JsonNode message) {
    List<Segment> segments = new ArrayList<>();
    Segment quote = quote(message);
    if (quote != null) {
      segments.add(quote);
    }
    for (Map.Entry<String, JsonNode> field : message.properties()) {
      if (ENVELOPE.contains(field.getKey())) {
        continue;
      }
      Segment segment = segment(message, field.getKey(), field.getValue());
      if (segment != null) {
        segments.add(segment);
      }
    }
    segments.addAll(entities.read(Json.text(message, "text"), message.path("entities")));
    segments.addAll(entities.read(Json.text(message, "caption"), message.path("caption_entities")));
    String brought = Json.text(message.path("quote"), "text");
    if (!brought.isEmpty() && message.has("external_reply") && quote == null) {
      apart(segments, new Segment.Text(brought));
    }
    Cards.buttons(message.path("reply_markup")).forEach(button -> apart(segments, button));
    return new Content(segments);
  }

  /** Adds what stands on a line of its own. */
  private static void apart(List<Segment> segments, Segment next) {
    if (!segments.isEmpty()) {
      segments.add(new Segment.Text("\n"));
    }
    segments.add(next);
  }

  private @Nullable Segment segment(JsonNode message, String kind, JsonNode value) {
    return switch (kind) {
      case "photo" -> photo(value);
      case "sticker" ->
          new Segment.Sticker(Json.text(value, "file_unique_id"), Json.text(value, "emoji"));
      case "voice" -> new Segment.Voice(media(value, "audio/ogg"), duration(value));
      case "video", "video_note" -> new Segment.Video(media(value, "video/mp4"), duration(value));
      case "animation" -> new Segment.Video(media(value, "video/mp4"), duration(value));
      // An animation and a game come with a second form for old programs.
      case "document" -> message.has("animation") ? null : document(value);
      case "audio" -> new Segment.File(media(value, "audio/mpeg"), audioName(value));
      case "location" -> message.has("venue") ? null : location(value, "");
      case "venue" ->
          location(
              value.path("location"),
              (Json.text(value, "title") + " " + Json.text(value, "address")).strip());
      case "contact" -> Cards.contact(value);
      case "poll" -> Cards.poll(value);
      case "checklist" -> Cards.checklist(value);
      case "game", "invoice" -> Cards.described(value);
      default -> new Segment.Unknown(kind, raw(value));
    };
  }

  private @Nullable Segment quote(JsonNode message) {
    JsonNode answered = message.path("reply_to_message");
    long id = Json.number(answered, "message_id");
    String marked = Json.text(message.path("quote"), "text");
    boolean startOfTopic =
        Json.yes(message, "is_topic_message") && id == Json.number(message, "message_thread_id");
    if (id == 0 || startOfTopic) {
      return quoteOfAnotherTopic(message, marked);
    }
    long chat = Json.number(answered.path("chat"), "id");
    String text = Json.text(answered, "text");
    String excerpt =
        !marked.isEmpty() ? marked : !text.isEmpty() ? text : Json.text(answered, "caption");
    return new Segment.Quote(new NativeId(chat, id).toString(), author(answered, "from"), excerpt);
  }

  /** What is answered in the same chat but in another topic comes as if from elsewhere. */
  private static @Nullable Segment quoteOfAnotherTopic(JsonNode message, String marked) {
    JsonNode answered = message.path("external_reply");
    long chat = Json.number(answered.path("chat"), "id");
    long id = Json.number(answered, "message_id");
    return id == 0 || chat == 0 || chat != Json.number(message.path("chat"), "id")
        ? null
        : new Segment.Quote(
            new NativeId(chat, id).toString(),
            author(answered.path("origin"), "sender_user"),
            marked);
  }

  private static @Nullable UserId author(JsonNode message, String field) {
    long chat = Json.number(message.path("sender_chat"), "id");
    long user = chat != 0 ? chat : Json.number(message.path(field), "id");
    return user == 0 ? null : Names.user(user);
  }

  /** The largest of the sizes that Telegram made. */
  private Segment photo(JsonNode sizes) {
    JsonNode largest = Json.object();
    long most = -1;
    for (JsonNode size : sizes) {
      long points = Json.number(size, "width") * Json.number(size, "height");
      if (points >= most) {
        most = points;
        largest = size;
      }
    }
    return new Segment.Image(media(largest, "image/jpeg"), "");
  }

  private Segment document(JsonNode document) {
    Media media = media(document, "application/octet-stream");
    String name = Json.text(document, "file_name");
    return switch (media.mimeType()) {
      case "image/png", "image/jpeg", "image/webp" -> new Segment.Image(media, name);
      default -> new Segment.File(media, name);
    };
  }

  private static String audioName(JsonNode audio) {
    String title = (Json.text(audio, "performer") + " " + Json.text(audio, "title")).strip();
    return title.isEmpty() ? Json.text(audio, "file_name") : title;
  }

  private static Segment location(JsonNode location, String label) {
    return new Segment.Location(
        location.path("latitude").asDouble(0), location.path("longitude").asDouble(0), label);
  }

  private Media media(JsonNode file, String mimeType) {
    return FileRef.of(bot, file, mimeType);
  }

  private static Duration duration(JsonNode media) {
    return Duration.ofSeconds(Math.clamp(Json.number(media, "duration"), 0, 1_000_000));
  }

  private static String raw(JsonNode value) {
    String raw = value.toString();
    return raw.substring(0, Math.min(LONGEST_RAW, raw.length()));
  }
}
