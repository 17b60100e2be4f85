package dev.steward.server.story;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A server that runs in a process of its own, known by what it printed.
 *
 * @param console its address, with a slash at the end
 * @param firstSignIn the link that works once
 * @param rooms join links by the names of the rooms
 */
record Running(Process process, String console, String firstSignIn, Map<String, String> rooms)
    implements AutoCloseable {
  private static final Pattern CONSOLE = Pattern.compile("控制台 +(http\\S+)");
  private static final Pattern SIGN_IN = Pattern.compile("首次登录.* (http\\S+)");
  private static final Pattern ROOM = Pattern.compile("进群 +(.+?) +(http\\S+)");

  /** Reads the greeting; goes on reading afterwards, so that the process never waits for it. */
  static Running of(Process process) throws IOException {
    BufferedReader printed = process.inputReader();
    StringBuilder greeting = new StringBuilder();
    // It ends with an empty line after the links into the rooms.
    for (String line = ""; !(line.isEmpty() && ROOM.matcher(greeting).find()); ) {
      line = printed.readLine();
      assertThat(line).as("the server ended: %s", greeting).isNotNull();
      greeting.append(line).append('\n');
    }
    Thread.ofVirtual().start(() -> drain(printed));
    Map<String, String> rooms = new LinkedHashMap<>();
    ROOM.matcher(greeting)
        .results()
        .forEach(room -> rooms.put(room.group(1).strip(), room.group(2)));
    return new Running(process, found(CONSOLE, greeting), found(SIGN_IN, greeting), rooms);
  }

  private static String found(Pattern pattern, CharSequence greeting) {
    Matcher matcher = pattern.matcher(greeting);
    assertThat(matcher.find()).as("%s in %s", pattern, greeting).isTrue();
    return matcher.group(1);
  }

  private static void drain(BufferedReader printed) {
    try {
      while (printed.readLine() != null) {}
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where the server is, without a slash at the end. */
  String url() {
    return console.replaceFirst("/console/$", "");
  }

  /** The link into a room. */
  String room(String name) {
    return Objects.requireNonNull(rooms.get(name), rooms::toString);
  }

  /** SIGTERM, and the process must end by itself. */
  @Override
  public void close() {
    // By its handle, which leaves its output open to the end.
    process.toHandle().destroy();
    try {
      process.onExit().orTimeout(30, TimeUnit.SECONDS).join();
    } finally {
      process.destroyForcibly();
    }
  }
}
