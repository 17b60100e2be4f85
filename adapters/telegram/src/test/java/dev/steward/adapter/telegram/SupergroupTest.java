package dev.steward.adapter.telegram;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.chat.Action;
import dev.steward.chat.Content;
import dev.steward.chat.Event;
import dev.steward.chat.GroupId;
import dev.steward.chat.Outcome;
import dev.steward.chat.UserId;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A plain group that becomes a supergroup is the same group to Steward, for good. */
@Timeout(60)
final class SupergroupTest {
  private static final long NEXT = -1_001_900_000_009L;

  @TempDir Path folder = Path.of("");
  private Rig rig = Rig.NONE;
  private UserId ming = new UserId("telegram", "1");

  @BeforeEach
  void connect() {
    rig = Rig.polling(folder);
    ming = rig.fixture.member(Rig.PLAIN, "小明");
    says("大家好");
  }

  @AfterEach
  void close() {
    rig.close();
  }

  private Event.MessagePosted says(String text) {
    rig.fixture.post(Rig.PLAIN, ming, text);
    return rig.heard(text);
  }

  @Test
  void itKeepsItsNameOverARestart() {
    assertThat(says("以前").group()).isEqualTo(Rig.PLAIN);
    rig.fixture.world.upgrade(TelegramFixture.PLAIN, NEXT);
    Event.GroupSeen seen =
        rig.event(
            Event.GroupSeen.class,
            event ->
                event.capabilities().equals(TelegramAdapter.ALL)
                    && event.group().equals(Rig.PLAIN));
    assertThat(seen.title()).isEqualTo("Plain group");
    Event.MessagePosted after = says("以后");
    assertThat(after.group()).isEqualTo(Rig.PLAIN);
    assertThat(after.messageId()).startsWith(NEXT + ".");
    rig.restart();
    assertThat(says("重启以后").group()).isEqualTo(Rig.PLAIN);
    assertThat(rig.perform(Action.SendMessage.of(Rig.PLAIN, "在")).done()).isTrue();
    assertThat(rig.saidIn(Rig.PLAIN)).containsExactly("在");
    assertThat(rig.host.events().events(Event.GroupLost.class)).isEmpty();
    assertThat(rig.connection().capabilities(new GroupId("telegram", "" + NEXT))).isEmpty();
  }

  @Test
  void anOrderThatComesFirstIsFollowedAndDoneOnce() {
    // The updates about it have not come yet.
    rig.host.events().congest(true);
    says("拥挤");
    rig.fixture.world.upgrade(TelegramFixture.PLAIN, NEXT);
    Outcome outcome = rig.perform(Action.SendMessage.of(Rig.PLAIN, "跟着走"));
    assertThat(outcome)
        .isInstanceOfSatisfying(
            Outcome.Accepted.class, done -> assertThat(done.nativeId()).startsWith(NEXT + "."));
    rig.host.events().congest(false);
    says("以后");
    assertThat(rig.saidIn(Rig.PLAIN)).containsExactly("跟着走");
    assertThat(rig.host.events().events(Event.GroupLost.class)).isEmpty();
  }

  @Test
  void theSameNumberInTheSupergroupIsAnotherMessage() {
    String old = Objects.requireNonNull(rig.fixture.post(Rig.PLAIN, ming, "旧"));
    rig.heard("旧");
    rig.fixture.world.upgrade(TelegramFixture.PLAIN, NEXT);
    says("新");
    int before = rig.fixture.seen(Rig.PLAIN).size();
    assertThat(rig.perform(new Action.DeleteMessage(Rig.PLAIN, old)))
        .isInstanceOf(Outcome.Refused.class);
    assertThat(rig.fixture.seen(Rig.PLAIN)).hasSize(before);
    assertThat(
            rig.perform(new Action.SendMessage(Rig.PLAIN, Content.of("答"), old, List.of())).done())
        .isTrue();
    assertThat(rig.fixture.seen(Rig.PLAIN).getLast().replyTo()).isNull();
  }

  @Test
  void aSupergroupThatWasHeardOfBeforeItsPastEndsAsAGroupOfItsOwn() {
    FakeWorld world = rig.fixture.world;
    FakeChat old = world.chat(TelegramFixture.PLAIN);
    FakeChat next =
        rig.fixture.newGroup(NEXT, "supergroup", "Plain group", TelegramFixture.rights());
    GroupId alone = new GroupId("telegram", "" + NEXT);
    rig.event(Event.GroupSeen.class, event -> event.group().equals(alone));
    long owner = FakeWorld.owner(old);
    old.movedTo = NEXT;
    world.publish(
        next,
        world
            .message(next, FakeWorld.owner(next))
            .put("migrate_from_chat_id", TelegramFixture.PLAIN),
        "message",
        owner);
    rig.event(Event.GroupLost.class, event -> event.group().equals(alone));
    ming = rig.fixture.member(Rig.PLAIN, "小明");
    assertThat(says("一个群").group()).isEqualTo(Rig.PLAIN);
  }
}
