package dev.steward.adapter.irc;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * A small table in a file, a row a line and tabs between; replaced as a whole, so that a crash
 * leaves the old one or the new one.
 */
final class KeptFile {
  private final Path folder;
  private final Path file;

  KeptFile(Path folder, String name) {
    this.folder = folder;
    this.file = folder.resolve(name);
  }

  /** The rows; none when there is no file yet. */
  List<List<String>> read() throws IOException {
    List<List<String>> rows = new ArrayList<>();
    try {
      for (String line : Files.readAllLines(file, UTF_8)) {
        rows.add(List.of(line.split("\t", -1)));
      }
    } catch (NoSuchFileException notYet) {
      return rows;
    }
    return rows;
  }

  /** Replaces the rows; on the disk when this returns. */
  void write(List<List<String>> rows) throws IOException {
    StringBuilder all = new StringBuilder();
    for (List<String> row : rows) {
      all.append(String.join("\t", row)).append('\n');
    }
    Path next = file.resolveSibling(file.getFileName() + ".new");
    Files.writeString(next, all, UTF_8);
    try (FileChannel channel = FileChannel.open(next, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
    Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    // Windows opens no folders, and needs none of it.
    if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      try (FileChannel names = FileChannel.open(folder, StandardOpenOption.READ)) {
        names.force(true);
      }
    }
  }
}
