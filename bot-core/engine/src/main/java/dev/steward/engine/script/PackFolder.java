package dev.steward.engine.script;

import dev.steward.engine.script.Problem.Severity;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Reads a pack's folder within bounds, and nothing outside it. */
final class PackFolder {
  private final Path folder;
  private final Map<String, byte[]> files = new TreeMap<>();
  private final List<Problem> problems = new ArrayList<>();
  private long sizeBytes;

  PackFolder(Path folder) {
    this.folder = folder.toAbsolutePath().normalize();
  }

  PackFiles read() {
    Path last = folder.getFileName();
    String name = last == null ? "pack" : last.toString();
    try {
      Path root = folder.toRealPath();
      if (!Files.isDirectory(root)) {
        problem(
            name,
            "no-folder",
            "这不是一个文件夹",
            "this is not a folder",
            "给出脚本包的文件夹",
            "give the pack's folder");
      } else {
        walk(root, root, 1);
      }
    } catch (IOException missing) {
      problem(name, "no-folder", "没有这个文件夹", "there is no such folder", "检查路径", "check the path");
    }
    return new PackFiles(name, files, problems);
  }

  private void walk(Path root, Path at, int depth) throws IOException {
    List<Path> entries = new ArrayList<>();
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(at)) {
      for (Path entry : stream) {
        entries.add(entry);
        if (entries.size() > 4 * PackFiles.MOST_FILES) {
          break;
        }
      }
    }
    Collections.sort(entries);
    for (Path entry : entries) {
      String path = root.relativize(entry).toString().replace('\\', '/');
      if (entry.getFileName().toString().startsWith(".")) {
        continue;
      }
      if (Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS)) {
        if (depth >= PackFiles.MOST_DEPTH) {
          problem(
              path,
              "too-deep",
              "文件夹嵌套太深",
              "folders are nested too deeply",
              "把文件移到上一层",
              "move the files up");
        } else {
          walk(root, entry, depth + 1);
        }
      } else if (files.size() >= PackFiles.MOST_FILES) {
        problem(
            path,
            "too-many-files",
            "文件超过 " + PackFiles.MOST_FILES + " 个",
            "more than " + PackFiles.MOST_FILES + " files",
            "删掉用不着的文件",
            "remove files that aren't needed");
        return;
      } else {
        file(root, entry, path);
      }
    }
  }

  private void file(Path root, Path entry, String path) {
    try {
      Path real = entry.toRealPath();
      if (!real.startsWith(root) || !Files.isRegularFile(real)) {
        problem(
            path,
            "outside",
            "这个链接指向脚本包以外",
            "this link leads out of the pack",
            "把文件本身放进文件夹",
            "put the file itself into the folder");
        return;
      }
      long room = PackFiles.MOST_BYTES - sizeBytes;
      try (InputStream in = Files.newInputStream(real)) {
        byte[] bytes = in.readNBytes((int) room + 1);
        if (bytes.length > room) {
          problem(
              path,
              "pack-too-big",
              "脚本包超过 " + (PackFiles.MOST_BYTES >> 20) + " MB",
              "the pack is bigger than " + (PackFiles.MOST_BYTES >> 20) + " MB",
              "删掉用不着的文件",
              "remove files that aren't needed");
          return;
        }
        sizeBytes += bytes.length;
        files.put(path, bytes);
      }
    } catch (IOException unreadable) {
      problem(
          path,
          "unreadable",
          "文件读不出来",
          "the file can't be read",
          "检查文件权限",
          "check the file's permissions");
    }
  }

  private void problem(
      String path, String code, String zh, String en, String mendZh, String mendEn) {
    SourceMark mark = new SourceMark(path, 1, 1);
    problems.add(new Problem(mark, Severity.ERROR, code, zh, en, mendZh, mendEn, ""));
  }
}
