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
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Who was punished may appeal ({@code 申诉}): staff look again, and say {@code 解除 @x}, {@code 清零
 * @x} or {@code 维持 @x} in any group.
 */
public final class AppealFeature implements Feature {
  private static final Duration WITHIN = Duration.ofHours(24);
  private static final int MOST_CASES = 50;
  private static final int BEGINNING = 100;
  private static final Pattern NUMBER = Pattern.compile("# ?([0-9]{1,18})");

  private final Cases cases;
  private final Campaigns campaigns;
  private final Members members;
  private final StaffBook staff;
  private final Appeals appeals;
  private final TurnContext context;

  public AppealFeature(
      Cases cases, Campaigns campaigns, Members members, StaffBook staff, TurnContext context) {
    this.cases = cases;
    this.campaigns = campaigns;
    this.members = members;
    this.staff = staff;
    this.context = context;
    appeals = new Appeals(context.sql());
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
        String text = posted.content().text();
        Optional<String> words = words(beginning(text));
        if (words.isPresent()) {
          appeal(
              new AppealAsked(null, posted.sender().user(), text, about(words.get()), true), turn);
          turn.stop();
        }
      }
      default -> {}
    }
  }

  /** However long somebody explains themselves, the word stands first. */
  private static String beginning(String text) {
    return Spoken.plain(text.substring(0, Math.min(text.length(), BEGINNING)));
  }

  private static Optional<String> words(String plain) {
    for (String word : List.of("申诉", "申訴", "appeal")) {
      if (plain.equals(word) || plain.startsWith(word + " ") || plain.startsWith(word + "#")) {
        return Optional.of(plain.substring(word.length()).strip());
      }
    }
    return Optional.empty();
  }

  /** The number in {@code 申诉 #12，…}. */
  private static @Nullable Long about(String words) {
    Matcher number = NUMBER.matcher(words);
    return number.find() ? Long.valueOf(number.group(1)) : null;
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
      return;
    }
    String text = posted.content().text();
    words(spoken.text().isEmpty() ? beginning(text) : spoken.text())
        .ifPresent(
            words ->
                turn.tell(
                    Key.person(turn.personOf(sender)),
                    new AppealAsked(
                        turn.group().id(), sender, text, about(words), mayAnswer(turn))));
    // The rules look at it all the same: an appeal is no place for an advert.
  }

  /** Staff get every appeal; the group says nothing of its own where it is paused or observed. */
  private static boolean mayAnswer(Turn turn) {
    return turn.fate() != Fate.PAUSED && turn.mayAnswerAlone();
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

  private static boolean isMuted(Cases.Case file, Turn turn) {
    return file.mutes(turn.now());
  }

  private static boolean keepsOut(Cases.Case file, Turn turn) {
    return isMuted(file, turn) || file.sanction() == Ladder.Sanction.BAN;
  }

  private boolean counts(Cases.Case file, Turn turn) {
    return keepsOut(file, turn)
        || cases.expiry(file.number()).filter(end -> end.isAfter(turn.now())).isPresent();
  }

  /**
   * What somebody appeals against.
   *
   * @param decidedBy who decided it or agreed to it; null where a rule did alone
   */
  private record About(long number, GroupId group, @Nullable String decidedBy) {
    static About of(Cases.Case file) {
      return new About(file.number(), file.group(), file.staff());
    }
  }

  /** One of the person's own, as far as it stands. */
  private Optional<About> own(long number, String person) {
    return cases
        .find(number)
        .filter(file -> file.person().equals(person) && file.mode() == Mode.LIVE && !file.undone())
        .map(About::of)
        .or(
            () ->
                campaigns.posts(number).stream()
                    .filter(post -> post.person().equals(person))
                    .findFirst()
                    .flatMap(post -> copies(number, post.group())));
  }

  private Optional<About> copies(long number, GroupId group) {
    return campaigns
        .find(number)
        .filter(one -> one.state() != Campaigns.State.UNDONE)
        .map(one -> new About(number, group, one.staff().isEmpty() ? null : one.staff()));
  }

  /** What keeps them out or silent, else what came last. */
  private Optional<About> likely(String person, Turn turn) {
    List<Cases.Case> files =
        cases.of(person, MOST_CASES).stream().filter(file -> !file.undone()).toList();
    Optional<Cases.Case> out = files.stream().filter(file -> keepsOut(file, turn)).findFirst();
    if (out.isPresent()) {
      return out.map(About::of);
    }
    Optional<Cases.Case> last = files.stream().findFirst();
    return campaigns
        .latestOf(person, turn.now())
        .filter(copy -> last.isEmpty() || copy.number() > last.get().number())
        .flatMap(copy -> copies(copy.number(), copy.group()))
        .or(() -> last.map(About::of));
  }

  /** In the turn of the person: staff get it, and the person hears that they did. */
  private void appeal(AppealAsked asked, Turn turn) {
    String person = turn.key().id();
    Optional<About> about =
        Optional.ofNullable(asked.about())
            .flatMap(number -> own(number, person))
            .or(() -> likely(person, turn));
    Long number = about.map(About::number).orElse(null);
    String shown = number == null ? "" : " #" + number;
    turn.tell(
        Key.BRAND,
        new TodoWanted(
            StaffNews.APPEAL,
            Appeals.subject(person, number),
            about.map(About::group).orElse(asked.group()),
            "有成员申诉" + shown + "，请换一个人看" + zhWords(number),
            "a member appeals" + shown + ": please let somebody else look" + enWords(number),
            facts(asked, about, asked.group() == null ? turn.key() : Key.group(asked.group())),
            WITHIN));
    turn.note(
        "appealed", Reason.of(name(), "申诉转给工作人员", "an appeal: passed on to staff"), Mode.LIVE);
    if (Boolean.FALSE.equals(asked.answered())) {
      return;
    }
    if (asked.group() != null) {
      turn.tell(Key.group(asked.group()), new AppealHeard(asked.user(), number));
    } else {
      turn.act(
          new Action.SendPrivate(
              null, asked.user(), Content.of(passedOn(language(asked.user()), number)), List.of()),
          Reason.of(name(), "告诉本人申诉收到了", "tells the member that the appeal was passed on"),
          Mode.LIVE);
    }
  }

  /** Only one of the words undoes all of a case. */
  private static String zhWords(@Nullable Long number) {
    return number == null ? "" : "。处理得不对就发「撤销 #" + number + "」：全部还原，撤掉的话也补发；「解除」「清零」只解禁、消记录";
  }

  private static String enWords(@Nullable Long number) {
    return number == null
        ? ""
        : ". If it was wrong, “undo #"
            + number
            + "” grants it in full, and says the deleted message again; “lift” and “clear” only"
            + " end the mute and the strike";
  }

  private Map<String, String> facts(AppealAsked asked, Optional<About> about, Key to) {
    Map<String, String> facts = new TreeMap<>();
    facts.put(TodoWanted.USER, asked.user().toString());
    facts.put(TodoWanted.ANSWER_TO, to.toString());
    facts.put("text", asked.words());
    about.ifPresent(
        found -> {
          facts.put("case", Long.toString(found.number()));
          Set<String> notBy = new TreeSet<>();
          Optional.ofNullable(found.decidedBy()).ifPresent(notBy::add);
          Lessons.confirmedBy(context.sql(), found.number()).ifPresent(notBy::add);
          if (!notBy.isEmpty()) {
            facts.put(TodoWanted.NOT_BY, String.join(" ", notBy));
          }
        });
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

  /** In the turn of the person: staff leave it as it is, or take back what they say. */
  private void decide(Relief relief, Turn turn) {
    List<Appeals.Appeal> waiting = appeals.of(turn.key().id());
    if (relief.what() == Relief.What.KEEP) {
      keep(relief, waiting, turn);
    } else {
      takeBack(relief, waiting, turn);
    }
  }

  /** Those that somebody else decided: nobody upholds what they did themselves. */
  private void keep(Relief relief, List<Appeals.Appeal> waiting, Turn turn) {
    List<Appeals.Appeal> own =
        waiting.stream()
            .filter(
                appeal -> {
                  Set<String> decided = decidedBy(appeal, turn.key().id());
                  return decided.contains(relief.staff())
                      && StaffBook.others(context.sql(), decided);
                })
            .toList();
    own.stream()
        .findFirst()
        .flatMap(Appeals.Appeal::about)
        .ifPresent(number -> turn.tell(Key.group(relief.group()), new OwnAppeal(number)));
    waiting.stream()
        .filter(appeal -> !own.contains(appeal))
        .forEach(appeal -> end(appeal, relief, turn));
    if (own.isEmpty()) {
      note(relief, turn);
    }
  }

  /** Who decided what is appealed against, or agreed to it before it was. */
  private Set<String> decidedBy(Appeals.Appeal appeal, String person) {
    Set<String> decided = new TreeSet<>(TodoWanted.notBy(appeal.facts()));
    appeal
        .about()
        .flatMap(number -> own(number, person))
        .map(About::decidedBy)
        .ifPresent(decided::add);
    return decided;
  }

  /** Lifts the mute where they said it, too; whose case is taken back hears so by that. */
  private void takeBack(Relief relief, List<Appeals.Appeal> waiting, Turn turn) {
    String person = turn.key().id();
    List<Long> asked = waiting.stream().flatMap(appeal -> appeal.about().stream()).toList();
    List<Cases.Case> files =
        cases.of(person, MOST_CASES).stream().filter(file -> !file.undone()).toList();
    Optional<Long> copies =
        asked.stream()
            .filter(number -> cases.find(number).isEmpty() && own(number, person).isPresent())
            .findFirst();
    if (relief.what() == Relief.What.LIFT
        && copies.isPresent()
        && files.stream().noneMatch(file -> keepsOut(file, turn))) {
      turn.tell(Key.BRAND, new CampaignAsked(copies.get(), false, relief.staff(), relief.group()));
      return;
    }
    List<Cases.Case> undone =
        relief.what() == Relief.What.LIFT
            ? lifted(files, asked, turn)
            : files.stream()
                .filter(file -> counts(file, turn) || asked.contains(file.number()))
                .toList();
    undone.forEach(
        file ->
            turn.tell(
                turn.key(), new UndoAsked(file.number(), relief.staff(), false, relief.group())));
    if (undone.stream().noneMatch(file -> isMuted(file, turn))) {
      turn.tell(Key.group(relief.group()), new Lifted(relief.user()));
    }
    waiting.stream()
        .filter(appeal -> appeal.about().flatMap(number -> own(number, person)).isEmpty())
        .forEach(appeal -> end(appeal, relief, turn));
    note(relief, turn);
  }

  /** What mutes them; else what they appeal against, or what came last. */
  private static List<Cases.Case> lifted(List<Cases.Case> files, List<Long> asked, Turn turn) {
    List<Cases.Case> muted = files.stream().filter(file -> isMuted(file, turn)).toList();
    if (!muted.isEmpty()) {
      return muted;
    }
    List<Cases.Case> appealed =
        files.stream().filter(file -> asked.contains(file.number())).toList();
    return appealed.isEmpty() ? files.stream().limit(1).toList() : appealed;
  }

  private static void end(Appeals.Appeal appeal, Relief relief, Turn turn) {
    appeal.answer(relief.what() == Relief.What.KEEP, turn);
    appeal.settle(relief.staff() + "：" + zh(relief) + " / " + en(relief), turn);
  }

  private void note(Relief relief, Turn turn) {
    turn.note(
        "relief",
        Reason.of(name(), relief.staff() + " " + zh(relief), relief.staff() + " " + en(relief)),
        Mode.LIVE);
  }

  private static String zh(Relief relief) {
    return switch (relief.what()) {
      case LIFT -> "解除了禁言，最近一次违规不算";
      case CLEAR -> "解除了禁言，违规记录清零";
      case KEEP -> "维持原来的决定";
    };
  }

  private static String en(Relief relief) {
    return switch (relief.what()) {
      case LIFT -> "lifted the mute; the latest strike doesn't count";
      case CLEAR -> "lifted the mute; no strike counts";
      case KEEP -> "left the decision as it is";
    };
  }
}
