package dev.steward.engine.flow;

import dev.steward.chat.AccountId;
import dev.steward.chat.Action;
import dev.steward.chat.Content;
import dev.steward.chat.Event;
import dev.steward.chat.Key;
import dev.steward.chat.Segment;
import dev.steward.chat.UserId;
import dev.steward.engine.script.Language;
import dev.steward.engine.script.Persona;
import dev.steward.engine.store.Json;
import dev.steward.engine.store.Numbers;
import dev.steward.engine.store.Sql;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One event's turn: what a feature may read, and where it adds what it decides. Nothing takes
 * effect before the turn is over; what a feature added is dropped if it throws.
 */
public final class Turn {
  private static final Duration LONGEST_BACKLOG = Duration.ofDays(3);
  private static final long UNNUMBERED = 0;

  private final TurnContext context;
  private final Key key;
  private long seq;
  private final Fate fate;
  private final @Nullable Group group;
  private final List<Drafted> drafts = new ArrayList<>(2);
  private final List<Runnable> writes = new ArrayList<>(2);
  private final List<Addressed> letters = new ArrayList<>(1);
  private final List<Timer> timers = new ArrayList<>(0);
  private final List<String> cancelled = new ArrayList<>(0);
  private String feature = "";
  private int draftsBefore;
  private int writesBefore;
  private int lettersBefore;
  private int timersBefore;
  private int cancelledBefore;
  private boolean stopped;
  private boolean judged;
  private boolean sealed;
  private @Nullable Spoken spoken;

  /** Of an event that is not in the journal yet, and may never be. */
  Turn(TurnContext context, Key key, Fate fate, @Nullable Group group) {
    this(context, key, UNNUMBERED, fate, group);
  }

  Turn(TurnContext context, Key key, long seq, Fate fate, @Nullable Group group) {
    this.context = context;
    this.key = key;
    this.seq = seq;
    this.fate = fate;
    this.group = group;
  }

  public Key key() {
    return key;
  }

  /** The journal's number of the event behind this turn; it is taken when somebody asks for it. */
  public long seq() {
    if (seq == UNNUMBERED) {
      seq = context.numbers().next(context.sql(), Numbers.Sequence.JOURNAL);
    }
    return seq;
  }

  public Instant now() {
    return context.now();
  }

  /**
   * When something came to pass: what happened during a backlog counts when it did. A platform's
   * clock that is off by more than the longest backlog is not believed.
   */
  public Instant happened(Instant at) {
    Instant now = now();
    return !at.isAfter(now) && at.isAfter(now.minus(LONGEST_BACKLOG)) ? at : now;
  }

  public Fate fate() {
    return fate;
  }

  /** The group whose turn it is; there is none in the turn of a person or the brand. */
  public Group group() {
    if (group == null) {
      throw new IllegalStateException(
          "turn of " + key + ": has no group (expected: a group's turn)");
    }
    return group;
  }

  public boolean inGroup() {
    return group != null;
  }

  /** The script in force for the turn's group. */
  public Optional<Scripts.Script> script() {
    return group == null ? Optional.empty() : group.script(context.scripts());
  }

  /**
   * The same script as it was published, without this group's differences: one object for all its
   * groups.
   */
  public Optional<Scripts.Script> published() {
    return group == null ? Optional.empty() : group.published(context.scripts());
  }

  /** The language to speak here: the script's, else Chinese. */
  public Language language() {
    return script().map(script -> script.pack().language()).orElse(Language.ZH);
  }

  /** The message of this turn as a command would be read. */
  public Spoken spoken(Content content) {
    if (spoken == null) {
      spoken = Spoken.of(content, this);
    }
    return spoken;
  }

  /** The link to the member page of the turn's group. */
  public String page() {
    return context.pages().ofGroup(group().id(), now());
  }

  /** Who the human behind a login is. */
  public String personOf(UserId user) {
    return context.persons().personOf(user);
  }

  /**
   * Does something, or records what would be done: live only if the group is, and {@code mode} as
   * well.
   *
   * @param mode how far the rule behind it has come
   */
  public void act(Action action, Reason reason, Mode mode) {
    Mode stage = group == null ? Mode.LIVE : group.stage();
    drafts.add(new Drafted(action, reason, mode.and(stage), "act", false, null, null));
  }

  /** The same, by one of our logins: what only the one that began it can do. */
  public void actBy(AccountId login, Action action, Reason reason, Mode mode) {
    drafts.add(new Drafted(action, reason, mode.and(group().stage()), "act", false, null, login));
  }

  /**
   * Says by itself what has a budget of its own: answers that were given in the same minute do not
   * keep it back. In a group's turn only: which logins there are is known of a group.
   *
   * @param persona who says it, by its own login where there is one, else by the usual one, which
   *     says whom it speaks for; null for the usual one
   */
  public void actByItself(@Nullable Persona persona, Action action, Reason reason) {
    drafts.add(new Drafted(action, reason, group().stage(), "act", true, persona, null));
  }

  /**
   * Does something although the group is in observe: an answer to staff, or what staff asked for.
   */
  public void actForStaff(Action action, Reason reason) {
    drafts.add(new Drafted(action, reason, Mode.LIVE, "act", true, null, null));
  }

  /** Whether that is Steward's login in this group. */
  public boolean isUs(UserId user) {
    return user.platform().equals(group().account().platform())
        && user.id().equals(group().account().id());
  }

  /** The first who is mentioned, Steward apart. */
  public Optional<Segment.Mention> named(Content content) {
    return content.segments().stream()
        .filter(Segment.Mention.class::isInstance)
        .map(Segment.Mention.class::cast)
        .filter(mention -> !isUs(mention.user()))
        .findFirst();
  }

  /**
   * Whether what somebody asks here may be answered to them alone by their own key, whose turn
   * knows of no stage. Not in a group that is only observed, which is noted.
   */
  public boolean mayAnswerAlone() {
    if (group().stage() == Mode.LIVE) {
      return true;
    }
    note(
        "skipped-observed",
        Reason.of(
            feature, "本群在观察，没有私下回答", "the group is observed: nothing was answered in private"),
        Mode.OBSERVED);
    return false;
  }

  /** Records why nothing was done. */
  public void note(String verdict, Reason reason, Mode mode) {
    drafts.add(new Drafted(null, reason, mode, verdict, false, null, null));
  }

  /** Tells another key something; it gets its own turn, after this one and in order. */
  public void tell(Key to, Letter letter) {
    letters.add(new Addressed(to, letter));
  }

  /** Asks for a {@link dev.steward.chat.Event.TimerDue} at a time; the same id again moves it. */
  public void timer(String id, Object payload, Instant due) {
    timers.add(new Timer(id, key, feature, Json.write(payload), due));
  }

  public void cancelTimer(String id) {
    cancelled.add(id);
  }

  /** Changes the database when the turn is over, in its transaction. Run in the order added. */
  public void write(Consumer<Sql> change) {
    writes.add(() -> change.accept(context.sql()));
  }

  /** Changes what is in memory when the turn is over, in order with {@link #write}. */
  public void then(Runnable change) {
    writes.add(change);
  }

  /** The features after this one do not see the event: it is dealt with. */
  public void stop() {
    stopped = true;
  }

  /** The rules look at the message. */
  public void judged() {
    judged = true;
  }

  /** How the journal has it: what never reached the rules is no speech to be judged again. */
  Fate kept(Event event) {
    boolean message = event instanceof Event.MessagePosted || event instanceof Event.MessageEdited;
    return message && stopped && !judged && (fate == Fate.HANDLED || fate == Fate.STALE)
        ? Fate.SETTLED
        : fate;
  }

  /**
   * What the event says never reaches the disk: the journal keeps that it came, and from whom. To
   * be called before anything that can fail.
   */
  public void seal() {
    sealed = true;
  }

  boolean sealed() {
    return sealed;
  }

  /** Whether nothing came of it but, perhaps, what is in memory only. */
  boolean leavesNothing() {
    return seq == UNNUMBERED
        && drafts.isEmpty()
        && letters.isEmpty()
        && timers.isEmpty()
        && cancelled.isEmpty();
  }

  boolean stopped() {
    return stopped;
  }

  /** From here on a feature adds what it decides. */
  void enter(String name) {
    feature = name;
    draftsBefore = drafts.size();
    writesBefore = writes.size();
    lettersBefore = letters.size();
    timersBefore = timers.size();
    cancelledBefore = cancelled.size();
  }

  /** As it was when the feature entered that threw. */
  void forgetEntered() {
    drafts.subList(draftsBefore, drafts.size()).clear();
    writes.subList(writesBefore, writes.size()).clear();
    letters.subList(lettersBefore, letters.size()).clear();
    timers.subList(timersBefore, timers.size()).clear();
    cancelled.subList(cancelledBefore, cancelled.size()).clear();
  }

  List<Drafted> drafts() {
    return drafts;
  }

  List<Runnable> writes() {
    return writes;
  }

  List<Addressed> letters() {
    return letters;
  }

  List<Timer> timers() {
    return timers;
  }

  List<String> cancelled() {
    return cancelled;
  }

  /**
   * A decision: with an action, or only recorded.
   *
   * @param uncapped whether it is said however much was said in this minute
   * @param by the login that acts, where that is not for the path to choose
   */
  record Drafted(
      @Nullable Action action,
      Reason reason,
      Mode mode,
      String verdict,
      boolean uncapped,
      @Nullable Persona persona,
      @Nullable AccountId by) {}

  /** A letter with its key. */
  record Addressed(Key to, Letter letter) {}
}
