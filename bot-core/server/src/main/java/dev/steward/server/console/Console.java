package dev.steward.server.console;

import com.linecorp.armeria.server.ServerBuilder;
import dev.steward.chat.Key;
import dev.steward.engine.Engine;
import dev.steward.engine.faq.Models;
import dev.steward.engine.members.StaffBook;
import dev.steward.engine.rules.RuleCosts;
import dev.steward.engine.script.Language;
import dev.steward.engine.store.Database;
import dev.steward.server.HttpPart;
import dev.steward.server.api.ApiTokens;
import dev.steward.server.data.Readers;
import dev.steward.server.html.Templates;
import dev.steward.server.html.Texts;
import dev.steward.server.http.Callers;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The console below {@code /console}: put together by hand, once. Thread-safe.
 *
 * <p>It reads on connections of its own and writes through the engine only. {@link #close} it
 * before the engine.
 */
public final class Console implements HttpPart, AutoCloseable {
  private static final int THREADS = 4;
  private static final int WAITING = 256;
  private static final int FILES = 4;

  /** The login that the first link is for. */
  private static final String FIRST_OWNER = "owner";

  private final Engine engine;
  private final InstantSource clock;
  private final OneTimeCodes codes;
  private final Audit audit;
  private final Readers readers;
  private final FlowFeed feed;
  private final Previews previews;
  private final Routes routes;
  private final ConsoleService service;
  private final ExecutorService threads = pool("console", THREADS, WAITING);
  private final ExecutorService passwordThreads = pool("console-password", 2, 64);
  private final ExecutorService fileThreads = pool("console-file", FILES, 16);

  /**
   * What a console is made of.
   *
   * @param engine started before the first request
   * @param clock the only clock
   * @param random for tokens, codes and salts
   * @param callers whose address counts, behind a proxy and without one
   * @param tests the conversations that can be rehearsed
   * @param pictures opens what members sent
   * @param models by which a rehearsal looks questions up; not owned
   * @param staff the chat logins of staff, as the features know them
   * @param costs how long the rules take
   */
  public record Parts(
      Database database,
      Engine engine,
      InstantSource clock,
      SecureRandom random,
      ConsoleSettings settings,
      Callers callers,
      AdapterHealth adapters,
      PackList packs,
      PackTests tests,
      MemberPictures pictures,
      Models models,
      RoomLinks rooms,
      StoreFacts store,
      StaffBook staff,
      RuleCosts costs) {}

  public Console(Parts parts) {
    engine = parts.engine();
    clock = parts.clock();
    ConsoleSettings settings = parts.settings();
    Secrets secrets = new Secrets(parts.random());
    Passwords passwords = new Passwords(secrets);
    Throttle throttle = new Throttle(clock);
    Times times = new Times(clock, settings.zone());
    readers = new Readers(parts.database(), THREADS + FILES + 2);
    codes = new OneTimeCodes(clock, secrets);
    audit = new Audit(engine, clock);
    Chores chores = new Chores(engine, clock, secrets);
    Sessions sessions = new Sessions(engine, clock, secrets, settings.https());
    Assets assets = new Assets();
    previews = new Previews(clock, settings.holidays(), parts.models());
    Pages pages = new Pages(new Templates(Console.class), assets);
    CaseRows cases = new CaseRows(times);
    ComplaintsPage complaints = new ComplaintsPage(readers, audit, pages, times, settings.zone());
    GroupsPage groups =
        new GroupsPage(
            readers, chores, pages, times, parts.packs(), parts.adapters(), parts.rooms());
    feed =
        new FlowFeed(
            readers,
            new FlowRows(times),
            sessions,
            Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().name("console-flow").daemon().factory()),
            settings.flowEvery());
    routes =
        new Routes(
            new Routes.Handlers(
                new SignIn(readers, chores, sessions, passwords, throttle, audit, pages),
                new WelcomePages(
                    readers, chores, sessions, codes, passwords, throttle, audit, pages),
                new LanguageChoice(settings.https()),
                assets,
                groups,
                new GroupPage(
                    readers,
                    pages,
                    times,
                    parts.packs(),
                    cases,
                    groups,
                    audit,
                    new GroupDay(times, parts.settings().holidays()),
                    engine.pages(),
                    clock),
                new RehearsePage(readers, pages, parts.packs(), previews),
                new RehearseChatPage(readers, pages, parts.packs(), parts.tests(), previews),
                new FlowPage(readers, audit, pages),
                new CasesPage(readers, cases, audit, pages),
                new CasePage(readers, chores, cases, audit, pages, times),
                new RulesPage(readers, pages, times, parts.packs(), parts.costs()),
                new MembersPage(readers, chores, audit, pages, times, parts.packs()),
                complaints,
                new ComplaintPage(readers, chores, audit, pages, times, settings.zone()),
                new ComplaintPicture(readers, parts.pictures(), audit),
                new NewComplaintPage(readers, chores, audit, pages, parts.packs()),
                new IncidentPage(readers, chores, complaints, pages, times),
                new TodoPage(readers, chores, audit, pages, times),
                new BroadcastsPage(readers, chores, audit, pages, times, parts.packs(), settings),
                new BroadcastPage(
                    readers, chores, audit, pages, times, parts.packs(), settings.zone()),
                new AnswersPage(readers, chores, audit, pages, times, parts.packs()),
                new DutyPage(readers, chores, audit, pages, settings.zone().getId()),
                new PollsPage(readers, chores, audit, pages, times, parts.packs()),
                new PollPage(readers, chores, audit, pages, times),
                new HealthPage(
                    readers,
                    engine,
                    pages,
                    times,
                    parts.packs(),
                    parts.adapters(),
                    parts.store(),
                    throttle),
                new MePage(readers, chores, sessions, codes, passwords, throttle, audit, pages),
                new StaffPage(readers, chores, codes, audit, pages, clock, parts.staff()),
                new TokensPage(readers, chores, new ApiTokens(parts.random()), audit, pages, times),
                new ExportPage(readers, audit, settings.zone()),
                new AuditPage(readers, pages, times)));
    Map<Language, Texts> texts =
        Map.of(
            Language.ZH, Texts.load(Console.class, Language.ZH),
            Language.EN, Texts.load(Console.class, Language.EN));
    Doorway doorway = new Doorway(settings, parts.callers(), texts, readers, sessions, pages);
    service =
        new ConsoleService(routes, doorway, pages, feed, threads, passwordThreads, fileThreads);
  }

  private static ExecutorService pool(String name, int threads, int waiting) {
    return new ThreadPoolExecutor(
        threads,
        threads,
        1,
        TimeUnit.MINUTES,
        new ArrayBlockingQueue<>(waiting),
        Thread.ofPlatform().name(name + "-", 0).daemon().factory());
  }

  @Override
  public void attach(ServerBuilder builder) {
    builder.service("/console", service).serviceUnder("/console/", service);
  }

  /**
   * The link for the start-up print, when no owner has chosen a password yet; empty otherwise. It
   * works once and for 24 hours; an earlier one stops working.
   *
   * @param baseUrl scheme, host and port, without a slash at the end
   */
  public CompletionStage<Optional<String>> firstSignInLink(String baseUrl) {
    return engine.write(
        Key.BRAND,
        context -> {
          boolean owned =
              context
                  .sql()
                  .first(
                      "SELECT login FROM staff WHERE role = 'owner' AND disabled = 0"
                          + " AND password IS NOT NULL",
                      row -> row.text(1))
                  .isPresent();
          if (owned) {
            return Optional.empty();
          }
          context
              .sql()
              .update(
                  "INSERT INTO staff (login, name, role, created) VALUES (?, 'Owner', 'owner', ?)"
                      + " ON CONFLICT (login) DO UPDATE SET role = 'owner', disabled = 0",
                  FIRST_OWNER,
                  clock.instant());
          String code = codes.forSignIn(context, FIRST_OWNER, OneTimeCodes.FIRST);
          return Optional.of(baseUrl + "/console/welcome?code=" + code);
        });
  }

  /** For tests: every route, with who may ask it. */
  Routes routes() {
    return routes;
  }

  /** For tests: how many watch the live flow. */
  int watching() {
    return feed.watching();
  }

  @Override
  public void close() {
    feed.close();
    previews.close();
    threads.shutdown();
    passwordThreads.shutdown();
    fileThreads.shutdownNow();
    audit.finish();
    readers.close();
  }
}
