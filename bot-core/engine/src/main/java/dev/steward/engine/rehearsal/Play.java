package dev.steward.engine.rehearsal;

import dev.steward.chat.GroupId;
import dev.steward.engine.faq.Models;
import dev.steward.engine.flow.Scripts;
import dev.steward.engine.rehearsal.Transcript.Blocked;
import dev.steward.engine.rehearsal.Transcript.Difference;
import dev.steward.engine.rehearsal.Transcript.Played;
import dev.steward.engine.schedule.Holidays;
import dev.steward.engine.script.Conversation;
import dev.steward.engine.script.Deed;
import dev.steward.engine.script.Expectation;
import dev.steward.engine.script.Pack;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/** Plays a written conversation to the real engine, in virtual time. */
public final class Play {
  private final Hall hall;
  private final Cast cast;
  private final Happenings happenings;

  private Play(Hall hall, Pack pack) {
    this.hall = hall;
    cast = new Cast(hall.stage, hall.chat, pack);
    happenings = new Happenings(pack.language(), cast::words);
  }

  /**
   * Plays one to a pack, and tells what came of it.
   *
   * @param models by which questions are looked up; the play waits for them, so that it says what
   *     would be said live
   */
  public static Transcript of(
      Conversation conversation, Pack pack, Holidays holidays, Models models) {
    return of(conversation, pack, holidays, models, () -> false);
  }

  /**
   * The same, which somebody may break off.
   *
   * @param enough asked before each step; when it says so, the rest is left out
   */
  public static Transcript of(
      Conversation conversation,
      Pack pack,
      Holidays holidays,
      Models models,
      BooleanSupplier enough) {
    Scripts.Script script = new Scripts.Script(pack, 0);
    try (Hall hall = Hall.open(script, holidays, models, conversation.start())) {
      return new Play(hall, pack).all(conversation, pack, enough);
    }
  }

  private Transcript all(Conversation conversation, Pack pack, BooleanSupplier enough) {
    List<Played> all = new ArrayList<>();
    for (Conversation.Step step : conversation.steps()) {
      if (enough.getAsBoolean()) {
        break;
      }
      GroupId group = cast.enter(step.room());
      // That Steward came into a new group is no part of the conversation.
      hall.stage.read(happenings::next);
      Instant at = hall.stage.now();
      Cast.Went went = cast.act(group, step.move());
      List<Happening> came = hall.stage.read(happenings::next);
      Blocked blocked =
          went.zh() == null || went.en() == null
              ? null
              : new Blocked(went.zh(), went.en(), went.slip());
      List<Difference> differences = new ArrayList<>();
      if (blocked != null && blocked.slip()) {
        differences.add(new Difference(step.line(), null, null, blocked));
      }
      if (conversation.expects()) {
        differences.addAll(differences(step, group.id(), came));
      }
      all.add(new Played(step, at, group.id(), blocked, came, differences));
    }
    return new Transcript(conversation, pack.language(), pack.zone(), all);
  }

  private static List<Difference> differences(
      Conversation.Step step, String room, List<Happening> came) {
    List<Happening> counts = came.stream().filter(Happening::counts).toList();
    List<Difference> all =
        new ArrayList<>(new Comparison(room, step.expected(), counts).differences(step.line()));
    for (Expectation one : step.expected()) {
      boolean told =
          one.text().isEmpty()
              || came.stream()
                  .anyMatch(
                      note ->
                          !note.counts()
                              && (note.zh().contains(one.text())
                                  || note.en().contains(one.text())));
      if (one.deed() == Deed.NOTHING && !told) {
        all.add(new Difference(one.mark().line(), one, null, null));
      }
    }
    return all;
  }
}
