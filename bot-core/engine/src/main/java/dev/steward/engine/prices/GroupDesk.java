package dev.steward.engine.prices;

import dev.steward.chat.AccountId;
import dev.steward.chat.Action;
import dev.steward.chat.Capability;
import dev.steward.chat.Event;
import dev.steward.chat.Key;
import dev.steward.chat.Segment;
import dev.steward.chat.UserId;
import dev.steward.engine.flow.Mode;
import dev.steward.engine.flow.Reason;
import dev.steward.engine.flow.Spoken;
import dev.steward.engine.flow.Turn;
import dev.steward.engine.members.StaffBook;
import dev.steward.engine.script.Prices;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Takes complaints in a group, from members and from staff for them, with what was said; they go to
 * the key of the person who complains. The group reads only that it was noted.
 */
final class GroupDesk {
  private static final Duration ACKNOWLEDGED = Duration.ofSeconds(30);

  private final StaffBook staff;
  private final Heard heard;
  private final PriceTalk talk;

  GroupDesk(StaffBook staff, Heard heard, PriceTalk talk) {
    this.staff = staff;
    this.heard = heard;
    this.talk = talk;
  }

  /** When a complaint was last acknowledged in the group. */
  private static final class Acknowledged {
    @Nullable Instant last;
  }

  /** A member complains. */
  void open(Event.MessagePosted posted, Opened opened, Prices desk, Turn turn) {
    raise(
        new ComplaintRaised(
            turn.group().id(),
            posted.sender().user(),
            opened.kind(),
            Complaint.Origin.WORD,
            Opening.facts(opened, posted.content().text(), desk),
            heard.proofs(posted, turn),
            null),
        posted.messageId(),
        turn);
  }

  /** Staff write down what a member told them: by naming the member, or by quoting them. */
  void forMember(Event.MessagePosted posted, Opened opened, Prices desk, Turn turn) {
    Optional<Segment.Quote> quote = posted.content().first(Segment.Quote.class);
    Optional<UserId> member =
        posted.content().segments().stream()
            .filter(Segment.Mention.class::isInstance)
            .map(segment -> ((Segment.Mention) segment).user())
            .filter(user -> complains(user, turn))
            .findFirst()
            .or(
                () ->
                    quote
                        .flatMap(q -> Optional.ofNullable(q.sender()))
                        .filter(user -> complains(user, turn)));
    if (member.isEmpty()) {
      turn.actForStaff(
          Action.SendMessage.of(
              turn.group().id(),
              turn.language()
                  .pick(
                      "替谁记？@ 成员，或引用他的话再发「投诉」。",
                      "For whom? Name the member with @, or quote what they said.")),
          Reason.of(PricesFeature.NAME, "回答工作人员", "answers staff"));
      return;
    }
    List<Proof> proofs = heard.proofs(posted, turn);
    String said = proofs.stream().map(Proof::text).collect(Collectors.joining("\n"));
    Opened whole =
        opened.story().isEmpty()
            ? proofs.stream()
                .filter(proof -> proof.role() == Proof.Role.QUOTED)
                .findFirst()
                .map(quoted -> opened.about(quoted.text()))
                .orElse(opened)
            : opened;
    raise(
        new ComplaintRaised(
            turn.group().id(),
            member.get(),
            whole.kind(),
            Complaint.Origin.STAFF,
            Opening.facts(whole, said, desk),
            proofs,
            staff.loginOf(posted.sender().user()).orElse(null)),
        posted.messageId(),
        turn);
  }

  /** Whether somebody can be a member who complains: neither staff, who write down, nor Steward. */
  private boolean complains(UserId user, Turn turn) {
    AccountId us = turn.group().account();
    return !staff.isStaff(user) && !user.equals(new UserId(us.platform(), us.id()));
  }

  /**
   * The same from the console. Arguments: {@code user}, {@code kind}, {@code text}, and what is
   * known besides: {@code product}, {@code paid} and {@code seen} in fen, {@code pieces}, and
   * {@code message}, the journal's number of what the member said.
   */
  void written(Event.StaffCommand command, Prices desk, Turn turn) {
    Map<String, String> arguments = command.arguments();
    String text = arguments.getOrDefault("text", "");
    Kind kind = Kind.valueOf(arguments.getOrDefault("kind", "price").toUpperCase(Locale.ROOT));
    List<Proof> proofs = new ArrayList<>();
    if (!text.isEmpty()) {
      proofs.add(
          Proof.of(Proof.Role.MESSAGE, turn.group().id(), null, null, command.at(), text, false));
    }
    Optional<Proof> message =
        Spoken.number(arguments.getOrDefault("message", ""))
            .flatMap(seq -> heard.message(turn.key(), seq))
            .map(found -> found.proof(Proof.Role.QUOTED, turn.group().id()));
    message.ifPresent(proofs::add);
    String said = message.map(proof -> text + "\n" + proof.text()).orElse(text);
    // The group has not heard it, and need not.
    take(
        new ComplaintRaised(
            turn.group().id(),
            UserId.parse(arguments.getOrDefault("user", "")),
            kind,
            Complaint.Origin.STAFF,
            Opening.told(Opening.facts(new Opened(kind, text), said, desk), arguments, desk),
            proofs,
            command.staff()),
        turn);
  }

  /** A button under a price, or under the line about a talk. */
  void pressed(Event.ButtonPressed pressed, Prices desk, Turn turn) {
    UserId user = pressed.sender().user();
    if (pressed.value().startsWith(PriceTalk.BUTTON)) {
      String sku = pressed.value().substring(PriceTalk.BUTTON.length());
      TalkProof proof = talk.proof(sku, user, desk, turn);
      raise(
          new ComplaintRaised(
              turn.group().id(),
              user,
              Kind.PRICE,
              Complaint.Origin.TALK,
              proof.facts(),
              proof.proofs(),
              null),
          null,
          turn);
      return;
    }
    String sku = pressed.value().substring(PricesFeature.BUTTON.length());
    ComplaintRaised raised =
        new ComplaintRaised(
            turn.group().id(),
            user,
            Kind.PRICE,
            Complaint.Origin.BUTTON,
            desk.book().product(sku).isPresent() ? Facts.NONE.with(Fact.SKU, sku) : Facts.NONE,
            List.of(),
            null);
    if (pressed.messageId().isEmpty()) {
      // On the member page: the group has not seen it, and need not.
      take(raised, turn);
    } else {
      raise(raised, null, turn);
    }
  }

  private void raise(ComplaintRaised raised, @Nullable String replyTo, Turn turn) {
    if (take(raised, turn)) {
      acknowledge(replyTo, turn);
    }
  }

  private static boolean take(ComplaintRaised raised, Turn turn) {
    if (turn.group().stage() != Mode.LIVE) {
      turn.note(
          "would-open",
          Reason.of(PricesFeature.NAME, "上线后才记投诉", "complaints are taken once the group is live"),
          Mode.OBSERVED);
      return false;
    }
    turn.tell(Key.person(turn.personOf(raised.user())), raised);
    return true;
  }

  private static void acknowledge(@Nullable String replyTo, Turn turn) {
    Acknowledged said = turn.group().memory(Acknowledged.class, Acknowledged::new);
    Instant last = said.last;
    if (last != null && last.isAfter(turn.now().minus(ACKNOWLEDGED))) {
      return;
    }
    turn.then(() -> said.last = turn.now());
    PriceAnswer.say(
        replyTo,
        turn.group().can(Capability.PRIVATE)
            ? turn.language().pick("收到，我私下跟进。", "Noted; I will follow up in private.")
            : turn.language()
                .pick("收到，已经记下，工作人员会单独联系。", "Noted; the staff will get in touch in private."),
        List.of(),
        Reason.of(PricesFeature.NAME, "收到一件投诉", "a complaint was noted"),
        turn);
  }

  /** A member asks about their own complaints. */
  void mine(Event.MessagePosted posted, Turn turn) {
    UserId user = posted.sender().user();
    if (turn.group().can(Capability.PRIVATE)) {
      turn.tell(Key.person(turn.personOf(user)), new MineAsked(turn.group().id(), user));
    } else {
      PriceAnswer.say(
          posted.messageId(),
          turn.language()
              .pick(
                  "这里不能单独发消息给你，投诉的进展请问工作人员。",
                  "I can't write to you alone here; please ask the staff about your complaint."),
          List.of(),
          Reason.of(PricesFeature.NAME, "平台不能私聊", "the platform has no private messages"),
          turn);
    }
  }
}
