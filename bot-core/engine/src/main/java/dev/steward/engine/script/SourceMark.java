package dev.steward.engine.script;

/**
 * A place in a script file.
 *
 * @param file the path inside the pack, with slashes
 * @param line counts from 1
 * @param column counts code points from 1
 */
public record SourceMark(String file, int line, int column) {
  @Override
  public String toString() {
    return file + ":" + line + ":" + column;
  }
}
