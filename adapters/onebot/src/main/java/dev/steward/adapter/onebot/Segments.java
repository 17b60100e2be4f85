package dev.steward.adapter.onebot;

import dev.steward.chat.Content;
import dev.steward.chat.Media;
import dev.steward.chat.Segment;
import dev.steward.chat.UserId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Puts segments as they came into Steward's words; what there is no word for stays unknown. */
final class Segments {
  private static final Pattern TAG = Pattern.compile("<[^<>]{0,4000}>");
  private static final Pattern BRIEF = Pattern.compile("\\bbrief=\"([^\"<>]{0,400})\"");
  private static final Pattern URL = Pattern.compile("\\burl=\"([^\"<>]{0,2000})\"");
  private static final int MOST_RAW = 2_000;
  private static final int DEEPEST = 4;

  /** Of one bundle; the platform's own limit is below it. */
  private static final int MOST_ITEMS = 200;

  private static final int MOST_REF = 2_000;

  private Segments() {}

  /**
   * Reads a message.
   *
   * @param bundles what was told of those that came as ids alone; hears which is still closed
   */
  static Content of(List<Frame.Piece> pieces, Opened bundles) {
    bundles.begin();
    return of(pieces, bundles, 0);
  }

  private static Content of(List<Frame.Piece> pieces, Opened bundles, int depth) {
    if (pieces.size() == 1) {
      return Content.of(segment(pieces.getFirst(), bundles, depth));
    }
    List<Segment> segments = new ArrayList<>(pieces.size());
    for (Frame.Piece piece : pieces) {
      segments.add(segment(piece, bundles, depth));
    }
    return new Content(segments);
  }

  private static Segment segment(Frame.Piece piece, Opened bundles, int depth) {
    return switch (piece.type()) {
      case "text" -> new Segment.Text(piece.text("text"));
      case "at" -> at(piece);
      case "reply" -> quote(piece);
      case "image" -> new Segment.Image(media(piece, "image/*"), piece.text("summary"));
      case "record" -> new Segment.Voice(media(piece, "audio/*"), Duration.ZERO);
      case "video" -> new Segment.Video(media(piece, "video/*"), Duration.ZERO);
      case "file" -> new Segment.File(media(piece, "application/octet-stream"), name(piece));
      case "face" -> new Segment.Sticker(piece.text("id"), "");
      case "mface", "marketface" ->
          new Segment.Sticker(piece.text("emoji_id"), piece.text("summary"));
      case "dice", "rps" -> new Segment.Sticker(piece.type(), piece.text("result"));
      case "markdown" -> new Segment.Text(piece.text("content"));
      case "share" -> card(piece, Segment.Card.Kind.ARTICLE);
      case "music" -> card(piece, Segment.Card.Kind.OTHER);
      case "contact" ->
          piece.text("type").equals("group")
              ? new Segment.Card(Segment.Card.Kind.GROUP, "QQ群", piece.text("id"), "")
              : new Segment.Card(Segment.Card.Kind.CONTACT, "QQ", piece.text("id"), "");
      case "location" -> location(piece);
      case "redbag" -> new Segment.RedPacket(piece.text("title"));
      case "forward" -> forward(piece, bundles, depth);
      case "node" -> new Segment.Forward("", List.of(item(piece.data(), bundles, depth)));
      case "json" -> JsonCard.read(piece.text("data"));
      case "xml" -> xml(piece.text("data"));
      default -> unknown(piece);
    };
  }

  private static Segment at(Frame.Piece piece) {
    String qq = piece.text("qq");
    if (qq.equals("all")) {
      return new Segment.MentionAll();
    }
    if (qq.isEmpty()) {
      return unknown(piece);
    }
    String name = piece.text("name");
    return new Segment.Mention(
        new UserId(OneBotAdapter.PLATFORM, qq),
        name.isEmpty() ? qq : name.startsWith("@") ? name.substring(1) : name);
  }

  private static Segment quote(Frame.Piece piece) {
    return piece.text("id").isEmpty()
        ? unknown(piece)
        : new Segment.Quote(piece.text("id"), null, "");
  }

  /** The reference is the address if there is one, else the implementation's own name for it. */
  private static Media media(Frame.Piece piece, String mimeType) {
    String url = piece.text("url");
    String ref = url.isEmpty() ? "file:" + piece.text("file") : url;
    // A file's own bytes, instead of its name, are not kept.
    return new Media(
        ref.length() > MOST_REF ? "file:" : ref, mimeType, size(piece.text("file_size")));
  }

  private static long size(String text) {
    return text.matches("[0-9]{1,15}") ? Long.parseLong(text) : -1;
  }

  private static String name(Frame.Piece piece) {
    return piece.text("name").isEmpty() ? piece.text("file") : piece.text("name");
  }

  private static Segment card(Frame.Piece piece, Segment.Card.Kind kind) {
    return new Segment.Card(kind, piece.text("title"), piece.text("content"), piece.text("url"));
  }

  /** A card in XML: what people see of it, and where it leads. */
  private static Segment xml(String data) {
    return new Segment.Card(
        Segment.Card.Kind.OTHER,
        attribute(BRIEF, data),
        plain(TAG.matcher(data).replaceAll(" ")).strip(),
        attribute(URL, data));
  }

  private static String attribute(Pattern name, String data) {
    Matcher found = name.matcher(data);
    return found.find() ? plain(found.group(1)) : "";
  }

  private static String plain(String xml) {
    return xml.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&apos;", "'")
        .replace("&amp;", "&");
  }

  private static Segment location(Frame.Piece piece) {
    try {
      String label = (piece.text("title") + " " + piece.text("content")).strip();
      return new Segment.Location(
          Double.parseDouble(piece.text("lat")), Double.parseDouble(piece.text("lon")), label);
    } catch (NumberFormatException wrong) {
      return unknown(piece);
    }
  }

  private static Segment forward(Frame.Piece piece, Opened bundles, int depth) {
    List<Segment.Forward.Item> items = new ArrayList<>();
    List<?> nodes = nodes(piece, bundles, depth);
    for (Object entry : nodes.subList(0, Math.min(nodes.size(), MOST_ITEMS))) {
      var node = FrameReader.object(entry);
      items.add(
          item(
              node.get("type") instanceof String ? FrameReader.object(node.get("data")) : node,
              bundles,
              depth));
    }
    return new Segment.Forward("", items);
  }

  private static List<?> nodes(Frame.Piece piece, Opened bundles, int depth) {
    if (piece.data().get("content") instanceof List<?> told) {
      return told;
    }
    return depth == DEEPEST ? List.of() : bundles.nodes(piece.text("id"));
  }

  /** A message of a bundle; what lies too deep is left out. */
  private static Segment.Forward.Item item(Map<String, Object> node, Opened bundles, int depth) {
    Object said = node.containsKey("content") ? node.get("content") : node.get("message");
    List<Frame.Piece> pieces =
        depth == DEEPEST || said == null
            ? List.of()
            : said instanceof String cq ? CqCode.read(cq) : FrameReader.pieces(said);
    return new Segment.Forward.Item(sender(node), of(pieces, bundles, depth + 1));
  }

  private static String sender(Map<String, Object> node) {
    Object name = node.get("nickname");
    if (name == null) {
      name = FrameReader.object(node.get("sender")).get("nickname");
    }
    return name instanceof String text ? text : "";
  }

  private static Segment unknown(Frame.Piece piece) {
    String raw = piece.data().toString();
    return new Segment.Unknown(piece.type(), raw.substring(0, Math.min(raw.length(), MOST_RAW)));
  }
}
