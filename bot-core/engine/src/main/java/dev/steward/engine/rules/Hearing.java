package dev.steward.engine.rules;

import dev.steward.chat.Content;
import dev.steward.chat.Role;
import dev.steward.chat.Segment;
import dev.steward.chat.UserId;
import dev.steward.engine.members.Member;
import dev.steward.engine.script.Rule;
import dev.steward.engine.script.RuleCheck;
import dev.steward.engine.text.Hash64;
import dev.steward.engine.text.Link;
import dev.steward.engine.text.LinkFinder;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One message before the rules of a pack: counted among what was said lately, then held against
 * each rule in order. Live groups, rehearsals, exams and backtests all judge here, so that they
 * decide alike.
 */
final class Hearing {
  private final RuleReader reader;
  private final Reading reading;
  private final Recent.OfGroup posted;
  private final Heard heard;
  private final Chain chain;
  private final boolean counts;
  private final Purpose report;

  /** Its own words, where it tells what others say; looked for once a rule has found something. */
  private @Nullable Reading own;

  private boolean ownSought;

  /**
   * A message as it was heard.
   *
   * @param content with the bundles that it forwards opened
   * @param person whose it is, over all logins
   * @param at when it was posted
   * @param now when it came
   * @param edit whether it is a new text of an older message
   * @param late whether it came long after it was posted
   * @param addressed whether it speaks to Steward
   * @param onGuard whether the group is on guard
   */
  record Heard(
      Content content,
      UserId user,
      String person,
      Role role,
      Instant at,
      Instant now,
      boolean edit,
      boolean late,
      boolean addressed,
      boolean onGuard) {
    /** The same in a group that is on guard, or isn't. */
    Heard guarded(boolean guarded) {
      return guarded == onGuard
          ? this
          : new Heard(content, user, person, role, at, now, edit, late, addressed, guarded);
    }
  }

  /**
   * What a rule says to it.
   *
   * @param spared the purpose for which the message goes free; {@link Purpose#TALK} if it doesn't
   */
  record Verdict(Ready ready, Findings.Found found, Purpose spared) {
    Rule rule() {
      return ready.rule;
    }

    /** Whether staff decide. */
    boolean asks() {
      return ready.rule.asks() || spared == Purpose.DOUBTFUL;
    }
  }

  /** Hears a message; it counts from now on for those that follow. */
  Hearing(RuleReader reader, Reading reading, Recent.OfGroup posted, Heard heard) {
    this.reader = reader;
    this.reading = reading;
    this.posted = posted;
    this.heard = heard;
    chain = new Chain(reading.text(), posted.lastChain());
    if (chain.mayBe()) {
      posted.chain(reading.text());
    }
    if (!heard.edit
        && !heard.late
        && chain.is()
        && posted.overdoes(heard.user, heard.at, heard.now)) {
      chain.overdone();
    }
    // What the brand asked for is no flood, nor does it add to one; nor does what came late.
    boolean asked = chain.is() || reader.ready().repeatable(reading.fingerprint());
    counts = !asked && !heard.late;
    report = Reports.of(reader, heard.content, heard.user, reading);
    if (counts && !heard.edit) {
      posted.add(heard.user, heard.at, heard.now, reading.fingerprint(), reader.ready());
      if (posted.hasty(heard.user, heard.at, reader.ready()) && Purposes.upset(reader, reading)) {
        posted.complained(heard.user, heard.at, heard.now);
      }
    }
  }

  /** Whether it points staff to what another did. */
  boolean reports() {
    return report == Purpose.REPORT;
  }

  /** Whether it may do so, unless it is an offer of its own; staff decide. */
  boolean mayReport() {
    return report != Purpose.TALK;
  }

  /** Staff said it: who repeats it may have been asked to, unless it is an order. */
  void asks(Waves waves) {
    if (reading.sketch() != null && !StaffOrders.isLikeOne(heard.content)) {
      waves.asked(reading.text(), heard.now);
    }
  }

  /**
   * By whom the same was posted lately. To be asked once, before the rules are.
   *
   * @param place where it stands in the journal; 0 when it doesn't
   * @param tells whether staff would hear of a wave here
   */
  Waves.Wave copies(Waves waves, Predicate<Ready> asked, long place, boolean tells) {
    Ready ready = reader.ready().copies().filter(asked).orElse(null);
    Waves.Copy copy = ready == null ? null : copy(place);
    if (ready == null || copy == null) {
      return Waves.Wave.NONE;
    }
    RuleCheck.Copies copies = (RuleCheck.Copies) ready.rule.check();
    Waves.Wave wave = waves.add(copy, copies, tells);
    if (wave.members() < copies.members()
        || reports()
        || waves.isAsked(reading.text(), heard.now)
        || goesFree(Purposes.of(reader, ready.rule, reading, heard.content))) {
      return Waves.Wave.NONE;
    }
    waves.ran(reading.text(), heard.now);
    return wave;
  }

  /** Copies of what is doubtful are shown to staff, and stand. */
  private static boolean goesFree(Purpose purpose) {
    return purpose != Purpose.TALK && purpose != Purpose.DOUBTFUL;
  }

  /**
   * After a restart: counts among what was posted, as it did before.
   *
   * @param wave which one it is known to belong to; 0 for that of those that it is near
   */
  void again(Waves waves, Ready copies, long place, long wave) {
    Waves.Copy copy = copy(place);
    if (copy != null) {
      waves.again(copy, (RuleCheck.Copies) copies.rule.check(), wave);
    }
  }

  /** Null where it is not counted among copies. */
  private Waves.@Nullable Copy copy(long place) {
    return !counts || reading.sketch() == null || reader.points(reading)
        ? null
        : new Waves.Copy(
            reading.sketch(),
            reading.fingerprint().hash(),
            Hash64.of(heard.person),
            heard.at,
            place);
  }

  /**
   * Asks the rules, in order.
   *
   * @param sample takes how long each rule takes; null when nobody asks
   * @param wave what {@link #copies} said
   * @param asked which rules are asked at all
   * @param standing what is known of the person
   * @param next told of each rule that finds something; says whether the rules after it are asked
   */
  void judge(
      RuleCosts.@Nullable Sample sample,
      Member member,
      Waves.Wave wave,
      Standing standing,
      Predicate<Ready> asked,
      Predicate<Verdict> next) {
    Findings.Subject subject =
        new Findings.Subject(
            foreign(heard.content),
            reading,
            heard.user,
            heard.role,
            member,
            posted,
            heard.edit,
            wave.members(),
            chain,
            heard.addressed,
            heard.onGuard,
            false,
            heard.at,
            heard.now,
            standing);
    boolean over = false;
    for (Ready ready : reader.ready().rules()) {
      boolean flood = ready.rule.check() instanceof RuleCheck.Flood;
      // A burst begins with the message that is too much, also where another rule deals with it.
      if ((over && !flood) || (heard.late && needsNow(ready.rule)) || !asked.test(ready)) {
        continue;
      }
      long begun = sample == null ? 0 : System.nanoTime();
      Optional<Findings.Found> found = Findings.check(ready, subject, reader.ready());
      boolean hit =
          !over
              && found.isPresent()
              && Findings.conditions(ready, found.get(), subject, reader.pack().zone());
      if (sample != null) {
        sample.took(ready.rule.id(), System.nanoTime() - begun);
      }
      if (hit) {
        over = !next.test(new Verdict(ready, found.orElseThrow(), spared(ready, subject)));
      }
    }
  }

  /** Without the brand's own cards: who passes on its mini-program or page posts no card. */
  private Content foreign(Content content) {
    return content.first(Segment.Card.class).isEmpty()
        ? content
        : new Content(content.segments().stream().filter(one -> !isOurs(one)).toList());
  }

  private boolean isOurs(Segment segment) {
    if (!(segment instanceof Segment.Card card)) {
      return false;
    }
    List<Link> links = LinkFinder.find(card.url());
    return !links.isEmpty() && links.stream().allMatch(reader.ready()::ours);
  }

  private Purpose spared(Ready ready, Findings.Subject subject) {
    Rule rule = ready.rule;
    Purpose purpose =
        reports() ? Purpose.REPORT : Purposes.of(reader, rule, reading, heard.content);
    if (rule.check() instanceof RuleCheck.Flood && posted.upset(heard.user, heard.at)) {
      return Purpose.COMPLAINT;
    }
    if (purpose == Purpose.DOUBTFUL || Purposes.spares(rule, purpose, reading)) {
      return purpose;
    }
    if (mayReport() && Purposes.spares(rule, Purpose.REPORT, reading)) {
      return Purpose.DOUBTFUL;
    }
    return Purposes.onlyByText(rule.check()) && onlyRetells(ready, subject)
        ? Purpose.TOLD
        : Purpose.TALK;
  }

  /** Whether a rule finds nothing in a message without what it tells of others. */
  private boolean onlyRetells(Ready ready, Findings.Subject subject) {
    if (!ownSought) {
      own = Retelling.own(reading).map(reader::read).orElse(null);
      ownSought = true;
    }
    return own != null && Findings.check(ready, subject.saying(own), reader.ready()).isEmpty();
  }

  /** What comes late is judged by its text alone. */
  private static boolean needsNow(Rule rule) {
    return needsNow(rule.check());
  }

  private static boolean needsNow(RuleCheck check) {
    return switch (check) {
      case RuleCheck.Flood _, RuleCheck.Repeats _, RuleCheck.Copies _, RuleCheck.Newcomer _ -> true;
      case RuleCheck.Evidence evidence ->
          evidence.parts().stream().anyMatch(part -> needsNow(part.check()));
      default -> false;
    };
  }
}
