package dev.steward.engine.flow;

import dev.steward.chat.AccountId;
import dev.steward.chat.Event;
import dev.steward.chat.Key;
import dev.steward.chat.UserId;
import dev.steward.engine.store.Journal;
import dev.steward.engine.store.Numbers;
import dev.steward.engine.store.StoreFailure;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one path, for the keys of one lane. Read {@link #take} from top to bottom: a duplicate is
 * told by the window, the event gets a turn, features decide in a fixed order, and everything that
 * follows is written in the transaction at hand: the event, the decisions, the actions for the
 * outbox, letters, timers and the features' own tables. Whoever calls this commits, and only then
 * hands the {@link #takePosts posts} to the outbox.
 *
 * <p>For one thread. After a rollback the whole object is thrown away and made again from the
 * database.
 */
public final class GroupFlow {
  private static final Logger log = LoggerFactory.getLogger(GroupFlow.class);

  private final TurnContext context;
  private final Accounts accounts;
  private final List<Feature> features;
  private final Predicate<Key> mine;
  private final Journal journal;
  private final Window window;
  private final LetterCodec letters;
  private final PlatformClock platformClock = new PlatformClock();
  private final SpeechCap speechCap = new SpeechCap();
  private final Overheard overheard;
  private final TurnRows rows;
  private final Deque<PendingLetter> unread = new ArrayDeque<>();

  /**
   * @param features in the order in which they see each event
   * @param mine which keys this lane owns; letters to others wait in the database
   * @param lanes how many lanes there are
   */
  public GroupFlow(
      TurnContext context,
      Accounts accounts,
      List<Feature> features,
      Predicate<Key> mine,
      int lanes) {
    this.context = context;
    this.accounts = accounts;
    this.features = List.copyOf(features);
    this.mine = mine;
    journal = new Journal(context.sql());
    letters = new LetterCodec(features);
    rows = new TurnRows(context, journal, accounts, letters);
    overheard = new Overheard(context.sql());
    int most = Window.of(lanes);
    window =
        new Window(
            Journal.fingerprints(
                context.sql(), Window.SIZE, most, key -> mine.test(Key.parse(key))),
            most);
  }

  /** These come next, in this order: whoever can begin with them elsewhere may. */
  public void coming(List<Input> inputs) {
    List<Coming> coming = new ArrayList<>(inputs.size());
    for (Input input : inputs) {
      if (input instanceof Input.Heard heard && heard.event() instanceof Event.InGroup inGroup) {
        context
            .groups()
            .find(inGroup.group())
            .flatMap(group -> group.published(context.scripts()))
            .ifPresent(script -> coming.add(new Coming(inGroup, script)));
      }
    }
    for (Feature feature : features) {
      try {
        feature.coming(coming);
      } catch (StoreFailure e) {
        throw e;
      } catch (RuntimeException e) {
        log.error("feature {} could not begin ahead; each turn does it itself", feature.name(), e);
      }
    }
  }

  /** Handles one input; returns whether it was new. The transaction is the caller's. */
  public boolean take(Input input) {
    boolean fresh =
        switch (input) {
          case Input.Heard heard -> hear(heard);
          case Input.LetterDue due -> {
            // Read at a new start and also on its way from the other lane: it counts once.
            boolean first = context.sql().update("DELETE FROM letter WHERE id = ?", due.id()) > 0;
            if (first) {
              unread.add(new PendingLetter(due.key(), due.seq(), due.letter()));
            }
            yield first;
          }
          case Input.OutboxNews news -> hearOutbox(news);
          case Input.Task task -> {
            task.work().accept(context);
            yield true;
          }
        };
    readLetters();
    return fresh;
  }

  private boolean hear(Input.Heard heard) {
    Event event = heard.event();
    long fingerprint = Window.fingerprint(heard.source(), event.dedupeId());
    if (window.has(fingerprint) || (event instanceof Event.TimerDue due && !rows.fires(due))) {
      return false;
    }
    Group group = group(heard);
    if (group != null && event instanceof Event.InGroup inGroup) {
      if (deaf(group, heard, inGroup)) {
        overheard.keep(heard, inGroup);
        return false;
      }
      if (overheard.toldBefore(inGroup, context.now())) {
        window.add(fingerprint);
        return false;
      }
    }
    window.add(fingerprint);
    Fate fate = fate(heard, group);
    Turn turn = new Turn(context, heard.key(), fate, group);
    if (fate != Fate.ECHO) {
      decide(turn, feature -> feature.on(event, turn));
    }
    // How often somebody pressed before they were done would tell how many options they chose.
    if (!EventRows.secret(event) || !turn.leavesNothing()) {
      journal.event(
          EventRows.skeleton(heard, turn.seq(), fingerprint, turn.kept(event)),
          turn.sealed() ? null : EventRows.body(event));
    }
    finish(turn);
    return true;
  }

  /**
   * Writes down an event that broke its turn again and again, so that it can't hold up the others.
   */
  public void setAside(Input.Heard heard) {
    long fingerprint = Window.fingerprint(heard.source(), heard.event().dedupeId());
    if (!window.has(fingerprint)) {
      window.add(fingerprint);
      long seq = context.numbers().next(context.sql(), Numbers.Sequence.JOURNAL);
      boolean secret = features.stream().anyMatch(feature -> feature.mayBeSecret(heard.event()));
      journal.event(
          EventRows.skeleton(heard, seq, fingerprint, Fate.FAILED),
          secret ? null : EventRows.body(heard.event()));
    }
  }

  private @Nullable Group group(Input.Heard heard) {
    if (heard.key().kind() != Key.Kind.GROUP) {
      return null;
    }
    return heard.event() instanceof Event.InGroup inGroup
        ? context.groups().meet(inGroup.group(), inGroup.account(), heard.arrived())
        : context.groups().find(heard.key().groupId()).orElse(null);
  }

  /**
   * One account listens per group; when it is down or was removed, the next that hears something
   * takes over, and at any time one that may do more there.
   */
  private boolean deaf(Group group, Input.Heard heard, Event.InGroup event) {
    // Only the login that asked a poll of the platform's hears its votes.
    if (event instanceof Event.PollVoted) {
      return false;
    }
    overheard.sees(group, heard, event);
    boolean listens = group.account().equals(event.account());
    boolean there = group.present && accounts.up(group.account());
    if (there || listens) {
      Optional<AccountId> better = overheard.mayMore(group, accounts::up);
      if (better.isEmpty()) {
        return !listens;
      }
      takeOver(group, better.get(), heard);
      return !better.get().equals(event.account());
    }
    if (event instanceof Event.GroupLost) {
      return true;
    }
    takeOver(group, event.account(), heard);
    return false;
  }

  /** What the next one heard while the one before was thought to listen comes first. */
  private void takeOver(Group group, AccountId next, Input.Heard now) {
    context.groups().listen(group, next, overheard.rights(group, next));
    journal.flush();
    overheard.missed(group, next, context.now()).stream()
        .filter(missed -> !missed.equals(now))
        .forEach(this::hear);
  }

  private Fate fate(Input.Heard heard, @Nullable Group group) {
    UserId sender =
        switch (heard.event()) {
          case Event.MessagePosted posted -> posted.sender().user();
          case Event.MessageEdited edited -> edited.sender().user();
          default -> null;
        };
    if (sender != null && accounts.ours(sender)) {
      return Fate.ECHO;
    }
    boolean stale =
        heard.event() instanceof Event.InGroup inGroup
            && platformClock.stale(inGroup.account(), inGroup.at(), heard.arrived());
    if (group == null) {
      return Fate.HANDLED;
    }
    if (group.pausedAt(context.now())) {
      return Fate.PAUSED;
    }
    if (group.script(context.scripts()).isEmpty()) {
      return Fate.UNBOUND;
    }
    return stale ? Fate.STALE : Fate.HANDLED;
  }

  /**
   * Lets the features decide; one that throws loses what it added to this turn, and the others go
   * on.
   */
  private void decide(Turn turn, Consumer<Feature> ask) {
    boolean all = turn.fate() == Fate.HANDLED || turn.fate() == Fate.STALE;
    for (Feature feature : features) {
      if (all || feature.always()) {
        ask(turn, feature, ask);
      }
      if (turn.stopped()) {
        return;
      }
    }
  }

  private static void ask(Turn turn, Feature feature, Consumer<Feature> ask) {
    turn.enter(feature.name());
    try {
      ask.accept(feature);
    } catch (StoreFailure e) {
      throw e;
    } catch (RuntimeException e) {
      log.error("feature {} failed on event {}; the others go on", feature.name(), turn.seq(), e);
      turn.forgetEntered();
      turn.note(
          "fault",
          Reason.of(
              feature.name(), "这一步出了内部错误，没有作任何处理", "an internal error: this part did nothing"),
          Mode.LIVE);
    }
  }

  private boolean hearOutbox(Input.OutboxNews news) {
    Optional<ActionEnded> ended = rows.outboxNews(news);
    ended.ifPresent(
        end -> {
          Group group =
              end.key().kind() == Key.Kind.GROUP
                  ? context.groups().find(end.key().groupId()).orElse(null)
                  : null;
          Turn turn = new Turn(context, end.key(), end.seq(), Fate.HANDLED, group);
          decide(turn, feature -> feature.ended(end, turn));
          finish(turn);
        });
    return true;
  }

  /**
   * Letters to keys of this lane are read at once, in the same transaction, each in a turn of its
   * own.
   */
  private void readLetters() {
    for (PendingLetter next = unread.poll(); next != null; next = unread.poll()) {
      Group group =
          next.to.kind() == Key.Kind.GROUP
              ? context.groups().find(next.to.groupId()).orElse(null)
              : null;
      Turn turn = new Turn(context, next.to, next.seq, Fate.HANDLED, group);
      Letter letter = next.letter;
      if (letter.readsJournal()) {
        journal.flush();
      }
      for (Feature feature : letters.takers(letter)) {
        ask(turn, feature, taker -> taker.on(letter, turn));
      }
      finish(turn);
    }
  }

  private void finish(Turn turn) {
    for (Runnable write : turn.writes()) {
      write.run();
    }
    rows.decisions(turn, speechCap);
    rows.timers(turn);
    for (Turn.Addressed addressed : turn.letters()) {
      if (mine.test(addressed.to())) {
        unread.add(new PendingLetter(addressed.to(), turn.seq(), addressed.letter()));
      } else {
        rows.letter(turn, addressed);
      }
    }
  }

  /** Sends what was appended to the database; called right before the commit. */
  public void flush() {
    journal.flush();
  }

  /** The transaction was committed: numbers that are left are let go. */
  public void committed() {
    context.numbers().committed();
  }

  /** What the committed turns want done; called after the commit. */
  public List<Post> takePosts() {
    return rows.takePosts();
  }

  /** The timers that the committed turns set and cancelled; called after the commit. */
  public List<TimerChange> takeTimers() {
    return rows.takeTimers();
  }

  /** The keys of other lanes that have letters now; called after the commit. */
  public List<Input.LetterDue> takeLetters() {
    return rows.takeLetters();
  }

  /** Letters that wait in the database for keys of this lane; read at the start. */
  public List<Input.LetterDue> waitingLetters() {
    return context
        .sql()
        .list(
            "SELECT id, seq, to_key, kind, payload FROM letter ORDER BY id",
            row -> {
              Key to = Key.parse(row.text(3));
              return mine.test(to)
                  ? Optional.of(
                      new Input.LetterDue(
                          row.number(1), row.number(2), to, letters.read(row.text(4), row.text(5))))
                  : Optional.<Input.LetterDue>empty();
            })
        .stream()
        .flatMap(Optional::stream)
        .toList();
  }

  /** A timer that was set ({@code timer}) or cancelled (null). */
  public record TimerChange(String id, @Nullable Timer timer) {}

  private record PendingLetter(Key to, long seq, Letter letter) {}
}
