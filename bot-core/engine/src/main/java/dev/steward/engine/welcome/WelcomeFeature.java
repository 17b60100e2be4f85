package dev.steward.engine.welcome;

import dev.steward.chat.Action;
import dev.steward.chat.Button;
import dev.steward.chat.Content;
import dev.steward.chat.Event;
import dev.steward.chat.UserId;
import dev.steward.engine.flow.Feature;
import dev.steward.engine.flow.Mode;
import dev.steward.engine.flow.Reason;
import dev.steward.engine.flow.Spoken;
import dev.steward.engine.flow.Turn;
import dev.steward.engine.flow.TurnContext;
import dev.steward.engine.members.Member;
import dev.steward.engine.members.Members;
import dev.steward.engine.members.MembersFeature;
import dev.steward.engine.script.MemberText;
import dev.steward.engine.script.Pack;
import dev.steward.engine.script.Template;
import dev.steward.engine.script.TemplateData;
import dev.steward.engine.script.TemplateException;
import dev.steward.engine.script.Welcome;
import dev.steward.engine.store.Json;
import dev.steward.engine.store.Sql;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One greeting for those who join together. The first newcomer sets a timer; when it is due,
 * everybody who joined since and is still there is greeted at once, however many they are.
 */
public final class WelcomeFeature implements Feature {
  /** The value of the button under the greeting. */
  static final String ACKNOWLEDGE = "welcome:ack";

  private static final int MOST_NAMED = 5;

  private final Members members;
  private final Sql sql;

  public WelcomeFeature(Members members, TurnContext context) {
    this.members = members;
    sql = context.sql();
  }

  @Override
  public String name() {
    return "welcome";
  }

  /**
   * What is kept between the first newcomer and the greeting; the timer's payload in the database.
   */
  record Gathering(long since) {}

  /**
   * Whether a gathering is under way, so that the timer is set once; read again from the timers by
   * the first join after a restart.
   */
  static final class Open {
    private @Nullable Instant until;
  }

  @Override
  public void on(Event event, Turn turn) {
    switch (event) {
      case Event.MemberJoined _ -> joined(turn);
      case Event.TimerDue due when due.feature().equals(name()) ->
          greet(Json.read(due.payload(), Gathering.class), turn);
      case Event.ButtonPressed pressed when pressed.value().equals(ACKNOWLEDGE) ->
          acknowledged(pressed.sender().user(), turn);
      case Event.MessagePosted posted -> {
        if (acknowledges(turn.spoken(posted.content()), turn)) {
          acknowledged(posted.sender().user(), turn);
        }
      }
      default -> {}
    }
  }

  private static boolean acknowledges(Spoken spoken, Turn turn) {
    return turn.script()
        .map(script -> script.pack().welcome())
        .map(Welcome::acknowledge)
        .filter(label -> spoken.isOneOf(List.of(label)))
        .isPresent();
  }

  private void joined(Turn turn) {
    Optional<Welcome> welcome = turn.script().map(script -> script.pack().welcome());
    Open open = turn.group().memory(Open.class, Open::new);
    if (welcome.isEmpty() || (open.until != null && turn.now().isBefore(open.until))) {
      return;
    }
    String id = "welcome:" + turn.group().id();
    Optional<Instant> set = sql.first("SELECT due FROM timer WHERE id = ?", row -> row.time(1), id);
    Instant due = set.orElseGet(() -> turn.now().plus(welcome.get().gather()));
    if (set.isEmpty()) {
      turn.timer(id, new Gathering(turn.now().toEpochMilli()), due);
    }
    turn.then(() -> open.until = due);
  }

  private void greet(Gathering gathering, Turn turn) {
    Optional<Welcome> welcome = turn.script().map(script -> script.pack().welcome());
    Instant since = Instant.ofEpochMilli(gathering.since());
    int count = members.countJoinedSince(turn.group().id(), since);
    Open open = turn.group().memory(Open.class, Open::new);
    turn.then(() -> open.until = null);
    if (welcome.isEmpty() || count == 0) {
      return;
    }
    List<Member> named = members.joinedSince(turn.group().id(), since, MOST_NAMED);
    Pack pack = turn.script().orElseThrow().pack();
    String label = welcome.get().acknowledge();
    String text = text(welcome.get(), pack, named, count, turn);
    turn.act(
        new Action.SendMessage(
            turn.group().id(),
            Content.of(text),
            null,
            label == null ? List.of() : List.of(new Button(label, ACKNOWLEDGE))),
        Reason.of(name(), "欢迎 " + count + " 位新成员", "greets " + count + " newcomers")
            .from(turn.script().orElseThrow(), "welcome", welcome.get().mark()),
        Mode.LIVE);
  }

  private String text(Welcome welcome, Pack pack, List<Member> named, int count, Turn turn) {
    String names =
        named.stream()
            .map(member -> MemberText.neutral(member.name()))
            .collect(Collectors.joining(pack.language().pick("、", ", ")));
    if (count > named.size()) {
      names +=
          pack.language().pick(" 等 " + count + " 位", " and " + (count - named.size()) + " more");
    }
    StringBuilder text = new StringBuilder();
    try {
      text.append(
          Template.compile(welcome.text(), Template.Place.WELCOME.names(pack))
              .render(
                  new TemplateData()
                      .texts(pack.values())
                      .text("names", names)
                      .number("count", count)
                      .member("group", turn.group().title())
                      .text("page", turn.page())));
    } catch (TemplateException e) {
      text.append(pack.language().pick("欢迎 ", "Welcome ")).append(names);
      turn.note(
          "template-failed",
          Reason.of(
              name(), "欢迎语的模板出错，用了最简单的一句", "the greeting's template failed: a plain one was used"),
          Mode.LIVE);
    }
    if (welcome.digest()) {
      text.append("\n\n");
      pack.clauses()
          .forEach(
              clause ->
                  text.append(clause.number()).append(". ").append(clause.text()).append('\n'));
    }
    return text.toString().strip();
  }

  private void acknowledged(UserId user, Turn turn) {
    turn.then(() -> MembersFeature.acknowledge(members, turn.group().id(), user, turn.now()));
    turn.note(
        "acknowledged",
        Reason.of(name(), "成员确认已读群规", "the member acknowledged the rules"),
        Mode.LIVE);
  }
}
