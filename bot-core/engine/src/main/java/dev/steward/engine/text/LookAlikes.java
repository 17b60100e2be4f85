package dev.steward.engine.text;

/**
 * Letters that look like others and that Unicode's compatibility forms leave apart. Chosen by hand
 * from Unicode's confusables, only what a reader takes for the Latin letter at a glance.
 */
final class LookAlikes {
  private static final String FOREIGN =
      "аеорсухіјѕһԁԛԝѵӏ" + "АВЕКМНОРСТУХІЈЅԌԚԜ" + "οαντυρικγ" + "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ";
  private static final String AS_LATIN =
      "aeopcyxijshdqwvl" + "abekmhopctyxijsgqw" + "oavtupiky" + "abezhikmnoptyx";

  private static final String SMALL_CAPITALS = "ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘꞯʀꜱᴛᴜᴠᴡʏᴢ";
  private static final String AS_LETTERS = "abcdefghijklmnopqrstuvwyz";

  private LookAlikes() {}

  /** The lower-case Latin letter that a Cyrillic or Greek letter looks like, or 0. */
  static char latin(char c) {
    int at = FOREIGN.indexOf(c);
    return at < 0 ? 0 : AS_LATIN.charAt(at);
  }

  /**
   * The letter or number drawn in a styled form: small capitals, negative circles and squares,
   * circled numbers above 20.
   *
   * @return empty when the code point has no such form
   */
  static String styled(int codePoint) {
    int at = SMALL_CAPITALS.indexOf(codePoint);
    if (at >= 0) {
      return AS_LETTERS.substring(at, at + 1);
    }
    if (codePoint >= 0x1F150 && codePoint <= 0x1F169) {
      return Character.toString('a' + codePoint - 0x1F150);
    }
    if (codePoint >= 0x1F170 && codePoint <= 0x1F189) {
      return Character.toString('a' + codePoint - 0x1F170);
    }
    if (codePoint >= 0x2776 && codePoint <= 0x2793) {
      return Integer.toString((codePoint - 0x2776) % 10 + 1);
    }
    if (codePoint >= 0x24EB && codePoint <= 0x24F4) {
      return Integer.toString(codePoint - 0x24EB + 11);
    }
    if (codePoint >= 0x24F5 && codePoint <= 0x24FE) {
      return Integer.toString(codePoint - 0x24F5 + 1);
    }
    return codePoint == 0x24FF || codePoint == 0x1F10B || codePoint == 0x1F10C ? "0" : "";
  }
}
