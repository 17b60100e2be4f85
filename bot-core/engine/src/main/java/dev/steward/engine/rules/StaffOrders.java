package dev.steward.engine.rules;

import dev.steward.chat.Action;
import dev.steward.chat.Content;
import dev.steward.chat.Event;
import dev.steward.chat.Key;
import dev.steward.chat.Segment;
import dev.steward.chat.UserId;
import dev.steward.engine.flow.Fate;
import dev.steward.engine.flow.Feature;
import dev.steward.engine.flow.Mode;
import dev.steward.engine.flow.Reason;
import dev.steward.engine.flow.Scripts;
import dev.steward.engine.flow.Spoken;
import dev.steward.engine.flow.Turn;
import dev.steward.engine.members.Member;
import dev.steward.engine.members.Members;
import dev.steward.engine.members.StaffBook;
import dev.steward.engine.script.Clause;
import dev.steward.engine.script.Ladder;
import dev.steward.engine.script.Language;
import dev.steward.engine.script.Pack;
import dev.steward.engine.script.RuleBook;
import dev.steward.engine.script.StaffOrder;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What staff do with their own hands, in the chat ({@code 警告 @x 原因}, {@code 禁言 @x 10m 原因}, {@code
 * 移出 @x}, {@code 封禁 @x}, or the same as an answer to the message that it is about; {@code 撤回} takes
 * that message away, and counts no strike) or in the console. It becomes a numbered case like any
 * other: with a strike that expires, in the member's record, to be appealed against and taken back.
 */
public final class StaffOrders implements Feature {
  /**
   * The command of the console, with {@code user} and {@code order}, as it is typed in the chat.
   */
  public static final String COMMAND = "sanction";

  /** What stands in place of a rule's name where staff acted by hand. */
  public static final String BY_HAND = "by-hand";

  private static final StaffOrder MESSAGE_ONLY =
      new StaffOrder(new Ladder.Step(Ladder.Sanction.NONE, Duration.ZERO), "");

  private static final Pattern BETWEEN_NAMES = Pattern.compile("[\\s　、,，和及&]*|\\s*and\\s*");

  private static final Pattern CLAUSE =
      Pattern.compile(
          "^(?:群规|群規|rule)\\s*(?:第\\s*)?(\\d{1,2})\\s*条?[，,：:\\s]*|^第\\s*(\\d{1,2})\\s*条[，,：:\\s]*",
          Pattern.CASE_INSENSITIVE);

  private final Members members;
  private final StaffBook staff;

  public StaffOrders(Members members, StaffBook staff) {
    this.members = members;
    this.staff = staff;
  }

  @Override
  public String name() {
    return "staff-orders";
  }

  @Override
  public boolean always() {
    return true;
  }

  @Override
  public void on(Event event, Turn turn) {
    switch (event) {
      case Event.MessagePosted posted ->
          staff.loginOf(posted.sender().user()).ifPresent(login -> heard(posted, login, turn));
      case Event.StaffCommand command when command.name().equals(COMMAND) -> asked(command, turn);
      default -> {}
    }
  }

  private void heard(Event.MessagePosted posted, String login, Turn turn) {
    if (turn.fate() == Fate.STALE) {
      return; // what was ordered hours ago may be settled, and would take effect from now
    }
    String words = words(posted.content());
    Optional<Segment.Quote> quote = posted.content().first(Segment.Quote.class);
    if (quote.isPresent() && isDelete(words)) {
      turn.actForStaff(
          new Action.DeleteMessage(turn.group().id(), quote.get().messageId()),
          Reason.of(name(), login + " 撤回了这条消息", login + " took this message away"));
      quote
          .map(Segment.Quote::sender)
          .filter(sender -> !turn.isUs(sender) && !staff.isStaff(sender))
          .ifPresent(
              sender ->
                  order(
                      new Whom(sender, ""),
                      MESSAGE_ONLY,
                      quote.get().messageId(),
                      quote.get().excerpt(),
                      posted.at(),
                      login,
                      turn));
      turn.stop();
      return;
    }
    List<Whom> whom = whom(posted.content(), quote, turn);
    Optional<StaffOrder> order = StaffOrder.read(words);
    if (whom.isEmpty()
        || order.isEmpty()
        || !isOrder(posted.content(), order.get(), quote.isPresent(), turn)) {
      return;
    }
    turn.stop();
    for (Whom one : whom) {
      Segment.@Nullable Quote about =
          quote
              .filter(found -> found.sender() == null || one.user.equals(found.sender()))
              .orElse(null);
      order(
          one,
          order.get(),
          about == null ? posted.messageId() : about.messageId(),
          about == null ? "" : about.excerpt(),
          posted.at(),
          login,
          turn);
    }
  }

  private void asked(Event.StaffCommand command, Turn turn) {
    Map<String, String> given = command.arguments();
    StaffOrder.read(given.getOrDefault("order", ""))
        .ifPresent(
            order ->
                order(
                    new Whom(UserId.parse(given.getOrDefault("user", "")), ""),
                    order,
                    "",
                    "",
                    command.at(),
                    command.staff(),
                    turn));
  }

  private record Whom(UserId user, String name) {}

  /** What is said besides mentions and quotes. */
  private static String words(Content content) {
    StringBuilder words = new StringBuilder();
    for (Segment segment : content.segments()) {
      if (segment instanceof Segment.Text text) {
        words.append(BETWEEN_NAMES.matcher(text.text()).matches() ? " " : text.text());
      } else if (segment instanceof Segment.Mention) {
        words.append(' ');
      }
    }
    return words.toString().strip();
  }

  /**
   * With a name, the name follows the word, or comes first as clients put it before an answer:
   * staff who talk about somebody punish nobody. Without a name, an English word may begin any
   * sentence, so it stands alone or with a length or a rule.
   */
  private static boolean isOrder(Content content, StaffOrder order, boolean answers, Turn turn) {
    StringBuilder before = new StringBuilder();
    for (Segment segment : content.segments()) {
      if (segment instanceof Segment.Mention mention && !turn.isUs(mention.user())) {
        return (answers && before.toString().isBlank())
            || StaffOrder.read(before.toString())
                .filter(found -> found.reason().isEmpty())
                .isPresent();
      }
      if (segment instanceof Segment.Text text) {
        before.append(text.text());
      }
    }
    boolean latin = before.toString().strip().codePoints().limit(1).allMatch(c -> c < 0x250);
    return !latin || order.reason().isEmpty() || CLAUSE.matcher(order.reason()).find();
  }

  /** Whether it begins as orders do, by whomever and about whomever. */
  static boolean isLikeOne(Content content) {
    return StaffOrder.read(words(content)).isPresent();
  }

  private static boolean isDelete(String words) {
    return switch (Spoken.plain(words)) {
      case "撤回", "delete" -> true;
      default -> false;
    };
  }

  /**
   * The first who is mentioned, Steward apart, and those who are named right after; else who wrote
   * what this answers. A name further on belongs to the reason.
   */
  private static List<Whom> whom(Content content, Optional<Segment.Quote> quote, Turn turn) {
    Set<UserId> users = new LinkedHashSet<>();
    List<Whom> named = new ArrayList<>(1);
    for (Segment segment : content.segments()) {
      if (segment instanceof Segment.Mention mention && !turn.isUs(mention.user())) {
        if (users.add(mention.user())) {
          named.add(new Whom(mention.user(), mention.name()));
        }
      } else if (segment instanceof Segment.Text text
          && !named.isEmpty()
          && !BETWEEN_NAMES.matcher(text.text()).matches()) {
        break;
      }
    }
    if (!named.isEmpty()) {
      return named;
    }
    return quote.map(Segment.Quote::sender).stream()
        .map(sender -> new Whom(sender, ""))
        .filter(whom -> !turn.isUs(whom.user))
        .toList();
  }

  private void order(
      Whom whom,
      StaffOrder order,
      String messageId,
      String evidence,
      Instant at,
      String login,
      Turn turn) {
    if (turn.isUs(whom.user)) {
      return;
    }
    if (staff.isStaff(whom.user)) {
      turn.actForStaff(
          Action.SendMessage.of(
              turn.group().id(),
              turn.language()
                  .pick("这位是工作人员，没有处理。", "That is one of the staff, so nothing was done.")),
          Reason.of(name(), "工作人员不处罚工作人员", "staff do not punish staff"));
      return;
    }
    Optional<Pack> pack = turn.script().map(Scripts.Script::pack);
    String reason = order.reason();
    Matcher cited = CLAUSE.matcher(reason);
    Optional<Clause> clause =
        cited.find()
            ? pack.flatMap(
                found -> numbered(found, cited.group(1) == null ? cited.group(2) : cited.group(1)))
            : Optional.empty();
    String why = clause.isPresent() ? reason.substring(cited.end()).strip() : reason;
    Offence offence =
        new Offence(
            turn.group().id(),
            whom.user,
            whom.name.isEmpty()
                ? members
                    .find(turn.group().id(), whom.user)
                    .map(Member::name)
                    .orElse(whom.user.id())
                : whom.name,
            messageId,
            at,
            evidence,
            "",
            pack.map(Pack::name).orElse(""),
            turn.script().map(Scripts.Script::version).orElse(0),
            BY_HAND,
            "",
            clause.map(Clause::number).orElse(0),
            told(clause, why, turn.language()),
            List.of(),
            Mode.LIVE,
            List.of(order.step()),
            pack.map(Pack::rules).map(RuleBook::strikesExpire).orElse(RuleBook.USUAL_EXPIRY),
            false,
            null,
            login);
    turn.tell(Key.person(turn.personOf(whom.user)), offence);
  }

  private static String told(Optional<Clause> clause, String why, Language language) {
    return clause
        .map(
            found ->
                why.isEmpty()
                    ? found.text()
                    : found.text() + language.pick("（" + why + "）", " (" + why + ")"))
        .orElse(why);
  }

  private static Optional<Clause> numbered(Pack pack, String digits) {
    int number = Integer.parseInt(digits);
    return pack.clauses().stream().filter(clause -> clause.number() == number).findFirst();
  }
}
