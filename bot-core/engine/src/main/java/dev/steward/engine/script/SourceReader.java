package dev.steward.engine.script;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Turns a file's bytes into text, and says so when an editor saved it in another encoding. */
final class SourceReader {
  private static final Both SAVE =
      Both.of(
          "用记事本打开，选「另存为」，编码选 UTF-8，再保存一次",
          "open it in your editor, choose Save As, pick the encoding UTF-8, and save again");

  private SourceReader() {}

  /** The text; null when there is none to read. What is wrong is added to the problems. */
  static @Nullable Source read(String file, byte[] bytes, int mostBytes, Problems problems) {
    SourceMark top = new SourceMark(file, 1, 1);
    if (bytes.length > mostBytes) {
      problems.error(
          top,
          "file-too-big",
          Both.of(
              "文件有 " + bytes.length / 1024 + " KB（最多 " + mostBytes / 1024 + " KB）",
              "the file has "
                  + bytes.length / 1024
                  + " KB (expected: at most "
                  + mostBytes / 1024
                  + " KB)"),
          Both.of("把内容拆成几个文件，或删掉用不着的", "split it, or remove what isn't needed"));
      return null;
    }
    if (startsWith(bytes, 0xFF, 0xFE) || startsWith(bytes, 0xFE, 0xFF)) {
      problems.error(
          top,
          "not-utf-8",
          Both.of("文件存成了 UTF-16（记事本里叫 Unicode）", "the file was saved as UTF-16 (\"Unicode\")"),
          SAVE);
      Charset utf16 = StandardCharsets.UTF_16;
      return shown(file, new String(bytes, utf16), problems);
    }
    int skip = 0;
    if (startsWith(bytes, 0xEF, 0xBB, 0xBF)) {
      skip = 3;
      problems.warning(
          top,
          "byte-order-mark",
          Both.of(
              "文件开头有看不见的 BOM 标记；能用，但别的工具可能读错",
              "the file starts with an invisible byte order mark; it works, other tools may stumble"),
          Both.of("另存为时选 UTF-8（不带 BOM）", "save it as UTF-8 without BOM"));
    }
    try {
      String text = strict(StandardCharsets.UTF_8, bytes, skip, bytes.length - skip);
      int mixed = mixedScripts(text);
      if (mixed >= 0 && chinese(bytes, skip)) {
        int good = text.substring(0, mixed).getBytes(StandardCharsets.UTF_8).length;
        return otherEncoding(file, bytes, skip, skip + good, problems);
      }
      return shown(file, text, problems);
    } catch (CharacterCodingException notUtf8) {
      return otherEncoding(file, bytes, skip, goodUtf8(bytes, skip), problems);
    }
  }

  private static Source otherEncoding(
      String file, byte[] bytes, int skip, int good, Problems problems) {
    String before = new String(bytes, skip, good - skip, StandardCharsets.UTF_8);
    List<String> lines = Source.of(file, before).lines();
    int line = lines.size();
    int column = lines.getLast().codePointCount(0, lines.getLast().length()) + 1;
    try {
      String text = strict(Charset.forName("GB18030"), bytes, skip, bytes.length - skip);
      Source source = shown(file, text, problems);
      problems.error(
          new SourceMark(file, line, column),
          "not-utf-8",
          Both.of(
              "这里不是 UTF-8，看起来是 GBK（电脑默认的中文编码）",
              "this is not UTF-8; it looks like GBK, the usual encoding of Chinese Windows"),
          SAVE);
      return source;
    } catch (CharacterCodingException neither) {
      Source source =
          shown(
              file, new String(bytes, skip, bytes.length - skip, StandardCharsets.UTF_8), problems);
      problems.breaks(file);
      problems.error(
          new SourceMark(file, line, column),
          "not-utf-8",
          Both.of("这里的字节不是 UTF-8 文字", "the bytes here are not UTF-8 text"),
          SAVE);
      return source;
    }
  }

  private static Source shown(String file, String text, Problems problems) {
    Source source = Source.of(file, text);
    problems.show(source);
    if (text.isBlank()) {
      problems.breaks(file);
      problems.error(
          new SourceMark(file, 1, 1),
          "empty-file",
          Both.of("文件是空的", "the file is empty"),
          Both.of("写上内容，或删掉这个文件", "write something, or delete the file"));
    }
    return source;
  }

  private static String strict(Charset charset, byte[] bytes, int from, int length)
      throws CharacterCodingException {
    return charset
        .newDecoder()
        .onMalformedInput(CodingErrorAction.REPORT)
        .onUnmappableCharacter(CodingErrorAction.REPORT)
        .decode(ByteBuffer.wrap(bytes, from, length))
        .toString();
  }

  /**
   * Where letters of different scripts stand side by side as no language has them: a few short GBK
   * texts happen to be UTF-8 too (母婴群 reads ĸӤȺ), and look like that. -1 when nowhere.
   */
  private static int mixedScripts(String text) {
    for (int i = 1; i < text.length(); i++) {
      char a = text.charAt(i - 1);
      char b = text.charAt(i);
      if (a >= 0x100
          && a < 0x800
          && b >= 0x100
          && b < 0x800
          && Character.isLetter(a)
          && Character.isLetter(b)
          && Character.UnicodeScript.of(a) != Character.UnicodeScript.of(b)) {
        return i - 1;
      }
    }
    return -1;
  }

  /** Whether the bytes, read as GBK, are Chinese for the most part. */
  private static boolean chinese(byte[] bytes, int from) {
    try {
      String text = strict(Charset.forName("GB18030"), bytes, from, bytes.length - from);
      long others = text.codePoints().filter(c -> c >= 128).count();
      long han = text.codePoints().filter(Character::isIdeographic).count();
      return han * 3 >= others * 2;
    } catch (CharacterCodingException notGbk) {
      return false;
    }
  }

  /** Where the first byte stands that is no UTF-8. */
  private static int goodUtf8(byte[] bytes, int from) {
    ByteBuffer in = ByteBuffer.wrap(bytes, from, bytes.length - from);
    java.nio.CharBuffer out = java.nio.CharBuffer.allocate(bytes.length + 1);
    StandardCharsets.UTF_8
        .newDecoder()
        .onMalformedInput(CodingErrorAction.REPORT)
        .onUnmappableCharacter(CodingErrorAction.REPORT)
        .decode(in, out, true);
    return in.position();
  }

  private static boolean startsWith(byte[] bytes, int... head) {
    if (bytes.length < head.length) {
      return false;
    }
    for (int i = 0; i < head.length; i++) {
      if ((bytes[i] & 0xFF) != head[i]) {
        return false;
      }
    }
    return true;
  }
}
