package dev.steward.server.console;

/** The switch between Chinese and English; kept in the browser. */
final class LanguageChoice {
  private final boolean https;

  LanguageChoice(boolean https) {
    this.https = https;
  }

  Answer choose(Visit visit) {
    String code = visit.asked("to").equals("en") ? "en" : "zh";
    return Answer.seeOther(Visit.inside(visit.asked("back")))
        .with(
            Doorway.LANGUAGE_COOKIE
                + "="
                + code
                + "; Path=/console; Max-Age=31536000; HttpOnly; SameSite=Lax"
                + (https ? "; Secure" : ""));
  }
}
