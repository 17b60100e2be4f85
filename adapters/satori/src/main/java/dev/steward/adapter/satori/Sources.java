package dev.steward.adapter.satori;

import dev.steward.chat.Media;
import java.util.Base64;

/** Where media come from: the {@code src} of Satori's elements. */
final class Sources {
  /** A reference of an inlined file that was too long to carry along. */
  static final String LEFT_OUT = "left-out:";

  private Sources() {}

  /** How Steward refers to a source: as it is, unless it is an inlined file that is too long. */
  static String ref(String source, int longest) {
    return source.length() <= longest ? source : LEFT_OUT + source.length();
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

  /** The bytes of a base64 {@code data:} URL; empty when it is none. */
  static byte[] inlined(String source) {
    int comma = source.indexOf(',');
    if (comma < 0 || !source.substring(0, comma).endsWith(";base64")) {
      return new byte[0];
    }
    try {
      return Base64.getMimeDecoder().decode(source.substring(comma + 1));
    } catch (IllegalArgumentException notBase64) {
      return new byte[0];
    }
  }

  /** Whether a Satori server can open it; a reference of another adapter's it can't. */
  static boolean reachable(String ref) {
    return ref.startsWith("https:")
        || ref.startsWith("http:")
        || ref.startsWith("internal:")
        || ref.startsWith("data:");
  }

  static String inline(Media media, byte[] bytes) {
    return "data:" + media.mimeType() + ";base64," + Base64.getEncoder().encodeToString(bytes);
  }
}
