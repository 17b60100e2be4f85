package dev.steward.adapter.template;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A chat server that speaks JSON lines, with groups and people. A client says {@code hello} with a
 * token and the number of the last event it heard, is welcomed, and hears what came since; then it
 * may {@code say} and {@code delete}, each answered by {@code ok} or {@code no}, and {@code ping},
 * answered by {@code pong}. Thread-safe.
 */
public final class FakeServer implements AutoCloseable {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  static final String US = "steward";

  private final InstantSource clock;
  private final ServerSocket listening;
  private final Map<String, Group> groups = new LinkedHashMap<>();
  private final Map<String, String> names = new LinkedHashMap<>();
  private final List<Map<String, Object>> log = new ArrayList<>();
  private final List<Client> clients = new ArrayList<>();
  private final List<Runnable> heldBack = new ArrayList<>();
  private String token = "secret";
  private boolean cut;
  private boolean slow;
  private boolean silent;
  private int nextId = 1;

  /** A message as members see it. */
  public record Message(String id, String who, String text) {}

  private static final class Group {
    final String title;
    final boolean mayDelete;
    final Set<String> members = new TreeSet<>();
    final List<Message> messages = new ArrayList<>();

    Group(String title, boolean mayDelete) {
      this.title = title;
      this.mayDelete = mayDelete;
    }
  }

  private final class Client {
    private final Socket socket;
    private boolean welcome;

    Client(Socket socket) {
      this.socket = socket;
    }

    void read() {
      try (socket) {
        BufferedReader lines =
            new BufferedReader(
                new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
          asked(this, JSON.readTree(line));
        }
      } catch (IOException gone) {
        // The client went.
      } finally {
        gone(this);
      }
    }

    void write(Map<String, Object> words) {
      writeLine(JSON.writeValueAsString(words));
    }

    void writeLine(String line) {
      try {
        OutputStream out = socket.getOutputStream();
        out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
        out.flush();
      } catch (IOException gone) {
        // It hears no more; it asks again for what it missed.
      }
    }

    void end() {
      try {
        socket.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** Listens on a free port of this machine. */
  public FakeServer(InstantSource clock) {
    this.clock = clock;
    try {
      listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException noPort) {
      throw new UncheckedIOException(noPort);
    }
    Thread.ofVirtual().start(this::accept);
  }

  private void accept() {
    while (!listening.isClosed()) {
      try {
        Client client = new Client(listening.accept());
        synchronized (this) {
          if (cut) {
            client.end();
            continue;
          }
          clients.add(client);
        }
        Thread.ofVirtual().start(client::read);
      } catch (IOException closed) {
        return;
      }
    }
  }

  public int port() {
    return listening.getLocalPort();
  }

  public synchronized String token() {
    return token;
  }

  /** The token changes, and whoever came with the old one is thrown out. */
  synchronized void newToken(String next) {
    token = next;
    List.copyOf(clients).forEach(Client::end);
  }

  public synchronized void group(String id, String title, boolean mayDelete) {
    groups.put(id, new Group(title, mayDelete));
  }

  private synchronized void gone(Client client) {
    clients.remove(client);
  }

  private synchronized void asked(Client client, JsonNode line) {
    if (silent) {
      return;
    }
    if (line.path("t").asString("").equals("ping")) {
      client.write(Map.of("t", "pong"));
    } else if (!client.welcome) {
      hello(client, line);
    } else if (slow) {
      heldBack.add(() -> order(client, line));
    } else {
      order(client, line);
    }
  }

  private void hello(Client client, JsonNode line) {
    if (!line.path("token").asString("").equals(token)) {
      client.write(Map.of("t", "unwelcome"));
      client.end();
      return;
    }
    int after = line.path("after").asInt(-1);
    int from = after < 0 ? log.size() : Math.min(after, log.size());
    List<Map<String, Object>> shown = new ArrayList<>();
    groups.forEach(
        (id, group) ->
            shown.add(Map.of("id", id, "title", group.title, "delete", group.mayDelete)));
    client.write(Map.of("t", "welcome", "you", US, "from", from, "groups", shown));
    client.welcome = true;
    log.subList(from, log.size()).forEach(client::write);
  }

  private void order(Client client, JsonNode line) {
    long number = line.path("re").asLong();
    Group group = groups.get(line.path("group").asString(""));
    if (group == null) {
      client.write(Map.of("t", "no", "re", number, "why", "no such group"));
      return;
    }
    String id = line.path("id").asString("");
    switch (line.path("t").asString("")) {
      case "say" -> {
        String said = Integer.toString(nextId++);
        group.messages.add(new Message(said, US, line.path("text").asString("")));
        client.write(Map.of("t", "ok", "re", number, "id", said));
      }
      case "delete" -> {
        if (!group.mayDelete) {
          client.write(Map.of("t", "no", "re", number, "why", "no right"));
        } else if (group.messages.removeIf(m -> m.id().equals(id))) {
          client.write(Map.of("t", "ok", "re", number));
        } else {
          client.write(Map.of("t", "no", "re", number, "why", "no such message"));
        }
      }
      default -> client.write(Map.of("t", "no", "re", number, "why", "not understood"));
    }
  }

  private void emit(Map<String, Object> event) {
    Map<String, Object> numbered = new LinkedHashMap<>(event);
    numbered.put("n", log.size() + 1);
    numbered.put("at", clock.instant().toEpochMilli());
    log.add(numbered);
    clients.stream().filter(client -> client.welcome).forEach(client -> client.write(numbered));
  }

  /** A member of that name; comes in when new. */
  public synchronized String member(String group, String name) {
    String user =
        names.entrySet().stream()
            .filter(known -> known.getValue().equals(name))
            .map(Map.Entry::getKey)
            .findFirst()
            .orElseGet(() -> "u" + (names.size() + 1));
    names.put(user, name);
    if (in(group).members.add(user)) {
      notice("joined", group, user);
    }
    return user;
  }

  synchronized void leave(String group, String user) {
    if (in(group).members.remove(user)) {
      notice("left", group, user);
    }
  }

  private void notice(String kind, String group, String user) {
    emit(Map.of("t", kind, "group", group, "id", "e" + nextId++, "who", user, "name", name(user)));
  }

  /** Somebody who is in the group says something; returns the message's id. */
  public synchronized String post(String group, String user, String text) {
    Message message = new Message(Integer.toString(nextId++), user, text);
    in(group).messages.add(message);
    emit(said(group, message));
    return message.id();
  }

  /** The same event once more. */
  synchronized void repeat(String group, String id) {
    for (Map<String, Object> event : List.copyOf(log)) {
      if ("said".equals(event.get("t")) && id.equals(event.get("id"))) {
        clients.stream().filter(client -> client.welcome).forEach(client -> client.write(event));
      }
    }
  }

  private Map<String, Object> said(String group, Message message) {
    return Map.of(
        "t", "said",
        "group", group,
        "id", message.id(),
        "who", message.who(),
        "name", name(message.who()),
        "text", message.text());
  }

  synchronized String name(String user) {
    return names.getOrDefault(user, user);
  }

  public synchronized List<Message> seen(String group) {
    return List.copyOf(in(group).messages);
  }

  synchronized boolean isIn(String group, String user) {
    return in(group).members.contains(user);
  }

  private Group in(String id) {
    Group group = groups.get(id);
    if (group == null) {
      throw new IllegalArgumentException("no group " + id);
    }
    return group;
  }

  synchronized void cut(boolean on) {
    cut = on;
    if (on) {
      List.copyOf(clients).forEach(Client::end);
    }
  }

  /** As behind a cable that was pulled out: nothing is answered, and nothing ends. */
  synchronized void silent(boolean on) {
    silent = on;
  }

  /** A line that is none of the protocol's. */
  synchronized void raw(String line) {
    clients.forEach(client -> client.writeLine(line));
  }

  synchronized void noGroup(String id) {
    groups.remove(id);
  }

  synchronized void slow(boolean on) {
    slow = on;
    if (!on) {
      heldBack.forEach(Runnable::run);
      heldBack.clear();
    }
  }

  @Override
  public void close() {
    cut(true);
    try {
      listening.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
