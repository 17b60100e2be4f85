package dev.steward.server.console;

import dev.steward.server.html.Texts;
import java.util.ArrayList;
import java.util.List;

/**
 * What every page shows around its own part: the head, the way to the other pages, the notice.
 *
 * @param t the texts
 * @param lang of the page, for screen readers and fonts
 * @param title of the page
 * @param csrf the session's token, for each form; empty when nobody is signed in
 * @param version of the assets, in their links
 * @param notice what was just done, or empty
 * @param here the page's own address, for forms that lead back to it
 * @param languageHref the switch to the other language
 */
record Frame(
    Texts t,
    String lang,
    String title,
    boolean signedIn,
    String staffName,
    String staffRole,
    boolean words,
    boolean operate,
    boolean administer,
    String csrf,
    String version,
    String notice,
    String here,
    String languageHref,
    List<Link> main,
    List<Link> more) {

  /** A link to a page; {@code at} when we are there. */
  record Link(String href, String name, String icon, boolean at) {}

  static List<Link> main(Texts t, String path) {
    return List.of(
        link(t, path, "groups", "group"),
        link(t, path, "flow", "flow"),
        link(t, path, "cases", "case"),
        link(t, path, "todo", "todo"));
  }

  static List<Link> more(Texts t, String path, StaffRole role) {
    List<Link> links = new ArrayList<>();
    links.add(link(t, path, "rules", "rules"));
    links.add(link(t, path, "broadcasts", "broadcast"));
    links.add(link(t, path, "answers", "answers"));
    links.add(link(t, path, "polls", "poll"));
    links.add(link(t, path, "complaints", "complaint"));
    links.add(link(t, path, "health", "health"));
    links.add(link(t, path, "duty", "duty"));
    if (role.may(Right.ADMINISTER)) {
      links.add(link(t, path, "staff", "staff"));
      links.add(link(t, path, "tokens", "tokens"));
      links.add(link(t, path, "audit", "audit"));
    }
    links.add(link(t, path, "me", "me"));
    return links;
  }

  private static Link link(Texts t, String path, String page, String prefix) {
    return new Link(
        "/console/" + page,
        t.say("nav-" + page),
        page,
        path.startsWith("/console/" + page) || path.startsWith("/console/" + prefix));
  }
}
