package dev.steward.engine.faq;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.engine.flow.Scripts;
import dev.steward.engine.script.Faq;
import dev.steward.engine.script.Pack;
import dev.steward.engine.sim.Sim;
import dev.steward.engine.sim.SimPacks;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What stays on the list of those who write the answers, and what leaves it. */
class OpenQuestionsTest {
  /** Until every lane knows what was taught. */
  private static final Duration A_MOMENT = Duration.ofSeconds(1);

  @TempDir Path folder;

  private static Pack pack(Faq.Answer... more) {
    List<Faq.Answer> answers = new ArrayList<>(Asking.MILK.answers());
    answers.addAll(List.of(more));
    return SimPacks.answering(new Faq(null, null, answers));
  }

  private static List<List<String>> open(Sim sim, Pack pack) {
    return sim.read(
        sql ->
            OpenQuestions.of(sql, List.of(new Scripts.Script(pack, 1)), sim.clock.instant())
                .stream()
                .map(
                    cluster ->
                        cluster.questions().stream().map(OpenQuestions.Question::text).toList())
                .toList());
  }

  private static String seqs(Sim sim) {
    return sim.numbers("(SELECT seq AS number FROM faq_question) q").stream()
        .map(seq -> "\"" + seq + "\"")
        .toList()
        .toString();
  }

  @Test
  void aPublishedAnswerTakesItsQuestionsOffTheList() throws Exception {
    try (Sim sim = Sim.start(folder, pack())) {
      Sim.Group group = sim.group("一群");
      Asking.mention(sim, group, "小明", "你们会员日是哪一天");
      Asking.mention(sim, group, "小红", "会员日是哪一天");
      Asking.mention(sim, group, "小丽", "门店周末开不开");
      assertThat(open(sim, pack()))
          .containsExactly(List.of("会员日是哪一天", "你们会员日是哪一天"), List.of("门店周末开不开"));

      Pack next = pack(Asking.answer("day", "每月 8 号。", "会员日是哪一天"));
      sim.publish(next, 2);
      group.answers();
      group.says("小美", "会员日是哪一天？");
      assertThat(group.answers()).containsExactly("每月 8 号。");
      assertThat(open(sim, next)).containsExactly(List.of("门店周末开不开"));
    }
  }

  @Test
  void anAnswerThatIsOverOrNotReviewedAnswersNothing() throws Exception {
    try (Sim sim = Sim.start(folder, pack())) {
      Sim.Group group = sim.group("一群");
      Asking.mention(sim, group, "小明", "会员日是哪一天");
      Asking.mention(sim, group, "小红", "过敏宝宝可以喝哪一款");
      Faq.Answer day = Asking.answer("day", "每月 8 号。", "会员日是哪一天");
      Faq.Answer over =
          new Faq.Answer(
              day.id(),
              day.mark(),
              day.asks(),
              day.say(),
              null,
              sim.clock.instant().atZone(pack().zone()).toLocalDate().minusDays(1),
              Set.of(),
              false);
      Faq.Answer body = Asking.answer("body", "水解的那款。", "过敏宝宝可以喝哪一款");
      assertThat(open(sim, pack(over, body))).hasSize(2);
      assertThat(open(sim, pack(day))).hasSize(1);
    }
  }

  @Test
  void whoChoseFromTheOfferNeedsNobody() throws Exception {
    try (Sim sim = Sim.start(folder, pack())) {
      Sim.Group group = sim.group("一群");
      Asking.mention(sim, group, "小明", "请问退货的话邮费怎么算呢");
      assertThat(open(sim, pack())).as("offered, and not yet answered").hasSize(1);
      group.says("小明", Asking.place(group.answers().getFirst(), "满多少包邮"));
      assertThat(group.answers()).containsExactly("满 88 元包邮。");
      assertThat(open(sim, pack())).isEmpty();
    }
  }

  @Test
  void aWrongAnswerIsNoneAndItsCorrectionIs() throws Exception {
    String asked = "寄的时候会打电话吗";
    Pack wrong = pack(Asking.answer("call", "客服电话在首页。", asked));
    try (Sim sim = Sim.start(folder, pack())) {
      sim.staff("店长");
      Sim.Group group = sim.group("一群");
      Asking.mention(sim, group, "小明", asked);
      sim.publish(wrong, 2);
      assertThat(open(sim, wrong)).isEmpty();
      group.answers();
      group.says("小红", asked);
      assertThat(group.answers()).containsExactly("客服电话在首页。");
      String answer = Asking.lastAnswer(sim);
      Asking.replies(sim, group, "店长", answer, "不对");
      assertThat(open(sim, wrong)).hasSize(1);
      Asking.replies(sim, group, "店长", answer, "不对 -> ship");
      assertThat(open(sim, wrong)).isEmpty();
    }
  }

  @Test
  void theNextWhoAsksSoGetsTheAnswerThatStaffPointedTo() throws Exception {
    try (Sim sim = Sim.start(folder, pack())) {
      Sim.Group group = sim.group("一群");
      Asking.mention(sim, group, "小明", "仓库的打包要等上多长时间");
      assertThat(open(sim, pack())).hasSize(1);
      group.answers();
      group.staffAsk("faq-teach", Map.of("questions", seqs(sim), "entry", "ship"));
      assertThat(open(sim, pack())).isEmpty();
      sim.pass(A_MOMENT);
      group.says("小美", "仓库的打包要等上多长时间呀");
      assertThat(group.answers()).containsExactly("48 小时内发出。");
    }
  }

  @Test
  void whatStaffPutAwayIsListedNoMoreAndOnlyThat() throws Exception {
    try (Sim sim = Sim.start(folder, pack())) {
      Sim.Group group = sim.group("一群");
      Asking.mention(sim, group, "小明", "会员日是哪一天");
      Sim.Group other = sim.group("二群");
      Asking.mention(sim, other, "小红", "门店周末开不开");
      group.staffAsk("faq-settle", Map.of("questions", seqs(sim)));
      assertThat(open(sim, pack())).as("each group its own").containsExactly(List.of("门店周末开不开"));
    }
  }
}
