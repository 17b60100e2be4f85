package dev.steward.engine.prices;

import dev.steward.chat.Action;
import dev.steward.chat.Button;
import dev.steward.chat.Capability;
import dev.steward.chat.Content;
import dev.steward.chat.Event;
import dev.steward.chat.Key;
import dev.steward.chat.Segment;
import dev.steward.chat.UserId;
import dev.steward.engine.attention.Attention;
import dev.steward.engine.flow.Fate;
import dev.steward.engine.flow.Feature;
import dev.steward.engine.flow.Letter;
import dev.steward.engine.flow.Mode;
import dev.steward.engine.flow.Reason;
import dev.steward.engine.flow.Turn;
import dev.steward.engine.flow.TurnContext;
import dev.steward.engine.members.StaffBook;
import dev.steward.engine.script.Language;
import dev.steward.engine.script.Pack;
import dev.steward.engine.script.Prices;
import dev.steward.engine.script.Product;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The group's side of the price desk: answers {@code 价格 品名} with the whole table, since prices are
 * published and not secret, and hears complaints. Everything about one member's money goes on in
 * private; what the group reads is neutral.
 */
public final class PricesFeature implements Feature {
  static final String BUTTON = "price:";
  private static final String TALK = "talk:";
  private static final Duration ACKNOWLEDGED = Duration.ofSeconds(30);

  private final StaffBook staff;
  private final Complaints complaints;
  private final Heard heard;
  private final TalkBook talk;
  private final Attention attention;

  public PricesFeature(StaffBook staff, TurnContext context) {
    this.staff = staff;
    complaints = new Complaints(context.sql(), context.numbers());
    heard = new Heard(context.sql());
    talk = new TalkBook(context.sql());
    attention = new Attention(context);
  }

  @Override
  public String name() {
    return "prices";
  }

  /** When a complaint was last acknowledged in the group. */
  private static final class Acknowledged {
    @Nullable Instant last;
  }

  @Override
  public void on(Event event, Turn turn) {
    switch (event) {
      case Event.MessageRecalled recalled -> touched(recalled.messageId(), true, turn);
      case Event.MessageEdited edited -> touched(edited.messageId(), false, turn);
      // Whoever complained while Steward was away is heard all the same.
      case Event.MessagePosted posted
          when turn.fate() == Fate.HANDLED || turn.fate() == Fate.STALE ->
          desk(turn).ifPresent(pack -> posted(posted, pack, turn));
      case Event.ButtonPressed pressed when turn.inGroup() && pressed.value().startsWith(BUTTON) ->
          desk(turn).ifPresent(pack -> pressed(pressed, pack, turn));
      case Event.StaffCommand command
          when turn.inGroup() && command.name().equals("complaint-open") ->
          desk(turn).ifPresent(pack -> written(command, pack, turn));
      default -> {}
    }
  }

  private static Optional<Pack> desk(Turn turn) {
    return turn.script().map(script -> script.pack()).filter(pack -> pack.prices() != null);
  }

  private static Prices prices(Pack pack) {
    Prices prices = pack.prices();
    if (prices == null) {
      throw new IllegalStateException("pack " + pack.name() + ": has no price desk");
    }
    return prices;
  }

  private void touched(String message, boolean recalled, Turn turn) {
    complaints
        .keptFor(turn.group().id(), message)
        .forEach(
            kept ->
                turn.tell(
                    Key.person(kept.person()),
                    new ProofTouched(kept.number(), turn.group().id(), message, recalled)));
  }

  private void posted(Event.MessagePosted posted, Pack pack, Turn turn) {
    Prices desk = prices(pack);
    String plain = turn.spoken(posted.content()).text();
    Optional<String> asked = turn.spoken(posted.content()).after("价格", "價格", "查价", "查價", "price");
    boolean ours = staff.isStaff(posted.sender().user());
    boolean late = turn.fate() == Fate.STALE;
    if (asked.isPresent() && !late) {
      PriceAnswer.answer(posted, asked.get(), desk, pack, turn);
    } else if (Words.isMine(plain)) {
      mine(posted, turn);
    } else if (ours && Words.complains(plain).isPresent()) {
      forMember(posted, plain, desk, turn);
    } else if (!ours && Words.opens(plain, desk).isPresent()) {
      open(posted, Words.opens(plain, desk).orElseThrow(), desk, turn);
    } else {
      if (desk.suspect() && !late && !posted.content().text().isEmpty()) {
        listen(posted, desk, pack, turn);
      }
      return;
    }
    turn.stop();
  }

  /** Two prices, nobody who knows why, and somebody who wonders: one neutral line, and a button. */
  private void listen(Event.MessagePosted posted, Prices desk, Pack pack, Turn turn) {
    UserId user = posted.sender().user();
    talk.hear(turn, desk, posted.messageId(), user.toString(), posted.content().text())
        .ifPresent(
            suspect -> {
              String sku = suspect.product().sku();
              Optional<TalkBook.Hushed> hushed =
                  talk.hushed(turn.key(), sku, turn.now(), pack.zone());
              if (hushed.isPresent()) {
                hushed(hushed.get(), sku, turn);
                return;
              }
              Optional<Attention.Held> held = attention.held(Attention.Weight.ROUTINE, pack, turn);
              if (held.isPresent()) {
                turn.note(
                    "line-held",
                    Reason.of(
                        name(),
                        "有人在比价，没有插话：" + held.get().zh(),
                        "members compare prices; nothing was said: " + held.get().en()),
                    Mode.LIVE);
                return;
              }
              turn.then(() -> talk.said(turn.key(), sku, null, turn.now()));
              attention.say(
                  new Action.SendMessage(
                      turn.group().id(),
                      Content.of(line(desk, turn.language())),
                      null,
                      List.of(
                          new Button(
                              turn.language().pick("私下核对", "Check mine in private"),
                              BUTTON + TALK + sku))),
                  Reason.of(
                      name(),
                      "群里在比同一个商品的价格，有人有疑问",
                      "members compare prices of one product, and somebody wonders"),
                  null,
                  pack,
                  turn);
            });
  }

  /** Once a talk: the next message of it would say the same. */
  private void hushed(TalkBook.Hushed hushed, String sku, Turn turn) {
    Long complaint = hushed.complaint();
    if (talk.unexplained(turn, sku)) {
      turn.note(
          "line-held",
          complaint == null
              ? Reason.of(
                  name(), "有人在比价，今天已经说过一次", "members compare prices; it was said once today")
              : Reason.of(
                  name(),
                  "有人在比价，这个商品今天已经有投诉 #" + complaint,
                  "members compare prices; there is complaint #" + complaint + " about it today"),
          Mode.LIVE);
    }
  }

  @Override
  public List<Class<? extends Letter>> letters() {
    return List.of(ProductComplained.class);
  }

  @Override
  public void on(Letter letter, Turn turn) {
    if (letter instanceof ProductComplained complained) {
      turn.then(
          () -> talk.said(turn.key(), complained.sku(), complained.number(), turn.now()));
    }
  }

  private static String line(Prices desk, Language language) {
    String line = desk.line();
    String word = desk.words().getFirst();
    return line != null
        ? line
        : language.pick(
            "价格和会员等级、渠道、时间有关。想核对的话点下面的按钮，或发「" + word + "」，我私下帮你看。",
            "Prices depend on tier, channel and time. To have yours checked, press the button or say “"
                + word
                + "”; I will look in private.");
  }

  private void open(Event.MessagePosted posted, Kind kind, Prices desk, Turn turn) {
    String text = posted.content().text();
    raise(
        posted.sender().user(),
        kind,
        Complaint.Origin.WORD,
        Opening.facts(kind, text, desk, null),
        proofs(posted, turn),
        null,
        posted.messageId(),
        turn);
  }

  /** Staff write down what a member told them: by naming the member, or by quoting them. */
  private void forMember(Event.MessagePosted posted, String plain, Prices desk, Turn turn) {
    Optional<Segment.Quote> quote = posted.content().first(Segment.Quote.class);
    Optional<UserId> member =
        posted.content().segments().stream()
            .filter(Segment.Mention.class::isInstance)
            .map(segment -> ((Segment.Mention) segment).user())
            .filter(user -> !staff.isStaff(user))
            .findFirst()
            .or(() -> quote.flatMap(q -> Optional.ofNullable(q.sender())));
    if (member.isEmpty()) {
      turn.actForStaff(
          Action.SendMessage.of(
              turn.group().id(),
              turn.language()
                  .pick(
                      "替谁记？@ 成员，或引用他的话再发「投诉」。",
                      "For whom? Name the member with @, or quote what they said.")),
          Reason.of(name(), "回答工作人员", "answers staff"));
      return;
    }
    Kind kind = Words.kindOf(plain).orElse(Kind.PRICE);
    List<Proof> proofs = proofs(posted, turn);
    String said = proofs.stream().map(Proof::text).collect(Collectors.joining("\n"));
    raise(
        member.get(),
        kind,
        Complaint.Origin.STAFF,
        Opening.facts(kind, kind == Kind.PRICE ? said : posted.content().text(), desk, null),
        proofs,
        staff.loginOf(posted.sender().user()).orElse(null),
        posted.messageId(),
        turn);
  }

  /** The same from the console. */
  private void written(Event.StaffCommand command, Pack pack, Turn turn) {
    Prices desk = prices(pack);
    String text = command.arguments().getOrDefault("text", "");
    UserId user = UserId.parse(command.arguments().getOrDefault("user", ""));
    Kind kind =
        Kind.valueOf(command.arguments().getOrDefault("kind", "price").toUpperCase(Locale.ROOT));
    raise(
        user,
        kind,
        Complaint.Origin.STAFF,
        kind == Kind.PRICE
            ? Opening.facts(kind, text, desk, null)
            : Facts.NONE.with(Fact.STORY, text),
        List.of(
            Proof.of(Proof.Role.MESSAGE, turn.group().id(), null, null, command.at(), text, false)),
        command.staff(),
        null,
        turn);
  }

  private void pressed(Event.ButtonPressed pressed, Pack pack, Turn turn) {
    Prices desk = prices(pack);
    String value = pressed.value().substring(BUTTON.length());
    boolean fromTalk = value.startsWith(TALK);
    String sku = fromTalk ? value.substring(TALK.length()) : value;
    Optional<Product> product = desk.book().product(sku);
    if (fromTalk && product.isPresent()) {
      TalkProof proof =
          TalkProof.of(
              product.get(),
              pressed.sender().user(),
              talk.lately(turn.key(), turn.now()),
              turn.group().id(),
              heard);
      raise(
          pressed.sender().user(),
          Kind.PRICE,
          Complaint.Origin.TALK,
          proof.facts(),
          proof.proofs(),
          null,
          null,
          turn);
      turn.stop();
      return;
    }
    raise(
        pressed.sender().user(),
        Kind.PRICE,
        Complaint.Origin.BUTTON,
        product.isPresent() ? Facts.NONE.with(Fact.SKU, sku) : Facts.NONE,
        List.of(),
        null,
        null,
        turn);
    turn.stop();
  }

  /** The message itself, and what it quotes. */
  private List<Proof> proofs(Event.MessagePosted posted, Turn turn) {
    List<Proof> proofs = new ArrayList<>();
    proofs.add(
        Proof.of(
            Proof.Role.MESSAGE,
            turn.group().id(),
            posted.messageId(),
            posted.sender().user(),
            posted.at(),
            posted.content().text(),
            false));
    posted
        .content()
        .first(Segment.Quote.class)
        .map(
            quote ->
                heard
                    .message(turn.key(), quote.messageId(), turn.seq())
                    .map(
                        found ->
                            Proof.of(
                                Proof.Role.QUOTED,
                                turn.group().id(),
                                quote.messageId(),
                                found.user() == null ? quote.sender() : found.user(),
                                found.at(),
                                found.text(),
                                found.recalled()))
                    .orElseGet(
                        () ->
                            Proof.of(
                                Proof.Role.QUOTED,
                                turn.group().id(),
                                quote.messageId(),
                                quote.sender(),
                                posted.at(),
                                quote.excerpt(),
                                false)))
        .ifPresent(proofs::add);
    return proofs;
  }

  private void raise(
      UserId user,
      Kind kind,
      Complaint.Origin origin,
      Facts facts,
      List<Proof> proofs,
      @Nullable String login,
      @Nullable String replyTo,
      Turn turn) {
    if (turn.group().stage() != Mode.LIVE) {
      turn.note(
          "would-open",
          Reason.of(name(), "上线后才记投诉", "complaints are taken once the group is live"),
          Mode.OBSERVED);
      return;
    }
    turn.tell(
        Key.person(turn.personOf(user)),
        new ComplaintRaised(turn.group().id(), user, kind, origin, facts, proofs, login));
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
        Reason.of(name(), "收到一件投诉", "a complaint was noted"),
        turn);
  }

  private void mine(Event.MessagePosted posted, Turn turn) {
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
          Reason.of(name(), "平台不能私聊", "the platform has no private messages"),
          turn);
    }
  }
}
