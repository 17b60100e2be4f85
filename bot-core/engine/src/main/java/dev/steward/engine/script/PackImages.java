package dev.steward.engine.script;

import dev.steward.chat.Media;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the pictures that a pack's files name: PNG, JPEG, GIF or WebP, known by their bytes. */
final class PackImages {
  /** How big one picture may be, in bytes. */
  static final int MOST = 1 << 20;

  private final PackFiles files;
  private final Set<String> used;
  private final Problems problems;
  private final Map<String, PackImage> read = new HashMap<>();

  /**
   * Makes a reader.
   *
   * @param used where the files that are in use are noted
   */
  PackImages(PackFiles files, Set<String> used, Problems problems) {
    this.files = files;
    this.used = used;
    this.problems = problems;
  }

  /** The picture at a path; null, with a problem, when there is none that can be shown. */
  @Nullable PackImage read(YamlNode.Text text) {
    String path = text.value().strip();
    PackImage known = read.get(path);
    if (known != null) {
      return known;
    }
    byte[] bytes = files.bytes(path);
    if (bytes == null) {
      problems.error(
          text.mark(),
          "missing-file",
          Both.of("脚本包里没有图片「" + path + "」", "the pack has no picture " + path),
          Nearest.mend(path, files.paths()));
      return null;
    }
    used.add(path);
    String mime = mime(bytes);
    if (mime == null) {
      problems.error(
          text.mark(),
          "bad-picture",
          Both.of(path + " 不是 PNG、JPEG、GIF 或 WebP 图片", path + " is no PNG, JPEG, GIF or WebP"),
          Both.of("用看图软件另存为 PNG 或 JPEG", "save it as PNG or JPEG"));
      return null;
    }
    if (bytes.length > MOST) {
      problems.error(
          text.mark(),
          "picture-too-big",
          Both.of(
              path + " 有 " + (bytes.length >> 10) + " KB",
              path + " has " + (bytes.length >> 10) + " KB"),
          Both.of("压缩到 1 MB 以内", "make it smaller than 1 MB"));
      return null;
    }
    PackImage image =
        new PackImage(path, new Media(Media.LENT + sha256(bytes), mime, bytes.length), bytes);
    read.put(path, image);
    return image;
  }

  private static @Nullable String mime(byte[] bytes) {
    if (starts(bytes, 0, 0x89, 'P', 'N', 'G')) {
      return "image/png";
    }
    if (starts(bytes, 0, 0xFF, 0xD8, 0xFF)) {
      return "image/jpeg";
    }
    if (starts(bytes, 0, 'G', 'I', 'F', '8')) {
      return "image/gif";
    }
    return starts(bytes, 0, 'R', 'I', 'F', 'F') && starts(bytes, 8, 'W', 'E', 'B', 'P')
        ? "image/webp"
        : null;
  }

  private static boolean starts(byte[] bytes, int at, int... with) {
    if (bytes.length < at + with.length) {
      return false;
    }
    for (int i = 0; i < with.length; i++) {
      if ((bytes[at + i] & 0xFF) != with[i]) {
        return false;
      }
    }
    return true;
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java has no SHA-256", e);
    }
  }
}
