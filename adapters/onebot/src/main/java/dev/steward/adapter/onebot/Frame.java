package dev.steward.adapter.onebot;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one frame says: an event or the answer to a call. All ids are texts, whether they came as
 * numbers or strings; empty where the frame has none. Times are epoch seconds.
 */
final class Frame {
  String postType = "";

  /** {@code message_type}, {@code notice_type}, {@code request_type} or {@code meta_event_type}. */
  String type = "";

  String subType = "";
  String selfId = "";
  String userId = "";
  String groupId = "";

  /** The group through which somebody writes in private, where the sender tells it. */
  String sendersGroup = "";

  String messageId = "";
  String operatorId = "";
  String flag = "";
  String comment = "";
  String cardNew = "";
  long time;
  long duration;
  String nickname = "";
  String card = "";
  String role = "";
  String anonymousName = "";

  /** The segments, or null when the message came as one string and was not read yet. */
  @Nullable List<Piece> pieces;

  /** What its bundles hold that came as ids alone. */
  final Opened bundles = new Opened();

  /** The message as a CQ string, or null. */
  @Nullable String cq;

  String echo = "";
  String status = "";
  long retcode;
  String words = "";

  /** What an answer holds, or the status of a heartbeat: maps, lists and texts. */
  @Nullable Object data;

  /**
   * A segment as it came.
   *
   * @param data its values: texts, maps and lists
   */
  record Piece(String type, Map<String, Object> data) {
    /** A value as text, or empty. */
    String text(String key) {
      return data.get(key) instanceof String text ? text : "";
    }
  }

  /** The message in segments, whichever way it came. */
  List<Piece> said() {
    List<Piece> there = pieces;
    if (there == null) {
      there = CqCode.read(cq == null ? "" : cq);
      pieces = there;
    }
    return there;
  }

  boolean isAnswer() {
    return postType.isEmpty() && !echo.isEmpty();
  }
}
