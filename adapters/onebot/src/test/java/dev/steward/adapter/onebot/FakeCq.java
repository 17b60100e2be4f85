package dev.steward.adapter.onebot;

import java.util.List;
import java.util.Map;

/** Writes the string form of messages, as implementations do. */
final class FakeCq {
  private FakeCq() {}

  static String write(List<Map<String, Object>> pieces) {
    StringBuilder all = new StringBuilder();
    for (Map<String, Object> piece : pieces) {
      Map<String, Object> data = FrameReader.object(piece.get("data"));
      if ("text".equals(piece.get("type"))) {
        all.append(escape(String.valueOf(data.get("text"))));
      } else {
        all.append("[CQ:").append(piece.get("type"));
        data.forEach(
            (key, value) ->
                all.append(',')
                    .append(key)
                    .append('=')
                    .append(escape(String.valueOf(value)).replace(",", "&#44;")));
        all.append(']');
      }
    }
    return all.toString();
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;").replace("[", "&#91;").replace("]", "&#93;");
  }
}
