package dev.steward.server.webhook;

import dev.steward.engine.store.Json;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.core.JacksonException;

/** What a receiver reads, and how it says that something was wrong although it answered 200. */
public enum WebhookFormat {
  /** {@code {"todo":5,"overdue":false,"zh":"…","en":"…","url":"…"}} for a system of one's own. */
  JSON("") {
    @Override
    Object body(TodoNews news, String text) {
      Map<String, Object> body = new LinkedHashMap<>();
      body.put("todo", news.number());
      body.put("kind", news.kind());
      body.put("overdue", news.overdue());
      body.put("zh", news.zh());
      body.put("en", news.en());
      body.put("url", news.url());
      return body;
    }
  },
  /** A group robot of 企业微信. */
  WECOM("errcode") {
    @Override
    Object body(TodoNews news, String text) {
      return typed(text);
    }
  },
  /** A group robot of 飞书 or Lark. */
  FEISHU("code") {
    @Override
    Object body(TodoNews news, String text) {
      return Map.of("msg_type", "text", "content", Map.of("text", text));
    }
  },
  /** A group robot of 钉钉; its keyword can be 待办. */
  DINGTALK("errcode") {
    @Override
    Object body(TodoNews news, String text) {
      return typed(text);
    }
  },
  /** Slack, and those that read what Slack reads. */
  SLACK("") {
    @Override
    Object body(TodoNews news, String text) {
      return Map.of("text", text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"));
    }
  };

  private final String code;

  WebhookFormat(String code) {
    this.code = code;
  }

  private static Object typed(String text) {
    return Map.of("msgtype", "text", "text", Map.of("content", text));
  }

  abstract Object body(TodoNews news, String text);

  /** What the receiver is sent; {@code text} is for people. */
  String write(TodoNews news, String text) {
    return Json.write(body(news, text));
  }

  /**
   * Whether an answer with a good status means that it was taken. The robots answer 200 to a wrong
   * key as well, with a code that isn't 0.
   */
  boolean took(String answer) {
    if (code.isEmpty()) {
      return true;
    }
    try {
      Object said = Json.read(answer, Map.class).get(code);
      return said == null || said.equals(0);
    } catch (JacksonException e) {
      return false;
    }
  }
}
