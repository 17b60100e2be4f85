package dev.steward.engine.lane;

import dev.steward.chat.Content;
import dev.steward.chat.Event;
import dev.steward.chat.GroupId;
import dev.steward.chat.Segment;
import dev.steward.chat.Sender;
import dev.steward.chat.UserId;
import dev.steward.engine.sim.SimPlatform;
import java.time.Instant;

/**
 * What is said to the process that is killed, by numbers from 1. Each number is another member's,
 * apart from an answer in private: it is by whoever complained right before.
 */
final class KillFeed {
  static final int GROUPS = 23;

  private static final UserId STEWARD =
      new UserId(SimPlatform.ACCOUNT.platform(), SimPlatform.ACCOUNT.id());

  private KillFeed() {}

  enum Kind {
    ADVERT,
    CHECK_IN,
    BALLOT,
    /** To Steward, for the helper. */
    QUESTION,
    /** To the letter. */
    EXACT,
    COMPLAINT,
    /** In private: which product it was. */
    ANSWER,
    TALK
  }

  static Kind kind(int number) {
    return switch (number % 10) {
      case 0 -> Kind.ADVERT;
      case 1, 2 -> Kind.CHECK_IN;
      case 3, 4 -> Kind.BALLOT;
      case 5 -> Kind.QUESTION;
      case 6 -> Kind.EXACT;
      case 7 -> Kind.COMPLAINT;
      case 8 -> Kind.ANSWER;
      default -> Kind.TALK;
    };
  }

  static GroupId group(int number) {
    return new GroupId("sim", "g" + number % GROUPS);
  }

  static UserId user(int number) {
    return new UserId("sim", "u" + (kind(number) == Kind.ANSWER ? number - 1 : number));
  }

  /** A name that no other text has in it. */
  static String name(int number) {
    return "n" + number + "n";
  }

  static Event event(int number, Instant at) {
    Sender sender = Sender.member(user(number), name(number));
    String id = Integer.toString(number);
    return kind(number) == Kind.ANSWER
        ? new Event.PrivateMessagePosted(SimPlatform.ACCOUNT, id, sender, content(number), at)
        : new Event.MessagePosted(
            SimPlatform.ACCOUNT, group(number), id, sender, content(number), at);
  }

  private static Content content(int number) {
    return switch (kind(number)) {
      case ADVERT -> Content.of("加微信领券" + number);
      case CHECK_IN -> Content.of("签到");
      case BALLOT -> Content.of(Integer.toString(1 + number % 3));
      case QUESTION ->
          Content.of(new Segment.Mention(STEWARD, "群管家"), new Segment.Text("奶瓶要怎么洗才干净"));
      case EXACT -> Content.of("几天发货");
      case COMPLAINT -> Content.of("买贵了");
      case ANSWER -> Content.of("小禾3段");
      case TALK -> Content.of("宝宝今天第" + number + "次笑了");
    };
  }
}
