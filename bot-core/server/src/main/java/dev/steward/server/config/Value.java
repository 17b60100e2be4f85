package dev.steward.server.config;

import java.util.List;
import java.util.regex.Pattern;

/**
 * A setting as it stands in the file.
 *
 * @param path its keys from the outside in
 * @param items one text, or those of a list
 * @param list whether it was written as a list
 * @param line counts from 1
 * @param secret whether it came from the environment or another file; never shown
 */
record Value(List<String> path, List<String> items, boolean list, int line, boolean secret) {
  /** Names and passwords before a host, or passwords among an address's options. */
  private static final Pattern IN_AN_ADDRESS =
      Pattern.compile(
          "(?<=//)[^\\s]*(?=@)|(?<=[?&](?:password|sslpassword|access_token)=)[^&\\s]*",
          Pattern.CASE_INSENSITIVE);

  String key() {
    return String.join(".", path);
  }

  String text() {
    return String.join(", ", items);
  }

  /** Whether nothing is said: as good as not written. */
  boolean isEmpty() {
    return !list && text().isEmpty();
  }

  /** What may be shown of it: of an address not what stands before the host. */
  String shown() {
    return secret ? "***" : IN_AN_ADDRESS.matcher(text()).replaceAll("***");
  }
}
