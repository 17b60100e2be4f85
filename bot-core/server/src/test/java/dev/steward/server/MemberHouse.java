package dev.steward.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.chat.Event;
import dev.steward.chat.GroupId;
import dev.steward.chat.Key;
import dev.steward.engine.polls.PollData;
import dev.steward.engine.polls.PollResults;
import dev.steward.engine.polls.Question;
import dev.steward.engine.script.Language;
import dev.steward.engine.script.Poll;
import dev.steward.engine.script.Problem;
import dev.steward.engine.store.Json;
import dev.steward.engine.store.Sql;
import dev.steward.server.config.Config;
import dev.steward.server.config.ConfigReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A running server with one room of Steward's own chat, live with a sample pack. */
final class MemberHouse implements AutoCloseable {
  private static final Path ROOT =
      Path.of(Objects.requireNonNull(System.getProperty("steward.root")));
  private static final Key GROUP = Key.group(new GroupId("web", "mama-1"));

  final Steward steward;
  private final String link;

  MemberHouse(Path home, String pack, String title) throws Exception {
    Path settings =
        Files.writeString(
            home.resolve("steward.yaml"),
            """
            port: 0
            packs: [%s]
            adapters:
              web: {rooms: 'mama-1=%s'}
            """
                .formatted(ROOT.resolve("scripts").resolve(pack), title));
    Config config = ConfigReader.read(settings, home, Map.of());
    steward =
        Steward.start(
            config,
            InstantSource.system(),
            home,
            config.packs(),
            false,
            new Steward.Told() {
              @Override
              public void problems(List<Problem> found) {
                assertThat(found).isEmpty();
              }

              @Override
              public void line(String zh, String en) {}
            });
    link = steward.rooms().getFirst().url();
    await("the room is known", () -> !texts("SELECT title FROM chat_group").isEmpty());
    staff("bind", Map.of("pack", pack));
    staff("go-live", Map.of());
  }

  String url() {
    return steward.url();
  }

  @Override
  public void close() {
    steward.close();
  }

  void staff(String name, Map<String, String> arguments) {
    var _ =
        steward
            .engine()
            .command(new Event.StaffCommand(name, GROUP, "owner", name, arguments, Instant.now()))
            .toCompletableFuture()
            .join();
  }

  <T> T read(Function<Sql, T> question) {
    return steward
        .engine()
        .write(Key.BRAND, context -> question.apply(context.sql()))
        .toCompletableFuture()
        .join();
  }

  List<String> texts(String query, Object... values) {
    return read(sql -> sql.list(query, row -> row.text(1), values));
  }

  long number(String query) {
    return read(sql -> sql.first(query, row -> row.number(1)).orElse(0L));
  }

  static void await(String what, Supplier<Boolean> condition) throws InterruptedException {
    long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (!condition.get()) {
      assertThat(System.nanoTime()).as(what).isLessThan(deadline);
      Thread.sleep(20);
    }
  }

  /** Says something in the room and waits for what Steward posts that fits. */
  String asks(PageBrowser browser, String text, String where) throws Exception {
    String room = steward.url() + "/chat/api/rooms/mama-1";
    Pattern wanted = Pattern.compile(Pattern.quote(steward.url()) + "/m/[A-Za-z0-9_.-]+");
    Supplier<String> shown = () -> browser.read(room + "/messages" + where);
    String before = shown.get();
    browser.chat(room + "/messages", Map.of("text", text));
    await("an answer to " + text, () -> wanted.matcher(shown.get().replace(before, "")).find());
    Matcher found = wanted.matcher(shown.get());
    String last = "";
    while (found.find()) {
      last = found.group();
    }
    return last;
  }

  PageBrowser member(String name) throws Exception {
    PageBrowser browser = new PageBrowser().joins(link, name);
    await(
        name + " is a member",
        () -> !texts("SELECT name FROM member WHERE name = ? AND present = 1", name).isEmpty());
    return browser;
  }

  void opensPoll(String title, boolean anonymous) {
    opens(title, Poll.Type.SINGLE, 1, 1, anonymous);
  }

  /** A poll in which two options or more are chosen. */
  void opensPollOfSeveral(String title, boolean anonymous) {
    opens(title, Poll.Type.MULTI, 2, 3, anonymous);
  }

  private void opens(String title, Poll.Type type, int least, int most, boolean anonymous) {
    Question question =
        new Question(
            title,
            type,
            List.of(
                new Poll.Option("breast", "母乳"),
                new Poll.Option("formula", "配方奶"),
                new Poll.Option("solid", "辅食")),
            false,
            least,
            most,
            List.of(),
            anonymous,
            false,
            !anonymous,
            List.of(),
            "",
            Language.ZH,
            ZoneId.of("Asia/Shanghai"),
            null,
            0,
            null,
            null);
    var _ =
        steward
            .engine()
            .command(
                new Event.StaffCommand(
                    "open" + title,
                    Key.BRAND,
                    "owner",
                    "poll-open",
                    Map.of(
                        "question",
                        Json.write(question),
                        "minutes",
                        "60",
                        "groups",
                        Json.write(List.of("web:mama-1"))),
                    Instant.now()))
            .toCompletableFuture()
            .join();
  }

  PollResults results(boolean verified) {
    return read(
        sql -> {
          PollData.Row poll = PollData.find(sql, 1).orElseThrow();
          return verified ? PollData.results(sql, poll) : PollData.unverified(sql, poll);
        });
  }
}
