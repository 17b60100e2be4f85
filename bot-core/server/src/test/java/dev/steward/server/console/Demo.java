package dev.steward.server.console;

import dev.steward.chat.Capability;
import dev.steward.chat.Content;
import dev.steward.chat.Event;
import dev.steward.chat.GroupId;
import dev.steward.chat.Key;
import dev.steward.chat.Media;
import dev.steward.chat.Segment;
import dev.steward.chat.Sender;
import dev.steward.chat.UserId;
import dev.steward.engine.broadcast.Broadcasts;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;

/** A morning in six groups, through everything that Steward does. */
final class Demo {
  static final String HOSTILE =
      "<script>document.title='hacked'</script><img src=x onerror=document.title='hacked'>";

  private final ConsoleRig rig;
  private int ids;

  private Demo(ConsoleRig rig) {
    this.rig = rig;
  }

  static void play(ConsoleRig rig) {
    new Demo(rig).play();
  }

  private void play() {
    rig.signedIn(StaffRole.OWNER);
    rig.staff("lin", StaffRole.MANAGER);
    rig.write(sql -> sql.update("UPDATE staff SET name = '林小北' WHERE login = 'lin'"));
    List<String> titles = List.of("暖暖妈妈一群", "暖暖妈妈二群", "新手爸妈互助 · 北京", "0–6 月龄宝宝群", HOSTILE, "工作人员");
    for (int i = 0; i < titles.size(); i++) {
      deliver(
          new Event.GroupSeen(
              ConsoleRig.STEWARD,
              group(i),
              id(),
              titles.get(i),
              EnumSet.allOf(Capability.class),
              rig.clock.instant()));
    }
    for (int i = 0; i < 4; i++) {
      command(Key.group(group(i)), "bind", Map.of("pack", "mother-and-baby"));
    }
    command(Key.group(group(0)), "go-live", Map.of());
    command(Key.group(group(1)), "go-live", Map.of());
    command(Key.group(group(1)), "pause", Map.of("minutes", "120"));
    command(Key.group(group(5)), "staff-group", Map.of("on", "true"));
    for (String name : List.of("糖糖妈", "小鱼儿他爸", "代购小王")) {
      deliver(
          new Event.MemberJoined(
              ConsoleRig.STEWARD,
              group(0),
              id(),
              Sender.member(new UserId("web", name), name),
              null,
              rig.clock.instant()));
    }
    says(0, "糖糖妈", new Segment.Text("早上好！宝宝昨晚终于睡了整觉 🎉"));
    says(
        0,
        "小鱼儿他爸",
        new Segment.Text("羡慕… 我们家还在两小时一醒"),
        new Segment.Image(new Media("r", "image/png", 9), ""));
    says(0, "代购小王", new Segment.Text("😀正品奶粉代购，加我微信 mama888 领券，低价批发"));
    says(2, "代购小王", new Segment.Text("兼职刷单，日入三百"));
    says(0, "代购小王", new Segment.Text("姐妹们看看 http://cheap.example/x"));
    says(0, HOSTILE, new Segment.Text(HOSTILE));
    says(0, "代购小王", new Segment.Text("😀加我微信 mama888" + HOSTILE));
    deliver(
        new Event.JoinRequested(
            ConsoleRig.STEWARD,
            group(0),
            "r1",
            new UserId("web", "u9"),
            "年糕妈" + HOSTILE,
            "糖糖妈介绍来的，宝宝五个月" + HOSTILE,
            rig.clock.instant()));
    rig.settle();
    new Seeds(rig)
        .todo(
            90,
            "web:g0",
            "平台没能执行：移出成员 #3，请人工处理",
            "the platform did not do it: kick #3; please do it by hand",
            "1. 打开群成员列表\n2. 找到「代购小王」\n3. 移出",
            Duration.ofMinutes(-20));
    command(Key.BRAND, "todo-claim", Map.of("number", "1"));
    command(
        Key.BRAND, "todo-handover", Map.of("number", "1", "to", "lin", "note", "晚班请接一下，群主还没回复"));
    rig.write(
        sql -> {
          for (int day = 1; day <= 5; day++) {
            sql.update("INSERT INTO duty VALUES ('lin', ?, 540, 1080)", day);
          }
          return 0;
        });
    rig.publish("mother-and-baby", "lin");
    broadcast();
    rig.settle();
  }

  /** A draft to four groups, one of which is not live. */
  private void broadcast() {
    List<GroupId> groups = List.of(group(0), group(1), group(2), group(4));
    rig.engine
        .write(
            Key.BRAND,
            context ->
                Broadcasts.draft(
                    context,
                    "{{group}} 的妈妈们：今晚八点育儿课直播，优惠看 {{shop-link}} " + HOSTILE,
                    null,
                    groups,
                    rig.clock.instant(),
                    "lin",
                    true))
        .toCompletableFuture()
        .join();
  }

  private static GroupId group(int number) {
    return new GroupId("web", "g" + number);
  }

  private String id() {
    return "id" + ids++;
  }

  private void deliver(Event event) {
    rig.engine.sink().deliver(event).toCompletableFuture().join();
  }

  private void says(int group, String name, Segment... segments) {
    deliver(
        new Event.MessagePosted(
            ConsoleRig.STEWARD,
            group(group),
            id(),
            Sender.member(new UserId("web", "u " + name), name),
            Content.of(segments),
            rig.clock.instant()));
    rig.clock.pass(Duration.ofSeconds(47));
  }

  private void command(Key key, String name, Map<String, String> arguments) {
    rig.engine
        .command(new Event.StaffCommand(id(), key, "owner", name, arguments, rig.clock.instant()))
        .toCompletableFuture()
        .join();
  }
}
