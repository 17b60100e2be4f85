package dev.steward.engine.lane;

import dev.steward.chat.Capability;
import dev.steward.chat.Content;
import dev.steward.chat.Event;
import dev.steward.chat.GroupId;
import dev.steward.chat.Key;
import dev.steward.chat.Sender;
import dev.steward.chat.UserId;
import dev.steward.engine.schedule.TimeWords;
import dev.steward.engine.script.Pack;
import dev.steward.engine.script.Poll;
import dev.steward.engine.script.SourceMark;
import dev.steward.engine.script.Topic;
import dev.steward.engine.script.Topics;
import dev.steward.engine.sim.SimPacks;
import dev.steward.engine.sim.SimPlatform;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * A morning on which everything that Steward does by itself falls due in all groups, much of it in
 * the same minute. What members say meanwhile is {@link KillFeed}'s, so many numbers a step.
 */
final class KillDay {
  static final Instant BEGIN = Instant.parse("2026-11-02T00:55:00Z"); // 08:55 in the groups
  static final Duration STEP = Duration.ofSeconds(20);

  /** Members fall silent; what still rings comes after. */
  static final Instant SILENCE = BEGIN.plus(Duration.ofMinutes(65));

  static final Duration LONG_STEP = Duration.ofMinutes(10);
  static final Instant END = SILENCE.plus(Duration.ofHours(12));

  static final GroupId STAFF = new GroupId("sim", "staff");
  static final String MANAGER = "店长";
  static final List<GroupId> GROUPS =
      IntStream.range(0, KillFeed.GROUPS).mapToObj(KillFeed::group).toList();

  /** Said at 09:00, 09:05 and so on until 09:55, one entry after the other. */
  static final int OFTEN = 12;

  static final Instant NAMED_OPENS = Instant.parse("2026-11-02T01:00:00Z");
  static final Instant NAMED_CLOSES = NAMED_OPENS.plus(Duration.ofMinutes(20));
  static final Instant SECRET_OPENS = Instant.parse("2026-11-02T01:25:00Z");
  static final Instant SECRET_CLOSES = SECRET_OPENS.plus(Duration.ofMinutes(20));

  /** What is broadcast, and when. */
  static final Map<String, Instant> BROADCASTS =
      Map.of("群发：今晚直播", NAMED_OPENS, "群发：明天停服", NAMED_OPENS.plus(Duration.ofMinutes(30)));

  static final String MORNING = "早安，今天也辛苦了";
  static final String ALONE = "悄悄问一句，还习惯吗";

  private static final int NUMBERS_A_STEP = 5;
  private static final int JOINERS = 8;
  private static final Duration LATE = Duration.ofMinutes(30);
  private static final SourceMark MARK = new SourceMark("topics.yaml", 3, 5);

  private KillDay() {}

  static String often(int count) {
    return "今天的第" + count + "句";
  }

  /** The last number that was said by a moment. */
  static int last(Instant now) {
    Instant until = now.isBefore(SILENCE) ? now : SILENCE;
    return (int) (Duration.between(BEGIN, until).dividedBy(STEP) + 1) * NUMBERS_A_STEP;
  }

  static Instant at(int number) {
    return BEGIN.plus(STEP.multipliedBy((number - 1) / NUMBERS_A_STEP));
  }

  /** Whether a number is a ballot in the anonymous poll: a button that is pressed. */
  static boolean secret(int number) {
    return KillFeed.kind(number) == KillFeed.Kind.BALLOT
        && !at(number).isBefore(SECRET_OPENS)
        && at(number).isBefore(SECRET_CLOSES);
  }

  /**
   * What a number stands for. Some complain about what staff have to look at.
   *
   * @param poll the anonymous poll
   */
  static Event event(int number, long poll) {
    String id = Integer.toString(number);
    GroupId group = KillFeed.group(number);
    Sender sender = Sender.member(KillFeed.user(number), KillFeed.name(number));
    if (secret(number)) {
      return new Event.ButtonPressed(
          SimPlatform.ACCOUNT,
          group,
          id,
          id,
          sender,
          "poll:" + poll + ":" + number % 3,
          at(number));
    }
    return KillFeed.kind(number) == KillFeed.Kind.COMPLAINT && number % 20 == 7
        ? new Event.MessagePosted(
            SimPlatform.ACCOUNT, group, id, sender, Content.of("投诉快递五天了还没到"), at(number))
        : KillFeed.event(number, at(number));
  }

  /** The next moment at which something is due in all groups. */
  static Instant nextDue(Instant now) {
    long five = Duration.ofMinutes(5).toMillis();
    return Instant.ofEpochMilli((now.toEpochMilli() / five + 1) * five);
  }

  static Pack pack() {
    return SimPacks.scheduling(
        SimPacks.everything(KillTarget.desk(""), KillTarget.faq()),
        new Topics(
            List.of(
                topic(
                    "often",
                    "cron 0 0/5 9 ? * *",
                    false,
                    IntStream.rangeClosed(1, OFTEN + 5).mapToObj(KillDay::often).toList()),
                topic("morning", "每天 09:00", false, List.of(MORNING)),
                topic("alone", "入群当天 09:15", true, List.of(ALONE)))),
        List.of(poll("named", "每天 09:00", false), poll("secret", "每天 09:25", true)));
  }

  private static Topic topic(String id, String at, boolean privately, List<String> say) {
    return new Topic(
        id,
        at,
        TimeWords.read(at).orElseThrow(),
        say.stream().map(text -> new Topic.Entry(text, null, Topic.Dates.ALWAYS, MARK)).toList(),
        LATE,
        null,
        Topic.Dates.ALWAYS,
        null,
        privately,
        MARK);
  }

  private static Poll poll(String id, String opens, boolean anonymous) {
    return new Poll(
        id,
        "下次聊什么",
        Poll.Type.SINGLE,
        List.of(
            new Poll.Option("sleep", "睡整觉"),
            new Poll.Option("food", "加辅食"),
            new Poll.Option("milk", "选奶粉")),
        false,
        1,
        1,
        List.of(),
        anonymous,
        false,
        true,
        opens,
        TimeWords.read(opens).orElseThrow(),
        Duration.ofMinutes(20),
        null,
        List.of(Duration.ofMinutes(10)),
        Set.of(),
        "",
        MARK);
  }

  static GroupId homeOf(int joiner) {
    return GROUPS.get(joiner);
  }

  static List<UserId> joiners() {
    return IntStream.range(0, JOINERS).mapToObj(i -> new UserId("sim", "j" + i)).toList();
  }

  /** What happens before the day begins; each has an id of its own, and counts once. */
  static List<Event> opening() {
    List<Event> all = new ArrayList<>();
    seen(STAFF, all);
    all.add(command(Key.group(STAFF), "staff-group", Map.of()));
    for (GroupId group : GROUPS) {
      seen(group, all);
      all.add(command(Key.group(group), "bind", Map.of("pack", "mama")));
      all.add(command(Key.group(group), "go-live", Map.of()));
    }
    for (int joiner = 0; joiner < JOINERS; joiner++) {
      UserId user = joiners().get(joiner);
      all.add(
          new Event.MemberJoined(
              SimPlatform.ACCOUNT,
              homeOf(joiner),
              "join-" + joiner,
              Sender.member(user, user.id()),
              null,
              BEGIN));
    }
    return all;
  }

  private static void seen(GroupId group, List<Event> all) {
    all.add(
        new Event.GroupSeen(
            SimPlatform.ACCOUNT,
            group,
            "seen-" + group,
            group.id(),
            EnumSet.allOf(Capability.class),
            BEGIN));
  }

  static Event.StaffCommand command(Key key, String name, Map<String, String> arguments) {
    return new Event.StaffCommand(
        name + "-" + key + arguments, key, "owner", name, arguments, BEGIN);
  }
}
