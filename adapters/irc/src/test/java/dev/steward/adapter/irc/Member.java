package dev.steward.adapter.irc;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.steward.chat.UserId;
import dev.steward.testkit.AdapterFixture;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A person at an IRC client: types commands, and sees what a client shows. */
final class Member implements AutoCloseable {
  private static final String CAPS =
      "message-tags server-time batch labeled-response echo-message account-tag extended-join"
          + " draft/multiline draft/message-redaction";
  private static final long PATIENCE_NANOS = 10_000_000_000L;

  private final Socket socket;
  private final OutputStream out;
  private final Map<String, View> views = new HashMap<>();
  private final Map<String, AdapterFixture.Seen> privately = new LinkedHashMap<>();
  private final List<Line> lines = new ArrayList<>();
  private final Map<String, Heard> answers = new HashMap<>();
  private final Batches batches = new Batches(this::take);
  private String nick;
  private boolean registered;
  private boolean gone;
  private int labels;

  /** A channel as its members see it. */
  private static final class View {
    final Map<String, AdapterFixture.Seen> messages = new LinkedHashMap<>();
    final Set<String> names = new TreeSet<>();
    String topic = "";
  }

  private Member(int port, String nick) throws IOException {
    this.nick = nick;
    socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setTcpNoDelay(true);
    out = socket.getOutputStream();
    Thread.ofVirtual().start(this::read);
  }

  /** Somebody of that nick without an account. */
  static Member guest(int port, String nick) {
    try {
      Member made = new Member(port, nick);
      made.send(Line.of("CAP", "LS", "302"));
      made.send(Line.of("CAP", "REQ", CAPS));
      made.send(Line.of("NICK", nick));
      made.send(Line.of("USER", "u", "0", "*", nick));
      made.send(Line.of("CAP", "END"));
      made.await("welcomed", () -> made.registered);
      return made;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Somebody of that nick, whose account has the same name. */
  static Member withAccount(int port, String nick) {
    Member made = guest(port, nick);
    made.ask(Line.of("PRIVMSG", "NickServ", "REGISTER password-of-" + ascii(nick)));
    return made;
  }

  /** Somebody who has an account of that name already. */
  static Member login(int port, String nick) {
    Member made = guest(port, nick + "-late");
    made.ask(Line.of("PRIVMSG", "NickServ", "IDENTIFY " + nick + " " + password(nick)));
    return made;
  }

  private static String ascii(String text) {
    return Integer.toHexString(text.hashCode());
  }

  /** The password that {@link #withAccount} chose. */
  static String password(String nick) {
    return "password-of-" + ascii(nick);
  }

  private void read() {
    try (BufferedReader in =
        new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8))) {
      for (String text = in.readLine(); text != null; text = in.readLine()) {
        if (!text.isEmpty()) {
          Line line = Line.parse(text);
          if (line.command().equals("PING")) {
            send(Line.of("PONG", line.last()));
          } else {
            synchronized (this) {
              batches.take(line);
              notifyAll();
            }
          }
        }
      }
    } catch (IOException closed) {
      // Ends below, like a server that hangs up.
    }
    synchronized (this) {
      gone = true;
      notifyAll();
    }
  }

  private void take(Heard heard) {
    String label = heard.tags().get("label");
    if (label != null) {
      answers.put(label, heard);
    }
    show(heard);
  }

  private void show(Heard heard) {
    switch (heard) {
      case Line line -> show(line);
      case Batch batch -> {
        if (batch.type().equals("draft/multiline")) {
          show(Talk.joined(batch));
        } else if (!batch.type().equals("chathistory")) {
          batch.parts().forEach(this::show);
        }
      }
    }
  }

  private void show(Line line) {
    lines.add(line);
    switch (line.command()) {
      case "001" -> nick = line.param(0);
      case "376", "422" -> registered = true;
      case "PRIVMSG" -> message(line);
      case "REDACT" -> view(line.param(0)).messages.remove(line.param(1));
      case "TOPIC" -> view(line.param(0)).topic = line.last();
      case "332" -> view(line.param(1)).topic = line.last();
      case "JOIN" -> view(line.param(0)).names.add(line.nick());
      case "PART" -> view(line.param(0)).names.remove(line.nick());
      case "KICK" -> view(line.param(0)).names.remove(line.param(1));
      case "QUIT" -> views.values().forEach(view -> view.names.remove(line.nick()));
      case "NICK" -> {
        views.values().stream()
            .filter(view -> view.names.remove(line.nick()))
            .forEach(view -> view.names.add(line.param(0)));
        nick = line.nick().equals(nick) ? line.param(0) : nick;
      }
      case "353" -> {
        for (String name : line.last().trim().split(" +", -1)) {
          view(line.param(2)).names.add(name.replaceAll("^[~&@%+]+", "").replaceAll("!.*", ""));
        }
      }
      default -> {
        // Kept in lines.
      }
    }
  }

  private void message(Line line) {
    AdapterFixture.Seen seen =
        new AdapterFixture.Seen(
            line.tags().getOrDefault("msgid", ""),
            sender(line),
            line.last(),
            line.tags().get("+draft/reply"),
            List.of(),
            0);
    if (line.param(0).startsWith("#")) {
      view(line.param(0)).messages.put(seen.messageId(), seen);
    } else {
      privately.put(seen.messageId(), seen);
    }
  }

  private static UserId sender(Line line) {
    String account = line.tags().get("account");
    return new UserId(
        "irc", (account == null ? "~" + line.source() : account).toLowerCase(Locale.ROOT));
  }

  private View view(String channel) {
    return views.computeIfAbsent(channel.toLowerCase(Locale.ROOT), _ -> new View());
  }

  String nick() {
    return nick;
  }

  private void await(String what, BooleanSupplier condition) {
    long end = System.nanoTime() + PATIENCE_NANOS;
    synchronized (this) {
      while (!condition.getAsBoolean()) {
        long left = end - System.nanoTime();
        if (left <= 0 || gone) {
          throw new AssertionError(
              nick + ": not " + what + (gone ? ", the server hung up: " : ": ") + recent());
        }
        try {
          wait(Math.max(1, left / 1_000_000));
        } catch (InterruptedException interrupted) {
          Thread.currentThread().interrupt();
          throw new AssertionError(interrupted);
        }
      }
    }
  }

  private List<String> recent() {
    return lines.stream()
        .skip(Math.max(0, lines.size() - 10))
        .map(line -> line.command() + " " + line.params())
        .toList();
  }

  void send(Line line) {
    try {
      synchronized (out) {
        out.write((line.written() + "\r\n").getBytes(UTF_8));
        out.flush();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Types a command and waits for all of its answer. */
  List<Line> ask(Line... command) {
    String label;
    synchronized (this) {
      label = "q" + labels++;
    }
    command[0] = command[0].tag("label", label);
    for (Line line : command) {
      send(line);
    }
    await("answered: " + command[0].command(), () -> answers.containsKey(label));
    synchronized (this) {
      List<Line> all = new ArrayList<>();
      Heard answer = answers.remove(label);
      if (answer instanceof Batch batch && batch.type().equals("draft/multiline")) {
        all.add(Talk.joined(batch));
      } else if (answer != null) {
        answer.lines(all::add);
      }
      return all;
    }
  }

  /** What was seen since {@link #forget}, oldest first. */
  synchronized List<Line> lines() {
    return List.copyOf(lines);
  }

  synchronized void forget() {
    lines.clear();
  }

  /** Sees everything that happened until now. */
  void sync() {
    ask(Line.of("PING", "sync"));
  }

  /** Waits until a line was seen. */
  Line sees(String what, Predicate<Line> like) {
    await(what, () -> lines.stream().anyMatch(like));
    synchronized (this) {
      return lines.stream().filter(like).findFirst().orElseThrow();
    }
  }

  /** Comes into a channel; false when it does not let them in. */
  boolean join(String channel) {
    List<Line> answer = ask(Line.of("JOIN", channel));
    return answer.isEmpty()
        || answer.stream().anyMatch(line -> line.command().equals("JOIN") || isAck(line));
  }

  private static boolean isAck(Line line) {
    return line.command().equals("ACK");
  }

  /** Says something; returns its id, or null when they may not. */
  @Nullable String say(String target, String text) {
    int most = 512 - 14 - 120 - Speech.bytes(target);
    List<Speech.Piece> pieces = Speech.pieces(Speech.clean(text), most);
    List<Line> answer;
    if (pieces.size() == 1) {
      answer = ask(Line.of("PRIVMSG", target, pieces.getFirst().text()));
    } else {
      List<Line> batch = new ArrayList<>();
      batch.add(Line.of("BATCH", "+b", "draft/multiline", target));
      for (Speech.Piece piece : pieces) {
        Line line = Line.of("PRIVMSG", target, piece.text()).tag("batch", "b");
        batch.add(piece.goesOn() ? line.tag("draft/multiline-concat", "") : line);
      }
      batch.add(Line.of("BATCH", "-b"));
      answer = ask(batch.toArray(Line[]::new));
    }
    return answer.stream()
        .filter(line -> line.command().equals("PRIVMSG"))
        .map(line -> line.tags().getOrDefault("msgid", ""))
        .findFirst()
        .orElse(null);
  }

  List<AdapterFixture.Seen> seen(String channel) {
    sync();
    synchronized (this) {
      return List.copyOf(view(channel).messages.values());
    }
  }

  List<AdapterFixture.Seen> seenPrivately() {
    sync();
    synchronized (this) {
      return List.copyOf(privately.values());
    }
  }

  boolean sees(String channel, String name) {
    sync();
    synchronized (this) {
      return view(channel).names.contains(name);
    }
  }

  String topic(String channel) {
    sync();
    synchronized (this) {
      return view(channel).topic;
    }
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
