package dev.steward.engine.script;

/**
 * How one of our accounts presents itself. It never says that it is a person.
 *
 * @param id such as {@code teacher}
 * @param name the name shown, such as 小助手
 * @param kind what it speaks as
 */
public record Persona(String id, String name, Kind kind) {
  /** 大咖, 老师, 工作人员, or the plain assistant. */
  public enum Kind {
    EXPERT,
    TEACHER,
    STAFF,
    ASSISTANT
  }
}
