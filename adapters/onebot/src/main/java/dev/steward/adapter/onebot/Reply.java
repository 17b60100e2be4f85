package dev.steward.adapter.onebot;

import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What came back from a call. */
sealed interface Reply {
  /** It says ok. */
  record Ok(@Nullable Object data) implements Reply {
    Map<String, Object> map() {
      return FrameReader.object(data);
    }

    /** A value of the answer as text, or empty. */
    String text(String key) {
      return map().get(key) instanceof String text ? text : "";
    }
  }

  /** It was queued: nobody will tell what became of it. */
  record Queued() implements Reply {}

  /** It says no. */
  record No(long retcode, String words) implements Reply {
    private static final long NO_SUCH_ACTION = 1404;
    private static final Pattern TIMED_OUT =
        Pattern.compile("time ?out|timed out|超时", Pattern.CASE_INSENSITIVE);
    private static final Pattern NO_MEMBER =
        Pattern.compile(
            "(成员|群员|member)[^\\p{L}]{0,30}(不存在|(does )?not[ _]?(found|exist))",
            Pattern.CASE_INSENSITIVE);

    boolean noSuchAction() {
      return retcode == NO_SUCH_ACTION || retcode == 404;
    }

    boolean tokenRefused() {
      return retcode == 401 || retcode == 403 || retcode == 1401 || retcode == 1403;
    }

    /** Whether it tells that the member who was asked about is not in the group. */
    boolean noSuchMember() {
      return NO_MEMBER.matcher(words).find();
    }

    /** Whether the question was understood and answered. */
    boolean isJudgement() {
      return !noSuchAction() && !tokenRefused() && !mayHaveHappened();
    }

    /** Implementations say no as well when they themselves waited in vain. */
    boolean mayHaveHappened() {
      return TIMED_OUT.matcher(words).find();
    }
  }

  /** Nothing came back in time, or the connection was cut: it may have happened. */
  record Lost(String why) implements Reply {}

  /** It was never sent. */
  record NotSent(String why) implements Reply {}

  /** Reads the answer of a frame. */
  static Reply of(Frame frame) {
    if (frame.status.equals("async") || frame.retcode == 1) {
      return new Queued();
    }
    return frame.status.equals("ok") || (frame.status.isEmpty() && frame.retcode == 0)
        ? new Ok(frame.data)
        : new No(frame.retcode, shortened(frame));
  }

  /** The words of a frame on one line, not too many of them. */
  static String shortened(Frame frame) {
    String words = frame.words.isEmpty() && frame.cq != null ? frame.cq : frame.words;
    String line = words.replaceAll("[\\p{Cntrl}]+", " ").strip();
    return line.length() > 120 ? line.substring(0, 120) : line;
  }
}
