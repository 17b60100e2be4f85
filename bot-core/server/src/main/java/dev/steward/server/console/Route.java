package dev.steward.server.console;

import com.linecorp.armeria.common.QueryParams;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One thing that can be asked, and who may ask it.
 *
 * @param method GET or POST
 * @param path whole; ends with a slash when it stands for everything below
 * @param signedIn whether only staff may ask; a POST then needs the session's token
 * @param right what the role must allow; null when any staff may, or all the world
 * @param page whose form a POST sends, with what of the form belongs to its address: names and
 *     fields alternate; empty for GET
 * @param line in which it waits for a thread
 * @param handler runs on a thread that may block
 */
record Route(
    String method,
    String path,
    boolean signedIn,
    @Nullable Right right,
    List<String> page,
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
    return new Route(method, path, false, null, List.of(), Line.PAGES, handler);
  }

  /** For anybody signed in, about themselves. */
  static Route own(String method, String path, Handler handler) {
    return new Route(method, path, true, null, List.of(), Line.PAGES, handler);
  }

  /** For staff whose role has the right. */
  static Route staff(String method, String path, Right right, Handler handler) {
    return new Route(method, path, true, right, List.of(), Line.PAGES, handler);
  }

  Route in(Line other) {
    return new Route(method, path, signedIn, right, page, other, handler);
  }

  /**
   * The page whose form this is; without it, that of the same name.
   *
   * @param namesAndFields of its address, and what of the form stands there
   */
  Route of(String formPage, String... namesAndFields) {
    List<String> whole = new ArrayList<>(List.of(formPage));
    whole.addAll(List.of(namesAndFields));
    return new Route(method, path, signedIn, right, List.copyOf(whole), line, handler);
  }

  /**
   * The address of the page that a form was sent from: there one can read, and fill it in again.
   */
  String formPage(QueryParams form) {
    if (page.isEmpty()) {
      int third = path.indexOf('/', "/console/".length());
      return third < 0 ? path : path.substring(0, third);
    }
    Object[] parameters = page.subList(1, page.size()).toArray();
    for (int i = 1; i < parameters.length; i += 2) {
      parameters[i] = form.get(parameters[i].toString(), "").strip();
    }
    return Visit.link(page.getFirst(), parameters);
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
