package dev.steward.adapter.telegram;

import dev.steward.chat.Segment;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * What a message shows beside its text, with all its words, so that an advertisement does not hide
 * in one.
 */
final class Cards {
  private Cards() {}

  static Segment contact(JsonNode contact) {
    return new Segment.Card(
        Segment.Card.Kind.CONTACT, Names.of(contact), Json.text(contact, "phone_number"), "");
  }

  static Segment poll(JsonNode poll) {
    return card(Json.text(poll, "question"), lines(poll.path("options")));
  }

  static Segment checklist(JsonNode checklist) {
    return card(Json.text(checklist, "title"), lines(checklist.path("tasks")));
  }

  /** A game or an invoice. */
  static Segment described(JsonNode thing) {
    String text = Json.text(thing, "description") + "\n" + Json.text(thing, "text");
    return card(Json.text(thing, "title"), text.strip());
  }

  /** The buttons below a message; bots make them, and whoever posts through a bot shows them. */
  static List<Segment> buttons(JsonNode markup) {
    List<Segment> buttons = new ArrayList<>();
    for (JsonNode row : markup.path("inline_keyboard")) {
      for (JsonNode button : row) {
        String label = Json.text(button, "text");
        String url = Json.text(button, "url");
        buttons.add(url.isEmpty() ? new Segment.Text(label) : new Segment.Link(url, label));
      }
    }
    return buttons;
  }

  private static Segment card(String title, String text) {
    return new Segment.Card(Segment.Card.Kind.OTHER, title, text, "");
  }

  private static String lines(JsonNode items) {
    return items
        .valueStream()
        .map(item -> Json.text(item, "text"))
        .collect(Collectors.joining("\n"));
  }
}
