package dev.steward.engine.rules;

import dev.steward.engine.script.CheckIn;
import dev.steward.engine.script.Condition;
import dev.steward.engine.script.Pack;
import dev.steward.engine.script.RuleCheck;
import dev.steward.engine.text.Contact;
import dev.steward.engine.text.Fingerprint;
import dev.steward.engine.text.HostList;
import dev.steward.engine.text.Link;
import dev.steward.engine.text.Looseness;
import dev.steward.engine.text.ShopShare;
import dev.steward.engine.text.Word;
import dev.steward.engine.text.WordMatcher;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A pack's rules, made ready: all word lists in one automaton, what the rules look for, and what is
 * the brand's own. Immutable and thread-safe; each thread reads with a {@link RuleReader} of its
 * own.
 */
final class ReadyRules {
  /** More than a text can be likely, in percent. */
  private static final int NEVER = 101;

  private final Pack pack;
  private final List<Ready> rules;
  private final WordMatcher<Ready> words;
  private final Set<Long> repeatable = new HashSet<>();
  private final boolean needsLinks;
  private final boolean needsContacts;
  private final boolean needsShares;
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

  ReadyRules(Pack pack) {
    this.pack = pack;
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

  private static Looseness looseness(RuleCheck.Word word) {
    return switch (word.match()) {
      case EXACT -> Looseness.EXACT;
      case NORMAL -> Looseness.NORMAL;
      case LOOSE -> Looseness.LOOSE;
      case SOUND -> Looseness.SOUND;
    };
  }

  Pack pack() {
    return pack;
  }

  /** In the order in which they are asked. */
  List<Ready> rules() {
    return rules;
  }

  /** The words of all lists. */
  WordMatcher<Ready> words() {
    return words;
  }

  boolean needsLinks() {
    return needsLinks;
  }

  boolean needsContacts() {
    return needsContacts;
  }

  boolean needsShares() {
    return needsShares;
  }

  /** Whether a rule asks what a text as a whole reads like. */
  boolean needsLikeness() {
    return leastSure != NEVER;
  }

  /** How likely a text must be of a kind before any rule cares, in percent. */
  int leastSure() {
    return leastSure;
  }

  /** How many letters a text must have before any rule looks for copies of it. */
  int leastCopied() {
    return leastCopied;
  }

  /** The rule about copies, if there is one. */
  Optional<Ready> copies() {
    return copies;
  }

  /** How far back floods look; zero where no rule does. */
  Duration floodWindow() {
    return floodWindow;
  }

  /** How far back repetition looks; zero where no rule does. */
  Duration repeatWindow() {
    return repeatWindow;
  }

  /** The hosts that some rule allows. */
  List<String> brandHosts() {
    return brandHosts;
  }

  /** Whether a link goes to a host that some rule of the pack allows. */
  boolean ours(Link link) {
    return brand.judge(link.host()) == HostList.Verdict.ALLOWED;
  }

  /** Whether somebody is reached there whom the pack allows. */
  boolean ours(Contact contact) {
    return allowed.contains(contact.id());
  }

  /** Whether it shares the brand's own goods or shop. */
  boolean ours(ShopShare share) {
    return share.isOneOf(own);
  }

  /** Whether the brand asked members to say just this. */
  boolean repeatable(Fingerprint fingerprint) {
    return repeatable.contains(fingerprint.hash());
  }
}
