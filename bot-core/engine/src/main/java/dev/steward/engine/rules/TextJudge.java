package dev.steward.engine.rules;

import dev.steward.chat.Content;
import dev.steward.chat.GroupId;
import dev.steward.chat.Role;
import dev.steward.chat.UserId;
import dev.steward.engine.flow.Span;
import dev.steward.engine.members.Member;
import dev.steward.engine.script.Pack;
import dev.steward.engine.text.TextLessons;
import dev.steward.engine.text.TextLikeness;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Judges texts by a pack's rules, each by itself: as if an ordinary member without any history had
 * posted it at noon on a workday, every rule being live. What reads, what finds and what spares is
 * what runs in the groups. Not thread-safe.
 */
public final class TextJudge {
  private static final LocalDateTime NOON = LocalDateTime.of(2026, 11, 25, 12, 0);
  private static final LocalDateTime SATURDAY_NIGHT = LocalDateTime.of(2026, 11, 28, 23, 30);
  private static final Member SOMEBODY =
      Member.present(
          new GroupId("rehearsal", "somewhere"),
          new UserId("rehearsal", "somebody"),
          "somebody",
          Role.MEMBER);
  private static final int MANY_STRIKES = 9;

  private final RuleReader reader;

  /**
   * Who speaks, and when, as far as conditions ask.
   *
   * @param joined before how many minutes; null when they were here before Steward
   */
  record Occasion(LocalDateTime at, @Nullable Long joined, int strikes, boolean onGuard)
      implements Standing {
    @Override
    public String tier() {
      return "";
    }

    /** An ordinary member at noon on a workday. */
    static final Occasion ORDINARY = new Occasion(NOON, null, 0, false);

    /** Each of what conditions tell apart: the hour, the day, newcomers, strikes, the guard. */
    static List<Occasion> all() {
      List<Occasion> all = new ArrayList<>();
      for (LocalDateTime at : List.of(NOON, SATURDAY_NIGHT)) {
        for (Long joined : Arrays.asList(null, 1L)) {
          for (int strikes : new int[] {0, MANY_STRIKES}) {
            for (boolean onGuard : new boolean[] {false, true}) {
              all.add(new Occasion(at, joined, strikes, onGuard));
            }
          }
        }
      }
      return all;
    }
  }

  /**
   * @param lessons what staff of this installation have taught
   */
  public TextJudge(Pack pack, TextLessons lessons) {
    TextLikeness likeness = new TextLikeness();
    likeness.learned(lessons);
    reader = new RuleReader(pack, () -> likeness);
  }

  /**
   * The rule that comes first.
   *
   * @param spans where in the text, in code points; may be empty
   */
  public record Hit(String rule, List<Span> spans) {}

  /** What the rules say to a text; empty when they leave it alone. */
  public Optional<Hit> judge(String text) {
    return judge(text, Occasion.ORDINARY, verdict -> verdict.spared() == Purpose.TALK);
  }

  /**
   * The same on another occasion.
   *
   * @param counts which of what the rules find is meant
   */
  Optional<Hit> judge(String text, Occasion occasion, Predicate<Hearing.Verdict> counts) {
    Content content = Content.of(text);
    Instant now = occasion.at.atZone(reader.pack().zone()).toInstant();
    Member member =
        occasion.joined == null
            ? SOMEBODY
            : SOMEBODY.joinedAt(now.minus(Duration.ofMinutes(occasion.joined)));
    Hearing hearing =
        new Hearing(
            reader,
            reader.read(content.text()),
            new Recent().fresh(SOMEBODY.group()),
            new Hearing.Heard(
                content,
                SOMEBODY.user(),
                SOMEBODY.user().toString(),
                SOMEBODY.role(),
                now,
                now,
                false,
                false,
                false,
                occasion.onGuard));
    AtomicReference<Hit> hit = new AtomicReference<>();
    hearing.judge(
        null,
        member,
        Waves.Wave.NONE,
        occasion,
        _ -> true,
        verdict -> {
          if (!counts.test(verdict)) {
            return true;
          }
          hit.set(new Hit(verdict.rule().id(), verdict.found().spans()));
          return false;
        });
    return Optional.ofNullable(hit.get());
  }
}
