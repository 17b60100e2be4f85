package dev.steward.adapter.onebot;

/** Ids come as numbers or texts; they are sent as numbers, as the specification has them. */
final class Numeric {
  private Numeric() {}

  /** A number where the id is one, else the text itself. */
  static Object id(String id) {
    if (id.length() <= 18 && id.matches("-?[0-9]+")) {
      return Long.valueOf(id);
    }
    return id;
  }
}
