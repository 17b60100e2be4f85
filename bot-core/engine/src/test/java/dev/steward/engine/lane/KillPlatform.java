package dev.steward.engine.lane;

import dev.steward.chat.Action;
import dev.steward.chat.Order;
import dev.steward.chat.Outcome;
import dev.steward.engine.outbox.Wire;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A platform that writes down what it is asked to do, and does it as often as it is told: it is up
 * to Steward not to say a thing twice.
 */
record KillPlatform(FileChannel orders, Map<String, CompletableFuture<Boolean>> asked)
    implements Wire, OneAccount {
  /**
   * One order, as a line of the file.
   *
   * @param what the capability that it needs
   * @param to the group, or the member alone
   * @param message what it replies to or deletes; empty when there is none
   */
  record Line(long id, String what, String to, String message, String text) {
    static Line of(Order order) {
      return switch (order.action()) {
        case Action.SendMessage send ->
            line(order, send.group().toString(), send.replyTo(), send.content().text());
        case Action.SendPrivate send ->
            line(order, send.user().toString(), null, send.content().text());
        case Action.DeleteMessage delete ->
            line(order, delete.group().toString(), delete.messageId(), "");
        default -> line(order, "", null, "");
      };
    }

    private static Line line(Order order, String to, @Nullable String message, String text) {
      return new Line(
          order.id(),
          order.action().needs().toString(),
          to,
          message == null ? "" : message,
          text.replaceAll("\\s+", " "));
    }

    static Line read(String line) {
      List<String> cells = Arrays.asList(line.split("\t", -1));
      return new Line(
          Long.parseLong(cells.get(0)), cells.get(1), cells.get(2), cells.get(3), cells.get(4));
    }

    String written() {
      return String.join("\t", Long.toString(id), what, to, message, text) + "\n";
    }

    boolean said() {
      return List.of("SEND", "REPLY", "PRIVATE").contains(what);
    }
  }

  static KillPlatform in(Path folder) throws IOException {
    return new KillPlatform(append(folder.resolve("orders")), new ConcurrentHashMap<>());
  }

  /**
   * Completes when Steward has written to a member in private, in this process: after a kill it
   * does not know whether that arrived, and hands the complaint to the staff.
   */
  CompletableFuture<Boolean> asked(String user) {
    return asked.computeIfAbsent(user, _ -> new CompletableFuture<>());
  }

  static FileChannel append(Path file) throws IOException {
    return FileChannel.open(
        file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
  }

  static void write(FileChannel file, String line) {
    try {
      file.write(ByteBuffer.wrap(line.getBytes(StandardCharsets.UTF_8)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public CompletionStage<Outcome> perform(Order order) {
    write(orders, Line.of(order).written());
    if (order.action() instanceof Action.SendPrivate send) {
      asked(send.user().toString()).complete(true);
    }
    return CompletableFuture.completedFuture(new Outcome.Confirmed(""));
  }

  @Override
  public CompletionStage<Optional<Outcome>> lookUp(Order order) {
    return CompletableFuture.completedFuture(Optional.empty());
  }

  @Override
  public boolean saysOnce(Order order) {
    return false;
  }
}
