package dev.steward.server;

import dev.steward.engine.script.Language;
import dev.steward.engine.store.Database;
import dev.steward.engine.store.Json;
import dev.steward.server.api.ApiTokens;
import dev.steward.server.config.Config;
import dev.steward.server.data.Changes;
import dev.steward.server.data.DataFolder;
import java.io.PrintStream;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code steward token create | list | revoke}. */
final class TokenCommand {
  private final Arguments arguments;
  private final Config.Store store;
  private final InstantSource clock;
  private final Language language;
  private final PrintStream out;
  private final PrintStream err;

  /**
   * @param store what is kept, in use or not
   */
  TokenCommand(
      Arguments arguments,
      Config.Store store,
      InstantSource clock,
      Language language,
      PrintStream out,
      PrintStream err) {
    this.arguments = arguments;
    this.store = store;
    this.clock = clock;
    this.language = language;
    this.out = out;
    this.err = err;
  }

  int run() throws Exception {
    String what =
        arguments.need(0, "token 后面写 create、list 或 revoke", "token needs create, list or revoke");
    return switch (what) {
      case "create" -> create();
      case "list" -> list();
      case "revoke" -> revoke();
      default ->
          throw new Arguments.UsageException(
              "token " + what + "：应为 create、list 或 revoke",
              "token " + what + ": expected create, list or revoke");
    };
  }

  private int create() throws Exception {
    String name =
        arguments.need(1, "还要写用途，例如「新品调研」", "and what it is for, such as \"spring survey\"");
    String days = arguments.option("--days").orElse(Long.toString(ApiTokens.USUAL.toDays()));
    if (!days.matches("[0-9]{1,3}")) {
      throw new Arguments.UsageException(
          "--days：" + days + "（应为 1 到 366）", "--days: " + days + " (expected: 1 to 366)");
    }
    String scopes = String.join(" ", arguments.all("--scope"));
    if (scopes.isBlank()) {
      throw new Arguments.UsageException(
          "还要写 --scope，例如 --scope polls:read（可用：" + TokenDesk.words() + "）",
          "and --scope, such as --scope polls:read (there are: " + TokenDesk.words() + ")");
    }
    TokenDesk.Made made;
    Optional<AdminClient> server = AdminClient.find(store.folder());
    if (server.isPresent()) {
      made =
          server
              .get()
              .ask(
                  "token",
                  Map.of("name", name, "scopes", scopes, "days", days),
                  TokenDesk.Made.class);
    } else {
      made = closed(desk -> desk.create(name, scopes, Long.parseLong(days)));
    }
    if (arguments.flag("--json")) {
      out.println(Json.write(made));
      return Commands.DONE;
    }
    out.println(made.secret());
    err.println(
        language.pick(
            "只显示这一次。" + made.expires() + " 到期。",
            "Shown this once. Expires " + made.expires() + "."));
    return Commands.DONE;
  }

  private int list() throws Exception {
    List<TokenDesk.Listed> all;
    // Only read: also while a server works on the same file.
    try (Database database = store.open()) {
      all = desk(database).list();
    }
    if (arguments.flag("--json")) {
      out.println(Json.write(all));
    } else if (all.isEmpty()) {
      out.println(language.pick("还没有令牌。", "There are no tokens."));
    } else {
      all.forEach(
          one ->
              out.println(
                  String.join(
                      "  ", one.token(), one.state(), one.expires(), one.scopes(), one.name())));
    }
    return Commands.DONE;
  }

  private int revoke() throws Exception {
    String token =
        arguments.need(1, "还要写令牌的开头，例如 stw_1a2b3c4d", "and how the token begins: stw_1a2b3c4d");
    Optional<AdminClient> server = AdminClient.find(store.folder());
    boolean done;
    if (server.isPresent()) {
      done = server.get().askIfThere("token-revoke", Map.of("token", token), Map.class).isPresent();
    } else {
      done = closed(desk -> desk.revoke(token));
    }
    if (done) {
      out.println(language.pick("已作废：", "Revoked: ") + token);
      return Commands.DONE;
    }
    err.println(token + language.pick("：没有这个有效的令牌。", ": there is no such token that works."));
    return Commands.FOUND;
  }

  private interface Work<T> {
    T apply(TokenDesk desk);
  }

  private <T> T closed(Work<T> work) throws Exception {
    try (DataFolder _ = DataFolder.lock(store.folder());
        Database database = store.open()) {
      return work.apply(desk(database));
    }
  }

  private TokenDesk desk(Database database) {
    return new TokenDesk(database, Changes.of(database), clock, new SecureRandom());
  }
}
