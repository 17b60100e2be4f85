package dev.steward.engine.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.chat.Role;
import dev.steward.engine.script.Condition;
import dev.steward.engine.script.Pack;
import dev.steward.engine.script.Problem;
import dev.steward.engine.script.Rule;
import dev.steward.engine.script.RuleCheck;
import dev.steward.engine.sim.SimPacks;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Who complains goes free, and a rule that would not let them is not let in. */
final class ComplaintCheckTest {
  @Test
  void aWordOfComplaintsIsAnErrorWithItsPlace() {
    Pack pack =
        SimPacks.with(
            List.of(
                SimPacks.words("fakes", "no-ads", "假货"),
                SimPacks.words("ads", "no-ads", "加我微信领券")));
    List<Problem> problems = ComplaintCheck.of(pack);
    assertThat(problems).hasSizeBetween(1, 3);
    assertThat(problems)
        .allSatisfy(
            problem -> {
              assertThat(problem.isError()).isTrue();
              assertThat(problem.code()).isEqualTo("hits-complaint");
              assertThat(problem.mark()).isEqualTo(SimPacks.MARK);
              assertThat(problem.zh()).contains("fakes", "假货");
              assertThat(problem.en()).contains("fakes");
            });
  }

  @Test
  void noConditionHidesAWordOfComplaints() {
    for (List<Condition> conditions :
        List.<List<Condition>>of(
            List.of(
                new Condition.FirstMessages(5), new Condition.OlderThan(Duration.ofMinutes(10))),
            List.of(new Condition.StrikesAtLeast(1), new Condition.FirstMessages(3)),
            List.of(new Condition.Has(Set.of(RuleCheck.Kind.IMAGE))),
            List.of(new Condition.Replies(true), new Condition.Addressed(true)),
            List.of(new Condition.RoleIn(Set.of(Role.ADMIN))))) {
      Rule word = SimPacks.words("fakes", "no-ads", "假货");
      Rule rule =
          SimPacks.rule("fakes", "no-ads", word.check(), conditions.toArray(Condition[]::new));
      assertThat(ComplaintCheck.of(SimPacks.with(List.of(rule)))).as("%s", conditions).isNotEmpty();
    }
    Rule wordy =
        SimPacks.rule(
            "fakes",
            "no-ads",
            SimPacks.words("fakes", "no-ads", "假货").check(),
            new Condition.LongerThan(500));
    assertThat(ComplaintCheck.of(SimPacks.with(List.of(wordy)))).as("no complaint is").isEmpty();
  }

  @Test
  void aRuleThatAsksFirstMayBeWrong() {
    Rule rule = SimPacks.words("fakes", "no-ads", "假货");
    Rule asks = SimPacks.asking(rule, Rule.First.STAFF);
    assertThat(ComplaintCheck.of(SimPacks.with(List.of(asks)))).isEmpty();
  }

  @Test
  void whatTheGuardSparesIsFine() {
    assertThat(ComplaintCheck.complaints()).hasSizeGreaterThan(200).doesNotHaveDuplicates();
    assertThat(
            ComplaintCheck.of(
                SimPacks.with(
                    List.of(
                        SimPacks.rule(
                            "insults",
                            "quiet",
                            new RuleCheck.Resembles(Set.of(RuleCheck.Misdeed.INSULT), 60))))))
        .isEmpty();
  }
}
