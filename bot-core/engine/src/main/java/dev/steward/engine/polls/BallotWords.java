package dev.steward.engine.polls;

import dev.steward.engine.polls.BallotAnswered.Result;
import java.util.Locale;

/** What became of a ballot, for the console. */
final class BallotWords {
  private BallotWords() {}

  /** The verdict in a decision, after {@code ballot-}. */
  static String verdict(Result result) {
    return result.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static String of(Result result, boolean zh) {
    return switch (result) {
      case COUNTED -> zh ? "记了一票" : "a ballot was counted";
      case CHANGED -> zh ? "改了票" : "a ballot was changed";
      case WITHDRAWN -> zh ? "撤回了票" : "a ballot was taken back";
      case AGAIN -> zh ? "和原来的票一样" : "the ballot says the same as before";
      case CLOSED -> zh ? "已经结束，没有记" : "it is over, nothing was counted";
      case FINAL -> zh ? "投过了，不能改" : "had voted before, and ballots are final";
      case NOTHING -> zh ? "没有票可以撤回" : "there was no ballot to take back";
      case TOO_MANY -> zh ? "选得太多，没有记" : "too many were chosen, nothing was counted";
      case TOO_FEW -> zh ? "选得不够，没有记" : "too few were chosen, nothing was counted";
      case BROKEN ->
          zh ? "匿名投票的钥匙不见了，没有记" : "the anonymous poll's key is gone, nothing was counted";
      case UNCLEAR -> zh ? "看不懂，没有记" : "it can't be read, nothing was counted";
      case TOO_LONG -> zh ? "回答太长，没有记" : "the answer is too long, nothing was counted";
      case WHICH -> zh ? "不知道是哪个投票，没有记" : "which poll is not said, nothing was counted";
      case NOT_HERE -> zh ? "匿名投票不收群里的数字" : "an anonymous poll takes no numbers in the group";
    };
  }
}
