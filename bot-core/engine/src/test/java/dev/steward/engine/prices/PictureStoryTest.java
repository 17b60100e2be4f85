package dev.steward.engine.prices;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.chat.Content;
import dev.steward.chat.Key;
import dev.steward.chat.Media;
import dev.steward.chat.Segment;
import dev.steward.engine.sim.Sim;
import dev.steward.engine.sim.SimPacks;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pictures that a member sends about a complaint are found again by whoever looks at it. */
class PictureStoryTest {
  private static final Media SHOT = new Media("sim:shot", "image/png", 9);
  private static final Media OTHER = new Media("sim:other", "image/jpeg", 7);

  @TempDir Path folder;
  private Sim sim;
  private Chat chat;

  @BeforeEach
  void start() throws Exception {
    sim = Sim.start(folder, SimPacks.selling(Shop.desk("words: [买贵了]\n")));
    chat = new Chat(sim, "宝妈一群");
    chat.group.says("小明", "大家好");
  }

  @AfterEach
  void stop() {
    sim.close();
  }

  private static Segment image(Media media) {
    return new Segment.Image(media, "");
  }

  private List<ComplaintFile.Evidence> sent() {
    long number = chat.number();
    return sim.read(sql -> ComplaintFiles.evidence(sql, number)).stream()
        .filter(one -> one.role().equals("picture"))
        .toList();
  }

  private List<Media> pictures(ComplaintFile.Evidence of) {
    return pictures(chat.number(), of);
  }

  private List<Media> pictures(long number, ComplaintFile.Evidence of) {
    return sim.read(sql -> ComplaintFiles.pictures(sql, number, of.id()));
  }

  @Test
  void aPictureInsteadOfAnAnswerIsKeptAndTheQuestionAskedAgain() {
    chat.privately("小明", "买贵了 小禾3段");
    chat.sends("小明", Content.of(image(SHOT), image(OTHER)));
    assertThat(chat.whisper("小明"))
        .startsWith("图片记在 #" + chat.number() + " 里了，工作人员会看。我看不懂图片，请打字说：")
        .contains("付了多少");
    assertThat(sent()).extracting(ComplaintFile.Evidence::text).containsExactly("[图片] [图片]");
    assertThat(pictures(sent().getFirst())).containsExactly(SHOT, OTHER);
    chat.sends("小明", Content.of(new Segment.Text("245 "), image(SHOT)));
    assertThat(chat.whisper("小明")).as("the words answer").doesNotContain("付了多少");
    assertThat(sent()).hasSize(2);
  }

  @Test
  void aPictureComesWithTheComplaint() {
    chat.sends("小明", Content.of(new Segment.Text("买贵了 小禾3段"), image(SHOT)));
    assertThat(pictures(sent().getFirst())).containsExactly(SHOT);
  }

  @Test
  void aPictureThatNobodyAskedForGoesToTheComplaintThatIsOpen() {
    chat.sends("小明", Content.of(image(SHOT)));
    assertThat(chat.whispers("小明")).as("there is none").isEmpty();
    chat.privately("小明", "投诉 服务 客服两天不回我");
    assertThat(chat.state(chat.number())).isEqualTo("waiting_staff");
    chat.whispers("小明");
    chat.sends("小明", Content.of(image(SHOT)));
    assertThat(chat.whispers("小明")).containsExactly("图片记在 #" + chat.number() + " 里了，工作人员会看。");
    assertThat(pictures(sent().getFirst())).containsExactly(SHOT);
    assertThat(pictures(chat.number() + 1, sent().getFirst())).as("of another complaint").isEmpty();
  }

  @Test
  void aForgottenMessageTakesItsPictureAlong() {
    chat.privately("小明", "买贵了 小禾3段");
    chat.sends("小明", Content.of(image(SHOT)));
    sim.engine()
        .write(
            Key.BRAND,
            context -> context.sql().update("DELETE FROM body WHERE text LIKE '%sim:shot%'"))
        .toCompletableFuture()
        .join();
    assertThat(sent()).hasSize(1);
    assertThat(pictures(sent().getFirst())).isEmpty();
  }

  @Test
  void aFloodOfPicturesIsAnsweredAndNotKept() {
    chat.privately("小明", "买贵了 小禾3段");
    Stream.generate(() -> Content.of(image(SHOT))).limit(25).forEach(one -> chat.sends("小明", one));
    assertThat(sent()).hasSize(20);
  }
}
