package dev.steward.server.console;

/** A request that is turned down; the page says why in words. */
final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final String key;

  /**
   * @param key of the text, without its {@code refused-}
   */
  Refusal(int status, String key) {
    super(key, null, false, false);
    this.status = status;
    this.key = key;
  }

  int status() {
    return status;
  }

  /** The key of the text that says why. */
  String text() {
    return "refused-" + key;
  }

  static Refusal notFound() {
    return new Refusal(404, "not-found");
  }

  /** A field that a page of ours would never send. */
  static Refusal badField() {
    return new Refusal(400, "bad-field");
  }
}
