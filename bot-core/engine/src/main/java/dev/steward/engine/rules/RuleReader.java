package dev.steward.engine.rules;

import dev.steward.engine.flow.Span;
import dev.steward.engine.script.Pack;
import dev.steward.engine.script.RuleCheck.Misdeed;
import dev.steward.engine.text.Contact;
import dev.steward.engine.text.ContactFinder;
import dev.steward.engine.text.Fingerprint;
import dev.steward.engine.text.FoldBuffer;
import dev.steward.engine.text.Link;
import dev.steward.engine.text.LinkFinder;
import dev.steward.engine.text.Offer;
import dev.steward.engine.text.TextLikeness;
import dev.steward.engine.text.Word;
import dev.steward.engine.text.WordMatcher;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads texts for the rules of a pack. Used by one thread. */
final class RuleReader {
  /** In chars: four times what QQ, WeChat or Telegram let into one message. */
  static final int MOST_READ = 20_000;

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

  private final ReadyRules ready;
  private final TextScan scan;
  private final Supplier<TextLikeness> likeness;

  /**
   * @param likeness what tells what a text reads like; asked for when somebody wants to know
   */
  RuleReader(ReadyRules ready, Supplier<TextLikeness> likeness) {
    this(ready, likeness, new TextScan());
  }

  /**
   * @param scan shared with readers of other packs that read the same texts
   */
  RuleReader(ReadyRules ready, Supplier<TextLikeness> likeness, TextScan scan) {
    this.ready = ready;
    this.likeness = likeness;
    this.scan = scan;
  }

  ReadyRules ready() {
    return ready;
  }

  Pack pack() {
    return ready.pack();
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
      return Reading.EMPTY;
    }
    FoldBuffer buffer = scan.of(text);
    Map<Ready, List<Span>> found = new LinkedHashMap<>(0);
    ready
        .words()
        .find(
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
        ready.needsLinks() ? scan.links() : List.of(),
        ready.needsContacts() ? scan.contacts() : List.of(),
        ready.needsShares() ? scan.shares() : List.of(),
        List.of(),
        fingerprint,
        likeness(buffer, fingerprint),
        fingerprint.letters() < ready.leastCopied() ? null : scan.sketch(),
        null,
        null);
  }

  private Reading.@Nullable Likeness likeness(FoldBuffer buffer, Fingerprint fingerprint) {
    if (!ready.needsLikeness()) {
      return null;
    }
    TextLikeness texts = likeness.get();
    if (!texts.saysEnough(buffer, fingerprint.letters())) {
      return null;
    }
    int percent = (int) (100 * texts.likelihood(buffer));
    if (percent < ready.leastSure()) {
      return null;
    }
    String kind = texts.kind();
    List<Span> spans =
        texts.places(buffer).stream()
            .map(place -> new Span(place.start(), place.end(), kind))
            .toList();
    return new Reading.Likeness(Objects.requireNonNull(BY_LABEL.get(kind)), percent, spans);
  }

  /** The same with what people say of it, in place of what was found. */
  Reading labelled(Reading reading, Labels.Label label) {
    Reading.Likeness kind =
        label.kind() == null ? null : new Reading.Likeness(label.kind(), SURE, List.of());
    Optional<String> host =
        switch (label.links()) {
          case NONE -> Optional.empty();
          case BRAND -> ready.brandHosts().stream().findFirst();
          case OUTSIDE -> Optional.of("outside.invalid");
        };
    return reading.labelled(
        kind, host.map(name -> new Link(0, 0, name, false)).stream().toList(), label.purpose());
  }

  /** The kind that labelled messages call by this word. */
  static Optional<Misdeed> kind(String label) {
    return Optional.ofNullable(BY_LABEL.get(label));
  }

  /** Whether a text leads to the brand's own links, contacts or goods, and nowhere else. */
  boolean points(Reading reading) {
    boolean somewhere =
        !(reading.links().isEmpty() && reading.contacts().isEmpty() && reading.shares().isEmpty());
    return somewhere
        // Looked for here, since no rule may have asked for them.
        && ContactFinder.find(reading.text()).stream().allMatch(ready::ours)
        && reading.shares().stream().allMatch(ready::ours)
        && reading.links().stream()
            .allMatch(
                link ->
                    ready.ours(link)
                        || reading.shares().stream()
                            .anyMatch(
                                one -> one.start() <= link.start() && link.end() <= one.end()));
  }

  /** Whether a text reads like nothing that violates, whatever the rules look for. */
  boolean seemsFine(String text) {
    return likeness.get().likelihood(scan.of(text)) < MAYBE;
  }

  /** Whether what a text reads like most, of all that violates, is an attack. */
  boolean seemsRude(String text) {
    TextLikeness texts = likeness.get();
    texts.likelihood(scan.of(text));
    return BY_LABEL.get(texts.kind()) == Misdeed.INSULT;
  }

  /** Whether a text may be a complaint about goods, delivery, service or prices. */
  boolean maybeComplains(String text) {
    if (likeness.get().grievance(scan.of(text)) >= MAYBE_COMPLAINS) {
      return true;
    }
    String bare = bare(text);
    // What is left may be short, and then it sounds like much.
    return !bare.equals(text) && likeness.get().grievance(scan.of(bare)) >= COMPLAINS;
  }

  /** Whether it is most likely one; the same text again costs nothing. */
  boolean complains(Reading reading) {
    Boolean known = reading.complains();
    return known == null ? complains(reading.text()) : known;
  }

  /** Whether it is most likely one. */
  boolean complains(String text) {
    return likeness.get().grievance(scan.of(bare(text))) >= COMPLAINS;
  }

  /** Without the brand's own links and what people leave for staff: that says nothing of it. */
  private String bare(String text) {
    List<Span> left =
        Stream.concat(
                LinkFinder.find(text).stream()
                    .filter(ready::ours)
                    .map(link -> new Span(link.start(), link.end(), "")),
                ContactFinder.find(text).stream()
                    .filter(this::isForStaff)
                    .map(one -> new Span(one.start(), one.end(), "")))
            .sorted(Comparator.comparingInt(Span::start))
            .toList();
    if (left.isEmpty()) {
      return text;
    }
    StringBuilder bare = new StringBuilder(text.length());
    int[] points = text.codePoints().toArray();
    int at = 0;
    for (Span span : left) {
      for (; at < span.start(); at++) {
        bare.appendCodePoint(points[at]);
      }
      at = Math.max(at, span.end());
    }
    for (; at < points.length; at++) {
      bare.appendCodePoint(points[at]);
    }
    return bare.toString();
  }

  private boolean isForStaff(Contact contact) {
    return contact.kind() == Contact.Kind.PHONE
        || contact.kind() == Contact.Kind.EMAIL
        || ready.ours(contact);
  }

  /**
   * Whether a text says how to reach its sender, or buys elsewhere: what no purpose excuses. A
   * telephone number or an address is often left for staff.
   */
  boolean offers(String text) {
    return Offer.in(text) || ContactFinder.find(text).stream().anyMatch(one -> !isForStaff(one));
  }
}
