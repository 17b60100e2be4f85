package dev.steward.adapter.satori;

import dev.steward.chat.Media;
import java.util.Base64;

/** Where media come from: the {@code src} of Satori's elements. */
final class Sources {
  /** A reference of an inlined file that was too long to carry along. */
  static final String LEFT_OUT = "left-out:";

  private static final String BASE64 = "base64://";

  private Sources() {}

  /** How Steward refers to a source: as it is, unless it is an inlined file that is too long. */
  static String ref(String source, int longest) {
    return source.length() <= longest ? source : LEFT_OUT + source.length();
  }

  /** Whether the file stands in its own address; some servers still write {@code base64://}. */
  static boolean inlined(String source) {
    return source.startsWith("data:") || source.startsWith(BASE64);
  }

  /** The MIME type of a file that is inlined as a {@code data:} URL; empty for others. */
  static String inlinedMime(String source) {
    if (!source.startsWith("data:")) {
      return "";
    }
    int end = source.indexOf(',');
    int type = source.indexOf(';');
    int stop = type > 0 && (end < 0 || type < end) ? type : end;
    return stop > 5 && stop < 100 ? source.substring(5, stop) : "application/octet-stream";
  }

  /** The bytes of a file that is inlined; empty when they can't be told. */
  static byte[] bytes(String source) {
    int comma = source.indexOf(',');
    boolean url = comma >= 0 && source.substring(0, comma).endsWith(";base64");
    if (!url && !source.startsWith(BASE64)) {
      return new byte[0];
    }
    try {
      return Base64.getMimeDecoder().decode(source.substring(url ? comma + 1 : BASE64.length()));
    } catch (IllegalArgumentException notBase64) {
      return new byte[0];
    }
  }

  /** Whether a Satori server can open it; a reference of another adapter's it can't. */
  static boolean reachable(String ref) {
    return ref.startsWith("https:")
        || ref.startsWith("http:")
        || ref.startsWith("internal:")
        || inlined(ref);
  }

  static String inline(Media media, byte[] bytes) {
    return "data:" + media.mimeType() + ";base64," + Base64.getEncoder().encodeToString(bytes);
  }
}
