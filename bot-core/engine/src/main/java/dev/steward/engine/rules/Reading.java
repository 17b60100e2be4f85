package dev.steward.engine.rules;

import dev.steward.engine.flow.Span;
import dev.steward.engine.script.RuleCheck.Misdeed;
import dev.steward.engine.text.Contact;
import dev.steward.engine.text.Fingerprint;
import dev.steward.engine.text.Link;
import dev.steward.engine.text.ShopShare;
import dev.steward.engine.text.Sketch;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

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
 * @param complains whether it most likely complains; null where nobody looked yet
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
    @Nullable Boolean complains,
    @Nullable Purpose purpose) {
  /** Of no text at all. */
  static final Reading EMPTY =
      new Reading(
          "",
          Map.of(),
          List.of(),
          List.of(),
          List.of(),
          List.of(),
          new Fingerprint(0, 0),
          null,
          null,
          null,
          null);

  /**
   * What a text reads like.
   *
   * @param percent how sure that is
   * @param spans the characters that say so most
   */
  record Likeness(Misdeed kind, int percent, List<Span> spans) {}

  /** The same, counted among what was said by all of its words. */
  Reading counted(Fingerprint all) {
    return new Reading(
        text, words, links, contacts, shares, codes, all, likeness, sketch, complains, purpose);
  }

  /** The same once its pictures were looked at. */
  Reading showing(List<String> shown) {
    return shown.isEmpty()
        ? this
        : new Reading(
            text,
            words,
            links,
            contacts,
            shares,
            shown,
            fingerprint,
            likeness,
            sketch,
            complains,
            purpose);
  }

  /** The same once it was looked whether it complains. */
  Reading complaining(boolean does) {
    return new Reading(
        text, words, links, contacts, shares, codes, fingerprint, likeness, sketch, does, purpose);
  }

  /** The same with what people say of it, in place of what was found. */
  Reading labelled(@Nullable Likeness kind, List<Link> leads, Purpose meant) {
    return new Reading(
        text,
        Map.of(),
        leads,
        List.of(),
        List.of(),
        List.of(),
        fingerprint,
        kind,
        sketch,
        complains,
        meant);
  }
}
