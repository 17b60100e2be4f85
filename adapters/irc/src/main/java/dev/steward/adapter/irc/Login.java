package dev.steward.adapter.irc;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Gets a session in: capabilities, the login, a nick. A login that the server refuses is not tried
 * again for long, since servers lock accounts and ban addresses for that.
 */
final class Login {
  /** Until a login that was refused is tried once more. */
  static final Duration LOCKOUT = Duration.ofHours(1);

  /** For the refusal that follows where other ways are named. */
  private static final Duration REFUSAL = Duration.ofSeconds(5);

  private static final int CHUNK = 400;
  private static final int MOST_CHALLENGE = 8_192;
  private static final int MOST_NICKS = 20;
  private static final Pattern BANNED =
      Pattern.compile("(?i)\\b(?:[kgzd]-?lined?|banned|unauthori[sz]ed)\\b");

  private final Session session;
  private final IrcSettings settings;
  private final Deque<String> single = new ArrayDeque<>();
  private final StringBuilder challenge = new StringBuilder();
  private @Nullable Sasl sasl;

  /** Another way that the server names as it refuses the first. */
  private @Nullable Sasl instead;

  private boolean triedInstead;
  private @Nullable Future<?> alarm;
  private boolean loggedIn;
  private boolean welcomed;
  private boolean done;
  private int nicks;

  Login(Session session) {
    this.session = session;
    this.settings = session.station().settings();
  }

  /** Whether we are in. */
  boolean done() {
    return done;
  }

  void begin() {
    say("CAP", "LS", "302");
    if (!settings.serverPassword().isEmpty()) {
      say("PASS", settings.serverPassword());
    }
    say("NICK", settings.nick());
    say("USER", user(), "0", "*", settings.name());
  }

  /** The user name on the wire is ASCII. */
  private String user() {
    String ascii = settings.nick().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    return ascii.isEmpty() ? "steward" : ascii.substring(0, Math.min(9, ascii.length()));
  }

  private void say(String command, String... params) {
    session.now(Line.of(command, params));
  }

  /** Takes a line that belongs to getting in; false for any other. */
  boolean takes(Line line) {
    switch (line.command()) {
      case "CAP" -> capabilities(line);
      case "AUTHENTICATE" -> challenged(line);
      case "001" -> welcome(line);
      case "005" -> session.traits().take(line);
      case "376", "422" -> in();
      case "903" -> loggedIn();
      case "904" -> failed(line);
      case "902", "905", "906" -> loginRefused(line);
      case "908" -> named(line);
      case "433", "436", "437" -> {
        if (welcomed) {
          return false;
        }
        nextNick();
      }
      case "432" -> {
        if (welcomed) {
          return false;
        }
        blocked("the server does not take the nick " + settings.nick() + " (432)");
      }
      case "464" -> refused("the server's password is wrong (464)");
      case "465" -> refused("we are banned from this server (465)");
      case "463", "466" -> refused("this server does not let us in (" + line.command() + ")");
      default -> {
        return false;
      }
    }
    return true;
  }

  private void capabilities(Line line) {
    Caps caps = session.caps();
    switch (line.param(1).toUpperCase(Locale.ROOT)) {
      case "LS" -> {
        caps.offer(line.last());
        if (!line.param(2).equals("*") || line.params().size() < 4) {
          ask();
        }
      }
      case "ACK" -> {
        caps.agree(line.last());
        agreed();
      }
      case "NAK" -> disagreed(line.last());
      case "DEL" -> {
        caps.withdraw(line.last());
        session.channels().reconsider();
      }
      default -> {
        // NEW is of use at the next connect; LIST is never asked for.
      }
    }
  }

  private boolean wantsLogin() {
    return !settings.account().isEmpty();
  }

  private void ask() {
    if (welcomed) {
      return;
    }
    if (wantsLogin() && !session.caps().offers("sasl")) {
      blocked("the server offers no login (SASL), which adapters.irc.account needs");
      return;
    }
    List<String> wanted = session.caps().wanted(wantsLogin());
    if (wanted.isEmpty()) {
      say("CAP", "END");
    } else {
      say("CAP", "REQ", String.join(" ", wanted));
    }
  }

  /** A server that takes not all takes each alone. */
  private void disagreed(String list) {
    if (list.trim().contains(" ")) {
      single.addAll(List.of(list.trim().split(" +")));
    }
    agreed();
  }

  private void agreed() {
    if (welcomed) {
      return;
    }
    String next = single.poll();
    if (next != null) {
      say("CAP", "REQ", next);
    } else if (session.caps().has("sasl")) {
      String offered = session.caps().value("sasl");
      best(offered).ifPresentOrElse(this::prove, () -> otherWaysOnly(offered));
    } else if (wantsLogin()) {
      blocked("the server did not agree to a login (SASL)");
    } else {
      say("CAP", "END");
    }
  }

  private void prove(Sasl way) {
    sasl = way;
    say("AUTHENTICATE", way.mechanism());
  }

  private Optional<Sasl> best(String offered) {
    return Sasl.best(offered, settings.account(), settings.password(), session.station().random());
  }

  /** The ways that it takes, told before the refusal of the one that we tried, or in its place. */
  private void named(Line line) {
    String offered = line.param(1);
    Sasl tried = sasl;
    if (best(offered).isEmpty()) {
      otherWaysOnly(offered);
    } else if (tried != null && !loggedIn && !welcomed) {
      instead = triedInstead ? null : other(offered, tried);
      silence();
      alarm = session.station().later(REFUSAL, () -> failed(line));
    }
  }

  private @Nullable Sasl other(String offered, Sasl tried) {
    List<String> others = new ArrayList<>(List.of(offered.split(",", -1)));
    others.remove(tried.mechanism());
    return others.isEmpty() ? null : best(String.join(",", others)).orElse(null);
  }

  private void silence() {
    if (alarm != null) {
      alarm.cancel(false);
      alarm = null;
    }
  }

  /** Waits for nothing any more. */
  void end() {
    silence();
  }

  private void failed(Line line) {
    silence();
    Sasl way = instead;
    if (way == null) {
      loginRefused(line);
      return;
    }
    instead = null;
    triedInstead = true;
    challenge.setLength(0);
    prove(way);
  }

  /** A server that takes certificates alone, say: no other password would help. */
  private void otherWaysOnly(String offered) {
    blocked(
        "the login fails: the server offers only "
            + shown(offered)
            + " (expected: PLAIN or SCRAM-SHA-256)");
  }

  private void challenged(Line line) {
    Sasl way = sasl;
    if (way == null) {
      return;
    }
    silence();
    String part = line.param(0);
    challenge.append(part.equals("+") ? "" : part);
    if (challenge.length() > MOST_CHALLENGE) {
      blocked("the server's login makes no sense");
      return;
    }
    if (part.length() == CHUNK) {
      return;
    }
    try {
      byte[] asked = Base64.getDecoder().decode(challenge.toString());
      challenge.setLength(0);
      answer(way.answer(asked));
    } catch (Sasl.RefusedException | IllegalArgumentException wrong) {
      blocked("the login failed: " + wrong.getMessage());
    }
  }

  private void answer(byte[] answer) {
    String encoded = Base64.getEncoder().encodeToString(answer);
    int at = 0;
    while (encoded.length() - at >= CHUNK) {
      say("AUTHENTICATE", encoded.substring(at, at + CHUNK));
      at += CHUNK;
    }
    say("AUTHENTICATE", at == encoded.length() ? "+" : encoded.substring(at));
  }

  private void loginRefused(Line line) {
    refused(
        "the login as "
            + settings.account()
            + " was refused ("
            + line.command()
            + "): see adapters.irc.account and password; tried again in "
            + LOCKOUT.toMinutes()
            + " minutes, or at the next start");
  }

  /** The server says so, and locks us out if we ask too often. */
  private void refused(String why) {
    session.part(new Socket.Why(why, true, LOCKOUT));
  }

  /** It does not work like this; services that restart are back in a few minutes. */
  private void blocked(String why) {
    session.part(Socket.Why.blocked(why));
  }

  private void loggedIn() {
    Sasl way = sasl;
    if (way == null) {
      return;
    }
    if (!way.proven()) {
      blocked("the server says that we are logged in, and did not prove that it knows us");
      return;
    }
    loggedIn = true;
    say("CAP", "END");
  }

  private void nextNick() {
    nicks++;
    if (nicks > MOST_NICKS) {
      session.part(Socket.Why.cut("every nick that we tried is in use"));
      return;
    }
    String next = settings.nick() + (nicks <= 2 ? "_".repeat(nicks) : Integer.toString(nicks));
    session.nick(next);
    say("NICK", next);
  }

  private void welcome(Line line) {
    if (wantsLogin() && !loggedIn) {
      blocked("the server let us in without a login, which adapters.irc.account asks for");
      return;
    }
    welcomed = true;
    session.nick(line.param(0));
  }

  private void in() {
    if (done || !welcomed) {
      return;
    }
    done = true;
    String bot = session.traits().value("BOT", "");
    if (bot.length() == 1) {
      say("MODE", session.nick(), "+" + bot);
    }
    session.channels().begin();
  }

  /** What an end means, from what the server said last. */
  Socket.Why explained(Socket.Why why, String lastError) {
    if (lastError.isEmpty()) {
      return why;
    }
    String shown = shown(lastError);
    String told = "the server closed the connection: " + shown;
    return BANNED.matcher(shown).find()
        ? new Socket.Why(told, true, LOCKOUT)
        : Socket.Why.cut(told);
  }

  private static String shown(String said) {
    return said.length() > 200 ? said.substring(0, 200) : said;
  }
}
