package dev.steward.adapter.irc;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.steward.adapter.irc.FakeChannel.Item;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A client at {@link FakeIrc}: what it sends, and what it is told. */
final class FakeClient {
  private static final String SERVER = "fake.test";
  private static final Set<String> IN_BATCHES = Set.of("BATCH", "PRIVMSG", "NOTICE");

  private final FakeIrc server;
  private final FakeIrc.Options options;
  private final Socket socket;
  private final OutputStream out;
  private final Set<String> caps = new HashSet<>();
  private final List<Line> answer = new ArrayList<>();
  private final List<String> nested = new ArrayList<>();
  private String nick = "";
  private String user = "";
  private @Nullable String account;
  private boolean negotiating;
  private boolean welcomed;
  private boolean answering;
  private boolean gone;
  private int batches;
  private @Nullable Line batch;
  private String batchLabel = "";
  private final List<Speech.Piece> batched = new ArrayList<>();

  FakeClient(FakeIrc server, Socket socket, FakeIrc.Options options) throws IOException {
    this.server = server;
    this.options = options;
    this.socket = socket;
    socket.setTcpNoDelay(true);
    out = socket.getOutputStream();
  }

  String nick() {
    return nick;
  }

  @Nullable String account() {
    return account;
  }

  String accountOrNone() {
    return account == null ? "" : FakeIrc.fold(account);
  }

  String source() {
    return nick + "!~u@host.fake";
  }

  void run() {
    try (BufferedReader in =
        new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8))) {
      for (String text = in.readLine(); text != null; text = in.readLine()) {
        synchronized (server) {
          if (!text.isEmpty()) {
            Line line = Line.parse(text);
            server.take(
                line, () -> answering(line.tags().getOrDefault("label", ""), () -> take(line)));
          }
        }
      }
    } catch (IOException closed) {
      // Ends below.
    }
    synchronized (server) {
      if (!gone) {
        quit("Connection closed");
      }
    }
  }

  void hangUp() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void raw(String text) {
    try {
      out.write((text + "\r\n").getBytes(UTF_8));
      out.flush();
    } catch (IOException closed) {
      // The reading side ends this.
    }
  }

  private void put(Line line) {
    StringBuilder all = new StringBuilder();
    if (!line.tags().isEmpty()) {
      String tagged = new Line(line.tags(), "", "X", List.of()).written();
      all.append(tagged, 0, tagged.length() - 1);
    }
    if (!line.source().isEmpty()) {
      all.append(':').append(line.source()).append(' ');
    }
    all.append(new Line(Map.of(), "", line.command(), line.params()).written());
    raw(all.toString());
  }

  /** Does a command, and sends what it answers: alone, with its label, or in a batch. */
  void answering(String label, Runnable command) {
    answering = true;
    answer.clear();
    command.run();
    answering = false;
    String said = batchLabel.isEmpty() ? label : batchLabel;
    batchLabel = "";
    if (said.isEmpty() || !caps.contains("labeled-response") || batch != null) {
      answer.forEach(this::put);
      return;
    }
    boolean oneBatch =
        answer.size() > 1
            && answer.getFirst().command().equals("BATCH")
            && answer.getLast().command().equals("BATCH")
            && answer.getLast().param(0).equals("-" + answer.getFirst().param(0).substring(1));
    if (answer.isEmpty()) {
      put(new Line(timed(Map.of("label", said), server.now()), SERVER, "ACK", List.of()));
    } else if (answer.size() == 1 || oneBatch) {
      answer.set(0, answer.getFirst().tag("label", said));
      answer.forEach(this::put);
    } else {
      String reference = "l" + batches++;
      put(
          new Line(
              Map.of("label", said),
              SERVER,
              "BATCH",
              List.of("+" + reference, "labeled-response")));
      answer.forEach(
          line -> put(line.tags().containsKey("batch") ? line : line.tag("batch", reference)));
      put(new Line(Map.of(), SERVER, "BATCH", List.of("-" + reference)));
    }
  }

  private void say(Line line) {
    Line told = nested.isEmpty() ? line : line.tag("batch", nested.getLast());
    if (answering) {
      answer.add(told);
    } else {
      put(told);
    }
  }

  private void number(String command, String... params) {
    List<String> all = new ArrayList<>();
    all.add(nick.isEmpty() ? "*" : nick);
    all.addAll(List.of(params));
    say(new Line(timed(Map.of(), server.now()), SERVER, command, all));
  }

  private void server(String command, String... params) {
    say(new Line(timed(Map.of(), server.now()), SERVER, command, List.of(params)));
  }

  private Map<String, String> timed(Map<String, String> tags, Instant at) {
    Map<String, String> all = new LinkedHashMap<>(tags);
    if (caps.contains("server-time")) {
      all.put(
          "time", at.truncatedTo(ChronoUnit.MILLIS).toString().replaceAll("(:\\d\\d)Z", "$1.000Z"));
    }
    return all;
  }

  /** Tells this client what somebody did. */
  private void told(Item item, List<String> params) {
    Map<String, String> tags = new LinkedHashMap<>();
    if (caps.contains("message-tags")) {
      tags.putAll(item.tags());
      tags.put("msgid", item.id());
    }
    if (caps.contains("account-tag") && item.account() != null) {
      tags.put("account", item.account());
    }
    say(new Line(timed(tags, item.at()), item.source(), item.command(), params));
  }

  private void message(Item item, String target) {
    if (item.texts().size() == 1) {
      told(item, List.of(target, item.texts().getFirst().text()));
      return;
    }
    if (!caps.contains("draft/multiline")) {
      item.texts().stream()
          .filter(piece -> !piece.text().isEmpty())
          .forEach(piece -> told(item, List.of(target, piece.text())));
      return;
    }
    String reference = "x" + batches++;
    Map<String, String> tags = new LinkedHashMap<>(item.tags());
    tags.put("msgid", item.id());
    if (item.account() != null) {
      tags.put("account", item.account());
    }
    say(
        new Line(
            timed(tags, item.at()),
            item.source(),
            "BATCH",
            List.of("+" + reference, "draft/multiline", target)));
    nested.add(reference);
    for (Speech.Piece piece : item.texts()) {
      Line line = new Line(Map.of(), item.source(), item.command(), List.of(target, piece.text()));
      say(piece.goesOn() ? line.tag("draft/multiline-concat", "") : line);
    }
    nested.removeLast();
    say(new Line(Map.of(), item.source(), "BATCH", List.of("-" + reference)));
  }

  private Item item(
      String command, Map<String, String> tags, List<Speech.Piece> texts, String... params) {
    return new Item(
        server.newId(), server.now(), source(), account, command, tags, texts, List.of(params));
  }

  private void everybody(FakeChannel channel, Item item, String... params) {
    channel.members().forEach(member -> member.told(item, List.of(params)));
  }

  private void take(Line line) {
    if (batch != null && !IN_BATCHES.contains(line.command())) {
      // As Ergo does: a text with something else between its lines is dropped.
      batch = null;
      server("FAIL", "BATCH", "MULTILINE_INVALID", "Command not allowed during a multiline batch");
      return;
    }
    if (!line.tags().getOrDefault("batch", "").isEmpty()) {
      batched.add(new Speech.Piece(line.last(), line.tags().containsKey("draft/multiline-concat")));
      return;
    }
    switch (line.command()) {
      case "CAP" -> capabilities(line);
      case "AUTHENTICATE" -> authenticate(line);
      case "NICK" -> nick(line.param(0));
      case "USER" -> {
        user = line.param(0);
        welcome();
      }
      case "PING" -> server("PONG", SERVER, line.last());
      case "QUIT" -> {
        quit(line.last());
        hangUp();
      }
      case "JOIN" -> join(line.param(0));
      case "PART" -> part(line.param(0));
      case "KICK" -> kick(line);
      case "MODE" -> mode(line);
      case "WHO" -> who(line);
      case "TOPIC" -> topic(line);
      case "PRIVMSG", "NOTICE" ->
          message(line, line.param(0), List.of(new Speech.Piece(line.last(), false)));
      case "BATCH" -> batch(line);
      case "REDACT" -> redact(line);
      case "CHATHISTORY" -> history(line);
      case "PONG", "PASS" -> {}
      default -> number("421", line.command(), "Unknown command");
    }
  }

  private void capabilities(Line line) {
    Set<String> offered = options.caps();
    if (offered.isEmpty()) {
      number("421", "CAP", "Unknown command");
      return;
    }
    switch (line.param(0)) {
      case "LS" -> {
        negotiating = true;
        cap("LS", String.join(" ", offered));
      }
      case "REQ" -> {
        List<String> wanted = List.of(line.last().trim().split(" +", -1));
        boolean all =
            wanted.stream()
                .allMatch(
                    cap ->
                        offered.stream().anyMatch(o -> o.equals(cap) || o.startsWith(cap + "=")));
        if (all) {
          caps.addAll(wanted);
        }
        cap(all ? "ACK" : "NAK", line.last());
      }
      case "END" -> {
        negotiating = false;
        welcome();
      }
      default -> {}
    }
  }

  private void cap(String what, String list) {
    say(new Line(Map.of(), SERVER, "CAP", List.of(nick.isEmpty() ? "*" : nick, what, list)));
  }

  private void authenticate(Line line) {
    if (line.param(0).equals("PLAIN")) {
      say(new Line(Map.of(), SERVER, "AUTHENTICATE", List.of("+")));
      return;
    }
    if (line.param(0).startsWith("SCRAM")) {
      number("908", "PLAIN,EXTERNAL", "are available SASL mechanisms");
      number("904", "SASL authentication failed");
      return;
    }
    String[] parts = new String(Base64.getDecoder().decode(line.param(0)), UTF_8).split("\0", -1);
    if (parts.length == 3 && server.knows(parts[1], parts[2])) {
      account = parts[1];
      number("900", source(), account, "You are now logged in as " + account);
      number("903", "Authentication successful");
    } else {
      number("904", "SASL authentication failed");
    }
  }

  private void nick(String next) {
    String before = source();
    if (!server.take(this, next)) {
      number("433", next, "Nickname is already in use");
      return;
    }
    if (welcomed) {
      Item item =
          new Item(
              server.newId(),
              server.now(),
              before,
              account,
              "NICK",
              Map.of(),
              List.of(),
              List.of(next));
      Set<FakeClient> told = new HashSet<>();
      nick = next;
      for (FakeChannel channel : server.channelsOf(this)) {
        told.addAll(channel.members());
        channel.history().add(item);
      }
      told.add(this);
      told.forEach(client -> client.told(item, List.of(next)));
    } else {
      nick = next;
      welcome();
    }
  }

  private void welcome() {
    if (welcomed || negotiating || nick.isEmpty() || user.isEmpty()) {
      return;
    }
    welcomed = true;
    number("001", "Welcome to the fake network " + nick);
    List<String> tokens = new ArrayList<>(List.of(options.tokens().split(" ", -1)));
    tokens.add("are supported by this server");
    number("005", tokens.toArray(String[]::new));
    number("422", "MOTD File is missing");
  }

  private void quit(String why) {
    gone = true;
    Item item = item("QUIT", Map.of(), List.of(), why);
    Set<FakeClient> told = new HashSet<>();
    for (FakeChannel channel : server.channelsOf(this)) {
      told.addAll(channel.members());
      channel.history().add(item);
    }
    told.remove(this);
    server.gone(this);
    told.forEach(client -> client.told(item, List.of(why)));
  }

  private void join(String name) {
    FakeChannel channel = server.made(name);
    if (channel.has(this)) {
      return;
    }
    if (channel.banned(this)) {
      number("474", name, "Cannot join channel (+b)");
      return;
    }
    if (channel.flags().contains('i')) {
      number("473", name, "Cannot join channel (+i)");
      return;
    }
    channel.add(this);
    Item item = item("JOIN", Map.of(), List.of(), account == null ? "*" : account, nick);
    channel.history().add(item);
    for (FakeClient member : channel.members()) {
      if (member.caps.contains("extended-join")) {
        member.told(item, List.of(name, account == null ? "*" : account, nick));
      } else {
        member.told(item, List.of(name));
      }
      String rank = channel.rank(this);
      if (!rank.isEmpty() && member != this) {
        member.server("MODE", name, "+" + rank, nick);
      }
    }
    if (!channel.topic().isEmpty()) {
      number("332", name, channel.topic());
      number("333", name, channel.topicSetter(), "0");
    }
    List<String> names = new ArrayList<>();
    for (FakeClient member : channel.members()) {
      String sign = FakeChannel.sign(channel.rank(member));
      String shown = caps.contains("multi-prefix") || sign.isEmpty() ? sign : sign.substring(0, 1);
      names.add(shown + (caps.contains("userhost-in-names") ? member.source() : member.nick));
    }
    number("353", "=", name, String.join(" ", names));
    number("366", name, "End of NAMES list");
  }

  private @Nullable FakeChannel in(String name) {
    FakeChannel channel = server.channel(name);
    if (channel == null) {
      number("403", name, "No such channel");
    } else if (!channel.has(this)) {
      number("442", name, "You're not on that channel");
      return null;
    }
    return channel;
  }

  private @Nullable FakeChannel run(String name) {
    FakeChannel channel = in(name);
    if (channel != null && !channel.operator(this)) {
      number("482", name, "You're not a channel operator");
      return null;
    }
    return channel;
  }

  private void part(String name) {
    FakeChannel channel = in(name);
    if (channel != null) {
      Item item = item("PART", Map.of(), List.of());
      everybody(channel, item, name);
      channel.history().add(item);
      channel.remove(this);
    }
  }

  private void kick(Line line) {
    FakeChannel channel = run(line.param(0));
    if (channel == null) {
      return;
    }
    FakeClient target = server.client(line.param(1));
    if (target == null) {
      number("401", line.param(1), "No such nick");
    } else if (!channel.has(target)) {
      number("441", channel.name(), "They aren't on that channel");
    } else if (channel.isFounder(target)) {
      number("482", channel.name(), "You don't have enough channel privileges");
    } else {
      Item item = item("KICK", Map.of(), List.of(), line.param(1), line.last());
      everybody(channel, item, channel.name(), line.param(1), line.last());
      channel.history().add(item);
      channel.remove(target);
    }
  }

  private void mode(Line line) {
    FakeChannel channel = server.channel(line.param(0));
    if (channel == null) {
      return;
    }
    Traits traits = new Traits();
    List<String> tokens = new ArrayList<>(List.of("x"));
    tokens.addAll(List.of(FakeIrc.TOKENS.split(" ", -1)));
    tokens.add("x");
    traits.take(new Line(Map.of(), "", "005", tokens));
    List<ModeChange> changes = traits.changes(line.params().subList(1, line.params().size()));
    if (changes.isEmpty()) {
      StringBuilder flags = new StringBuilder("+");
      channel.flags().forEach(flags::append);
      number("324", channel.name(), flags.toString());
      number("329", channel.name(), "0");
      return;
    }
    for (ModeChange asked : changes) {
      ModeChange change =
          new ModeChange(asked.add(), asked.mode(), FakeChannel.named(asked.param()));
      if (change.mode() == 'b' && change.param().isEmpty()) {
        channel
            .bans()
            .forEach(
                (mask, ban) ->
                    number(
                        "367",
                        channel.name(),
                        mask,
                        ban.setter(),
                        Long.toString(ban.at().getEpochSecond())));
        number("368", channel.name(), "End of list");
      } else if (!channel.operator(this)) {
        number("482", channel.name(), "You're not a channel operator");
        return;
      } else if (changes(channel, change)) {
        String sign = (change.add() ? "+" : "-") + change.mode();
        Item item = item("MODE", Map.of(), List.of(), sign, change.param());
        if (change.param().isEmpty()) {
          everybody(channel, item, channel.name(), sign);
        } else {
          everybody(channel, item, channel.name(), sign, change.param());
        }
      }
    }
  }

  /** Makes a change; false when nothing changes. */
  private boolean changes(FakeChannel channel, ModeChange change) {
    if (change.mode() == 'b') {
      String mask = FakeIrc.fold(change.param());
      boolean there = channel.bans().containsKey(mask);
      if (change.add() == there) {
        number(there ? "697" : "698", channel.name(), mask, "b", "Nothing changes");
        return false;
      }
      if (change.add()) {
        channel.bans().put(mask, new FakeChannel.Ban(source(), server.now()));
      } else {
        channel.bans().remove(mask);
      }
      return true;
    }
    if ("qaohv".indexOf(change.mode()) >= 0) {
      FakeClient target = server.client(change.param());
      if (target == null || !channel.has(target)) {
        number("401", change.param(), "No such nick");
        return false;
      }
      channel.rank(target, change.mode(), change.add());
      return true;
    }
    return change.add()
        ? channel.flags().add(change.mode())
        : channel.flags().remove(change.mode());
  }

  private void who(Line line) {
    FakeChannel channel = server.channel(line.param(0));
    FakeClient one = server.client(line.param(0));
    List<FakeClient> all =
        channel != null ? channel.members() : one == null ? List.of() : List.of(one);
    for (FakeClient client : all) {
      String known = client.account == null ? "0" : client.account;
      switch (line.param(1)) {
        case "%tcuhna,7" ->
            number("354", "7", line.param(0), "~u", "host.fake", client.nick, known);
        case "%tna,9" -> number("354", "9", client.nick, known);
        default ->
            number("352", line.param(0), "~u", "host.fake", SERVER, client.nick, "H", "0 name");
      }
    }
    number("315", line.param(0), "End of WHO list");
  }

  private void topic(Line line) {
    FakeChannel channel = in(line.param(0));
    if (channel == null) {
      return;
    }
    if (channel.flags().contains('t') && !channel.operator(this)) {
      number("482", channel.name(), "You're not a channel operator");
      return;
    }
    channel.topic(line.last(), source());
    everybody(channel, item("TOPIC", Map.of(), List.of()), channel.name(), line.last());
  }

  private void batch(Line line) {
    if (line.param(0).startsWith("+")) {
      batch = line;
      batched.clear();
    } else if (batch != null) {
      Line begin = batch;
      batch = null;
      batchLabel = begin.tags().getOrDefault("label", "");
      message(
          new Line(begin.tags(), "", "PRIVMSG", begin.params()),
          begin.param(2),
          List.copyOf(batched));
    }
  }

  private void message(Line line, String target, List<Speech.Piece> texts) {
    Map<String, String> tags = new LinkedHashMap<>();
    line.tags()
        .forEach(
            (key, value) -> {
              if (key.startsWith("+")) {
                tags.put(key, value);
              }
            });
    for (Speech.Piece piece : texts) {
      if (source().length() + Speech.bytes(target) + piece.bytes() > 512 - 14) {
        number("417", "Line too long to be relayed without truncation");
        return;
      }
    }
    Item item = item(line.command(), tags, texts);
    String name = target.replaceAll("^[~&@%+]+(?=#)", "");
    if (name.startsWith("#")) {
      FakeChannel channel = server.channel(name);
      if (channel == null) {
        number("403", target, "No such channel");
        return;
      }
      if (!channel.has(this) || channel.silenced(this)) {
        number("404", target, "Cannot send to channel");
        return;
      }
      if (caps.contains("echo-message")) {
        message(item, target);
      }
      if (name.equals(target)) {
        channel.history().add(item);
      }
      channel.members().stream()
          .filter(member -> member != this && channel.hears(member, target))
          .forEach(member -> member.message(item, target));
    } else if (target.endsWith("Serv")) {
      message(item, target);
      service(target, texts.getFirst().text().split(" ", -1));
    } else {
      FakeClient whom = server.client(target);
      if (whom == null) {
        number("401", target, "No such nick");
        return;
      }
      if (caps.contains("echo-message")) {
        message(item, target);
      }
      if (whom != this) {
        whom.message(item, target);
      }
    }
  }

  private void service(String name, String[] words) {
    String said = "done";
    FakeChannel given = null;
    if (name.equals("NickServ") && words[0].equals("REGISTER") && server.register(nick, words[1])) {
      account = nick;
    } else if (name.equals("NickServ") && words[0].equals("IDENTIFY")) {
      if (server.knows(words[1], words[2])) {
        account = words[1];
        notifyAccount();
        nick(words[1]);
      }
    } else if (name.equals("ChanServ") && words[0].equals("REGISTER")) {
      given = server.made(words[1]);
      given.founder(this);
    } else if (name.equals("ChanServ") && words[0].equals("AMODE")) {
      server.made(words[1]).access(words[3], words[2].substring(1));
    } else {
      said = "no";
    }
    String source = name + "!" + name + "@localhost";
    say(new Line(timed(Map.of(), server.now()), source, "NOTICE", List.of(nick, said)));
    if (given != null) {
      Item item =
          new Item(
              server.newId(), server.now(), source, null, "MODE", Map.of(), List.of(), List.of());
      everybody(given, item, given.name(), "+q", nick);
    }
  }

  private void notifyAccount() {
    for (FakeChannel channel : server.channelsOf(this)) {
      for (FakeClient member : channel.members()) {
        if (member != this && member.caps.contains("account-notify")) {
          member.say(
              new Line(Map.of(), source(), "ACCOUNT", List.of(account == null ? "*" : account)));
        }
      }
    }
  }

  private void redact(Line line) {
    FakeChannel channel = in(line.param(0));
    if (channel == null) {
      return;
    }
    Item old =
        channel.history().stream()
            .filter(item -> item.id().equals(line.param(1)))
            .findFirst()
            .orElse(null);
    boolean own = old != null && account != null && account.equals(old.account());
    if (old == null) {
      fail("UNKNOWN_MSGID", line);
    } else if (!own && !channel.operator(this)) {
      // As Ergo does: others' messages are not there for them.
      fail("UNKNOWN_MSGID", line);
    } else {
      channel.history().remove(old);
      Item item = item("REDACT", Map.of(), List.of());
      // As Ergo does: to everybody alike, before the answer.
      answering = false;
      channel.members().stream()
          .filter(member -> member.caps.contains("draft/message-redaction"))
          .forEach(
              member -> member.told(item, List.of(channel.name(), line.param(1), line.param(2))));
      answering = true;
    }
  }

  private void fail(String code, Line line) {
    server("FAIL", "REDACT", code, line.param(0), line.param(1), "not done");
  }

  private void history(Line line) {
    FakeChannel channel = in(line.param(1));
    if (channel == null) {
      return;
    }
    List<Item> all = channel.history();
    String after = line.param(2);
    int from = 0;
    if (after.startsWith("msgid=")) {
      String id = after.substring("msgid=".length());
      while (from < all.size() && !all.get(from).id().equals(id)) {
        from++;
      }
      from++;
    } else {
      Instant at = Instant.parse(after.substring("timestamp=".length()));
      while (from < all.size() && !all.get(from).at().isAfter(at)) {
        from++;
      }
    }
    int to = Math.min(all.size(), from + Integer.parseInt(line.param(3)));
    playback(channel, from < to ? List.copyOf(all.subList(from, to)) : List.of());
  }

  /** Tells a part of the past. */
  void playback(FakeChannel channel, List<Item> items) {
    String reference = "h" + batches++;
    say(
        new Line(
            Map.of(), SERVER, "BATCH", List.of("+" + reference, "chathistory", channel.name())));
    nested.add(reference);
    for (Item item : items) {
      switch (item.command()) {
        case "PRIVMSG", "NOTICE" -> message(item, channel.name());
        case "QUIT", "NICK" -> told(item, item.params());
        default -> {
          List<String> params = new ArrayList<>(List.of(channel.name()));
          params.addAll(item.params());
          told(item, params);
        }
      }
    }
    nested.removeLast();
    say(new Line(Map.of(), SERVER, "BATCH", List.of("-" + reference)));
  }
}
