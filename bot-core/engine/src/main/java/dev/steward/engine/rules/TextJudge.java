package dev.steward.engine.rules;

import dev.steward.chat.Content;
import dev.steward.chat.GroupId;
import dev.steward.chat.Role;
import dev.steward.chat.UserId;
import dev.steward.engine.flow.Span;
import dev.steward.engine.members.Member;
import dev.steward.engine.script.Pack;
import dev.steward.engine.script.Rule;
import dev.steward.engine.text.TextLessons;
import dev.steward.engine.text.TextLikeness;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;

/**
 * Judges texts by a pack's rules, each by itself: as if an ordinary member without any history had
 * posted it at noon on a workday, every rule being live. What reads, what finds and what spares is
 * what runs in the groups. Not thread-safe.
 */
public final class TextJudge {
  private static final LocalDateTime NOON = LocalDateTime.of(2026, 11, 25, 12, 0);
  private static final Member SOMEBODY =
      Member.present(
          new GroupId("rehearsal", "somewhere"),
          new UserId("rehearsal", "somebody"),
          "somebody",
          Role.MEMBER);

  private final RuleReader reader;
  private final Instant now;

  /**
   * @param lessons what staff of this installation have taught
   */
  public TextJudge(Pack pack, TextLessons lessons) {
    TextLikeness likeness = new TextLikeness();
    likeness.learned(lessons);
    reader = new RuleReader(pack, () -> likeness);
    now = NOON.atZone(pack.zone()).toInstant();
  }

  /**
   * The rule that comes first.
   *
   * @param spans where in the text, in code points; may be empty
   */
  public record Hit(String rule, List<Span> spans) {}

  /** What the rules say to a text; empty when they leave it alone. */
  public Optional<Hit> judge(String text) {
    return judge(text, _ -> true);
  }

  /** The same by some of the rules. */
  Optional<Hit> judge(String text, Predicate<Rule> asked) {
    Content content = Content.of(text);
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
                false));
    AtomicReference<Hit> hit = new AtomicReference<>();
    hearing.judge(
        null,
        SOMEBODY,
        Waves.Wave.NONE,
        () -> 0,
        ready -> asked.test(ready.rule),
        verdict -> {
          if (verdict.spared() != Purpose.TALK) {
            return true;
          }
          hit.set(new Hit(verdict.rule().id(), verdict.found().spans()));
          return false;
        });
    return Optional.ofNullable(hit.get());
  }
}
