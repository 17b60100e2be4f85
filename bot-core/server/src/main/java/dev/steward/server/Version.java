package dev.steward.server;

/** Which Steward this is. */
public final class Version {
  private Version() {}

  /** Such as {@code 0.1.0}; {@code sources} when it runs without a package. */
  public static String get() {
    String version = Version.class.getPackage().getImplementationVersion();
    return version == null ? "sources" : version;
  }
}
