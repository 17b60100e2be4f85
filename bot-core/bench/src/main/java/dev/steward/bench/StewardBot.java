package dev.steward.bench;

import dev.steward.chat.AccountId;
import dev.steward.server.platforms.Adapters;
import dev.steward.server.platforms.Connections;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Steward as it runs: the OneBot adapter, lanes, SQLite with a flush at each commit, the outbox.
 * Whoever says a word of the list is silenced at once.
 */
public final class StewardBot {
  private StewardBot() {}

  /** Runs until it is ended: words file, number of groups, address. */
  public static void main(String[] arguments) throws Exception {
    List<String> words = Files.readAllLines(Path.of(arguments[0]));
    Connections connections = new Connections();
    InstantSource clock = InstantSource.system();
    Rig rig = new Rig(clock, BenchPack.of(words), Rig.sqlite(), connections);
    rig.prepare(
        new AccountId("onebot", Long.toString(PeerTalk.SELF)),
        Integer.parseInt(arguments[1]),
        group -> Long.toString(PeerTalk.group(group)));
    connections.open(
        Adapters.find(Path.of("no-jars-here")),
        Map.of("onebot", Map.of("connect", arguments[2])),
        new Connections.Lender(
            rig.engine.sink(),
            _ -> {},
            clock,
            rig.timers,
            Scratch.folder(),
            (_, _) -> {},
            _ -> Optional.empty()));
    Thread.currentThread().join();
  }
}
