package dev.steward.engine.script;

import dev.steward.engine.text.Contact;
import dev.steward.engine.text.ShopShare;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What a rule looks for in a message. */
public sealed interface RuleCheck {
  /** Any of these words, read through disguise as far as each entry says. */
  record Words(List<Word> words) implements RuleCheck {
    public Words {
      words = List.copyOf(words);
    }
  }

  /**
   * A word of a list.
   *
   * @param text as the manager wrote it
   * @param match how loosely it may match
   * @param mark where it stands
   */
  record Word(String text, Match match, SourceMark mark) {}

  /** How loosely a word may match. */
  enum Match {
    EXACT,
    NORMAL,
    LOOSE,
    SOUND
  }

  /** Any of these RE2 patterns. */
  record Patterns(List<String> patterns) implements RuleCheck {
    public Patterns {
      patterns = List.copyOf(patterns);
    }
  }

  /**
   * A link. Hosts count with their subdomains.
   *
   * @param allow never hit
   * @param deny always hit
   * @param others whether a link to any other host hits
   */
  record Links(List<String> allow, List<String> deny, boolean others) implements RuleCheck {
    public Links {
      allow = List.copyOf(allow);
      deny = List.copyOf(deny);
    }
  }

  /** More than {@code messages} by one member within a time. */
  record Flood(int messages, Duration within) implements RuleCheck {}

  /** The same text {@code times} times by one member within a time. */
  record Repeats(int times, Duration within) implements RuleCheck {}

  /**
   * The same text by so many members within a time, over all groups of the brand. Those after them
   * are hit as well, until a time has passed without one. It is no offence: who copied in good
   * faith only loses the message.
   *
   * @param letters shorter texts, in letters and digits, are equal by chance
   * @param nearly whether texts count as well that differ in some characters
   */
  record Copies(int members, Duration within, int letters, boolean nearly) implements RuleCheck {}

  /** What somebody who joined less than {@code within} ago may not post yet. */
  record Newcomer(Duration within, Set<Kind> kinds) implements RuleCheck {
    public Newcomer {
      kinds = Set.copyOf(kinds);
    }
  }

  /** What nobody may post. */
  record Posts(Set<Kind> kinds) implements RuleCheck {
    public Posts {
      kinds = Set.copyOf(kinds);
    }
  }

  /**
   * Mentions of members.
   *
   * @param atMost how many different members one message may name
   * @param all whether a mention of everybody is allowed
   */
  record Mentions(int atMost, boolean all) implements RuleCheck {}

  /**
   * A text that is like others of these kinds by all that it says.
   *
   * @param atLeast how sure Steward must be, in percent
   */
  record Resembles(Set<Misdeed> kinds, int atLeast) implements RuleCheck {
    public Resembles {
      kinds = Set.copyOf(kinds);
    }
  }

  /**
   * An id under which somebody is reached outside the group.
   *
   * @param kinds which
   * @param allow the brand's own, as people write them
   */
  record Contacts(Set<Contact.Kind> kinds, List<String> allow) implements RuleCheck {
    public Contacts {
      kinds = Set.copyOf(kinds);
      allow = List.copyOf(allow);
    }
  }

  /**
   * A link or token of a shop.
   *
   * @param platforms where
   * @param own those of the brand: links that begin so, and tokens
   */
  record Shops(Set<ShopShare.Platform> platforms, List<String> own) implements RuleCheck {
    public Shops {
      platforms = Set.copyOf(platforms);
      own = List.copyOf(own);
    }
  }

  /**
   * A QR code in a picture.
   *
   * @param allow hosts, with their subdomains, to which a code may lead
   */
  record QrCodes(List<String> allow) implements RuleCheck {
    public QrCodes {
      allow = List.copyOf(allow);
    }
  }

  /**
   * Several findings weighed together.
   *
   * @param atLeast what the weights of those that were found must add up to; 0 for nothing
   * @param all the names of those that must all be found
   * @param any of which one must be found; empty for none
   * @param none of which none may be found
   */
  record Evidence(List<Part> parts, int atLeast, Set<String> all, Set<String> any, Set<String> none)
      implements RuleCheck {
    public Evidence {
      parts = List.copyOf(parts);
      all = Set.copyOf(all);
      any = Set.copyOf(any);
      none = Set.copyOf(none);
    }
  }

  /** One of several findings, by a name of its own. */
  record Part(String name, RuleCheck check, int weight) {}

  /** Kinds of texts that Steward has learned to tell, by the names of their labels. */
  enum Misdeed {
    AD_EXTERNAL,
    TRAFFIC_STEAL,
    FAKE_ORDER,
    SCAM,
    GAMBLING,
    LOAN,
    INSULT,
    SPAM_FLOOD_TEXT,
    REFERRAL_PYRAMID,
    INDECENT;

    /** As in labelled messages. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Kinds of content, as conditions and newcomer limits name them. */
  enum Kind {
    LINK,
    IMAGE,
    VOICE,
    VIDEO,
    STICKER,
    FILE,
    CARD,
    RED_PACKET,
    LOCATION,
    FORWARD,
    MENTION,
    CONTACT,
    SHOP,
    QR_CODE
  }
}
