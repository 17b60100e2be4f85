package dev.steward.server;

import dev.steward.adapter.web.WebRooms;
import dev.steward.chat.Event;
import dev.steward.chat.GroupId;
import dev.steward.engine.Engine;
import dev.steward.engine.StandardFeatures;
import dev.steward.engine.faq.FaqHelper;
import dev.steward.engine.faq.Models;
import dev.steward.engine.identity.Persons;
import dev.steward.engine.lane.LaneFigures;
import dev.steward.engine.members.StaffBook;
import dev.steward.engine.pictures.PictureHelper;
import dev.steward.engine.polls.Seals;
import dev.steward.engine.rules.Opinions;
import dev.steward.engine.rules.RuleCosts;
import dev.steward.engine.schedule.Holidays;
import dev.steward.engine.schedule.Planner;
import dev.steward.engine.script.PackFiles;
import dev.steward.engine.script.Problem;
import dev.steward.engine.store.Database;
import dev.steward.engine.store.Sql;
import dev.steward.server.api.PullApi;
import dev.steward.server.config.Config;
import dev.steward.server.config.ConfigException;
import dev.steward.server.config.HolidaysReader;
import dev.steward.server.console.Console;
import dev.steward.server.console.ConsoleSettings;
import dev.steward.server.console.RoomLinks;
import dev.steward.server.data.ApiKeys;
import dev.steward.server.data.Changes;
import dev.steward.server.data.DataFolder;
import dev.steward.server.data.Forgetting;
import dev.steward.server.data.Upkeep;
import dev.steward.server.http.Callers;
import dev.steward.server.http.Health;
import dev.steward.server.http.HttpPort;
import dev.steward.server.http.Metrics;
import dev.steward.server.http.Mounts;
import dev.steward.server.member.MemberPage;
import dev.steward.server.member.PageKey;
import dev.steward.server.opinion.ModelOpinions;
import dev.steward.server.packs.Bindings;
import dev.steward.server.packs.FolderWatch;
import dev.steward.server.packs.Packs;
import dev.steward.server.packs.Publishing;
import dev.steward.server.platforms.Adapters;
import dev.steward.server.platforms.Connections;
import dev.steward.server.schedule.QuartzClockwork;
import dev.steward.server.webhook.TodoWebhook;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The running server, put together by hand: data folder, database, packs, engine, platforms,
 * console, HTTP port. Reads like the order of the start; {@link #close} undoes it backwards within
 * about ten seconds.
 */
public final class Steward implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Steward.class);

  private final Config config;
  private final InstantSource clock;
  private final DataFolder data;
  private final Database database;
  private final Packs packs;
  private final Connections connections = new Connections();
  private final FaqHelper helper;
  private final PictureHelper pictures;
  private final @Nullable ModelOpinions opinions;
  private final Engine engine;
  private final Console console;
  private final Callers callers;
  private final Mounts mounts;
  private final Bindings bindings;
  private final Planner planner;
  private final Upkeep upkeep;
  private final @Nullable TodoWebhook webhook;
  private final WebRoomLinks rooms;
  private final SecureRandom random = new SecureRandom();
  private final String adminToken = OneTimeToken.make();
  private final PrometheusMeterRegistry figures =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final ScheduledExecutorService timers =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("timers").daemon().factory());
  private final PageKey pages;
  private final Holidays holidays;
  private @Nullable PullApi api;
  private @Nullable MemberPage page;
  private volatile @Nullable HttpPort http;
  private @Nullable FolderWatch watch;

  /** What is printed about packs and groups while starting; a line each, for people. */
  public interface Told {
    void problems(List<Problem> problems);

    void line(String zh, String en);
  }

  private Steward(Config config, InstantSource clock, DataFolder data) throws Exception {
    this.config = config;
    this.clock = clock;
    this.data = data;
    database = config.store().open();
    packs = Packs.load(database, clock);
    Persons persons;
    StaffBook staff;
    try (Sql sql = new Sql(database.openForReading())) {
      persons = Persons.load(sql);
      staff = StaffBook.load(sql);
    }
    pages = new PageKey(ApiKeys.key(Changes.of(database), random, PageKey.NAME), clock, this::url);
    holidays = config.holidays() == null ? Holidays.NONE : HolidaysReader.read(config.holidays());
    Models models = config.meanings() ? Models.ofMeaning() : Models.none();
    helper = FaqHelper.start(models, clock, this::answered);
    RuleCosts costs = new RuleCosts();
    pictures = PictureHelper.start(connections::open, clock, this::answered);
    opinions =
        config.opinion() == null
            ? null
            : new ModelOpinions(config.opinion(), timers, clock, this::answered);
    StandardFeatures features =
        new StandardFeatures(
                staff, config.zone(), holidays, helper, new Seals(data.seals(), new SecureRandom()))
            .measuring(costs)
            .seeing(pictures)
            .asking(opinions == null ? Opinions.NONE : opinions)
            .learning(
                Executors.newSingleThreadExecutor(
                    Thread.ofPlatform().daemon().name("learning").factory()));
    if (Runtime.getRuntime().availableProcessors() > database.lanes()) {
      features.readingAhead(
          Executors.newSingleThreadExecutor(
              Thread.ofPlatform().daemon().name("reading").factory()));
    }
    engine =
        new Engine(
            new Engine.Parts(
                database,
                clock,
                timers,
                Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().name("outbox").factory()),
                connections,
                connections,
                packs,
                persons,
                account -> config.limitsOf(account.platform(), account.toString()),
                features::of,
                new LaneFigures(figures),
                pages.pageLinks()));
    planner =
        new Planner(
            clock,
            holidays,
            () ->
                packs.all().stream()
                    .flatMap(script -> StandardFeatures.plans(script.pack()).stream())
                    .toList(),
            this::groupsOf,
            engine::due,
            new QuartzClockwork());
    callers = new Callers(config.http().behindProxy());
    mounts = new Mounts(callers);
    rooms = new WebRoomLinks();
    bindings =
        new Bindings(
            database, clock, command -> engine.command(command).toCompletableFuture().join());
    Changes changes = Changes.of(engine);
    upkeep =
        new Upkeep(
            database,
            data,
            new Forgetting(database, changes, clock, config.retention()),
            config.backups(),
            config.zone(),
            clock);
    webhook =
        config.webhook() == null
            ? null
            : new TodoWebhook(
                config.webhook(), database, changes, clock, config.language(), this::url);
    console =
        new Console(
            new Console.Parts(
                database,
                engine,
                clock,
                random,
                new ConsoleSettings(
                    config.http().publicUrl().isEmpty() ? null : config.http().publicUrl(),
                    config.http().publicUrl().startsWith("https:"),
                    config.language(),
                    config.zone(),
                    holidays,
                    config.approvalAbove(),
                    Duration.ofSeconds(1)),
                callers,
                this::connected,
                packs::all,
                packs::tests,
                connections::open,
                models,
                rooms,
                new DataFacts(data, database),
                staff,
                costs));
  }

  /**
   * Starts everything and returns once the port is open.
   *
   * @param folders packs to publish if they differ; with {@code watched} they are read again at
   *     each change
   * @param installation where {@code adapters/} with dropped-in jars is
   * @throws ConfigException when a setting is wrong
   */
  public static Steward start(
      Config config,
      InstantSource clock,
      Path installation,
      List<Path> folders,
      boolean watched,
      Told told)
      throws Exception {
    DataFolder data = DataFolder.lock(config.data());
    Steward steward;
    try {
      steward = new Steward(config, clock, data);
    } catch (Exception e) {
      data.close();
      throw e;
    }
    try {
      steward.open(installation, folders, watched, told);
      return steward;
    } catch (Exception | Error e) {
      steward.close();
      throw e;
    }
  }

  private void answered(Event.HelperAnswered answer) {
    engine
        .answered(answer)
        .whenComplete(
            (_, failed) -> {
              if (failed != null) {
                log.warn("a verdict for {} was lost", answer.key(), failed);
              }
            });
  }

  private void open(Path installation, List<Path> folders, boolean watched, Told told)
      throws Exception {
    engine.start();
    publish(folders, told);
    connections.open(
        Adapters.find(installation.resolve("adapters")),
        config.adapters(),
        new Connections.Lender(
            engine.sink(),
            bindings::seen,
            clock,
            timers,
            data.adapters(),
            mounts::add,
            packs::open));
    connections.find(WebRooms.class).ifPresent(rooms::follow);
    bind(told);
    api = new PullApi(database, engine, clock, random);
    page =
        new MemberPage(
            new MemberPage.Parts(database, engine, clock, holidays, callers, pages, random),
            connections::browser);
    http =
        HttpPort.open(
            config.http(),
            callers,
            List.of(
                new Health(
                    Version.get(),
                    callers,
                    engine::troubles,
                    engine::waiting,
                    helper::state,
                    pictures::state,
                    this::connected),
                new Metrics(figures, callers, config.http().openMetrics()),
                new AdminApi(
                    callers,
                    adminToken,
                    packs,
                    database,
                    data,
                    Changes.of(engine),
                    rooms,
                    clock,
                    new TokenDesk(database, Changes.of(engine), clock, random)),
                console,
                api,
                page,
                mounts));
    rooms.at(url());
    data.announce(new DataFolder.Running(localUrl(), adminToken));
    upkeep.start();
    planner.start();
    packs.follow(planner::look);
    if (webhook != null) {
      webhook.start();
    }
    if (watched) {
      watch =
          new FolderWatch(packs, folders, (folder, reading) -> told.problems(reading.problems()));
      watch.start();
    }
    prepareAnswers();
    log.info("started, version {}, {} packs", Version.get(), packs.all().size());
  }

  /** Once the port is open, and aside: whoever asks before it is done is answered by words. */
  private void prepareAnswers() throws SQLException {
    try (Sql sql = new Sql(database.openForReading())) {
      helper.prepare(sql, packs.all());
    }
  }

  private void publish(List<Path> folders, Told told) throws SQLException {
    for (Path folder : folders) {
      Publishing result = packs.publish(PackFiles.fromFolder(folder), "start", Changes.of(engine));
      told.problems(result.problems());
      switch (result) {
        case Publishing.Published fresh ->
            told.line(
                "脚本 " + fresh.pack() + " 第 " + fresh.version() + " 版生效",
                "pack " + fresh.pack() + " version " + fresh.version() + " is in force");
        case Publishing.Broken broken -> {
          boolean before = packs.script(broken.pack()).isPresent();
          told.line(
              "脚本 " + broken.pack() + " 有错误，没有采用" + (before ? "；原来的版本继续有效" : ""),
              "pack "
                  + broken.pack()
                  + " has errors and was not taken"
                  + (before ? "; the version before stays" : ""));
        }
        case Publishing.Unchanged _ -> {}
      }
    }
  }

  private void bind(Told told) throws SQLException {
    Path file = config.groups();
    if (file == null) {
      return;
    }
    try {
      told.problems(bindings.apply(file, packs, Changes.of(engine)).problems());
    } catch (IOException e) {
      told.line(file + "：读不到群绑定文件", file + ": the groups file can't be read");
    }
  }

  /** The groups that a pack serves. */
  private List<GroupId> groupsOf(String pack) {
    try (Sql sql = new Sql(database.openForReading())) {
      return sql.list(
          "SELECT group_id FROM chat_group WHERE pack = ? AND state = 'present' ORDER BY group_id",
          row -> GroupId.parse(row.text(1)),
          pack);
    } catch (SQLException e) {
      throw new IllegalStateException("the groups could not be read: " + e.getMessage(), e);
    }
  }

  private List<AdapterStatus> connected() {
    List<AdapterStatus> all = new ArrayList<>(connections.status());
    if (webhook != null) {
      all.add(webhook.status());
    }
    if (opinions != null) {
      all.add(opinions.status());
    }
    return all;
  }

  /** What people type, without a slash at the end. */
  public String url() {
    String url = config.http().publicUrl();
    return url.isEmpty() ? localUrl() : url;
  }

  private String localUrl() {
    String bind = config.http().bind();
    String host = bind.equals("0.0.0.0") || bind.equals("::") ? "127.0.0.1" : bind;
    return "http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port();
  }

  /** The port that is open. */
  public int port() {
    return http == null ? config.http().port() : http.port();
  }

  /** The link with which the first owner signs in; empty once there is one. */
  public Optional<String> firstSignInLink() {
    return console.firstSignInLink(url()).toCompletableFuture().join();
  }

  /** The join links of the rooms of Steward's own chat. */
  public List<RoomLinks.Room> rooms() {
    return rooms.rooms();
  }

  /** The engine, for tests. */
  Engine engine() {
    return engine;
  }

  @Override
  public void close() {
    if (watch != null) {
      watch.close();
    }
    connections.shut();
    if (http != null) {
      http.close();
    }
    console.close();
    if (page != null) {
      page.close();
    }
    if (api != null) {
      api.close();
    }
    planner.close();
    upkeep.close();
    if (webhook != null) {
      webhook.close();
    }
    helper.close();
    pictures.close();
    if (opinions != null) {
      opinions.close();
    }
    engine.close();
    connections.close();
    timers.shutdownNow();
    database.close();
    figures.close();
    try {
      data.close();
    } catch (IOException e) {
      log.warn("the data folder could not be let go: {}", e.getMessage());
    }
    log.info("stopped");
  }
}
