package dev.steward.adapter.telegram;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.node.ObjectNode;

/** What a call brings: parameters, and files when it came as a form with parts. */
record FakeCall(ObjectNode parameters, Map<String, byte[]> files) {
  private static final Pattern NAME = Pattern.compile(" name=\"([^\"]+)\"");

  static FakeCall read(String contentType, byte[] body) {
    if (contentType.startsWith("multipart/form-data; boundary=")) {
      return parts(contentType.substring("multipart/form-data; boundary=".length()), body);
    }
    return new FakeCall(
        body.length == 0 ? Json.object() : (ObjectNode) Json.parse(body).orElseThrow(), Map.of());
  }

  private static FakeCall parts(String boundary, byte[] body) {
    ObjectNode parameters = Json.object();
    Map<String, byte[]> files = new HashMap<>();
    // One byte is one character, so that places in the text are places in the body.
    String all = new String(body, StandardCharsets.ISO_8859_1);
    String mark = "--" + boundary;
    int at = all.indexOf(mark);
    while (at >= 0) {
      int next = all.indexOf(mark, at + mark.length());
      if (next < 0) {
        break;
      }
      String part = all.substring(at + mark.length() + 2, next - 2);
      int end = part.indexOf("\r\n\r\n");
      String head = part.substring(0, end);
      byte[] content = part.substring(end + 4).getBytes(StandardCharsets.ISO_8859_1);
      Matcher name = NAME.matcher(head);
      if (!name.find()) {
        throw new IllegalStateException("a part without a name");
      }
      if (head.contains("filename=")) {
        files.put(name.group(1), content);
      } else {
        put(parameters, name.group(1), new String(content, StandardCharsets.UTF_8));
      }
      at = next;
    }
    return new FakeCall(parameters, files);
  }

  /** In a form all is text; what is JSON is read as such, as Telegram does. */
  private static void put(ObjectNode parameters, String name, String text) {
    if (text.matches("-?[0-9]+|true|false") || text.startsWith("{") || text.startsWith("[")) {
      try {
        parameters.set(name, Json.MAPPER.readTree(text));
        return;
      } catch (JacksonException noJson) {
        parameters.put(name, text);
        return;
      }
    }
    parameters.put(name, text);
  }
}
