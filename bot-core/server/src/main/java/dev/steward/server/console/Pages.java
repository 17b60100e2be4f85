package dev.steward.server.console;

import dev.steward.server.html.Templates;
import dev.steward.server.html.Texts;
import java.util.List;
import java.util.Set;

/** Puts a page's own part into the frame. Thread-safe. */
final class Pages {
  private final Templates templates;
  private final Assets assets;

  Pages(Templates templates, Assets assets) {
    this.templates = templates;
    this.assets = assets;
  }

  /**
   * @param template the page's own part; its title is the text {@code <template>-title}
   * @param model what it shows
   */
  Answer.Whole show(Visit visit, String template, Object model) {
    return show(visit, 200, template, model);
  }

  Answer.Whole show(Visit visit, int status, String template, Object model) {
    Texts t = visit.texts();
    Session session = visit.session();
    StaffRole role = session == null ? StaffRole.ANALYST : session.role();
    Frame frame =
        new Frame(
            t,
            t.code().equals("zh") ? "zh-CN" : "en",
            t.say(template + "-title"),
            session != null,
            session == null ? "" : session.name(),
            session == null ? "" : t.say("role-" + role.word()),
            visit.may(Right.WORDS),
            visit.may(Right.OPERATE),
            visit.may(Right.ADMINISTER),
            session == null ? "" : session.csrf(),
            assets.version(),
            notice(visit),
            visit.here(),
            Visit.link("/console/language", "to", t.say("other-code"), "back", visit.here()),
            session == null ? List.of() : Frame.main(t, visit.path()),
            session == null ? List.of() : Frame.more(t, visit.path(), role));
    return Answer.page(status, templates.fill(template, model, frame));
  }

  /** What was just done, from the address that the browser was sent to. */
  private static String notice(Visit visit) {
    String key = "done-" + visit.asked("done");
    Set<String> keys = visit.texts().keys();
    if (visit.asked("done").isEmpty() || !keys.contains(key)) {
      return "";
    }
    String count = visit.asked("n");
    return visit.texts().say(key, count.matches("[0-9]{1,18}") ? count : "1");
  }

  /** A page that says one thing: a refusal or a failure. */
  Answer.Whole plain(Visit visit, int status, String text) {
    return show(visit, status, "refused", new Plain(text));
  }

  /** One paragraph. */
  record Plain(String text) {}
}
