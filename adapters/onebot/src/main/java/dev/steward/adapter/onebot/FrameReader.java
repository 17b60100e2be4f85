package dev.steward.adapter.onebot;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads frames, as a stream: what Steward has no use for is passed over unread. Stateless; throws
 * {@link MalformedFrame} and nothing else.
 */
final class FrameReader {
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(64)
                  .maxNumberLength(40)
                  .maxNameLength(256)
                  .build())
          .build();

  private static final int MOST_PIECES = 5_000;

  /** The end of the year 9999. */
  private static final long LATEST_SECOND = 253_402_300_799L;

  private static final long MOST_SECONDS = 3_650L * 86_400;

  private FrameReader() {}

  /** A frame that is not one; the message holds nothing of it. */
  static final class MalformedFrame extends Exception {
    private static final long serialVersionUID = 1L;

    MalformedFrame(String message) {
      super(message, null, false, false);
    }
  }

  static Frame read(byte[] bytes, int length) throws MalformedFrame {
    try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), bytes, 0, length)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new MalformedFrame("not an object");
      }
      Frame frame = new Frame();
      String name = parser.nextName();
      while (name != null) {
        parser.nextToken();
        field(parser, name, frame);
        name = parser.nextName();
      }
      return frame;
    } catch (JacksonException broken) {
      throw new MalformedFrame("not JSON");
    }
  }

  private static void field(JsonParser parser, String name, Frame frame) throws MalformedFrame {
    switch (name) {
      case "post_type" -> frame.postType = text(parser);
      case "message_type", "notice_type", "request_type", "meta_event_type" ->
          frame.type = text(parser);
      case "sub_type" -> frame.subType = text(parser);
      case "self_id" -> frame.selfId = text(parser);
      case "user_id" -> frame.userId = text(parser);
      case "group_id" -> frame.groupId = text(parser);
      case "message_id" -> frame.messageId = text(parser);
      case "operator_id" -> frame.operatorId = text(parser);
      case "flag" -> frame.flag = text(parser);
      case "comment" -> frame.comment = text(parser);
      case "card_new" -> frame.cardNew = text(parser);
      case "time" -> frame.time = Math.clamp(number(parser), 0, LATEST_SECOND);
      case "duration" -> frame.duration = Math.clamp(number(parser), 0, MOST_SECONDS);
      case "sender" -> sender(parser, frame);
      case "anonymous" -> anonymous(parser, frame);
      case "message" -> message(parser, frame);
      case "echo" -> frame.echo = text(parser);
      case "status" -> status(parser, frame);
      case "retcode" -> frame.retcode = number(parser);
      case "wording", "msg" -> frame.words = text(parser);
      case "data" -> frame.data = value(parser);
      default -> parser.skipChildren();
    }
  }

  /** A word in an answer; a heartbeat tells more. */
  private static void status(JsonParser parser, Frame frame) throws MalformedFrame {
    if (parser.currentToken() == JsonToken.START_OBJECT) {
      frame.data = value(parser);
    } else {
      frame.status = text(parser);
    }
  }

  /** A text or a number as text; empty for anything else, which is passed over. */
  private static String text(JsonParser parser) {
    JsonToken token = parser.currentToken();
    if (token.isScalarValue() && token != JsonToken.VALUE_NULL) {
      return parser.getString();
    }
    parser.skipChildren();
    return "";
  }

  private static long number(JsonParser parser) throws MalformedFrame {
    String text = text(parser);
    if (text.isEmpty()) {
      return 0;
    }
    try {
      return (long) Double.parseDouble(text);
    } catch (NumberFormatException wrong) {
      throw new MalformedFrame("a text where a number belongs");
    }
  }

  private static void sender(JsonParser parser, Frame frame) {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      parser.skipChildren();
      return;
    }
    String name = parser.nextName();
    while (name != null) {
      parser.nextToken();
      switch (name) {
        case "nickname" -> frame.nickname = text(parser);
        case "card" -> frame.card = text(parser);
        case "role" -> frame.role = text(parser);
        case "group_id" -> frame.sendersGroup = text(parser);
        case "user_id" -> {
          String user = text(parser);
          if (frame.userId.isEmpty()) {
            frame.userId = user;
          }
        }
        default -> parser.skipChildren();
      }
      name = parser.nextName();
    }
  }

  private static void anonymous(JsonParser parser, Frame frame) throws MalformedFrame {
    if (value(parser) instanceof Map<?, ?> anonymous && anonymous.get("name") instanceof String n) {
      frame.anonymousName = n;
    }
  }

  /** The message of an event, or the words of a failed answer. */
  private static void message(JsonParser parser, Frame frame) throws MalformedFrame {
    switch (parser.currentToken()) {
      case VALUE_STRING -> frame.cq = parser.getString();
      case START_ARRAY -> frame.pieces = pieces(parser);
      case START_OBJECT -> frame.pieces = List.of(piece(parser));
      default -> parser.skipChildren();
    }
  }

  private static List<Frame.Piece> pieces(JsonParser parser) throws MalformedFrame {
    List<Frame.Piece> pieces = new ArrayList<>(2);
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      if (parser.currentToken() != JsonToken.START_OBJECT) {
        throw new MalformedFrame("a segment that is not an object");
      }
      if (pieces.size() == MOST_PIECES) {
        throw new MalformedFrame("more than " + MOST_PIECES + " segments");
      }
      pieces.add(piece(parser));
    }
    return pieces;
  }

  private static Frame.Piece piece(JsonParser parser) throws MalformedFrame {
    String type = "";
    Map<String, Object> data = Map.of();
    String name = parser.nextName();
    while (name != null) {
      parser.nextToken();
      switch (name) {
        case "type" -> type = text(parser);
        case "data" -> data = object(value(parser));
        default -> parser.skipChildren();
      }
      name = parser.nextName();
    }
    return new Frame.Piece(type, data);
  }

  /** The pieces of a value that {@link #value} has read, such as a history's message. */
  static List<Frame.Piece> pieces(Object value) {
    List<Frame.Piece> pieces = new ArrayList<>();
    if (value instanceof List<?> list) {
      for (Object entry : list) {
        Map<String, Object> piece = object(entry);
        if (piece.get("type") instanceof String type) {
          pieces.add(new Frame.Piece(type, object(piece.get("data"))));
        }
      }
    }
    return pieces;
  }

  /** A value as a map; empty for anything else. */
  @SuppressWarnings("unchecked")
  static Map<String, Object> object(@org.jspecify.annotations.Nullable Object value) {
    return value instanceof Map<?, ?> map ? (Map<String, Object>) map : Map.of();
  }

  /** Any value: texts (numbers and truth values too), maps, lists; null becomes an empty text. */
  private static Object value(JsonParser parser) throws MalformedFrame {
    return switch (parser.currentToken()) {
      case START_OBJECT -> {
        Map<String, Object> map = new LinkedHashMap<>(4);
        String name = parser.nextName();
        while (name != null) {
          parser.nextToken();
          map.put(name, value(parser));
          name = parser.nextName();
        }
        yield map;
      }
      case START_ARRAY -> {
        List<Object> list = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          list.add(value(parser));
        }
        yield list;
      }
      case VALUE_NULL -> "";
      case VALUE_STRING, VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT, VALUE_TRUE, VALUE_FALSE ->
          parser.getString();
      case NOT_AVAILABLE, END_OBJECT, END_ARRAY, PROPERTY_NAME, VALUE_EMBEDDED_OBJECT ->
          throw new MalformedFrame("not JSON");
    };
  }
}
