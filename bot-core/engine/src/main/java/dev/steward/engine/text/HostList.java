package dev.steward.engine.text;

import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Hosts that a group allows and hosts that it denies. An entry stands for the host and all its
 * subdomains; the longest entry that fits decides, denial when a host is listed twice. Immutable.
 *
 * @param allowed in the form of {@link Link#host}
 * @param denied in the form of {@link Link#host}
 */
public record HostList(Set<String> allowed, Set<String> denied) {
  /** What a list says about a host. */
  public enum Verdict {
    ALLOWED,
    DENIED,
    UNLISTED
  }

  private static final Pattern DECORATION =
      Pattern.compile("^[a-z]+://|^\\*\\.|[/?#:].*$|\\.$", Pattern.CASE_INSENSITIVE);

  public HostList {
    allowed = Set.copyOf(allowed);
    denied = Set.copyOf(denied);
  }

  /**
   * Reads hosts as managers write them: {@code shop.example.com}, {@code *.example.com}, {@code
   * https://shop.example.com/sale} and {@code 例子.中国} are all understood.
   *
   * @throws IllegalArgumentException naming the entry that is no host
   */
  public static HostList of(Collection<String> allowed, Collection<String> denied) {
    return new HostList(
        allowed.stream().map(HostList::host).collect(Collectors.toSet()),
        denied.stream().map(HostList::host).collect(Collectors.toSet()));
  }

  /**
   * What the lists say about a host.
   *
   * @param host in the form of {@link Link#host}
   */
  public Verdict judge(String host) {
    for (String name = host; !name.isEmpty(); name = parent(name)) {
      if (denied.contains(name)) {
        return Verdict.DENIED;
      }
      if (allowed.contains(name)) {
        return Verdict.ALLOWED;
      }
    }
    return Verdict.UNLISTED;
  }

  private static String parent(String name) {
    int dot = name.indexOf('.');
    return dot < 0 ? "" : name.substring(dot + 1);
  }

  private static String host(String entry) {
    String bare = entry.strip().toLowerCase(Locale.ROOT).replace('。', '.').replace('．', '.');
    for (String before = ""; !before.equals(bare); ) {
      before = bare;
      bare = DECORATION.matcher(bare).replaceFirst("");
    }
    boolean spaced = bare.chars().anyMatch(Character::isWhitespace);
    StringBuilder host = new StringBuilder();
    for (String label : bare.split("\\.", -1)) {
      String ascii = HostNames.label(label);
      if (spaced || !ascii.matches("[a-z0-9_-]+")) {
        throw new IllegalArgumentException(
            "host: \"" + entry + "\" (expected: a name like shop.example.com)");
      }
      host.append(host.isEmpty() ? "" : ".").append(ascii);
    }
    return host.toString();
  }
}
