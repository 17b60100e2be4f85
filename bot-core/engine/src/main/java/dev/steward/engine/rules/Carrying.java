package dev.steward.engine.rules;

import dev.steward.chat.Action;
import dev.steward.chat.Content;
import dev.steward.chat.Key;
import dev.steward.chat.Segment;
import dev.steward.engine.flow.Fate;
import dev.steward.engine.flow.Mode;
import dev.steward.engine.flow.Reason;
import dev.steward.engine.flow.Scripts;
import dev.steward.engine.flow.Turn;
import dev.steward.engine.script.Binding;
import dev.steward.engine.script.Clause;
import dev.steward.engine.script.Ladder;
import dev.steward.engine.script.Pack;
import dev.steward.engine.script.Rule;
import dev.steward.engine.script.RuleBook;
import dev.steward.engine.script.RuleCheck;
import dev.steward.engine.text.Masking;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Does what the rules say to one message. */
final class Carrying {
  private final Turn turn;
  private final Scripts.Script script;
  private final Posting message;
  private final boolean opinions;
  private final List<String> hit = new ArrayList<>(1);
  private boolean gone;

  /** Whether the rule about copies heard it. */
  private boolean copy;

  /** Whether that rule took it away. */
  private boolean copyGone;

  private boolean counted;

  /** Whether staff or a model were asked about it. */
  private boolean asked;

  private boolean observed;
  private boolean wouldBeGone;
  private Hearing.@Nullable Verdict asks;
  private Hearing.@Nullable Verdict wouldAsk;
  private Hearing.@Nullable Verdict doubtful;

  /**
   * @param opinions whether a language model can be asked
   */
  Carrying(Turn turn, Scripts.Script script, Posting message, boolean opinions) {
    this.turn = turn;
    this.script = script;
    this.message = message;
    this.opinions = opinions;
  }

  /** Whether the rules after this one are asked as well. */
  boolean take(Hearing.Verdict verdict) {
    if (spared(verdict)) {
      return true;
    }
    hit.add(verdict.rule().id());
    Mode mode = RulesFeature.mode(turn, verdict.rule());
    boolean isCopy = isCopy(verdict);
    if (mode == Mode.LIVE && isCopy && (verdict.asks() || !verdict.rule().delete())) {
      // The case of all copies is itself a question to staff: they confirm it or let it through.
      copy = true;
      turn.note("suggested", suggested(verdict), Mode.LIVE);
      return true;
    }
    if (mode == Mode.LIVE && verdict.asks()) {
      asks = asks == null && verdict.found().offence() ? verdict : asks;
      return true;
    }
    if (mode == Mode.LIVE && asksModel(verdict)) {
      doubtful = doubtful == null ? verdict : doubtful;
      return true;
    }
    if (mode == Mode.LIVE) {
      act(verdict, mode, gone);
      copy |= isCopy;
      copyGone |= isCopy && !gone;
      gone |= verdict.rule().delete();
      counted |= verdict.found().offence();
    } else {
      observe(verdict, mode);
    }
    return !counted;
  }

  private static boolean isCopy(Hearing.Verdict verdict) {
    return verdict.rule().check() instanceof RuleCheck.Copies;
  }

  /** Whether the rule about copies heard it, or another one took the message away. */
  boolean dealtWith() {
    return copy || gone;
  }

  /** Also where another rule has dealt with it: staff hear that it is one of several. */
  CopySeen copy(Rule rule, Waves.Wave wave, long textHash) {
    Clause clause = script.pack().clause(rule.clause()).orElseThrow();
    return new CopySeen(
        wave.id(),
        textHash,
        turn.group().id(),
        message.sender().user(),
        turn.personOf(message.sender().user()),
        message.id(),
        message.at(),
        message.evidence(),
        script.pack().name(),
        script.version(),
        rule.id(),
        clause.number(),
        clause.text(),
        wave.earlier(),
        wave.members(),
        !gone
            ? Campaigns.Fate.STANDS
            : copyGone && !counted ? Campaigns.Fate.TAKEN : Campaigns.Fate.OTHERWISE);
  }

  /** As it would be if all that is observed were live: the first rule decides. */
  private void observe(Hearing.Verdict verdict, Mode mode) {
    if (observed) {
      return;
    }
    if (verdict.asks()) {
      boolean question = verdict.found().offence() || isCopy(verdict);
      wouldAsk = wouldAsk == null && question ? verdict : wouldAsk;
      return;
    }
    act(verdict, mode, wouldBeGone);
    wouldBeGone |= verdict.rule().delete();
    observed = verdict.found().offence();
  }

  /** Only where there is something to be softened: a person who would be punished. */
  private boolean asksModel(Hearing.Verdict verdict) {
    return verdict.rule().first() == Rule.First.MODEL
        && verdict.found().offence()
        && !message.late(turn)
        && opinions;
  }

  /** The rules that hit, in order. */
  List<String> hit() {
    return hit;
  }

  /** Whether it was dealt with, or somebody who decides about it was asked. */
  boolean settled() {
    return gone || counted || copy || asked;
  }

  /** Whether nothing is left to be done about the message. */
  boolean over() {
    return gone || counted || asks != null || doubtful != null;
  }

  /**
   * The model is asked about the first rule that wants it, else staff about the first that asks
   * them; unless another one acted by itself.
   */
  void end() {
    if (doubtful != null && !counted) {
      askModel(doubtful);
    } else if (asks != null && !counted) {
      suggest(asks);
    }
    if (wouldAsk != null && !observed && !counted && turn.fate() == Fate.HANDLED) {
      turn.note("suggested", suggested(wouldAsk), Mode.OBSERVED);
    }
  }

  /** A complaint goes free, and so do the group's rules; that is noted. */
  private boolean spared(Hearing.Verdict verdict) {
    Pack pack = script.pack();
    Rule rule = verdict.rule();
    boolean complains = verdict.spared() == Purpose.COMPLAINT;
    if (verdict.spared() == Purpose.TALK || verdict.spared() == Purpose.DOUBTFUL) {
      return false;
    }
    if (verdict.spared() == Purpose.REPORT) {
      return true;
    }
    turn.note(
        switch (verdict.spared()) {
          case COMPLAINT -> "complaint-spared";
          case TOLD -> "told-spared";
          default -> "rules-spared";
        },
        new Reason(
            RulesFeature.NAME,
            switch (verdict.spared()) {
              case COMPLAINT -> "这是一句投诉，不按规则处理";
              case TOLD -> "引号里是别人的话，不按规则处理";
              default -> "这是在说群规，不按规则处理";
            },
            switch (verdict.spared()) {
              case COMPLAINT -> "this is a complaint: no rule is applied to its words";
              case TOLD ->
                  "these are the words of others, in quotation marks: no rule is applied to them";
              default -> "this says the group's rules: no rule is applied to its words";
            },
            pack.name(),
            0,
            rule.id(),
            rule.mark().toString(),
            0,
            List.of(),
            null),
        Mode.LIVE);
    boolean burst = rule.check() instanceof RuleCheck.Flood;
    boolean heard =
        Purposes.aboutPrices(pack, message.content().text()) && !turn.group().off(Binding.PRICES);
    if (complains
        && verdict.found().offence()
        && RulesFeature.mode(turn, rule) == Mode.LIVE
        && !message.late(turn)
        && (burst || !heard)) {
      StaffNews.ofUpset(turn, message.sender(), message.content().text(), burst);
    }
    return true;
  }

  /** Staff decide; until then nothing is done. What came late is not worth a question. */
  private void suggest(Hearing.Verdict verdict) {
    if (turn.fate() != Fate.HANDLED) {
      return;
    }
    Rule rule = verdict.rule();
    Clause clause = script.pack().clause(rule.clause()).orElseThrow();
    Offence offence = offence(verdict, clause, Mode.LIVE);
    asked = true;
    turn.note("suggested", suggested(verdict), Mode.LIVE);
    StaffNews.ofSuggestion(
        turn, new Suggestion(offence, rule.delete(), Purposes.byText(rule.check())));
  }

  private Reason suggested(Hearing.Verdict verdict) {
    Rule rule = verdict.rule();
    Clause clause = script.pack().clause(rule.clause()).orElseThrow();
    return new Reason(
        RulesFeature.NAME,
        "像是违反群规第" + clause.number() + "条，先问工作人员",
        "seems to break group rule " + clause.number() + ": staff are asked first",
        script.pack().name(),
        script.version(),
        rule.id(),
        rule.mark().toString(),
        clause.number(),
        verdict.found().spans(),
        null);
  }

  /** A language model is asked before the rule acts; see {@link OpinionFeature}. */
  private void askModel(Hearing.Verdict verdict) {
    Rule rule = verdict.rule();
    Clause clause = script.pack().clause(rule.clause()).orElseThrow();
    Offence offence = offence(verdict, clause, Mode.LIVE);
    asked = true;
    turn.stop();
    turn.tell(
        Key.group(turn.group().id()),
        new OpinionWanted(
            new Suggestion(offence, rule.delete() && !gone, Purposes.byText(rule.check())),
            unnamed(message.content())));
  }

  /** The message's words without the names of who is mentioned in it. */
  private static String unnamed(Content content) {
    return content.segments().stream()
        .map(segment -> segment instanceof Segment.Mention ? "@…" : Content.of(segment).text())
        .collect(Collectors.joining());
  }

  /**
   * @param away whether the message is gone already
   */
  private void act(Hearing.Verdict verdict, Mode mode, boolean away) {
    Rule rule = verdict.rule();
    Findings.Found found = verdict.found();
    Pack pack = script.pack();
    Clause clause = pack.clause(rule.clause()).orElseThrow();
    Reason reason =
        new Reason(
            RulesFeature.NAME,
            "违反群规第" + clause.number() + "条",
            "breaks group rule " + clause.number(),
            pack.name(),
            script.version(),
            rule.id(),
            rule.mark().toString(),
            clause.number(),
            found.spans(),
            null);
    if (rule.delete() && !away) {
      turn.act(new Action.DeleteMessage(turn.group().id(), message.id()), reason, mode);
    }
    if (mode == Mode.LIVE) {
      turn.stop();
    }
    if (!found.offence()) {
      turn.note(isCopy(verdict) ? "copy-deleted" : "rest-of-burst", reason, mode);
    } else if (message.late(turn)) {
      turn.note("stale-not-punished", reason, mode);
      if (mode == Mode.LIVE && rule.delete() && Watch.of(turn).backlogBegins(turn.now())) {
        StaffNews.ofBacklog(turn, message.sender(), message.id(), message.content().text());
      }
    } else {
      turn.tell(Key.person(turn.personOf(message.sender().user())), offence(verdict, clause, mode));
    }
  }

  private Offence offence(Hearing.Verdict verdict, Clause clause, Mode mode) {
    Rule rule = verdict.rule();
    Findings.Found found = verdict.found();
    String text = message.evidence();
    String excerpt =
        found.spans().isEmpty()
            ? ""
            : Masking.excerpt(
                text, found.spans().getFirst().start(), found.spans().getFirst().end());
    RuleBook book = script.pack().rules();
    Ladder ladder = Objects.requireNonNull(book.ladders().get(rule.ladder()));
    return new Offence(
        turn.group().id(),
        message.sender().user(),
        message.sender().name(),
        message.id(),
        message.at(),
        text,
        excerpt,
        script.pack().name(),
        script.version(),
        rule.id(),
        rule.mark().toString(),
        clause.number(),
        clause.text(),
        found.spans(),
        mode,
        ladder.steps(),
        book.strikesExpire(),
        rule.tell(),
        rule.notice(),
        null);
  }
}
