package dev.steward.engine.polls;

import dev.steward.chat.Action;
import dev.steward.chat.Content;
import dev.steward.chat.Key;
import dev.steward.engine.casework.TodoWanted;
import dev.steward.engine.flow.Mode;
import dev.steward.engine.flow.Reason;
import dev.steward.engine.flow.Turn;
import dev.steward.engine.flow.TurnContext;
import dev.steward.engine.identity.Visitors;
import dev.steward.engine.members.Tiers;
import dev.steward.engine.polls.BallotAnswered.Result;
import dev.steward.engine.polls.BallotSaid.Via;
import dev.steward.engine.polls.BallotSaid.What;
import dev.steward.engine.script.Language;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Takes ballots: one a person, whatever group or login it comes from. */
final class BallotBox {
  private static final int MOST_TOLD = 20;
  private static final Duration MENDED_WITHIN = Duration.ofHours(4);

  private final TurnContext context;
  private final PollShelf shelf;
  private final Ballots ballots;
  private final Seals seals;
  private final Tiers tiers;

  BallotBox(TurnContext context, PollShelf shelf, Seals seals) {
    this.context = context;
    this.shelf = shelf;
    this.seals = seals;
    ballots = new Ballots(context);
    tiers = new Tiers(context.sql());
  }

  List<Ballots.Sealed> sealed(long poll) {
    return ballots.sealed(poll);
  }

  /** Takes one; what became of it goes to the group, or to the member alone if it came so. */
  void take(BallotSaid said, Turn turn) {
    Optional<PollShelf.Open> found = shelf.find(said.poll());
    if (found.isEmpty() || !turn.now().isBefore(found.get().row.closes())) {
      shelf
          .any(said.poll())
          .ifPresent(row -> answer(said, row.question(), Result.CLOSED, 0, List.of(), turn));
      return;
    }
    PollShelf.Open open = found.get();
    Question question = open.row.question();
    boolean visitor = Visitors.is(said.user());
    if (visitor && question.anonymous()) {
      // A sealed ballot can't be told from others later, so it has to be a member's.
      turn.note(
          "ballot-unverified",
          PollBook.reason(
              question,
              said.poll(),
              "不记名投票不收未验证的票",
              "an anonymous poll takes no unverified ballots"),
          Mode.LIVE);
      return;
    }
    Ballots.@Nullable Standing before = ballots.find(said.poll(), said.person()).orElse(null);
    boolean stands = before != null ? !before.withdrawn() : marked(said, question);
    List<Integer> choices = List.of();
    Result result;
    if (said.what() == What.WITHDRAW) {
      result = withdraw(said, open, stands, turn);
    } else if (stands && !question.mayChange()) {
      result = Result.FINAL;
    } else if (question.anonymous()) {
      result = castSealed(said, open, turn);
    } else {
      choices = choices(said, question, before);
      result = cast(said, open, before, choices, turn);
    }
    int more = visitor ? 0 : result == Result.COUNTED ? 1 : result == Result.WITHDRAWN ? -1 : 0;
    int count = shelf.ballots(open) + more;
    turn.then(() -> open.ballots = count);
    answer(said, question, result, count, choices, turn);
  }

  /** Whose data were erased is known by their mark, since what they chose still counts. */
  private boolean marked(BallotSaid said, Question question) {
    return question.anonymous()
        && seals
            .find(said.poll())
            .filter(seal -> ballots.marked(said.poll(), seal.mark(said.person())))
            .isPresent();
  }

  private Result withdraw(BallotSaid said, PollShelf.Open open, boolean stands, Turn turn) {
    if (!stands) {
      return Result.NOTHING;
    }
    if (!open.row.question().mayChange()) {
      return Result.FINAL;
    }
    write(said, open, open.pseudonyms.of(said.person()), null, null, "withdrawn", turn);
    return Result.WITHDRAWN;
  }

  /** What is chosen from now on; a button of several adds to what was, or takes away. */
  private static List<Integer> choices(
      BallotSaid said, Question question, Ballots.@Nullable Standing before) {
    if (said.what() != What.TOGGLE) {
      return said.choices();
    }
    TreeSet<Integer> all = new TreeSet<>();
    List<String> codes = before == null ? null : before.choices();
    for (int i = 0; codes != null && i < question.options().size(); i++) {
      if (codes.contains(question.options().get(i).code())) {
        all.add(i);
      }
    }
    for (int choice : said.choices()) {
      if (!all.remove(choice)) {
        all.add(choice);
      }
    }
    return List.copyOf(all);
  }

  private Result cast(
      BallotSaid said,
      PollShelf.Open open,
      Ballots.@Nullable Standing before,
      List<Integer> choices,
      Turn turn) {
    Question question = open.row.question();
    boolean stands = before != null && !before.withdrawn();
    if (choices.isEmpty() && said.text() == null) {
      // A button under a poll that is not open in that group says nothing.
      return said.what() == What.TOGGLE ? withdraw(said, open, stands, turn) : Result.CLOSED;
    }
    if (choices.size() > question.most()) {
      return Result.TOO_MANY;
    }
    List<String> codes = question.codes(choices);
    if (before != null && stands && same(before, codes, said.text())) {
      return Result.AGAIN;
    }
    write(
        said,
        open,
        open.pseudonyms.of(said.person()),
        codes,
        said.text(),
        stands ? "changed" : "cast",
        turn);
    return stands ? Result.CHANGED : Result.COUNTED;
  }

  private boolean same(Ballots.Standing before, List<String> codes, @Nullable String words) {
    Long id = before.text();
    boolean sameWords =
        words == null
            ? id == null
            : id != null && ballots.words(id).filter(words::equals).isPresent();
    return codes.equals(before.choices()) && sameWords;
  }

  /**
   * An anonymous one: who voted is written down, what goes into the sealed sums and nowhere else.
   */
  private Result castSealed(BallotSaid said, PollShelf.Open open, Turn turn) {
    Optional<Seal> seal = seals.find(said.poll());
    String wrapped = said.sealed();
    int options = open.row.question().options().size();
    if (seal.isEmpty() || !opens(seal.get(), said, options)) {
      broken(said, turn);
      return Result.BROKEN;
    }
    if (wrapped == null) {
      return Result.CLOSED;
    }
    List<Integer> choices = seal.get().unwrap(wrapped);
    turn.then(() -> ballots.seal(said.poll(), said.group(), seal.get(), options, choices));
    write(said, open, seal.get().mark(said.person()), null, null, "cast", turn);
    return Result.COUNTED;
  }

  /** Whether the key is the one that sealed the group's ballots so far. */
  private boolean opens(Seal seal, BallotSaid said, int options) {
    return ballots
        .sealed(said.poll(), said.group())
        .filter(block -> !seal.opens(block.block(), block.group(), options))
        .isEmpty();
  }

  private static void broken(BallotSaid said, Turn turn) {
    turn.tell(
        Key.BRAND,
        new TodoWanted(
            "poll-broken",
            "poll:" + said.poll(),
            said.group(),
            "匿名投票 #" + said.poll() + " 的钥匙不在了，投不了票，请结束它再发起一次",
            "the key of the anonymous poll #"
                + said.poll()
                + " is gone and nobody can vote: please end it and open another",
            Map.of(),
            MENDED_WITHIN));
  }

  private void write(
      BallotSaid said,
      PollShelf.Open open,
      String respondent,
      @Nullable List<String> codes,
      @Nullable String words,
      String kind,
      Turn turn) {
    List<Integer> order = said.order();
    Question question = open.row.question();
    Ballots.Change change =
        new Ballots.Change(
            said.poll(),
            said.person(),
            respondent,
            said.group(),
            question.anonymous() ? null : tiers.of(said.person(), turn.now()).orElse(null),
            codes,
            words,
            order == null || codes == null || !question.randomOrder()
                ? null
                : question.codes(order),
            kind);
    turn.then(() -> ballots.write(change, turn.now()));
  }

  private void answer(
      BallotSaid said,
      Question question,
      Result result,
      int count,
      List<Integer> choices,
      Turn turn) {
    Reason reason =
        PollBook.reason(
            question,
            said.poll(),
            "投票 #" + said.poll() + "：" + BallotWords.of(result, true),
            "poll #" + said.poll() + ": " + BallotWords.of(result, false));
    if (said.via() == Via.PRIVATE || Visitors.is(said.user())) {
      turn.act(
          new Action.SendPrivate(
              said.group(),
              said.user(),
              Content.of(BallotTexts.alone(said.poll(), question, result, choices, said.text())),
              List.of()),
          reason,
          Mode.LIVE);
      return;
    }
    turn.note("ballot-" + BallotWords.verdict(result), reason, Mode.LIVE);
    if (said.via() == Via.PLATFORM && result.asShown()) {
      return;
    }
    turn.tell(
        Key.group(said.group()),
        new BallotAnswered(
            said.poll(), said.user(), said.name(), question.anonymous(), result, count));
  }

  /** Tells a member of their own ballots, alone. */
  void tell(MyBallotsAsked asked, Turn turn) {
    Language language = asked.language();
    List<String> lines = new ArrayList<>();
    List<Long> polls =
        context
            .sql()
            .list(
                "SELECT poll FROM ballot WHERE person_id = ? AND kind <> 'withdrawn'"
                    + " ORDER BY poll DESC LIMIT ?",
                row -> row.number(1),
                asked.person(),
                MOST_TOLD);
    for (long poll : polls) {
      PollData.find(context.sql(), poll)
          .ifPresent(row -> lines.add(line(row, asked.person(), language)));
    }
    String text =
        lines.isEmpty()
            ? language.pick("你还没有投过票。", "You have not voted in any poll.")
            : language.pick("你的投票：\n", "Your ballots:\n")
                + String.join("\n", lines)
                + language.pick(
                    "\n还开着的可以发「撤回投票 #编号」。", "\nOf those still open: “take back vote #number”.");
    turn.act(
        new Action.SendPrivate(asked.group(), asked.user(), Content.of(text), List.of()),
        Reason.of("polls", "本人查询自己的投票", "a member asked for their own ballots").alone(),
        Mode.LIVE);
  }

  private String line(PollData.Row row, String person, Language language) {
    Question question = row.question();
    String head = PollTexts.named(row.number(), question.title()) + language.pick("：", ": ");
    Optional<Ballots.Standing> standing = ballots.find(row.number(), person);
    if (question.anonymous() || standing.isEmpty()) {
      return head + language.pick("匿名，投过了", "anonymous, you voted");
    }
    Long id = standing.get().text();
    if (id != null) {
      return head + ballots.words(id).orElse("…");
    }
    List<String> codes = standing.get().choices();
    return head
        + String.join(
            language.pick("、", ", "),
            question.options().stream()
                .filter(option -> codes != null && codes.contains(option.code()))
                .map(option -> option.text())
                .toList());
  }
}
