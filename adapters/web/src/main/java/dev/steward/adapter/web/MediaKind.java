package dev.steward.adapter.web;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** The few kinds of files that members may send, told by their first bytes, never by their name. */
enum MediaKind {
  PNG("image/png", 5 << 20),
  JPEG("image/jpeg", 5 << 20),
  GIF("image/gif", 5 << 20),
  WEBP("image/webp", 5 << 20),
  WEBM("audio/webm", 2 << 20),
  OGG("audio/ogg", 2 << 20),
  MP4("audio/mp4", 2 << 20);

  private final String mime;
  private final int mostBytes;

  MediaKind(String mime, int mostBytes) {
    this.mime = mime;
    this.mostBytes = mostBytes;
  }

  String mime() {
    return mime;
  }

  int mostBytes() {
    return mostBytes;
  }

  /** The kind, or null when it is none of these. */
  static @Nullable MediaKind of(byte[] bytes) {
    if (starts(bytes, 0, "\u0089PNG\r\n\u001a\n")) {
      return PNG;
    }
    if (starts(bytes, 0, "\u00ff\u00d8\u00ff")) {
      return JPEG;
    }
    if (starts(bytes, 0, "GIF87a") || starts(bytes, 0, "GIF89a")) {
      return GIF;
    }
    if (starts(bytes, 0, "RIFF") && starts(bytes, 8, "WEBP")) {
      return WEBP;
    }
    if (starts(bytes, 0, "\u001aE\u00df\u00a3")) {
      return WEBM;
    }
    if (starts(bytes, 0, "OggS")) {
      return OGG;
    }
    return starts(bytes, 4, "ftyp") ? MP4 : null;
  }

  private static boolean starts(byte[] bytes, int offset, String magic) {
    byte[] expected = magic.getBytes(StandardCharsets.ISO_8859_1);
    if (bytes.length < offset + expected.length) {
      return false;
    }
    for (int i = 0; i < expected.length; i++) {
      if (bytes[offset + i] != expected[i]) {
        return false;
      }
    }
    return true;
  }
}
