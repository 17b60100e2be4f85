package dev.steward.engine.script;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;
import org.jspecify.annotations.Nullable;

/**
 * Looks at a workbook before it is opened: it is unpacked within bounds and packed again from what
 * was seen, so that nothing bigger can come out of it later, and its sheets may not claim cells
 * beyond a spreadsheet's own bounds.
 */
final class SheetGuard {
  static final int MOST_FILE = 2 << 20;
  static final int MOST_UNPACKED = 16 << 20;
  static final int MOST_PARTS = 200;
  static final int MOST_CELLS = 100_000;
  private static final Pattern CELL = Pattern.compile("[A-Za-z]{1,2}[0-9]{1,7}");
  private static final Pattern ROW = Pattern.compile("[0-9]{1,7}");

  private final String name;
  private final Problems problems;
  private int cells;

  private SheetGuard(String name, Problems problems) {
    this.name = name;
    this.problems = problems;
  }

  /** A workbook that is safe to open. */
  record Guarded(byte[] bytes) {}

  /** Looks at it; null with a problem when it is not safe. */
  static @Nullable Guarded open(String name, byte[] bytes, Problems problems) {
    SheetGuard guard = new SheetGuard(name, problems);
    if (bytes.length > MOST_FILE) {
      return guard.tooBig();
    }
    if (bytes.length < 4 || bytes[0] != 'P' || bytes[1] != 'K') {
      return guard.bad();
    }
    try {
      return guard.repack(bytes);
    } catch (IOException | XMLStreamException | RuntimeException broken) {
      return guard.bad();
    }
  }

  private @Nullable Guarded repack(byte[] bytes) throws IOException, XMLStreamException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    Set<String> seen = new HashSet<>();
    int unpacked = 0;
    try (ZipFile in =
            ZipFile.builder().setSeekableByteChannel(new SeekableInMemoryByteChannel(bytes)).get();
        ZipOutputStream out = new ZipOutputStream(packed)) {
      out.setLevel(1);
      for (ZipArchiveEntry entry : Collections.list(in.getEntries())) {
        if (!seen.add(entry.getName())) {
          return bad();
        }
        byte[] part;
        try (InputStream stream = in.getInputStream(entry)) {
          part = stream.readNBytes(MOST_UNPACKED - unpacked + 1);
        }
        unpacked += part.length;
        if (unpacked > MOST_UNPACKED || seen.size() > MOST_PARTS) {
          return tooBig();
        }
        if (entry.getName().endsWith(".xml") || entry.getName().endsWith(".rels")) {
          expectText(part);
          if (!fits(part)) {
            return tooBig();
          }
        }
        out.putNextEntry(new ZipEntry(entry.getName()));
        out.write(part);
        out.closeEntry();
      }
    }
    return seen.isEmpty() ? bad() : new Guarded(packed.toByteArray());
  }

  /**
   * Bytes that are no text never reach Java's parser: it prints about them where the server's own
   * errors go.
   */
  private static void expectText(byte[] part) throws CharacterCodingException {
    boolean wide =
        part.length > 1
            && ((part[0] == (byte) 0xFE && part[1] == (byte) 0xFF)
                || (part[0] == (byte) 0xFF && part[1] == (byte) 0xFE));
    var _ =
        (wide ? StandardCharsets.UTF_16 : StandardCharsets.UTF_8)
            .newDecoder()
            .decode(ByteBuffer.wrap(part));
  }

  /** Whether a part's cells are few and within a sheet's bounds. */
  private boolean fits(byte[] part) throws XMLStreamException {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    XMLStreamReader xml = factory.createXMLStreamReader(new ByteArrayInputStream(part));
    try {
      while (xml.hasNext()) {
        int event = xml.next();
        if (event == XMLStreamConstants.DTD || event == XMLStreamConstants.ENTITY_REFERENCE) {
          return false;
        }
        if (event == XMLStreamConstants.START_ELEMENT && !element(xml)) {
          return false;
        }
      }
      return true;
    } finally {
      xml.close();
    }
  }

  private boolean element(XMLStreamReader xml) {
    String place = xml.getAttributeValue(null, "r");
    return switch (xml.getLocalName()) {
      case "c" -> ++cells <= MOST_CELLS && (place == null || CELL.matcher(place).matches());
      case "row" -> ++cells <= MOST_CELLS && (place == null || ROW.matcher(place).matches());
      default -> true;
    };
  }

  private @Nullable Guarded tooBig() {
    problems.error(
        new SourceMark(name, 1, 1),
        "workbook-too-big",
        Both.of("表格太大", "the workbook is too big"),
        Both.of(
            "最多 2 MB、" + BindingsReader.MOST_GROUPS + " 行、700 列；删掉多余的工作表、格式和图片",
            "at most 2 MB, "
                + BindingsReader.MOST_GROUPS
                + " rows and 700 columns; remove other sheets, formats and pictures"));
    return null;
  }

  private @Nullable Guarded bad() {
    problems.error(
        new SourceMark(name, 1, 1),
        "bad-workbook",
        Both.of("这不是 .xlsx 表格", "this is no .xlsx workbook"),
        Both.of(
            "用 Excel 或 WPS 打开，另存为 .xlsx（不要加密码）",
            "open it in Excel and save it as .xlsx, without a password"));
    return null;
  }
}
