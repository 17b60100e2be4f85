package dev.steward.adapter.irc;

import dev.steward.chat.Action;
import dev.steward.chat.Button;
import dev.steward.chat.Capability;
import dev.steward.chat.Content;
import dev.steward.chat.Outcome;
import dev.steward.chat.Role;
import dev.steward.chat.Segment;
import dev.steward.chat.UserId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Does what Steward wants done in a channel that we are in. Used by the connection's thread only.
 */
final class Hand {
  static final int MOST_KEPT = 1_000;

  /** When what waits takes longer, whoever has more to say keeps it for then. */
  private static final Duration MOST_BEHIND = Duration.ofMinutes(1);

  private final Session session;
  private final Warden warden;
  private final Map<String, String> met = new LinkedHashMap<>();
  private final Set<String> redacted = new LinkedHashSet<>();
  private long batches;

  Hand(Session session) {
    this.session = session;
    this.warden = new Warden(session);
  }

  /** Somebody wrote to us alone under that nick. */
  void met(String id, String nick) {
    met.remove(id);
    met.put(id, nick);
    if (met.size() > MOST_KEPT) {
      met.remove(met.keySet().iterator().next());
    }
  }

  /** A message was taken away, by whomever. */
  void redacted(Room room, String messageId) {
    redacted.add(room.key() + " " + messageId);
    if (redacted.size() > MOST_KEPT) {
      redacted.remove(redacted.iterator().next());
    }
  }

  /** Rings no more. */
  void end() {
    warden.lifter().end();
  }

  /** Ends what has run its time. */
  void lift() {
    warden.lifter().lift();
  }

  /** Somebody came in, or goes by another nick: what holds for them goes on holding. */
  void follow(Room room, Person person) {
    warden.follow(room, person);
  }

  CompletionStage<Outcome> perform(Action action) {
    Room room =
        action.group() == null ? null : session.channels().find(action.group().id()).orElse(null);
    Duration behind = session.behind();
    if (speaks(action) && behind.compareTo(MOST_BEHIND) > 0) {
      return done(Outcome.Failed.untried("other words wait for their turn", behind));
    }
    if (action instanceof Action.SendPrivate send) {
      return toPerson(send);
    }
    return room == null ? done(new Outcome.Unsupported(action.needs())) : inRoom(room, action);
  }

  private static boolean speaks(Action action) {
    return action instanceof Action.SendMessage
        || action instanceof Action.SendPrivate
        || action instanceof Action.SetNotice;
  }

  private CompletionStage<Outcome> inRoom(Room room, Action action) {
    return switch (action) {
      case Action.SendMessage send ->
          say(room.name(), send.content(), send.buttons(), send.replyTo());
      case Action.SendPrivate send -> toPerson(send);
      case Action.DeleteMessage delete -> delete(room, delete.messageId());
      case Action.MuteMember mute -> warden.mute(room, mute.user(), mute.until());
      case Action.UnmuteMember unmute -> warden.unmute(room, unmute.user());
      case Action.MuteAll all -> muteAll(room, all.on());
      case Action.KickMember kick -> kick(room, kick.user());
      case Action.BanMember ban -> ban(room, ban.user());
      case Action.UnbanMember unban -> warden.unban(room, unban.user());
      case Action.SetNotice notice -> topic(room, notice.text());
      case Action.ApproveJoin _,
          Action.DenyJoin _,
          Action.SetMemberCard _,
          Action.AskPoll _,
          Action.EndPoll _ ->
          done(new Outcome.Unsupported(action.needs()));
    };
  }

  static CompletionStage<Outcome> done(Outcome outcome) {
    return CompletableFuture.completedFuture(outcome);
  }

  private CompletionStage<Outcome> toPerson(Action.SendPrivate send) {
    String id = send.user().id();
    List<Person> here = session.people().byId(id);
    return !here.isEmpty()
        ? say(here.getFirst().nick(), send.content(), send.buttons(), null)
        : session
            .upToDate()
            .thenCompose(
                answer ->
                    answer instanceof Calls.Answer.Came
                        ? toPerson(send, id)
                        : done(Verdict.notConnected()));
  }

  private CompletionStage<Outcome> toPerson(Action.SendPrivate send, String id) {
    List<Person> here = session.people().byId(id);
    if (!here.isEmpty()) {
      return say(here.getFirst().nick(), send.content(), send.buttons(), null);
    }
    Outcome away = new Outcome.Refused("not online, as far as this server shows");
    if (id.startsWith(Person.GUEST) || !session.traits().has("WHOX")) {
      return done(away);
    }
    // Not in a channel with us: the nick of before may be another's by now.
    String nick = met.getOrDefault(id, id);
    return session
        .calls()
        .call(Line.of("WHO", nick, "%tna,9"))
        .thenCompose(
            answer ->
                switch (answer) {
                  case Calls.Answer.Came came when has(came, nick, id) ->
                      say(nick, send.content(), send.buttons(), null);
                  case Calls.Answer.Came _ -> done(away);
                  case Calls.Answer.Lost _, Calls.Answer.Unsent _ -> done(Verdict.notConnected());
                });
  }

  private boolean has(Calls.Answer.Came came, String nick, String account) {
    Traits traits = session.traits();
    return came.lines().stream()
        .anyMatch(
            line ->
                line.numeric() == 354
                    && line.param(1).equals("9")
                    && traits.fold(line.param(2)).equals(traits.fold(nick))
                    && traits.fold(line.param(3)).equals(account));
  }

  private CompletionStage<Outcome> say(
      String target, Content content, List<Button> buttons, @Nullable String replyTo) {
    if (content.first(Segment.Image.class).isPresent()) {
      return done(new Outcome.Unsupported(Capability.SEND_IMAGES));
    }
    String text = Speech.text(content, buttons);
    if (text.isEmpty()) {
      return done(new Outcome.Refused("no words in it (expected: some)"));
    }
    int bytes = Speech.bytes(text);
    if (bytes > Speech.MOST_BYTES) {
      return done(
          new Outcome.Refused(
              bytes + " bytes (expected: at most " + Speech.MOST_BYTES + ", or it is a flood)"));
    }
    return say(target, commands(target, text, replyTo), 0, new Outcome.Accepted(""));
  }

  /** Says the messages in order; the outcome is the first one's. */
  private CompletionStage<Outcome> say(
      String target, List<List<Line>> commands, int at, Outcome first) {
    if (at == commands.size()) {
      return done(first);
    }
    return session
        .calls()
        .call(commands.get(at))
        .thenCompose(
            answer -> {
              Outcome outcome = said(answer, target);
              if (!outcome.done()) {
                return done(at == 0 ? outcome : partly(at, commands.size(), outcome));
              }
              return say(target, commands, at + 1, at == 0 ? outcome : first);
            });
  }

  private static Outcome partly(int said, int all, Outcome then) {
    return Outcome.Failed.unknown(said + " of " + all + " parts were said, then: " + then);
  }

  private Outcome said(Calls.Answer answer, String target) {
    Outcome outcome = Verdict.of(answer, target, this::isEcho);
    if (outcome instanceof Outcome.Confirmed && answer instanceof Calls.Answer.Came came) {
      return new Outcome.Confirmed(
          came.parts().stream()
              .map(this::echoId)
              .filter(id -> !id.isEmpty())
              .findFirst()
              .orElse(""));
    }
    return outcome;
  }

  private boolean isEcho(Line line) {
    return session.isOurs(line) && line.command().equals("PRIVMSG");
  }

  private String echoId(Heard heard) {
    return switch (heard) {
      case Line line -> isEcho(line) ? line.tags().getOrDefault("msgid", "") : "";
      case Batch batch -> {
        String own = batch.tags().getOrDefault("msgid", "");
        yield own.isEmpty()
            ? batch.parts().stream()
                .map(this::echoId)
                .filter(id -> !id.isEmpty())
                .findFirst()
                .orElse("")
            : own;
      }
    };
  }

  private List<List<Line>> commands(String target, String text, @Nullable String replyTo) {
    Caps caps = session.caps();
    int most =
        session.traits().number("LINELEN", 512)
            - 14
            - Speech.bytes(session.source())
            - Speech.bytes(target);
    List<Speech.Piece> pieces = Speech.pieces(text, Math.max(most, 64));
    List<List<Line>> commands = new ArrayList<>();
    if (caps.multiline()) {
      Speech.messages(pieces, caps.multilineBytes(), caps.multilineLines())
          .forEach(message -> commands.add(lines(target, message, replyTo)));
    } else {
      pieces.stream()
          .filter(piece -> !piece.text().isBlank())
          .forEach(piece -> commands.add(lines(target, List.of(piece), replyTo)));
    }
    return commands;
  }

  private List<Line> lines(String target, List<Speech.Piece> message, @Nullable String replyTo) {
    if (message.size() == 1) {
      return List.of(answers(Line.of("PRIVMSG", target, message.getFirst().text()), replyTo));
    }
    String reference = "m" + Long.toString(batches++, 36);
    List<Line> lines = new ArrayList<>();
    lines.add(answers(Line.of("BATCH", "+" + reference, "draft/multiline", target), replyTo));
    for (Speech.Piece piece : message) {
      Line line = Line.of("PRIVMSG", target, piece.text()).tag("batch", reference);
      lines.add(piece.goesOn() ? line.tag("draft/multiline-concat", "") : line);
    }
    lines.add(Line.of("BATCH", "-" + reference));
    return lines;
  }

  private static Line answers(Line line, @Nullable String replyTo) {
    return replyTo == null || replyTo.isEmpty() ? line : line.tag("+draft/reply", replyTo);
  }

  private CompletionStage<Outcome> delete(Room room, String messageId) {
    if (messageId.isEmpty()
        || messageId.chars().anyMatch(c -> c <= ' ')
        || messageId.startsWith(":")) {
      return done(new Outcome.Refused("no message has such an id"));
    }
    String key = room.key() + " " + messageId;
    return session
        .calls()
        .call(Line.of("REDACT", room.name(), messageId, ""))
        .thenApply(
            answer -> {
              Outcome outcome = Verdict.of(answer, messageId, _ -> false);
              return redacted.contains(key) ? seenGone(outcome) : outcome;
            });
  }

  /**
   * What it means that everybody was told that the message is gone. Only that tells it: a server
   * that knows no message of such an id ({@code UNKNOWN_MSGID}) may only have forgotten it, as Ergo
   * does with what is too old, and people still see it.
   */
  private static Outcome seenGone(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Accepted _ -> new Outcome.Confirmed("");
      case Outcome.Refused refused -> Outcome.Refused.gone(refused.reason());
      case Outcome.Confirmed _, Outcome.Unsupported _, Outcome.Failed _, Outcome.NeedsHuman _ ->
          outcome;
    };
  }

  private CompletionStage<Outcome> muteAll(Room room, boolean on) {
    return session
        .calls()
        .call(Line.of("MODE", room.name(), on ? "+m" : "-m"))
        .thenApply(answer -> Verdict.of(answer, room.name(), ours("MODE")));
  }

  private CompletionStage<Outcome> topic(Room room, String text) {
    String line = Speech.oneLine(text);
    int most = session.traits().number("TOPICLEN", 390);
    if (Speech.bytes(line) > most) {
      return done(
          new Outcome.Refused(
              Speech.bytes(line) + " bytes (expected: at most " + most + ", the topic's limit)"));
    }
    return session
        .calls()
        .call(Line.of("TOPIC", room.name(), line))
        .thenApply(answer -> Verdict.of(answer, room.name(), ours("TOPIC")));
  }

  private CompletionStage<Outcome> kick(Room room, UserId user) {
    return warden.toAll(room, user, people -> kick(room, user, people));
  }

  private CompletionStage<Outcome> kick(Room room, UserId user, List<Person> people) {
    if (people.isEmpty()) {
      return done(new Outcome.Refused("not in the channel", warden.isOut(room, user)));
    }
    boolean above =
        people.stream().anyMatch(person -> owns(room, person.nick()))
            && !owns(room, session.nick());
    return above
        ? done(new Outcome.Refused("they own the channel"))
        : Warden.each(people, person -> kicked(room, person))
            .thenApply(
                outcome ->
                    outcome instanceof Outcome.Refused refused && warden.isOut(room, user)
                        ? Outcome.Refused.gone(refused.reason())
                        : outcome);
  }

  private boolean owns(Room room, String nick) {
    return session.ranks().role(room, nick) == Role.OWNER;
  }

  private CompletionStage<Outcome> kicked(Room room, Person person) {
    return session
        .calls()
        .call(Line.of("KICK", room.name(), person.nick(), "Steward"))
        .thenApply(answer -> Verdict.of(answer, room.name(), ours("KICK")));
  }

  /** Out, and not in again: first the ban, or they could be back in between. */
  private CompletionStage<Outcome> ban(Room room, UserId user) {
    return warden
        .ban(room, user)
        .thenCompose(
            outcome -> {
              List<Person> people = warden.in(room, user);
              return outcome.done() && !people.isEmpty()
                  ? kick(room, user, people).thenApply(kicked -> isGone(kicked) ? outcome : kicked)
                  : done(outcome);
            });
  }

  private static boolean isGone(Outcome outcome) {
    return outcome instanceof Outcome.Refused refused && refused.gone();
  }

  private Predicate<Line> ours(String command) {
    return line -> line.command().equals(command) && session.isOurs(line);
  }
}
