package dev.steward.engine.text;

import java.util.ArrayList;
import java.util.List;

/** Goes once over a text and collects its links. Made for one text; not thread-safe. */
final class LinkScan {
  /** Bare addresses of fewer digits look like versions: 1.2.3.4 has four, 10.0.0.1 five. */
  private static final int FEWEST_DIGITS = 6;

  private static final int LONGEST_SCHEME = 20;

  /** More say nothing new about a message. */
  private static final int MOST_LINKS = 300;

  private static final String NEVER_LAST = ".,;:!?'\"*~_-(<[{";

  private final LinkText text;
  private final List<Link> links = new ArrayList<>();

  LinkScan(LinkText text) {
    this.text = text;
  }

  static boolean isNumber(String label) {
    return label.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  List<Link> links() {
    int i = 0;
    while (i < text.length() && links.size() < MOST_LINKS) {
      if (!text.isLabel(i, false)) {
        i++;
        continue;
      }
      int end = i;
      while (text.isLabel(end, false)) {
        end++;
      }
      int authority = afterScheme(i, end);
      i = authority > 0 ? withScheme(i, authority) : bare(i);
    }
    return links;
  }

  /** Where the authority begins if a label is a scheme, else 0. */
  private int afterScheme(int start, int end) {
    if (text.get(end) != ':' || end - start > LONGEST_SCHEME) {
      return 0;
    }
    int i = end + 1;
    while (isSlash(text.get(i))) {
      i++;
    }
    int slashes = i - end - 1;
    boolean web = isWeb(start, end);
    return slashes >= 2 || (web && slashes == 1) ? i : 0;
  }

  private boolean isWeb(int start, int end) {
    String scheme = text.folded(start, end);
    return scheme.equals("http") || scheme.equals("https") || isMaskedWeb(start, end);
  }

  private boolean isMaskedWeb(int start, int end) {
    String scheme = text.folded(start, end);
    return scheme.equals("hxxp") || scheme.equals("hxxps");
  }

  private int withScheme(int start, int authority) {
    int hostStart = afterUser(authority);
    boolean disguised = isMaskedWeb(start, authority - countSlashes(authority) - 1);
    for (boolean anyScript : new boolean[] {false, true}) {
      HostScan scan = new HostScan(text, hostStart, anyScript, true);
      if (scan.hostEnd() > 0) {
        return add(start, scan.hostEnd(), scan.host(), disguised || scan.disguised());
      }
    }
    // A name of no known domain, like localhost: with a scheme it is a link all the same.
    int end = hostStart;
    while (text.isLabel(end, false) || (text.get(end) == '.' && text.isLabel(end + 1, false))) {
      end++;
    }
    if (end == hostStart || end - hostStart > 253) {
      return Math.max(end, authority);
    }
    List<String> labels = new ArrayList<>();
    for (String label : text.written(hostStart, end).split("[.．]", -1)) {
      labels.add(HostNames.label(label));
    }
    if (labels.contains("")) {
      return end;
    }
    return add(start, end, String.join(".", labels), disguised);
  }

  private int countSlashes(int after) {
    int count = 0;
    while (isSlash(text.get(after - count - 1))) {
      count++;
    }
    return count;
  }

  /** Skips {@code user:password@}: what precedes the last @ of an authority is no host. */
  private int afterUser(int authority) {
    int host = authority;
    for (int i = authority; text.isAscii(i) && !isEndOfAuthority(text.get(i)); i++) {
      if (text.get(i) == '@') {
        host = i + 1;
      }
    }
    return host;
  }

  private int bare(int start) {
    HostScan scan = new HostScan(text, start, false, false);
    int end = scan.hostEnd();
    if (end == 0) {
      return scan.chainEnd();
    }
    if (text.get(end) == '@') {
      return end + 1; // the name of a mailbox
    }
    boolean more = isSlash(text.get(end)) || isPort(end);
    boolean mail = text.get(start - 1) == '@';
    return (mail && !more) || !isBelievable(scan.host(), start, more)
        ? end
        : add(start, end, scan.host(), scan.disguised());
  }

  /** Weighs a host without a scheme; {@code more}: is there a port or a path? */
  private boolean isBelievable(String host, int start, boolean more) {
    String[] labels = host.split("\\.", -1);
    String last = labels[labels.length - 1];
    if (more || host.startsWith("www.")) {
      return true;
    }
    if (isNumber(last)) {
      boolean version = text.get(start - 1) == '本' || text.get(start - 1) == '版';
      return host.length() - 3 >= FEWEST_DIGITS && !version;
    }
    boolean file = last.length() <= 3 && "md py rs pl ps sh zip mov".contains(last);
    return !TopLevelDomains.isWeak(last) || (labels.length > 2 && !file);
  }

  private int add(int start, int hostEnd, String host, boolean disguised) {
    int end = endOfPath(isPort(hostEnd) ? endOfPort(hostEnd) : hostEnd);
    links.add(new Link(text.start(start), text.end(end - 1), host, disguised));
    return end;
  }

  private boolean isPort(int i) {
    return text.isAscii(i)
        && text.get(i) == ':'
        && text.isAscii(i + 1)
        && text.get(i + 1) >= '0'
        && text.get(i + 1) <= '9';
  }

  private int endOfPort(int colon) {
    int i = colon + 1;
    while (text.get(i) >= '0' && text.get(i) <= '9' && i <= colon + 5) {
      i++;
    }
    return i;
  }

  private int endOfPath(int start) {
    char first = text.get(start);
    if (!text.isAscii(start) || !(isSlash(first) || first == '?' || first == '#')) {
      return start;
    }
    int end = start;
    int open = 0;
    while (text.isAscii(end) && text.get(end) > ' ' && "\"<>`{}|^".indexOf(text.get(end)) < 0) {
      open += text.get(end) == '(' ? 1 : text.get(end) == ')' ? -1 : 0;
      end++;
    }
    while (end > start) {
      char last = text.get(end - 1);
      if (last == ')' && open < 0) {
        open++;
      } else if (NEVER_LAST.indexOf(last) < 0) {
        break;
      }
      end--;
    }
    return end;
  }

  private static boolean isSlash(char c) {
    return c == '/' || c == '\\';
  }

  private static boolean isEndOfAuthority(char c) {
    return isSlash(c) || c == '?' || c == '#' || c <= ' ';
  }
}
