package dev.steward.engine.faq;

import dev.steward.chat.Action;
import dev.steward.chat.Content;
import dev.steward.chat.Event;
import dev.steward.chat.GroupId;
import dev.steward.chat.Key;
import dev.steward.chat.UserId;
import dev.steward.engine.flow.Courtesy;
import dev.steward.engine.flow.Feature;
import dev.steward.engine.flow.Group;
import dev.steward.engine.flow.Mode;
import dev.steward.engine.flow.Reason;
import dev.steward.engine.flow.Scripts;
import dev.steward.engine.flow.Spoken;
import dev.steward.engine.flow.Turn;
import dev.steward.engine.flow.TurnContext;
import dev.steward.engine.members.SharedGroups;
import dev.steward.engine.script.Binding;
import dev.steward.engine.script.Faq;
import dev.steward.engine.store.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Questions in private: looked up in each pack that serves a group of the person, and answered by
 * the group whose pack is surest, in private. Comes last: what is a ballot, a complaint or a
 * command is none.
 */
public final class PrivateQuestions implements Feature {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  /** What is longer is hardly one question: staff get it without a look. */
  private static final int LONGEST = 500;

  /** Questions in the air; the oldest are let go of, and their timers tell staff. */
  private static final int MOST = 1_000;

  /** Places in which one question is looked up. */
  private static final int MOST_PLACES = 4;

  private final TurnContext context;
  private final Asker asker;
  private final FaqBook book;
  private final Shelf shelf;
  private final SharedGroups groups;
  private final Map<String, Waiting> waiting =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Waiting> eldest) {
          return size() > MOST;
        }
      };

  public PrivateQuestions(TurnContext context, Asker asker) {
    this.context = context;
    this.asker = asker;
    book = new FaqBook(context.sql());
    shelf = new Shelf(book);
    groups = new SharedGroups(context);
  }

  @Override
  public String name() {
    return "private-questions";
  }

  /** A group of the person whose pack can answer. */
  private record Place(Group group, Scripts.Script script) {}

  /** A question whose verdicts are not all there. */
  private static final class Waiting {
    final Asked asked;
    final List<Found> found = new ArrayList<>();
    int expected;

    Waiting(Asked asked) {
      this.asked = asked;
    }
  }

  private record Found(GroupId group, Asker.Verdict verdict) {
    /** How far above what is needed. */
    double lead() {
      return verdict.sure() - verdict.addressed();
    }
  }

  /**
   * The timer's payload: where staff are told when no verdict comes. Not what was asked: that is
   * where it can be forgotten.
   *
   * @param seq the journal's number of the question
   */
  record Unheard(String id, GroupId group, UserId user, long seq) {}

  @Override
  public void on(Event event, Turn turn) {
    switch (event) {
      case Event.PrivateMessagePosted posted -> heard(posted, turn);
      case Event.HelperAnswered answered
          when answered.feature().equals(FaqFeature.NAME) && !turn.inGroup() ->
          verdict(Json.read(answered.payload(), Asker.Verdict.class), turn);
      case Event.TimerDue due when due.feature().equals(name()) ->
          unheard(Json.read(due.payload(), Unheard.class), turn);
      default -> {}
    }
  }

  private void heard(Event.PrivateMessagePosted posted, Turn turn) {
    String text = posted.content().text().strip();
    if (text.isEmpty()) {
      return;
    }
    UserId user = posted.sender().user();
    String plain = Spoken.plain(text);
    Asked asked = AskedAgain.alone(posted);
    Optional<Courtesy> courtesy = Courtesy.of(plain);
    List<Place> places = places(user);
    if (courtesy.isPresent()) {
      courtesy(courtesy.get(), places, user, turn);
    } else if (places.isEmpty()) {
      turn.note(
          "faq-nowhere",
          Reason.of(FaqFeature.NAME, "这个人所在的群没有答案可找", "no group of this person has answers"),
          Mode.LIVE);
    } else if (PersonWanted.by(plain, true) || text.length() > LONGEST) {
      tell(places.getFirst().group.id(), new AskedAlone(asked, null, null), turn);
    } else {
      ask(asked, places, turn);
    }
  }

  private static void courtesy(Courtesy said, List<Place> places, UserId user, Turn turn) {
    if (said == Courtesy.GREETING && !places.isEmpty()) {
      Place place = places.getFirst();
      turn.act(
          new Action.SendPrivate(
              place.group.id(),
              user,
              Content.of(Courtesy.returned(place.script.pack().language())),
              List.of()),
          Reason.of(FaqFeature.NAME, "有人打招呼", "somebody said hello"),
          Mode.LIVE);
    } else {
      turn.note("courtesy", Courtesy.THANKS_NEED_NOTHING, Mode.LIVE);
    }
  }

  /**
   * One group for each pack, and for each of its labels, since some answers are said there only.
   */
  private List<Place> places(UserId user) {
    Map<List<String>, Place> places = new LinkedHashMap<>();
    for (Group group : groups.of(user)) {
      Scripts.Script script = group.script(context.scripts()).orElse(null);
      Faq faq = script == null ? null : script.pack().faq();
      if (script != null && faq != null && places.size() < MOST_PLACES) {
        String label = group.binding().map(Binding::label).orElse("");
        places.putIfAbsent(List.of(script.pack().name(), label), new Place(group, script));
      }
    }
    return List.copyOf(places.values());
  }

  private void ask(Asked asked, List<Place> places, Turn turn) {
    String id = FaqFeature.NAME + ":" + turn.key().id() + ":" + asked.messageId();
    Waiting question = new Waiting(asked);
    for (Place place : places) {
      Knowledge knowledge =
          shelf.knowledge(
              place.group.published(context.scripts()).orElse(place.script), turn.now());
      String part = id + ":" + place.group.id();
      boolean taken =
          asker.ask(
              new Asker.Question(
                  part,
                  turn.key(),
                  turn.seq(),
                  knowledge,
                  asked.text(),
                  true,
                  place.group.binding().map(Binding::label).orElse(""),
                  turn.now().atZone(place.script.pack().zone()).toLocalDate(),
                  place.group.binding().map(b -> List.copyOf(b.off())).orElse(List.of())));
      question.expected += taken ? 1 : 0;
    }
    GroupId first = places.getFirst().group.id();
    if (question.expected == 0) {
      tell(first, new AskedAlone(asked, null, null), turn);
      return;
    }
    waiting.put(id, question);
    turn.timer(id, new Unheard(id, first, asked.user(), turn.seq()), turn.now().plus(PATIENCE));
  }

  private void verdict(Asker.Verdict verdict, Turn turn) {
    waiting.entrySet().stream()
        .filter(entry -> verdict.question().startsWith(entry.getKey() + ":"))
        .findFirst()
        .ifPresent(
            entry -> {
              Waiting question = entry.getValue();
              String group = verdict.question().substring(entry.getKey().length() + 1);
              question.found.add(new Found(GroupId.parse(group), verdict));
              if (question.found.size() >= question.expected) {
                waiting.remove(entry.getKey());
                turn.cancelTimer(entry.getKey());
                Found best = best(question.found);
                tell(best.group, new AskedAlone(question.asked, best.verdict, null), turn);
              }
            });
  }

  private static Found best(List<Found> found) {
    Found best = found.getFirst();
    for (Found other : found) {
      best = other.lead() > best.lead() ? other : best;
    }
    return best;
  }

  /** Not all verdicts came: the process was stopped meanwhile, or the helper failed. */
  private void unheard(Unheard unheard, Turn turn) {
    Waiting question = waiting.remove(unheard.id());
    if (question == null || question.found.isEmpty()) {
      AskedAgain.alone(context.sql(), unheard.seq())
          .ifPresent(asked -> tell(unheard.group(), new AskedAlone(asked, null, null), turn));
    } else {
      Found best = best(question.found);
      tell(best.group, new AskedAlone(question.asked, best.verdict, null), turn);
    }
  }

  private static void tell(GroupId group, AskedAlone letter, Turn turn) {
    turn.tell(Key.group(group), letter);
  }
}
