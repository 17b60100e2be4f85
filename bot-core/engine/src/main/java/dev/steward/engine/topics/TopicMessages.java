package dev.steward.engine.topics;

import dev.steward.chat.Action;
import dev.steward.chat.Capability;
import dev.steward.chat.Content;
import dev.steward.chat.Key;
import dev.steward.chat.Segment;
import dev.steward.engine.attention.Attention;
import dev.steward.engine.attention.WhisperWanted;
import dev.steward.engine.flow.Mode;
import dev.steward.engine.flow.Reason;
import dev.steward.engine.flow.Turn;
import dev.steward.engine.members.Member;
import dev.steward.engine.schedule.Timetable;
import dev.steward.engine.script.Pack;
import dev.steward.engine.script.PackImage;
import dev.steward.engine.script.Template;
import dev.steward.engine.script.TemplateData;
import dev.steward.engine.script.TemplateException;
import dev.steward.engine.script.Topic;
import java.util.ArrayList;
import java.util.List;

/** Makes a topic's messages: one in the group, or one to each newcomer. */
final class TopicMessages {
  private final Attention attention;

  TopicMessages(Attention attention) {
    this.attention = attention;
  }

  /**
   * Says an entry; false when its template could not be filled in, which is noted.
   *
   * @param newcomers those whom it is for; empty when it is for all
   */
  boolean say(Topic topic, Topic.Entry entry, List<Member> newcomers, Pack pack, Turn turn) {
    Reason reason = reason(topic, entry, turn);
    try {
      if (topic.privately()) {
        for (Member newcomer : newcomers) {
          whisper(text(topic, entry, List.of(newcomer), pack, turn), newcomer, reason, pack, turn);
        }
      } else {
        Content content = content(text(topic, entry, newcomers, pack, turn), entry, turn);
        attention.say(
            new Action.SendMessage(turn.group().id(), content, null, List.of()),
            reason,
            topic.persona() == null ? null : pack.personas().get(topic.persona()),
            pack,
            turn);
      }
      return true;
    } catch (TemplateException e) {
      turn.note(
          "template-failed",
          Reason.of(
              TopicsFeature.NAME,
              "「" + topic.id() + "」的模板出错：" + e.getMessage(),
              topic.id() + ": the template failed: " + e.getMessage()),
          Mode.LIVE);
      return false;
    }
  }

  private static Reason reason(Topic topic, Topic.Entry entry, Turn turn) {
    return Reason.of(
            TopicsFeature.NAME,
            "到时间了：" + topic.id() + "（" + topic.at() + "）",
            topic.id() + " is due (" + topic.at() + ")")
        .from(turn.script().orElseThrow(), topic.id(), entry.mark());
  }

  private static String text(
      Topic topic, Topic.Entry entry, List<Member> newcomers, Pack pack, Turn turn)
      throws TemplateException {
    TemplateData data =
        new TemplateData()
            .texts(pack.values())
            .member("group", turn.group().title())
            .text("page", turn.page());
    if (topic.when() instanceof Timetable.AfterJoining) {
      data.members("names", newcomers.stream().map(Member::name).toList(), pack.language())
          .number("count", newcomers.size());
      return Template.compile(entry.text(), Template.Place.NEWCOMERS.names(pack)).render(data);
    }
    return Template.compile(entry.text(), Template.Place.TOPIC.names(pack)).render(data);
  }

  private static Content content(String text, Topic.Entry entry, Turn turn) {
    PackImage image = entry.image();
    List<Segment> segments = new ArrayList<>();
    segments.add(new Segment.Text(text));
    if (image != null && turn.group().can(Capability.SEND_IMAGES)) {
      segments.add(new Segment.Image(image.media(), ""));
    } else if (image != null) {
      turn.note(
          "without-picture",
          Reason.of(
              TopicsFeature.NAME,
              "这个群发不了图片，只发了文字",
              "no picture can be sent here: only the words were"),
          Mode.LIVE);
    }
    return new Content(segments);
  }

  /** Through the person's own key, which knows how much it got today. */
  private static void whisper(String text, Member to, Reason reason, Pack pack, Turn turn) {
    if (turn.group().stage() != Mode.LIVE || !turn.group().can(Capability.PRIVATE)) {
      boolean observed = turn.group().stage() != Mode.LIVE;
      turn.note(
          "skipped-" + (observed ? "observed" : "unable"),
          Reason.of(
              TopicsFeature.NAME,
              observed ? "本群在观察，没有发私信" : "这个平台发不了私信",
              observed
                  ? "the group is observed: no private message was sent"
                  : "no private message can be sent here"),
          Mode.OBSERVED);
      return;
    }
    turn.tell(
        Key.person(turn.personOf(to.user())),
        new WhisperWanted(
            turn.group().id(),
            to.user(),
            text,
            List.of(),
            reason,
            pack.budget().eachADay(),
            turn.now().atZone(pack.zone()).toLocalDate().toEpochDay()));
  }
}
