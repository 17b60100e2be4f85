package dev.steward.engine.script;

import dev.steward.chat.Media;
import java.util.Arrays;

/**
 * A picture of a pack. Known by what it shows: the same bytes are the same picture.
 *
 * @param path in the pack, such as {@code images/porridge.jpg}
 * @param media how a message refers to it; adapters open it through their host
 */
public record PackImage(String path, Media media, byte[] bytes) {
  /** A copy: the picture stays as it is. */
  @Override
  public byte[] bytes() {
    return bytes.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof PackImage(var otherPath, var otherMedia, var otherBytes)
        && path.equals(otherPath)
        && media.equals(otherMedia)
        && Arrays.equals(bytes, otherBytes);
  }

  @Override
  public int hashCode() {
    return media.hashCode();
  }

  @Override
  public String toString() {
    return path;
  }
}
