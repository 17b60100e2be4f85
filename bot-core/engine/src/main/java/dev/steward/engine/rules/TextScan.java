package dev.steward.engine.rules;

import dev.steward.engine.text.Contact;
import dev.steward.engine.text.ContactFinder;
import dev.steward.engine.text.Fingerprint;
import dev.steward.engine.text.FoldBuffer;
import dev.steward.engine.text.Link;
import dev.steward.engine.text.LinkFinder;
import dev.steward.engine.text.ShopFinder;
import dev.steward.engine.text.ShopShare;
import dev.steward.engine.text.Sketch;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one text says whatever the rules are: folded once, and each thing looked for at most once,
 * when somebody asks. Readers of several packs may share one, so that the same text costs them
 * little more than it costs one. Used by one thread.
 */
final class TextScan {
  private final FoldBuffer buffer = new FoldBuffer();
  private @Nullable String latest;
  private @Nullable List<Link> links;
  private @Nullable List<Contact> contacts;
  private @Nullable List<ShopShare> shares;
  private @Nullable Fingerprint fingerprint;
  private @Nullable Sketch sketch;

  /** Takes a text; the same object again costs nothing. */
  @SuppressWarnings("ReferenceEquality") // another object is read anew, whatever it says
  FoldBuffer of(String text) {
    if (latest != text) {
      latest = null;
      buffer.fold(text);
      latest = text;
      links = null;
      contacts = null;
      shares = null;
      fingerprint = null;
      sketch = null;
    }
    return buffer;
  }

  List<Link> links() {
    List<Link> found = links;
    if (found == null) {
      found = LinkFinder.find(buffer);
      links = found;
    }
    return found;
  }

  List<Contact> contacts() {
    List<Contact> found = contacts;
    if (found == null) {
      found = ContactFinder.find(buffer);
      contacts = found;
    }
    return found;
  }

  List<ShopShare> shares() {
    List<ShopShare> found = shares;
    if (found == null) {
      found = ShopFinder.find(buffer.original(), links());
      shares = found;
    }
    return found;
  }

  Fingerprint fingerprint() {
    Fingerprint made = fingerprint;
    if (made == null) {
      made = Fingerprint.of(buffer);
      fingerprint = made;
    }
    return made;
  }

  Sketch sketch() {
    Sketch made = sketch;
    if (made == null) {
      made = Sketch.of(buffer);
      sketch = made;
    }
    return made;
  }
}
