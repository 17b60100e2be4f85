package dev.steward.engine.script;

import java.util.List;
import java.util.Set;

/** The keys of the script files; the schemas list the same. */
final class Keys {
  static final List<String> PACK =
      List.of("title", "language", "zone", "values", "personas", "attention", "help");
  static final List<String> PERSONA = List.of("name", "kind");
  static final List<String> RULES =
      List.of(
          "clauses",
          "strikes-expire",
          "ladders",
          "repeatable",
          "raid",
          "shared-bans",
          "warnings",
          "names",
          "rules");
  static final List<String> CLAUSE = List.of("text", "kept-by");
  static final List<String> CHECKS =
      List.of(
          "words",
          "patterns",
          "links",
          "flood",
          "repeats",
          "copies",
          "newcomer",
          "posts",
          "mentions",
          "resembles",
          "contacts",
          "shops",
          "qr-codes",
          "evidence");

  /** What evidence can be made of: what one message shows by itself. */
  static final List<String> PARTS =
      List.of(
          "words",
          "patterns",
          "links",
          "newcomer",
          "posts",
          "mentions",
          "resembles",
          "contacts",
          "shops",
          "qr-codes");

  static final List<String> RULE =
      List.of("clause", "when", "delete", "ladder", "ask-first", "observe", "tell-staff", "notice");
  static final List<String> WORDS = List.of("list", "file", "match");
  static final List<String> LINKS = List.of("allow", "deny", "others");
  static final List<String> FLOOD = List.of("more-than", "within");
  static final List<String> REPEATS = List.of("times", "within");
  static final List<String> COPIES = List.of("members", "within", "at-least-letters", "nearly");
  static final List<String> RAID = List.of("joins", "within", "guard");
  static final List<String> SHARED_BANS = List.of("from", "then");
  static final List<String> NAMES = List.of("at-least");
  static final List<String> WARNINGS = List.of("at-most", "within");
  static final List<String> NEWCOMER = List.of("within", "may-not-post");
  static final List<String> RESEMBLES = List.of("kinds", "at-least");
  static final List<String> CONTACTS = List.of("kinds", "allow");
  static final List<String> SHOPS = List.of("platforms", "own");
  static final List<String> QR_CODES = List.of("allow");
  static final List<String> EVIDENCE = List.of("find", "at-least", "all", "any", "none");
  static final List<String> PART = List.of("weight");
  static final List<String> MENTIONS = List.of("at-most", "everyone");
  static final List<String> WHEN =
      List.of(
          "newer-than",
          "older-than",
          "first-messages",
          "strikes-at-least",
          "role",
          "between",
          "days",
          "has",
          "longer-than",
          "addressed",
          "replies",
          "on-guard",
          "cel");
  static final List<String> WELCOME = List.of("gather", "text", "digest", "acknowledge");
  static final List<String> CHECKIN =
      List.of(
          "words",
          "day-starts",
          "points",
          "daily-cap",
          "streaks",
          "make-ups",
          "receipt",
          "leaderboard");
  static final List<String> TOPICS = List.of("topics");
  static final List<String> TOPIC =
      List.of(
          "at",
          "say",
          "bank",
          "persona",
          "privately",
          "if-late",
          "not-during-talk",
          "from",
          "until");
  static final List<String> ENTRY = List.of("text", "image", "from", "until");
  static final List<String> ATTENTION = List.of("quiet-hours", "a-day", "pause", "each-a-day");
  static final List<String> PRICES =
      List.of(
          "words",
          "tiers",
          "suspect",
          "line",
          "hours",
          "workdays",
          "first-reply",
          "resolution",
          "protection",
          "patience",
          "refund",
          "coupon",
          "approvers");

  /** The columns of the price book. */
  static final List<String> PRICE_ROW =
      List.of(
          "sku",
          "name",
          "aliases",
          "tier",
          "price",
          "valid_from",
          "valid_until",
          "channel",
          "note");

  static final List<String> FAQ = List.of("service", "sensitive", "answers");
  static final List<String> ANSWER = List.of("ask", "say", "from", "until", "groups", "reviewed");

  /** The columns of faq.xlsx. */
  static final List<String> ANSWER_ROW =
      List.of("id", "ask", "say", "from", "until", "groups", "reviewed");

  static final List<String> POLL =
      List.of(
          "title",
          "type",
          "options",
          "random-order",
          "choose",
          "scale",
          "ends",
          "anonymous",
          "results",
          "may-change",
          "opens",
          "closes",
          "reminders",
          "groups",
          "thanks");
  static final List<String> BINDING =
      List.of("group", "pairing-word", "label", "pack", "values", "persona", "off");

  /** All keys that Steward gives a meaning to, in any file. */
  static final Set<String> ALL =
      Set.copyOf(
          List.of(
                  PACK,
                  PERSONA,
                  RULES,
                  CLAUSE,
                  CHECKS,
                  RULE,
                  WORDS,
                  LINKS,
                  FLOOD,
                  REPEATS,
                  COPIES,
                  RAID,
                  WARNINGS,
                  NAMES,
                  SHARED_BANS,
                  NEWCOMER,
                  MENTIONS,
                  RESEMBLES,
                  CONTACTS,
                  SHOPS,
                  QR_CODES,
                  EVIDENCE,
                  PART,
                  WHEN,
                  WELCOME,
                  CHECKIN,
                  TOPICS,
                  TOPIC,
                  PRICES,
                  ENTRY,
                  ATTENTION,
                  FAQ,
                  ANSWER,
                  POLL,
                  BINDING,
                  List.of("groups"))
              .stream()
              .flatMap(List::stream)
              .collect(java.util.stream.Collectors.toSet()));

  private Keys() {}
}
