package dev.steward.engine.rules;

import dev.steward.chat.Content;
import dev.steward.chat.Role;
import dev.steward.chat.Segment;
import dev.steward.chat.UserId;
import dev.steward.engine.flow.Span;
import dev.steward.engine.members.Member;
import dev.steward.engine.script.CelFacts;
import dev.steward.engine.script.Condition;
import dev.steward.engine.script.RuleCheck;
import dev.steward.engine.text.Fingerprint;
import dev.steward.engine.text.HostList;
import dev.steward.engine.text.Link;
import dev.steward.engine.text.LinkFinder;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Judges one message by one rule: what was found, and whether the rule's conditions hold. */
final class Findings {
  private Findings() {}

  /**
   * A message with everything that rules ask about it.
   *
   * @param edit whether it is a new text of an older message: floods do not count it again
   * @param copied by how many members the same was posted lately
   * @param standing asked only when a condition needs it
   */
  record Subject(
      Content content,
      Reading reading,
      UserId user,
      Role role,
      Member member,
      Recent.OfGroup recent,
      boolean edit,
      int copied,
      Chain chain,
      boolean addressed,
      boolean onGuard,
      boolean staff,
      Instant postedAt,
      Instant now,
      Standing standing) {
    /** The same with other words. */
    Subject saying(Reading other) {
      return new Subject(
          content, other, user, role, member, recent, edit, copied, chain, addressed, onGuard,
          staff, postedAt, now, standing);
    }
  }

  /**
   * What a rule found.
   *
   * @param spans where in the text; may be empty
   * @param offence whether it counts, or only the message goes (the rest of a burst, a copy)
   * @param names of the pieces of evidence, where the rule weighs several
   * @param weight what these add up to
   */
  record Found(List<Span> spans, boolean offence, List<String> names, int weight) {
    Found(List<Span> spans, boolean offence) {
      this(spans, offence, List.of(), 0);
    }
  }

  private static final Found NOWHERE = new Found(List.of(), true);

  /** What the rule's check finds; empty when nothing. */
  static Optional<Found> check(Ready ready, Subject subject, ReadyRules rules) {
    Reading reading = subject.reading;
    return switch (ready.check) {
      case RuleCheck.Words _ ->
          Optional.ofNullable(reading.words().get(ready)).map(spans -> new Found(spans, true));
      case RuleCheck.Patterns _ -> patterns(ready, reading.text());
      case RuleCheck.Links links -> links(ready, links, reading);
      case RuleCheck.Flood flood -> flood(flood, subject, rules);
      case RuleCheck.Repeats repeats -> repeats(repeats, subject, rules);
      case RuleCheck.Copies copies ->
          subject.copied >= copies.members() && reading.fingerprint().letters() >= copies.letters()
              ? Optional.of(new Found(List.of(), false))
              : Optional.empty();
      case RuleCheck.Newcomer newcomer ->
          subject.member.tenure(subject.now).compareTo(newcomer.within()) < 0
              ? kinds(newcomer.kinds(), subject)
              : Optional.empty();
      case RuleCheck.Posts posts -> kinds(posts.kinds(), subject);
      case RuleCheck.Mentions mentions -> mentions(mentions, subject.content);
      case RuleCheck.Resembles resembles -> resembles(resembles, reading.likeness());
      case RuleCheck.Contacts contacts -> contacts(ready, contacts, reading);
      case RuleCheck.Shops shops -> shops(shops, reading);
      case RuleCheck.QrCodes _ -> codes(ready, reading);
      case RuleCheck.Evidence evidence -> evidence(ready, evidence, subject, rules);
    };
  }

  private static Optional<Found> evidence(
      Ready ready, RuleCheck.Evidence evidence, Subject subject, ReadyRules rules) {
    List<Span> spans = new ArrayList<>();
    List<String> names = new ArrayList<>();
    int weight = 0;
    for (RuleCheck.Part part : evidence.parts()) {
      Optional<Found> found = check(ready.part(part.name()), subject, rules);
      if (found.isPresent()) {
        names.add(part.name());
        spans.addAll(found.get().spans());
        weight += part.weight();
      }
    }
    boolean enough =
        weight >= evidence.atLeast()
            && names.containsAll(evidence.all())
            && (evidence.any().isEmpty() || names.stream().anyMatch(evidence.any()::contains))
            && names.stream().noneMatch(evidence.none()::contains);
    // What only says what must not be there has found nothing.
    return enough && !names.isEmpty()
        ? Optional.of(new Found(List.copyOf(spans), true, List.copyOf(names), weight))
        : Optional.empty();
  }

  private static Optional<Found> contacts(
      Ready ready, RuleCheck.Contacts contacts, Reading reading) {
    List<Span> spans =
        reading.contacts().stream()
            .filter(one -> contacts.kinds().contains(one.kind()))
            .filter(one -> !ready.allowed.contains(one.id()))
            // The kind, not the id: a reason is kept when its words are forgotten.
            .map(one -> new Span(one.start(), one.end(), named(one.kind())))
            .toList();
    return spans.isEmpty() ? Optional.empty() : Optional.of(new Found(spans, true));
  }

  /** A code that leads elsewhere than to the allowed hosts, or to something else than a page. */
  private static Optional<Found> codes(Ready ready, Reading reading) {
    return reading.codes().stream().allMatch(code -> leadsHome(code, ready.hosts))
        ? Optional.empty()
        : Optional.of(NOWHERE);
  }

  private static boolean leadsHome(String code, @Nullable HostList hosts) {
    List<Link> links = LinkFinder.find(code);
    return hosts != null
        && !links.isEmpty()
        && links.stream().allMatch(link -> hosts.judge(link.host()) == HostList.Verdict.ALLOWED);
  }

  private static Optional<Found> shops(RuleCheck.Shops shops, Reading reading) {
    List<Span> spans =
        reading.shares().stream()
            .filter(one -> shops.platforms().contains(one.platform()))
            .filter(one -> !one.isOneOf(shops.own()))
            .map(one -> new Span(one.start(), one.end(), named(one.platform())))
            .toList();
    return spans.isEmpty() ? Optional.empty() : Optional.of(new Found(spans, true));
  }

  private static String named(Enum<?> kind) {
    return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static Optional<Found> resembles(
      RuleCheck.Resembles resembles, Reading.@Nullable Likeness likeness) {
    if (likeness == null
        || likeness.percent() < resembles.atLeast()
        || !resembles.kinds().contains(likeness.kind())) {
      return Optional.empty();
    }
    return Optional.of(new Found(likeness.spans(), true));
  }

  private static Optional<Found> patterns(Ready ready, String text) {
    if (ready.patterns == null) {
      return Optional.empty();
    }
    List<Span> spans =
        ready.patterns.find(text).stream()
            .map(hit -> new Span(hit.start(), hit.end(), hit.entry().regex()))
            .toList();
    return spans.isEmpty() ? Optional.empty() : Optional.of(new Found(spans, true));
  }

  private static Optional<Found> links(Ready ready, RuleCheck.Links links, Reading reading) {
    HostList hosts = ready.hosts;
    if (hosts == null) {
      return Optional.empty();
    }
    List<Span> spans = new ArrayList<>();
    for (Link link : reading.links()) {
      HostList.Verdict verdict = hosts.judge(link.host());
      if (verdict == HostList.Verdict.DENIED
          || (verdict == HostList.Verdict.UNLISTED && links.others())) {
        spans.add(new Span(link.start(), link.end(), link.host()));
      }
    }
    return spans.isEmpty() ? Optional.empty() : Optional.of(new Found(spans, true));
  }

  private static Optional<Found> flood(RuleCheck.Flood flood, Subject subject, ReadyRules rules) {
    if (subject.edit || rules.repeatable(subject.reading.fingerprint())) {
      return Optional.empty();
    }
    int most = flood.messages() + 1;
    int posted = subject.recent.within(subject.user, subject.postedAt, flood.within(), most);
    if (posted < most || subject.chain.is()) {
      return Optional.empty();
    }
    boolean first =
        subject.recent.burst(subject.user, subject.postedAt, subject.now, flood.within());
    return Optional.of(new Found(List.of(), first));
  }

  private static Optional<Found> repeats(
      RuleCheck.Repeats repeats, Subject subject, ReadyRules rules) {
    Fingerprint fingerprint = subject.reading.fingerprint();
    if (subject.edit || fingerprint.letters() < 4 || rules.repeatable(fingerprint)) {
      return Optional.empty();
    }
    int same =
        subject.recent.same(
            subject.user, subject.postedAt, repeats.within(), fingerprint, repeats.times());
    return same >= repeats.times() && !subject.chain.is() ? Optional.of(NOWHERE) : Optional.empty();
  }

  private static Optional<Found> mentions(RuleCheck.Mentions mentions, Content content) {
    long named =
        content.segments().stream()
            .filter(Segment.Mention.class::isInstance)
            .map(segment -> ((Segment.Mention) segment).user())
            .distinct()
            .count();
    boolean all =
        !mentions.all()
            && content.segments().stream().anyMatch(Segment.MentionAll.class::isInstance);
    return all || named > mentions.atMost() ? Optional.of(NOWHERE) : Optional.empty();
  }

  private static Optional<Found> kinds(Set<RuleCheck.Kind> kinds, Subject subject) {
    if (kinds.contains(RuleCheck.Kind.LINK) && !subject.reading.links().isEmpty()) {
      return Optional.of(
          new Found(
              subject.reading.links().stream()
                  .map(link -> new Span(link.start(), link.end(), link.host()))
                  .toList(),
              true));
    }
    return has(kinds, subject) ? Optional.of(NOWHERE) : Optional.empty();
  }

  private static boolean has(Set<RuleCheck.Kind> kinds, Subject subject) {
    if ((kinds.contains(RuleCheck.Kind.LINK) && !subject.reading.links().isEmpty())
        || (kinds.contains(RuleCheck.Kind.CONTACT) && !subject.reading.contacts().isEmpty())
        || (kinds.contains(RuleCheck.Kind.SHOP) && !subject.reading.shares().isEmpty())
        || (kinds.contains(RuleCheck.Kind.QR_CODE) && !subject.reading.codes().isEmpty())) {
      return true;
    }
    for (Segment segment : subject.content.segments()) {
      RuleCheck.Kind kind = kind(segment);
      if (kind != null && kinds.contains(kind)) {
        return true;
      }
    }
    return false;
  }

  private static RuleCheck.@Nullable Kind kind(Segment segment) {
    return switch (segment) {
      case Segment.Text _ -> null;
      case Segment.Mention _ -> RuleCheck.Kind.MENTION;
      case Segment.MentionAll _ -> RuleCheck.Kind.MENTION;
      case Segment.Image _ -> RuleCheck.Kind.IMAGE;
      case Segment.Voice _ -> RuleCheck.Kind.VOICE;
      case Segment.Video _ -> RuleCheck.Kind.VIDEO;
      case Segment.Sticker _ -> RuleCheck.Kind.STICKER;
      case Segment.File _ -> RuleCheck.Kind.FILE;
      case Segment.Link _ -> RuleCheck.Kind.LINK;
      case Segment.Card _ -> RuleCheck.Kind.CARD;
      case Segment.RedPacket _ -> RuleCheck.Kind.RED_PACKET;
      case Segment.Location _ -> RuleCheck.Kind.LOCATION;
      case Segment.Quote _ -> null;
      case Segment.Forward _ -> RuleCheck.Kind.FORWARD;
      case Segment.Unknown _ -> null;
    };
  }

  /** Whether all of the rule's conditions hold. */
  static boolean conditions(Ready ready, Found found, Subject subject, ZoneId zone) {
    for (Condition condition : ready.rule.conditions()) {
      if (subject.standing.isAnybodys() && !(condition instanceof Condition.LongerThan)) {
        continue;
      }
      if (!holds(condition, subject, zone)) {
        return false;
      }
    }
    if (ready.cel.isEmpty()) {
      return true;
    }
    CelFacts facts = facts(ready, found, subject, zone);
    return ready.cel.stream().allMatch(cel -> cel.holds(facts));
  }

  private static boolean holds(Condition condition, Subject subject, ZoneId zone) {
    Member member = subject.member;
    ZonedDateTime local = subject.now.atZone(zone);
    return switch (condition) {
      case Condition.NewerThan newer -> member.tenure(subject.now).compareTo(newer.age()) < 0;
      case Condition.OlderThan older -> member.tenure(subject.now).compareTo(older.age()) >= 0;
      case Condition.FirstMessages first -> member.messages() < first.count();
      case Condition.StrikesAtLeast least -> subject.standing.strikes() >= least.count();
      case Condition.RoleIn in -> in.roles().contains(subject.role);
      case Condition.Between between -> between(between, local.toLocalTime());
      case Condition.OnDays on -> on.days().contains(local.getDayOfWeek());
      case Condition.Has has -> has(has.kinds(), subject);
      case Condition.LongerThan longer -> length(subject) > longer.codePoints();
      case Condition.Addressed addressed -> subject.addressed == addressed.yes();
      case Condition.Replies replies -> replies(subject) == replies.yes();
      case Condition.OnGuard guard -> subject.onGuard == guard.yes();
      case Condition.Cel _ -> true;
    };
  }

  private static boolean between(Condition.Between between, LocalTime time) {
    boolean overnight = between.from().isAfter(between.to());
    boolean after = !time.isBefore(between.from());
    boolean before = time.isBefore(between.to());
    return overnight ? after || before : after && before;
  }

  private static int length(Subject subject) {
    String text = subject.reading.text();
    return text.codePointCount(0, text.length());
  }

  private static boolean replies(Subject subject) {
    return subject.content.first(Segment.Quote.class).isPresent();
  }

  private static CelFacts facts(Ready ready, Found found, Subject subject, ZoneId zone) {
    List<Segment> segments = subject.content.segments();
    return new CelFacts(
        subject.reading.text(),
        subject.member.tenure(subject.now).toDays(),
        subject.member.messages(),
        ready.celAsksStrikes ? subject.standing.strikes() : 0,
        ready.celAsksTier ? subject.standing.tier() : "",
        subject.role,
        subject.staff,
        length(subject),
        segments.stream().filter(Segment.Image.class::isInstance).count(),
        subject.reading.links().size(),
        subject.reading.contacts().size(),
        subject.reading.shares().size(),
        segments.stream().filter(Segment.Mention.class::isInstance).distinct().count(),
        replies(subject),
        subject.addressed,
        subject.now.atZone(zone),
        found.names(),
        found.weight());
  }
}
