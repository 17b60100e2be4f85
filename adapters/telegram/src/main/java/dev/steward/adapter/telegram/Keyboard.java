package dev.steward.adapter.telegram;

import dev.steward.chat.Button;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/** Buttons under a message: short labels side by side, long ones on a row each. */
final class Keyboard {
  private static final int SHORT_LABEL = 8;
  private static final int IN_A_ROW = 4;

  private Keyboard() {}

  static JsonNode of(List<Button> buttons) {
    boolean shortAll = buttons.stream().allMatch(button -> button.label().length() <= SHORT_LABEL);
    int width = shortAll ? IN_A_ROW : 1;
    ArrayNode rows = Json.MAPPER.createArrayNode();
    ArrayNode row = rows;
    for (int i = 0; i < buttons.size(); i++) {
      if (i % width == 0) {
        row = rows.addArray();
      }
      row.addObject()
          .put("text", Json.whole(buttons.get(i).label()))
          .put("callback_data", buttons.get(i).value());
    }
    return Json.object().set("inline_keyboard", rows);
  }
}
