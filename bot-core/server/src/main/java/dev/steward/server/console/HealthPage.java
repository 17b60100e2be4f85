package dev.steward.server.console;

import dev.steward.chat.ConnectionHealth;
import dev.steward.engine.Engine;
import dev.steward.engine.script.Language;
import dev.steward.server.data.Readers;
import dev.steward.server.html.Texts;
import dev.steward.server.packs.PackVersions;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** How Steward itself is, without members' words. */
final class HealthPage {
  private static final int VERSIONS = 20;

  private final Readers readers;
  private final Engine engine;
  private final Pages pages;
  private final Times times;
  private final PackList packs;
  private final AdapterHealth adapters;
  private final StoreFacts store;
  private final Throttle throttle;

  HealthPage(
      Readers readers,
      Engine engine,
      Pages pages,
      Times times,
      PackList packs,
      AdapterHealth adapters,
      StoreFacts store,
      Throttle throttle) {
    this.readers = readers;
    this.engine = engine;
    this.pages = pages;
    this.times = times;
    this.packs = packs;
    this.adapters = adapters;
    this.store = store;
    this.throttle = throttle;
  }

  /** What the page shows. */
  record Model(
      boolean well,
      List<String> troubles,
      List<Adapter> adapters,
      boolean noAdapters,
      List<Figure> figures,
      List<PackLine> packs,
      List<Version> versions,
      boolean noVersions) {}

  record Adapter(
      String platform, String accounts, String state, boolean well, String detail, String since) {}

  record Figure(String name, String value) {}

  record PackLine(String title, String name, String version) {}

  /** A published version, with its changes in sentences. */
  record Version(String pack, long version, String at, String by, List<String> changes) {}

  Answer show(Visit visit) {
    Texts t = visit.texts();
    List<String> troubles = engine.troubles();
    List<Adapter> lines =
        adapters.now().stream()
            .map(
                line ->
                    new Adapter(
                        line.platform(),
                        String.join(", ", line.accounts().stream().map(Object::toString).toList()),
                        t.word("adapter", line.health().state().name().toLowerCase(Locale.ROOT)),
                        line.health().state() == ConnectionHealth.State.CONNECTED,
                        line.health().detail(),
                        times.at(line.health().since())))
            .toList();
    List<Version> versions = versions(t.language());
    boolean well = troubles.isEmpty() && lines.stream().allMatch(Adapter::well);
    return pages.show(
        visit,
        "health",
        new Model(
            well,
            troubles,
            lines,
            lines.isEmpty(),
            figures(t),
            packs.inForce().stream()
                .map(
                    script ->
                        new PackLine(
                            script.pack().title(),
                            script.pack().name(),
                            script.version() == 0 ? t.say("health-draft") : "v" + script.version()))
                .toList(),
            versions,
            versions.isEmpty()));
  }

  private List<Figure> figures(Texts t) {
    String unknown = t.say("health-unknown");
    long bytes = store.sizeBytes();
    return List.of(
        new Figure(t.say("health-waiting"), Integer.toString(engine.waiting())),
        new Figure(t.say("health-open"), open(unknown)),
        new Figure(
            t.say("health-events"),
            Long.toString(
                readers.read(
                    sql ->
                        sql.first("SELECT coalesce(max(seq), 0) FROM journal", row -> row.number(1))
                            .orElse(0L)))),
        new Figure(
            t.say("health-size"), bytes < 0 ? unknown : "%.1f MB".formatted(bytes / 1048576.0)),
        new Figure(t.say("health-backup"), store.lastBackup().map(times::at).orElse(unknown)),
        new Figure(t.say("health-throttled"), Long.toString(throttle.refused())));
  }

  private String open(String unknown) {
    try {
      return engine.openActions().toCompletableFuture().get(2, TimeUnit.SECONDS).toString();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return unknown;
    } catch (ExecutionException | TimeoutException e) {
      return unknown;
    }
  }

  private List<Version> versions(Language language) {
    return readers.read(sql -> PackVersions.news(sql, language, VERSIONS)).stream()
        .map(
            one ->
                new Version(one.pack(), one.version(), times.at(one.at()), one.by(), one.changes()))
        .toList();
  }
}
