package dev.steward.engine.flow;

import dev.steward.chat.AccountId;
import dev.steward.chat.Action;
import dev.steward.chat.Content;
import dev.steward.chat.Event;
import dev.steward.chat.GroupId;
import dev.steward.chat.Segment;
import dev.steward.engine.identity.Visitors;
import dev.steward.engine.schedule.Planned;
import dev.steward.engine.script.Binding;
import dev.steward.engine.script.Persona;
import dev.steward.engine.store.Journal;
import dev.steward.engine.store.Json;
import dev.steward.engine.store.Numbers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Writes what a finished turn holds: decisions, actions, timers, letters, and what the outbox
 * reports.
 */
final class TurnRows {
  /** A post that could not be done by then is dropped, not said late. */
  private static final Duration SPEECH_EXPIRES = Duration.ofMinutes(10);

  /** Nothing that was planned earlier can come again. */
  private static final Duration FIRINGS_KEPT = Duration.ofDays(7);

  /** A deletion or a mute still makes sense after a long cut. */
  private static final Duration ACT_EXPIRES = Duration.ofDays(2);

  private final TurnContext context;
  private final Journal journal;
  private final Accounts accounts;
  private final LetterCodec letters;
  private List<Post> posts = new ArrayList<>();
  private List<GroupFlow.TimerChange> timers = new ArrayList<>();
  private List<Input.LetterDue> lettersOut = new ArrayList<>();
  private @Nullable Reason latestReason;
  private String latestWritten = "";

  TurnRows(TurnContext context, Journal journal, Accounts accounts, LetterCodec letters) {
    this.context = context;
    this.journal = journal;
    this.accounts = accounts;
    this.letters = letters;
  }

  void decisions(Turn turn, SpeechCap cap) {
    for (Turn.Drafted draft : turn.drafts()) {
      Action action = draft.action();
      if (action == null) {
        decision(turn, draft, draft.verdict());
      } else {
        action(turn, draft, spokenAs(turn, draft, action), cap);
      }
    }
  }

  private void action(Turn turn, Turn.Drafted draft, Action action, SpeechCap cap) {
    Instant now = context.now();
    boolean speech = action instanceof Action.SendMessage || action instanceof Action.AskPoll;
    String state = draft.mode() == Mode.LIVE ? "pending" : "observed";
    if (state.equals("pending")
        && speech
        && !draft.uncapped()
        && !cap.allows(turn.key().toString(), now)) {
      state = "dropped";
    }
    AccountId account = account(turn, draft, action);
    long id = context.numbers().next(context.sql(), Numbers.Sequence.ACTION);
    Instant expires = now.plus(action.repeatable() ? ACT_EXPIRES : SPEECH_EXPIRES);
    journal.action(
        new Journal.ActionRow(
            id,
            turn.seq(),
            turn.key().toString(),
            account.toString(),
            ActionRows.kind(action),
            Json.write(action),
            written(draft.reason()),
            draft.reason().caseNumber(),
            state,
            now.toEpochMilli(),
            expires.toEpochMilli(),
            action instanceof Action.SendPrivate message ? message.user().toString() : null));
    decision(turn, draft, state.equals("dropped") ? "capped" : ActionRows.kind(action));
    if (state.equals("pending")) {
      posts.add(new Post(id, turn.seq(), turn.key(), account, action, draft.reason(), 0, expires));
    }
  }

  /** Where a persona has no login of its own, the message begins with its name. */
  private Action spokenAs(Turn turn, Turn.Drafted draft, Action action) {
    Persona persona = draft.persona();
    if (persona == null
        || !(action instanceof Action.SendMessage send)
        || persona.id().equals(usual(turn))
        || !accounts.speaker(turn.group().account(), persona.id()).equals(turn.group().account())) {
      return action;
    }
    List<Segment> segments = new ArrayList<>();
    segments.add(
        new Segment.Text(turn.language().pick("【" + persona.name() + "】", persona.name() + ": ")));
    segments.addAll(send.content().segments());
    return new Action.SendMessage(
        send.group(), new Content(segments), send.replyTo(), send.buttons());
  }

  /** The id of the persona that speaks in the turn's group unless something else is said. */
  private static @Nullable String usual(Turn turn) {
    return turn.script()
        .map(script -> script.pack().personas().keySet().iterator().next())
        .orElse(null);
  }

  private AccountId account(Turn turn, Turn.Drafted draft, Action action) {
    if (draft.by() != null) {
      return draft.by();
    }
    if (action instanceof Action.SendPrivate message && Visitors.is(message.user())) {
      return accounts.first(Visitors.PLATFORM);
    }
    if (turn.inGroup()) {
      String persona =
          draft.persona() == null
              ? turn.group().binding().map(Binding::persona).orElse(null)
              : draft.persona().id();
      // Only the login that asked a poll of the platform's hears its votes and may end it.
      return action.repeatable() || action instanceof Action.AskPoll
          ? turn.group().account()
          : accounts.speaker(turn.group().account(), persona);
    }
    GroupId group = action.group();
    if (group != null) {
      return context
          .groups()
          .peek(group)
          .map(Group::account)
          .orElseGet(() -> accounts.first(group.platform()));
    }
    if (action instanceof Action.SendPrivate message) {
      return accounts.first(message.user().platform());
    }
    throw new IllegalArgumentException("action " + action + ": no account can do it");
  }

  private void decision(Turn turn, Turn.Drafted draft, String verdict) {
    journal.decision(
        context.numbers().next(context.sql(), Numbers.Sequence.DECISION),
        turn.seq(),
        turn.key().toString(),
        draft.reason().feature(),
        verdict,
        draft.mode().name().toLowerCase(Locale.ROOT),
        written(draft.reason()));
  }

  /** An action and its decision have one, so have the actions of a case, one after the other. */
  @SuppressWarnings("ReferenceEquality") // another object is written anew, whatever it says
  private String written(Reason reason) {
    if (reason != latestReason) {
      latestReason = reason;
      latestWritten = Json.write(reason);
    }
    return latestWritten;
  }

  /**
   * Takes a timer off the table; false when it was cancelled or moved meanwhile. A planned one is
   * written down instead; false when it was before.
   */
  boolean fires(Event.TimerDue due) {
    if (Planned.is(due)) {
      return firesOnce(due.key().groupId(), due.feature(), Planned.of(due).item(), due.at());
    }
    return context
            .sql()
            .update("DELETE FROM timer WHERE id = ? AND due <= ?", due.timerId(), due.at())
        > 0;
  }

  private boolean firesOnce(GroupId group, String feature, String item, Instant planned) {
    boolean first =
        context
                .sql()
                .update(
                    "INSERT INTO firing (group_id, feature, item, planned) VALUES (?, ?, ?, ?)"
                        + " ON CONFLICT (group_id, feature, item, planned) DO NOTHING",
                    group,
                    feature,
                    item,
                    planned)
            > 0;
    if (first) {
      context
          .sql()
          .update(
              "DELETE FROM firing WHERE group_id = ? AND feature = ? AND item = ? AND planned < ?",
              group,
              feature,
              item,
              planned.minus(FIRINGS_KEPT));
    }
    return first;
  }

  void timers(Turn turn) {
    for (Timer timer : turn.timers()) {
      context
          .sql()
          .update(
              "INSERT INTO timer (id, lane_key, feature, payload, due) VALUES (?, ?, ?, ?, ?) ON"
                  + " CONFLICT (id) DO UPDATE SET payload = excluded.payload, due = excluded.due",
              timer.id(),
              timer.key(),
              timer.feature(),
              timer.payload(),
              timer.due());
      timers.add(new GroupFlow.TimerChange(timer.id(), timer));
    }
    for (String id : turn.cancelled()) {
      context.sql().update("DELETE FROM timer WHERE id = ?", id);
      timers.add(new GroupFlow.TimerChange(id, null));
    }
  }

  void letter(Turn turn, Turn.Addressed addressed) {
    long id = context.numbers().next(context.sql(), Numbers.Sequence.LETTER);
    context
        .sql()
        .update(
            "INSERT INTO letter (id, to_key, seq, kind, payload) VALUES (?, ?, ?, ?, ?)",
            id,
            addressed.to(),
            turn.seq(),
            letters.kind(addressed.letter()),
            Json.write(addressed.letter()));
    lettersOut.add(new Input.LetterDue(id, turn.seq(), addressed.to(), addressed.letter()));
  }

  /**
   * Writes down what the outbox reports; an action that came to its end is returned for the
   * features.
   */
  Optional<ActionEnded> outboxNews(Input.OutboxNews news) {
    journal.flush();
    return switch (news.change()) {
      case Input.Change.Claimed _ -> {
        context
            .sql()
            .update(
                "UPDATE action SET state = 'claimed' WHERE id = ? AND state = 'pending'",
                news.actionId());
        yield Optional.empty();
      }
      case Input.Change.Retried retried -> {
        context
            .sql()
            .update(
                "UPDATE action SET state = 'pending', attempts = ?, outcome = ? WHERE id = ?",
                retried.attempts(),
                Json.write(retried.outcome()),
                news.actionId());
        yield Optional.empty();
      }
      case Input.Change.Ended end -> {
        int changed =
            context
                .sql()
                .update(
                    "UPDATE action SET state = ?, attempts = ?, outcome = ?, ended = ?"
                        + " WHERE id = ? AND state IN ('pending', 'claimed')",
                    end.state(),
                    end.attempts(),
                    Json.write(end.ended().outcome()),
                    context.now(),
                    news.actionId());
        yield changed == 0 ? Optional.empty() : Optional.of(end.ended());
      }
    };
  }

  List<Post> takePosts() {
    List<Post> taken = posts;
    posts = new ArrayList<>();
    return taken;
  }

  List<GroupFlow.TimerChange> takeTimers() {
    List<GroupFlow.TimerChange> taken = timers;
    timers = new ArrayList<>();
    return taken;
  }

  List<Input.LetterDue> takeLetters() {
    List<Input.LetterDue> taken = lettersOut;
    lettersOut = new ArrayList<>();
    return taken;
  }
}
