package dev.steward.engine.text;

/** 64 bits for names and ids; the same for different ones about once in 10^19 pairs. */
public final class Hash64 {
  private static final long PRIME = 0x100000001b3L;

  private Hash64() {}

  /**
   * FNV-1a over the chars of all parts, kept apart, and mixed at the end. What is on disk uses it.
   */
  public static long of(String... parts) {
    long hash = 0xcbf29ce484222325L;
    for (int part = 0; part < parts.length; part++) {
      if (part > 0) {
        hash = (hash ^ 0xffff) * PRIME;
      }
      String text = parts[part];
      for (int i = 0; i < text.length(); i++) {
        hash = (hash ^ text.charAt(i)) * PRIME;
      }
    }
    hash ^= hash >>> 32;
    hash *= 0xd6e8feb86659fd93L;
    return hash ^ hash >>> 32;
  }
}
