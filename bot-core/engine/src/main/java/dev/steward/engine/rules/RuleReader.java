package dev.steward.engine.rules;

import dev.steward.engine.flow.Span;
import dev.steward.engine.script.CelCondition;
import dev.steward.engine.script.CheckIn;
import dev.steward.engine.script.Condition;
import dev.steward.engine.script.Pack;
import dev.steward.engine.script.Rule;
import dev.steward.engine.script.RuleCheck;
import dev.steward.engine.script.RuleCheck.Misdeed;
import dev.steward.engine.text.Contact;
import dev.steward.engine.text.ContactFinder;
import dev.steward.engine.text.Fingerprint;
import dev.steward.engine.text.FoldBuffer;
import dev.steward.engine.text.HostList;
import dev.steward.engine.text.Link;
import dev.steward.engine.text.Looseness;
import dev.steward.engine.text.Offer;
import dev.steward.engine.text.PatternSet;
import dev.steward.engine.text.ShopShare;
import dev.steward.engine.text.Sketch;
import dev.steward.engine.text.TextLikeness;
import dev.steward.engine.text.Word;
import dev.steward.engine.text.WordMatcher;
import dev.steward.engine.text.WrittenPattern;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A pack's rules, made ready: all word lists in one automaton, patterns and links. Immutable but
 * for its buffer; one lane's thread uses it.
 */
final class RuleReader {
  /** In chars: four times what QQ, WeChat or Telegram let into one message. */
  static final int MOST_READ = 20_000;

  private static final int NEVER = 101;
  private static final int SURE = 100;
  private static final double MAYBE = 0.5;

  /**
   * One in thirty messages that it learned from complains. Of those that it has not seen it finds
   * three in four so, for one in fifty others and one in a thousand that violate.
   */
  private static final double MAYBE_COMPLAINS = 0.12;

  private static final double COMPLAINS = 0.3;

  private static final Map<String, Misdeed> BY_LABEL =
      Stream.of(Misdeed.values()).collect(Collectors.toMap(Misdeed::label, kind -> kind));

  private final Pack pack;
  private final List<Ready> rules;
  private final WordMatcher<Ready> words;
  private final Set<Long> repeatable = new HashSet<>();
  private final TextScan scan;
  private final boolean needsLinks;
  private final boolean needsContacts;
  private final boolean needsShares;

  /** Null where no rule asks what a text reads like. */
  private final @Nullable TextLikeness texts;

  private final Supplier<TextLikeness> likeness;

  private final int leastSure;
  private final int leastCopied;
  private final Optional<Ready> copies;
  private final List<String> brandHosts;
  private final HostList brand;

  /** The brand's own contacts, whichever rule names them. */
  private final Set<String> allowed;

  /** The brand's own goods and shops elsewhere, whichever rule names them. */
  private final List<String> own;

  private final Duration floodWindow;
  private final Duration repeatWindow;

  /** A rule with what was prepared for it. */
  static final class Ready {
    final Rule rule;
    final RuleCheck check;

    /** The pieces of evidence, by name; empty for other checks. */
    final Map<String, Ready> parts;

    /** The brand's own contacts, in the form of {@link Contact#id}. */
    final Set<String> allowed;

    final @Nullable PatternSet<String> patterns;
    final @Nullable HostList hosts;
    final List<CelCondition> cel;

    /** Whether an expression asks what only the database knows. */
    final boolean celAsksStrikes;

    final boolean celAsksTier;

    /** Whether QR codes decide about it. */
    final boolean looksAtCodes;

    Ready(Rule rule) {
      this(rule, rule.check());
    }

    private Ready(Rule rule, RuleCheck check) {
      this.rule = rule;
      this.check = check;
      parts = new LinkedHashMap<>(0);
      if (check instanceof RuleCheck.Evidence evidence) {
        evidence.parts().forEach(part -> parts.put(part.name(), new Ready(rule, part.check())));
      }
      allowed =
          check instanceof RuleCheck.Contacts contacts
              ? contacts.allow().stream().map(ContactFinder::plain).collect(Collectors.toSet())
              : Set.of();
      patterns =
          check instanceof RuleCheck.Patterns given
              ? PatternSet.of(
                  given.patterns().stream().map(p -> new WrittenPattern<>(p, p)).toList())
              : null;
      hosts =
          switch (check) {
            case RuleCheck.Links links -> HostList.of(links.allow(), links.deny());
            case RuleCheck.QrCodes codes -> HostList.of(codes.allow(), List.of());
            default -> null;
          };
      cel =
          rule.conditions().stream()
              .filter(Condition.Cel.class::isInstance)
              .map(condition -> CelCondition.compile(((Condition.Cel) condition).expression()))
              .toList();
      celAsksStrikes = celNames(rule, "member.strikes");
      celAsksTier = celNames(rule, "member.tier");
      looksAtCodes = asksForCodes();
    }

    private static boolean celNames(Rule rule, String variable) {
      return rule.conditions().stream()
          .anyMatch(c -> c instanceof Condition.Cel cel && cel.expression().contains(variable));
    }

    private boolean asksForCodes() {
      return checks().anyMatch(ready -> ready.check instanceof RuleCheck.QrCodes)
          || posted(check).contains(RuleCheck.Kind.QR_CODE)
          || rule.conditions().stream()
              .anyMatch(
                  c ->
                      c instanceof Condition.Has has
                          && has.kinds().contains(RuleCheck.Kind.QR_CODE));
    }

    /** What may not be posted. */
    static Set<RuleCheck.Kind> posted(RuleCheck check) {
      return switch (check) {
        case RuleCheck.Newcomer newcomer -> newcomer.kinds();
        case RuleCheck.Posts posts -> posts.kinds();
        default -> Set.of();
      };
    }

    Ready part(String name) {
      return Objects.requireNonNull(parts.get(name));
    }

    /** The check, or those that it is made of. */
    Stream<Ready> checks() {
      return parts.isEmpty() ? Stream.of(this) : parts.values().stream();
    }
  }

  /**
   * What was found in one message.
   *
   * @param words the words that hit, by rule
   * @param links all links of the text
   * @param contacts ids to be reached under; none where no rule asks
   * @param shares of shops; none where no rule asks
   * @param codes what the QR codes of its pictures say; none until they were looked at
   * @param fingerprint of its letters, for repetition
   * @param likeness what it reads like; null where that is too unsure for any rule
   * @param sketch to know copies by; null where no rule asks, or it is too short
   * @param purpose what it is for, as people say; null where nobody did
   */
  record Reading(
      String text,
      Map<Ready, List<Span>> words,
      List<Link> links,
      List<Contact> contacts,
      List<ShopShare> shares,
      List<String> codes,
      Fingerprint fingerprint,
      @Nullable Likeness likeness,
      @Nullable Sketch sketch,
      @Nullable Purpose purpose) {
    /** The same, counted among what was said by all of its words. */
    Reading counted(Fingerprint all) {
      return new Reading(
          text, words, links, contacts, shares, codes, all, likeness, sketch, purpose);
    }

    /** The same once its pictures were looked at. */
    Reading showing(List<String> shown) {
      return shown.isEmpty()
          ? this
          : new Reading(
              text, words, links, contacts, shares, shown, fingerprint, likeness, sketch, purpose);
    }
  }

  /**
   * What a text reads like.
   *
   * @param percent how sure that is
   * @param spans the characters that say so most
   */
  record Likeness(Misdeed kind, int percent, List<Span> spans) {}

  /**
   * @param likeness what tells what a text reads like; asked for once, if a rule wants to know
   */
  RuleReader(Pack pack, Supplier<TextLikeness> likeness) {
    this(pack, likeness, new TextScan());
  }

  /**
   * @param scan shared with readers of other packs that read the same texts
   */
  RuleReader(Pack pack, Supplier<TextLikeness> likeness, TextScan scan) {
    this.pack = pack;
    this.scan = scan;
    this.likeness = likeness;
    rules = pack.rules().rules().stream().map(Ready::new).toList();
    List<Word<Ready>> all = new ArrayList<>();
    rules.stream()
        .flatMap(Ready::checks)
        .forEach(
            ready -> {
              if (ready.check instanceof RuleCheck.Words given) {
                given.words().forEach(w -> all.add(new Word<>(w.text(), looseness(w), ready)));
              }
            });
    words = WordMatcher.of(all);
    pack.rules().repeatable().forEach(phrase -> repeatable.add(Fingerprint.of(phrase).hash()));
    CheckIn checkIn = pack.checkIn();
    if (checkIn != null) {
      checkIn.words().forEach(word -> repeatable.add(Fingerprint.of(word).hash()));
    }
    boolean conditions = rules.stream().anyMatch(ready -> !ready.cel.isEmpty());
    needsContacts = conditions || asks(RuleCheck.Contacts.class, RuleCheck.Kind.CONTACT);
    needsShares = conditions || asks(RuleCheck.Shops.class, RuleCheck.Kind.SHOP);
    needsLinks = needsShares || conditions || asks(RuleCheck.Links.class, RuleCheck.Kind.LINK);
    leastSure =
        checks(RuleCheck.Resembles.class)
            .mapToInt(RuleCheck.Resembles::atLeast)
            .min()
            .orElse(NEVER);
    texts = leastSure == NEVER ? null : likeness.get();
    copies = rules.stream().filter(ready -> ready.check instanceof RuleCheck.Copies).findFirst();
    leastCopied =
        checks(RuleCheck.Copies.class)
            .mapToInt(RuleCheck.Copies::letters)
            .min()
            .orElse(Integer.MAX_VALUE);
    brandHosts =
        checks(RuleCheck.Links.class).flatMap(links -> links.allow().stream()).distinct().toList();
    brand = HostList.of(brandHosts, List.of());
    allowed =
        rules.stream()
            .flatMap(Ready::checks)
            .flatMap(ready -> ready.allowed.stream())
            .collect(Collectors.toSet());
    own = checks(RuleCheck.Shops.class).flatMap(shops -> shops.own().stream()).distinct().toList();
    floodWindow = longest(RuleCheck.Flood.class, RuleCheck.Flood::within);
    repeatWindow = longest(RuleCheck.Repeats.class, RuleCheck.Repeats::within);
  }

  private <C extends RuleCheck> Stream<C> checks(Class<C> type) {
    return rules.stream()
        .flatMap(Ready::checks)
        .map(ready -> ready.check)
        .filter(type::isInstance)
        .map(type::cast);
  }

  /** Whether a rule looks for this, by itself or as a kind of content. */
  private boolean asks(Class<? extends RuleCheck> type, RuleCheck.Kind kind) {
    return checks(type).findAny().isPresent()
        || checks(RuleCheck.class).anyMatch(check -> Ready.posted(check).contains(kind))
        || rules.stream()
            .flatMap(ready -> ready.rule.conditions().stream())
            .anyMatch(c -> c instanceof Condition.Has has && has.kinds().contains(kind));
  }

  private <C extends RuleCheck> Duration longest(Class<C> type, Function<C, Duration> within) {
    return checks(type).map(within).max(Comparator.naturalOrder()).orElse(Duration.ZERO);
  }

  Pack pack() {
    return pack;
  }

  /** The rule about copies, if there is one. */
  Optional<Ready> copies() {
    return copies;
  }

  List<Ready> rules() {
    return rules;
  }

  /** How far back floods look; zero where no rule does. */
  Duration floodWindow() {
    return floodWindow;
  }

  /** How far back repetition looks; zero where no rule does. */
  Duration repeatWindow() {
    return repeatWindow;
  }

  /**
   * Reads a text once for all rules; of one that no platform lets people write, the first {@link
   * #MOST_READ} chars.
   */
  Reading read(String written) {
    String text = written;
    if (written.length() > MOST_READ) {
      boolean pair = Character.isHighSurrogate(written.charAt(MOST_READ - 1));
      text = written.substring(0, pair ? MOST_READ - 1 : MOST_READ);
    }
    if (text.isEmpty()) {
      return new Reading(
          text,
          Map.of(),
          List.of(),
          List.of(),
          List.of(),
          List.of(),
          new Fingerprint(0, 0),
          null,
          null,
          null);
    }
    FoldBuffer buffer = scan.of(text);
    Map<Ready, List<Span>> found = new LinkedHashMap<>(0);
    words.find(
        buffer,
        new WordMatcher.Sink<>() {
          @Override
          public void hit(Word<Ready> word, int start, int end) {
            add(word, new Span(start, end, word.text()));
          }

          @Override
          public void sounds(Word<Ready> word, int start, int end) {
            add(word, Span.sounding(start, end, word.text()));
          }

          private void add(Word<Ready> word, Span span) {
            found.computeIfAbsent(word.payload(), _ -> new ArrayList<>(2)).add(span);
          }
        });
    Fingerprint fingerprint = scan.fingerprint();
    return new Reading(
        text,
        found,
        needsLinks ? scan.links() : List.of(),
        needsContacts ? scan.contacts() : List.of(),
        needsShares ? scan.shares() : List.of(),
        List.of(),
        fingerprint,
        likeness(buffer, fingerprint),
        fingerprint.letters() < leastCopied ? null : scan.sketch(),
        null);
  }

  /** The same with what people say of it, in place of what was found. */
  Reading labelled(Reading reading, Labels.Label label) {
    Likeness likeness = label.kind() == null ? null : new Likeness(label.kind(), SURE, List.of());
    String host =
        switch (label.links()) {
          case NONE -> null;
          case BRAND -> brandHosts.isEmpty() ? null : brandHosts.iterator().next();
          case OUTSIDE -> "outside.invalid";
        };
    return new Reading(
        reading.text,
        Map.of(),
        host == null ? List.of() : List.of(new Link(0, 0, host, false)),
        List.of(),
        List.of(),
        List.of(),
        reading.fingerprint,
        likeness,
        reading.sketch,
        label.purpose());
  }

  /** Whether a link goes to a host that some rule of the pack allows. */
  boolean ours(Link link) {
    return brand.judge(link.host()) == HostList.Verdict.ALLOWED;
  }

  /** Whether a text leads to the brand's own links, contacts or goods, and nowhere else. */
  boolean points(Reading reading) {
    boolean somewhere =
        !(reading.links.isEmpty() && reading.contacts.isEmpty() && reading.shares.isEmpty());
    return somewhere
        // Looked for here, since no rule may have asked for them.
        && ContactFinder.find(reading.text()).stream().allMatch(one -> allowed.contains(one.id()))
        && reading.shares.stream().allMatch(one -> one.isOneOf(own))
        && reading.links.stream()
            .allMatch(
                link ->
                    ours(link)
                        || reading.shares.stream()
                            .anyMatch(
                                one -> one.start() <= link.start() && link.end() <= one.end()));
  }

  /** The kind that labelled messages call by this word. */
  static Optional<Misdeed> kind(String label) {
    return Optional.ofNullable(BY_LABEL.get(label));
  }

  private @Nullable Likeness likeness(FoldBuffer buffer, Fingerprint fingerprint) {
    if (texts == null || !texts.saysEnough(buffer, fingerprint.letters())) {
      return null;
    }
    int percent = (int) (100 * texts.likelihood(buffer));
    if (percent < leastSure) {
      return null;
    }
    String kind = texts.kind();
    List<Span> spans =
        texts.places(buffer).stream()
            .map(place -> new Span(place.start(), place.end(), kind))
            .toList();
    return new Likeness(Objects.requireNonNull(BY_LABEL.get(kind)), percent, spans);
  }

  /** Whether a text reads like nothing that violates, whatever the rules look for. */
  boolean seemsFine(String text) {
    return likeness.get().likelihood(scan.of(text)) < MAYBE;
  }

  /** Whether a text may be a complaint about goods, delivery, service or prices. */
  boolean maybeComplains(String text) {
    return likeness.get().grievance(scan.of(text)) >= MAYBE_COMPLAINS;
  }

  /** Whether it is most likely one. */
  boolean complains(String text) {
    return likeness.get().grievance(scan.of(text)) >= COMPLAINS;
  }

  /**
   * Whether a text says how to reach its sender, or buys elsewhere: what no purpose excuses. A
   * telephone number or an address is often left for staff.
   */
  boolean offers(String text) {
    return Offer.in(text)
        || ContactFinder.find(text).stream()
            .anyMatch(
                one ->
                    one.kind() != Contact.Kind.PHONE
                        && one.kind() != Contact.Kind.EMAIL
                        && !allowed.contains(one.id()));
  }

  /** Whether the brand asked members to say just this. */
  boolean repeatable(Fingerprint fingerprint) {
    return repeatable.contains(fingerprint.hash());
  }

  private static Looseness looseness(RuleCheck.Word word) {
    return switch (word.match()) {
      case EXACT -> Looseness.EXACT;
      case NORMAL -> Looseness.NORMAL;
      case LOOSE -> Looseness.LOOSE;
      case SOUND -> Looseness.SOUND;
    };
  }
}
