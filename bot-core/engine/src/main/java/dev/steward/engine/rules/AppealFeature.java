package dev.steward.engine.rules;

import dev.steward.chat.Action;
import dev.steward.chat.Capability;
import dev.steward.chat.Content;
import dev.steward.chat.Event;
import dev.steward.chat.GroupId;
import dev.steward.chat.Key;
import dev.steward.chat.Segment;
import dev.steward.chat.UserId;
import dev.steward.engine.casework.TodoAnswered;
import dev.steward.engine.casework.TodoSettled;
import dev.steward.engine.casework.TodoWanted;
import dev.steward.engine.flow.Fate;
import dev.steward.engine.flow.Feature;
import dev.steward.engine.flow.Letter;
import dev.steward.engine.flow.Mode;
import dev.steward.engine.flow.Reason;
import dev.steward.engine.flow.Spoken;
import dev.steward.engine.flow.Turn;
import dev.steward.engine.flow.TurnContext;
import dev.steward.engine.members.Member;
import dev.steward.engine.members.Members;
import dev.steward.engine.members.SharedGroups;
import dev.steward.engine.members.StaffBook;
import dev.steward.engine.script.Ladder;
import dev.steward.engine.script.Language;
import dev.steward.engine.script.MemberText;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Who was punished may appeal ({@code 申诉}): staff look again, and say {@code 解除 @x}, {@code 清零
 * @x} or {@code 维持 @x} in any group.
 */
public final class AppealFeature implements Feature {
  private static final Duration WITHIN = Duration.ofHours(24);
  private static final int MOST_CASES = 50;

  private final Cases cases;
  private final Campaigns campaigns;
  private final Members members;
  private final StaffBook staff;
  private final TurnContext context;

  public AppealFeature(
      Cases cases, Campaigns campaigns, Members members, StaffBook staff, TurnContext context) {
    this.cases = cases;
    this.campaigns = campaigns;
    this.members = members;
    this.staff = staff;
    this.context = context;
  }

  @Override
  public String name() {
    return "appeals";
  }

  @Override
  public boolean always() {
    return true;
  }

  @Override
  public List<Class<? extends Letter>> letters() {
    return List.of(
        AppealAsked.class,
        AppealHeard.class,
        AppealAnswered.class,
        Relief.class,
        TodoAnswered.class);
  }

  @Override
  public void on(Event event, Turn turn) {
    switch (event) {
      case Event.MessagePosted posted -> heard(posted, turn);
      case Event.PrivateMessagePosted posted -> {
        Optional<String> words = words(Spoken.plain(posted.content().text()));
        if (words.isPresent()) {
          appeal(new AppealAsked(null, posted.sender().user(), posted.content().text()), turn);
          turn.stop();
        }
      }
      default -> {}
    }
  }

  private static Optional<String> words(String plain) {
    for (String word : List.of("申诉", "申訴", "appeal")) {
      if (plain.equals(word) || plain.startsWith(word + " ")) {
        return Optional.of(plain.substring(word.length()).strip());
      }
    }
    return Optional.empty();
  }

  private void heard(Event.MessagePosted posted, Turn turn) {
    UserId sender = posted.sender().user();
    Spoken spoken = turn.spoken(posted.content());
    Optional<String> login = staff.loginOf(sender);
    if (login.isPresent()) {
      what(spoken)
          .ifPresent(
              what ->
                  turn.named(posted.content())
                      .ifPresent(
                          mention -> {
                            turn.tell(
                                Key.person(turn.personOf(mention.user())),
                                new Relief(turn.group().id(), mention.user(), login.get(), what));
                            turn.stop();
                          }));
    } else if (turn.fate() == Fate.HANDLED
        && spoken.after("申诉", "申訴", "appeal").isPresent()
        && turn.mayAnswerAlone()) {
      turn.tell(
          Key.person(turn.personOf(sender)),
          new AppealAsked(turn.group().id(), sender, posted.content().text()));
      // The rules look at it all the same: an appeal is no place for an advert.
    }
  }

  private static Optional<Relief.What> what(Spoken spoken) {
    if (about(spoken, "解除", "解禁", "unmute", "lift")) {
      return Optional.of(Relief.What.LIFT);
    }
    if (about(spoken, "清零", "clear")) {
      return Optional.of(Relief.What.CLEAR);
    }
    return about(spoken, "维持", "維持", "uphold") ? Optional.of(Relief.What.KEEP) : Optional.empty();
  }

  /** Whether it is one of the words and then somebody's name. */
  private static boolean about(Spoken spoken, String... words) {
    return spoken.after(words).filter(rest -> rest.startsWith("@")).isPresent();
  }

  @Override
  public void on(Letter letter, Turn turn) {
    switch (letter) {
      case AppealAsked asked -> appeal(asked, turn);
      case AppealHeard heard -> answerInGroup(heard, turn);
      case AppealAnswered answered -> answer(answered, turn);
      case TodoAnswered answered when answered.kind().equals(StaffNews.APPEAL) ->
          answer(new AppealAnswered(UserId.parse(answered.user()), false), turn);
      case Relief relief -> decide(relief, turn);
      default -> {}
    }
  }

  private Optional<Cases.Case> latest(String person) {
    return cases.of(person, MOST_CASES).stream().filter(file -> !file.undone()).findFirst();
  }

  /** The case by which somebody is muted now. */
  private List<Cases.Case> muted(String person, Turn turn) {
    return cases.of(person, MOST_CASES).stream()
        .filter(file -> !file.undone() && isMuted(file, turn))
        .toList();
  }

  private static boolean isMuted(Cases.Case file, Turn turn) {
    return file.until() != null && file.until().isAfter(turn.now());
  }

  private @Nullable String decidedBy(Campaigns.Campaign campaign) {
    return campaign.staff().isEmpty() ? null : campaign.staff();
  }

  private static boolean keepsOut(Cases.Case file, Turn turn) {
    return isMuted(file, turn) || file.sanction() == Ladder.Sanction.BAN;
  }

  private boolean counts(Cases.Case file, Turn turn) {
    return keepsOut(file, turn)
        || cases.expiry(file.number()).filter(end -> end.isAfter(turn.now())).isPresent();
  }

  /** In the turn of the person: staff get it, and the person hears that they did. */
  private void appeal(AppealAsked asked, Turn turn) {
    String person = turn.key().id();
    Optional<Cases.Case> file = latest(person);
    Optional<Campaigns.Mine> copy =
        campaigns
            .latestOf(person, turn.now())
            .filter(one -> file.isEmpty() || one.number() > file.get().number())
            .filter(_ -> file.filter(found -> keepsOut(found, turn)).isEmpty());
    Long about =
        copy.map(Campaigns.Mine::number).or(() -> file.map(Cases.Case::number)).orElse(null);
    GroupId group =
        copy.map(Campaigns.Mine::group).or(() -> file.map(Cases.Case::group)).orElse(asked.group());
    String number = about == null ? "" : " #" + about;
    turn.tell(
        Key.BRAND,
        new TodoWanted(
            StaffNews.APPEAL,
            StaffNews.appealOf(person),
            group,
            "有成员申诉" + number + "，请换一个人看",
            "a member appeals" + number + ": please let somebody else look",
            facts(
                asked,
                about,
                copy.isPresent()
                    ? campaigns.find(copy.get().number()).map(this::decidedBy).orElse(null)
                    : file.map(Cases.Case::staff).orElse(null),
                asked.group() == null ? turn.key() : Key.group(asked.group())),
            WITHIN));
    turn.note(
        "appealed", Reason.of(name(), "申诉转给工作人员", "an appeal: passed on to staff"), Mode.LIVE);
    if (asked.group() != null) {
      turn.tell(Key.group(asked.group()), new AppealHeard(asked.user(), about));
    } else {
      turn.act(
          new Action.SendPrivate(
              null, asked.user(), Content.of(passedOn(language(asked.user()), about)), List.of()),
          Reason.of(name(), "告诉本人申诉收到了", "tells the member that the appeal was passed on"),
          Mode.LIVE);
    }
  }

  private static Map<String, String> facts(
      AppealAsked asked, @Nullable Long about, @Nullable String notBy, Key to) {
    Map<String, String> facts = new TreeMap<>();
    facts.put(TodoWanted.USER, asked.user().toString());
    facts.put(TodoWanted.ANSWER_TO, to.toString());
    facts.put("text", asked.words());
    if (about != null) {
      facts.put("case", about.toString());
    }
    if (notBy != null) {
      facts.put(TodoWanted.NOT_BY, notBy);
    }
    return facts;
  }

  private Language language(UserId user) {
    return new SharedGroups(context)
        .of(user).stream()
            .findFirst()
            .flatMap(found -> found.script(context.scripts()))
            .map(script -> script.pack().language())
            .orElse(Language.ZH);
  }

  private static String passedOn(Language language, @Nullable Long number) {
    String zh = number == null ? "" : "（案件 #" + number + "）";
    String en = number == null ? "" : " (case #" + number + ")";
    return language.pick(
        "收到你的申诉" + zh + "，已经转给工作人员，会由另一位同事重新看，有结果会告诉你。",
        "Your appeal"
            + en
            + " has gone to the staff. Somebody else will look at it again and let you know.");
  }

  private void answerInGroup(AppealHeard heard, Turn turn) {
    Content text = Content.of(passedOn(turn.language(), heard.caseNumber()));
    Reason reason =
        Reason.of(name(), "告诉本人申诉收到了", "tells the member that the appeal was passed on").alone();
    turn.act(inPrivate(heard.user(), text, turn), reason, Mode.LIVE);
  }

  private static Action inPrivate(UserId user, Content text, Turn turn) {
    return turn.group().can(Capability.PRIVATE)
        ? new Action.SendPrivate(turn.group().id(), user, text, List.of())
        : new Action.SendMessage(turn.group().id(), text, null, List.of());
  }

  /** Who appealed hears the end of it, also when nothing changes. */
  private void answer(AppealAnswered answered, Turn turn) {
    UserId user = answered.user();
    Language language = turn.inGroup() ? turn.language() : language(user);
    String text =
        answered.kept()
            ? language.pick(
                "你的申诉重新看过了，原来的处理不变。",
                "Your appeal was looked at again; the decision stays as it is.")
            : language.pick("你的申诉已经处理完了。", "Your appeal has been dealt with.");
    turn.actForStaff(
        turn.inGroup()
            ? inPrivate(user, addressed(user, text, turn), turn)
            : new Action.SendPrivate(null, user, Content.of(text), List.of()),
        Reason.of(name(), "告诉本人申诉的结果", "tells the member what became of the appeal"));
  }

  private Content addressed(UserId user, String text, Turn turn) {
    String name = members.find(turn.group().id(), user).map(Member::name).orElse(user.id());
    return Content.of(
        new Segment.Mention(user, MemberText.neutral(name)), new Segment.Text(" " + text));
  }

  /**
   * In the turn of the person: takes back what staff say, and lifts the mute where they said it.
   */
  private void decide(Relief relief, Turn turn) {
    String person = turn.key().id();
    Map<String, String> appeal = cases.appeal(person);
    Optional<Campaigns.Campaign> copies =
        Spoken.number(appeal.getOrDefault("case", "")).flatMap(campaigns::find);
    if (relief.what() == Relief.What.KEEP) {
      Optional<Long> own =
          copies.isPresent()
              ? copies
                  .filter(one -> one.staff().equals(relief.staff()))
                  .map(Campaigns.Campaign::number)
              : cases.of(person, MOST_CASES).stream()
                  .filter(file -> !file.undone() && counts(file, turn))
                  .filter(file -> relief.staff().equals(file.staff()))
                  .map(Cases.Case::number)
                  .findFirst();
      if (own.isPresent() && StaffBook.others(context.sql(), relief.staff())) {
        turn.tell(Key.group(relief.group()), new OwnAppeal(own.get()));
        return;
      }
    }
    if (relief.what() == Relief.What.LIFT
        && copies.filter(one -> one.state() != Campaigns.State.UNDONE).isPresent()
        && cases.of(person, MOST_CASES).stream()
            .noneMatch(file -> !file.undone() && keepsOut(file, turn))) {
      turn.tell(
          Key.BRAND,
          new CampaignAsked(copies.get().number(), false, relief.staff(), relief.group()));
      return;
    }
    List<Cases.Case> undone =
        switch (relief.what()) {
          case LIFT -> {
            List<Cases.Case> muted = muted(person, turn);
            yield muted.isEmpty() ? latest(person).stream().toList() : muted;
          }
          case CLEAR ->
              cases.of(person, MOST_CASES).stream()
                  .filter(file -> !file.undone() && counts(file, turn))
                  .toList();
          case KEEP -> List.of();
        };
    String to = appeal.get(TodoWanted.ANSWER_TO);
    if (undone.isEmpty() && to != null) {
      // Whose case is taken back hears so by that.
      turn.tell(
          Key.parse(to),
          new AppealAnswered(
              UserId.parse(appeal.getOrDefault(TodoWanted.USER, relief.user().toString())),
              relief.what() == Relief.What.KEEP));
    }
    undone.forEach(
        file ->
            turn.tell(
                turn.key(), new UndoAsked(file.number(), relief.staff(), false, relief.group())));
    boolean unmuted = undone.stream().anyMatch(file -> isMuted(file, turn));
    if (relief.what() != Relief.What.KEEP && !unmuted) {
      turn.tell(Key.group(relief.group()), new Lifted(relief.user()));
    }
    String zh =
        switch (relief.what()) {
          case LIFT -> "解除了禁言，最近一次违规不算";
          case CLEAR -> "解除了禁言，违规记录清零";
          case KEEP -> "维持原来的决定";
        };
    String en =
        switch (relief.what()) {
          case LIFT -> "lifted the mute; the latest strike doesn't count";
          case CLEAR -> "lifted the mute; no strike counts";
          case KEEP -> "left the decision as it is";
        };
    turn.note(
        "relief",
        Reason.of(name(), relief.staff() + " " + zh, relief.staff() + " " + en),
        Mode.LIVE);
    turn.tell(
        Key.BRAND,
        new TodoSettled(
            StaffNews.APPEAL, StaffNews.appealOf(person), relief.staff() + "：" + zh + " / " + en));
  }
}
