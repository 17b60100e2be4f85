package dev.steward.server.console;

import org.jspecify.annotations.Nullable;

/**
 * One thing that can be asked, and who may ask it.
 *
 * @param method GET or POST
 * @param path whole; ends with a slash when it stands for everything below
 * @param signedIn whether only staff may ask; a POST then needs the session's token
 * @param right what the role must allow; null when any staff may, or all the world
 * @param line in which it waits for a thread
 * @param handler runs on a thread that may block
 */
record Route(
    String method,
    String path,
    boolean signedIn,
    @Nullable Right right,
    Line line,
    Handler handler) {

  /** What is slow waits in a line of its own, so that the pages never wait for it. */
  enum Line {
    PAGES,
    /** A password is checked. */
    PASSWORDS,
    /** Something is got from elsewhere, or is long. */
    FILES
  }

  /** Answers; may throw {@link Refusal}. */
  @FunctionalInterface
  interface Handler {
    Answer answer(Visit visit);
  }

  /** For all the world. */
  static Route open(String method, String path, Handler handler) {
    return new Route(method, path, false, null, Line.PAGES, handler);
  }

  /** For anybody signed in, about themselves. */
  static Route own(String method, String path, Handler handler) {
    return new Route(method, path, true, null, Line.PAGES, handler);
  }

  /** For staff whose role has the right. */
  static Route staff(String method, String path, Right right, Handler handler) {
    return new Route(method, path, true, right, Line.PAGES, handler);
  }

  Route in(Line other) {
    return new Route(method, path, signedIn, right, other, handler);
  }

  boolean isPost() {
    return method.equals("POST");
  }

  boolean matches(String askedMethod, String askedPath) {
    boolean below = path.endsWith("/") && !path.equals("/console/");
    return method.equals(askedMethod)
        && (below ? askedPath.startsWith(path) : askedPath.equals(path));
  }
}
