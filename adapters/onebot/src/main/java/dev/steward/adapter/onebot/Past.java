package dev.steward.adapter.onebot;

import java.util.Map;

/** A message of a history, which comes inside an answer and not as a frame. */
final class Past {
  private Past() {}

  static Frame frame(Map<String, Object> message, String group) {
    Frame frame = new Frame();
    frame.postType = "message";
    frame.type = "group";
    frame.subType = text(message, "sub_type");
    frame.groupId = group;
    frame.messageId = text(message, "message_id");
    frame.time = number(text(message, "time"));
    Map<String, Object> sender = FrameReader.object(message.get("sender"));
    String user = text(message, "user_id");
    frame.userId = user.isEmpty() ? text(sender, "user_id") : user;
    frame.nickname = text(sender, "nickname");
    frame.card = text(sender, "card");
    frame.role = text(sender, "role");
    frame.anonymousName = text(FrameReader.object(message.get("anonymous")), "name");
    Object said = message.get("message");
    if (said instanceof String cq) {
      frame.cq = cq;
    } else if (said != null) {
      frame.pieces = FrameReader.pieces(said);
    }
    return frame;
  }

  private static String text(Map<String, Object> map, String key) {
    return map.get(key) instanceof String text ? text : "";
  }

  private static long number(String text) {
    return text.matches("[0-9]{1,11}") ? Long.parseLong(text) : 0;
  }
}
