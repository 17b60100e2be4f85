package dev.steward.server.packs;

import dev.steward.engine.script.PackFiles;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/** A pack's files as one piece: how a version is stored, and sent to the running server. */
public final class PackZip {
  private PackZip() {}

  /** All files in one zip. */
  public static byte[] write(PackFiles files) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (String path : files.paths()) {
        ZipEntry entry = new ZipEntry(path);
        entry.setTime(0);
        zip.putNextEntry(entry);
        zip.write(Objects.requireNonNull(files.bytes(path)));
        zip.closeEntry();
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return bytes.toByteArray();
  }

  /**
   * The files of a zip.
   *
   * @throws IOException when it is not one, or holds more than a pack may
   */
  public static PackFiles read(String name, byte[] bytes) throws IOException {
    Map<String, byte[]> files = new LinkedHashMap<>();
    int total = 0;
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bytes))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        byte[] file = zip.readNBytes(PackFiles.MOST_BYTES - total + 1);
        total += file.length;
        if (total > PackFiles.MOST_BYTES || files.size() >= PackFiles.MOST_FILES) {
          throw new IOException("more than a pack may hold");
        }
        files.put(entry.getName(), file);
      }
    }
    return PackFiles.of(name, files);
  }

  /** The fingerprint of the files, whatever the order and time in which they were packed. */
  static String sha256(PackFiles files) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (String path : files.paths()) {
        byte[] bytes = Objects.requireNonNull(files.bytes(path));
        digest.update((path + "\n" + bytes.length + "\n").getBytes(StandardCharsets.UTF_8));
        digest.update(bytes);
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
