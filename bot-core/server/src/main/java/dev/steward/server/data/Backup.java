package dev.steward.server.data;

import dev.steward.engine.store.Database;
import dev.steward.engine.store.DatabaseException;
import dev.steward.engine.store.SqliteDatabase;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/**
 * Copies of everything that Steward keeps, in one zip: the database and the adapters' folders. Each
 * SQLite file in them is copied by SQLite itself, so the server may run meanwhile.
 */
public final class Backup {
  private static final byte[] SQLITE = "SQLite format 3\0".getBytes(StandardCharsets.UTF_8);
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);

  private Backup() {}

  /** Writes a copy; a file of that name is replaced only once the copy is whole. */
  public static void write(Database database, DataFolder data, Path to) throws IOException {
    Path parent = to.toAbsolutePath().getParent();
    if (parent != null) {
      Files.createDirectories(parent);
    }
    Path scratch = Files.createTempDirectory(data.folder(), "backup-");
    Path whole = to.resolveSibling(to.getFileName() + ".part");
    try {
      try (OutputStream file = Files.newOutputStream(whole);
          ZipOutputStream zip = new ZipOutputStream(file)) {
        zip.setLevel(Deflater.BEST_SPEED);
        Path copy = scratch.resolve("copy");
        database.backup(copy);
        add(zip, "steward.db", copy);
        for (Path one : files(data.adapters())) {
          String name = data.folder().relativize(one).toString().replace('\\', '/');
          if (name.endsWith("-wal") || name.endsWith("-shm")) {
            continue;
          }
          if (sqlite(one)) {
            copySqlite(one, copy);
            add(zip, name, copy);
          } else {
            add(zip, name, one);
          }
        }
      }
      Files.move(whole, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (SQLException e) {
      throw new IOException("the copy failed: " + e.getMessage(), e);
    } finally {
      Files.deleteIfExists(whole);
      delete(scratch);
    }
  }

  private static void add(ZipOutputStream zip, String name, Path file) throws IOException {
    zip.putNextEntry(new ZipEntry(name));
    Files.copy(file, zip);
    zip.closeEntry();
  }

  private static List<Path> files(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile).sorted().toList();
    }
  }

  private static boolean sqlite(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return Arrays.equals(in.readNBytes(SQLITE.length), SQLITE);
    }
  }

  private static void copySqlite(Path from, Path to) throws SQLException, IOException {
    Files.deleteIfExists(to);
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + from);
        Statement statement = connection.createStatement()) {
      statement.executeUpdate("backup to '" + to.toString().replace("'", "''") + "'");
    }
  }

  /**
   * Puts a copy in the place of what is there, which is kept beside it.
   *
   * @return where the old data is now
   * @throws IOException when the file is not a whole backup, or was made by a newer Steward;
   *     nothing is changed then
   */
  public static Path restore(Path from, DataFolder data, Instant now) throws IOException {
    Path fresh = Files.createTempDirectory(data.folder(), "restore-");
    try {
      unpack(from, fresh);
      check(fresh.resolve("steward.db"), from);
      Path old = data.folder().resolve("before-restore-" + STAMP.format(now));
      Files.createDirectories(old);
      for (String name : List.of("steward.db", "steward.db-wal", "steward.db-shm", "adapters")) {
        move(data.folder().resolve(name), old.resolve(name));
        move(fresh.resolve(name), data.folder().resolve(name));
      }
      return old;
    } finally {
      delete(fresh);
    }
  }

  private static void move(Path from, Path to) throws IOException {
    if (Files.exists(from)) {
      Files.move(from, to);
    }
  }

  private static void unpack(Path from, Path to) throws IOException {
    try (InputStream file = Files.newInputStream(from);
        ZipInputStream zip = new ZipInputStream(file)) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        Path target = to.resolve(entry.getName()).normalize();
        boolean ours =
            entry.getName().equals("steward.db") || entry.getName().startsWith("adapters/");
        if (!target.startsWith(to) || !ours || entry.isDirectory()) {
          throw new IOException(from + ": not a backup of Steward: it holds " + entry.getName());
        }
        Files.createDirectories(target.resolveSibling("."));
        Files.copy(zip, target);
      }
    }
  }

  private static void check(Path database, Path from) throws IOException {
    if (!Files.exists(database)) {
      throw new IOException(from + ": not a backup of Steward: no steward.db in it");
    }
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database);
        Statement statement = connection.createStatement();
        var result = statement.executeQuery("PRAGMA quick_check")) {
      if (!result.next() || !"ok".equals(result.getString(1))) {
        throw new IOException(from + ": damaged: " + result.getString(1));
      }
    } catch (SQLException e) {
      throw new IOException(from + ": damaged: " + e.getMessage(), e);
    }
    try {
      SqliteDatabase.open(database).close();
    } catch (DatabaseException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  /** The name of an automatic copy; names sort by time. */
  static String name(Instant at) {
    return "steward-" + STAMP.format(at) + ".zip";
  }

  /** The automatic copies, newest first. */
  static List<Path> automatic(Path folder) throws IOException {
    return files(folder).stream()
        .filter(file -> file.getFileName().toString().matches("steward-\\d{8}-\\d{6}\\.zip"))
        .sorted(Comparator.comparing((Path file) -> file.getFileName().toString()).reversed())
        .toList();
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    }
  }
}
