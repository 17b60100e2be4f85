package dev.steward.server.console;

import com.linecorp.armeria.common.QueryParams;
import com.linecorp.armeria.common.QueryParamsBuilder;
import dev.steward.server.html.Texts;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One request, checked so far that a page can answer it.
 *
 * @param query of the address
 * @param form of the body; empty for GET
 * @param formPage where the form stands that was sent; null for GET
 * @param session null on the pages that are open to all
 * @param address the other side's, for throttling
 * @param origin scheme, host and port under which the browser knows us
 */
record Visit(
    String path,
    QueryParams query,
    QueryParams form,
    @Nullable String formPage,
    Texts texts,
    @Nullable Session session,
    String address,
    String origin) {
  /** Who is signed in. */
  Session staff() {
    if (session == null) {
      throw new IllegalStateException("path: " + path + " (expected: a page for staff)");
    }
    return session;
  }

  boolean may(Right right) {
    return session != null && session.role().may(right);
  }

  /** A field of the form, without space around it; empty when it is missing. */
  String field(String name) {
    return raw(name).strip();
  }

  /** A field of the form as it was typed; a browser sends the end of a line as two characters. */
  String raw(String name) {
    return form.get(name, "").replace("\r\n", "\n");
  }

  List<String> fields(String name) {
    return form.getAll(name);
  }

  /** A parameter of the address; empty when it is missing. */
  String asked(String name) {
    return query.get(name, "").strip();
  }

  long number(String name) {
    return whole(field(name));
  }

  long askedNumber(String name, long otherwise) {
    String value = asked(name);
    return value.isEmpty() ? otherwise : whole(value);
  }

  private static long whole(String value) {
    try {
      return Long.parseLong(value);
    } catch (NumberFormatException e) {
      throw Refusal.badField();
    }
  }

  /** The address of this page, with what was asked; after a POST, of the page with the form. */
  String here() {
    if (formPage != null) {
      return formPage;
    }
    QueryParams asked = withoutNotice();
    return asked.isEmpty() ? path : path + "?" + asked.toQueryString();
  }

  /** What was just done is said once. */
  private QueryParams withoutNotice() {
    return query.toBuilder().removeAndThen("done").removeAndThen("n").build();
  }

  /** This page with one parameter changed. */
  String hereWith(String name, Object value) {
    QueryParams changed = withoutNotice().toBuilder().set(name, value.toString()).build();
    return path + "?" + changed.toQueryString();
  }

  /** The address of a page; names and values alternate, and empty values are left out. */
  static String link(String path, Object... parameters) {
    QueryParamsBuilder query = QueryParams.builder();
    for (int i = 0; i < parameters.length; i += 2) {
      String value = parameters[i + 1].toString();
      if (!value.isEmpty()) {
        query.add(parameters[i].toString(), value);
      }
    }
    QueryParams built = query.build();
    return built.isEmpty() ? path : path + "?" + built.toQueryString();
  }

  /** An address inside the console, or its first page when it is anything else. */
  static String inside(String address) {
    boolean plain =
        address.startsWith("/console/")
            && !address.contains("//")
            && !address.contains("..")
            && address.chars().allMatch(c -> c > ' ' && c < 0x7f && c != '\\');
    return plain ? address : "/console/groups";
  }
}
