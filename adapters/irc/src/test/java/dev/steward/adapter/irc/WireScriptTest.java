package dev.steward.adapter.irc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.testkit.TestHost;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One script of commands is played on Ergo and on the server of ours: both must answer alike. */
@Tag("real-peers")
final class WireScriptTest {
  @TempDir Path folder = Path.of("");

  @Test
  void oursAnswersAsErgoDoes() {
    List<String> real;
    try (IrcServer ergo = Ergo.start()) {
      real = play(ergo);
    }
    List<String> fake;
    try (IrcServer ours = FakeIrc.start(new TestHost(folder))) {
      fake = play(ours);
    }
    List<String> different = new ArrayList<>();
    for (int i = 0; i < Math.max(real.size(), fake.size()); i++) {
      String there = i < real.size() ? real.get(i) : "nothing";
      String here = i < fake.size() ? fake.get(i) : "nothing";
      if (!there.equals(here) && different.size() < 10) {
        different.add("Ergo: " + there + "\nours: " + here);
      }
    }
    assertThat(different).isEmpty();
    assertThat(real).hasSizeGreaterThan(100);
  }

  private static List<String> play(IrcServer server) {
    List<String> told = new ArrayList<>();
    try (Member owner = Member.withAccount(server.port(), "owner");
        Member member = Member.withAccount(server.port(), "小明");
        Member guest = Member.guest(server.port(), "guest1")) {
      Play play = new Play(told, List.of(owner, member, guest));
      play.by(owner, Line.of("JOIN", "#s"));
      play.by(owner, Line.of("PRIVMSG", "ChanServ", "REGISTER #s"));
      play.by(member, Line.of("JOIN", "#s"));
      play.by(guest, Line.of("JOIN", "#s"));
      play.by(member, Line.of("PRIVMSG", "#s", "大家好").tag("+draft/reply", "x"));
      play.by(guest, Line.of("NOTICE", "#s", "hello"));
      play.by(member, Line.of("PRIVMSG", "@#s", "to the operators"));
      play.by(owner, Line.of("PRIVMSG", "+#s", "to nobody else"));
      play.by(member, Line.of("PRIVMSG", "owner", "psst"));
      play.by(member, Line.of("PRIVMSG", "nobody", "psst"));
      play.by(
          member,
          Line.of("BATCH", "+1", "draft/multiline", "#s"),
          Line.of("PRIVMSG", "#s", "one").tag("batch", "1"),
          Line.of("PRIVMSG", "#s", "").tag("batch", "1"),
          Line.of("PRIVMSG", "#s", "two").tag("batch", "1"),
          Line.of("PRIVMSG", "#s", "three").tag("batch", "1").tag("draft/multiline-concat", ""),
          Line.of("BATCH", "-1"));
      play.by(member, Line.of("PRIVMSG", "#s", "x".repeat(485)));
      play.by(owner, Line.of("MODE", "#s", "+b", "m:小明!*@*"));
      play.by(owner, Line.of("MODE", "#s", "+b", "m:小明!*@*"));
      play.by(owner, Line.of("MODE", "#s", "+b"));
      play.by(member, Line.of("PRIVMSG", "#s", "muted"));
      play.by(owner, Line.of("MODE", "#s", "-b", "m:小明!*@*"));
      play.by(owner, Line.of("MODE", "#s", "-b", "m:小明!*@*"));
      play.by(owner, Line.of("MODE", "#s", "+m"));
      play.by(member, Line.of("PRIVMSG", "#s", "muted"));
      play.by(owner, Line.of("MODE", "#s", "-m"));
      play.by(member, Line.of("MODE", "#s", "+m"));
      play.by(member, Line.of("MODE", "#s", "+b", "a!*@*"));
      play.by(owner, Line.of("MODE", "#s", "+v", "guest1"));
      play.by(owner, Line.of("MODE", "#s", "-v", "guest1"));
      play.by(owner, Line.of("MODE", "#s", "+o", "小明"));
      play.by(member, Line.of("KICK", "#s", "owner", "no"));
      play.by(owner, Line.of("MODE", "#s", "-o", "小明"));
      play.by(owner, Line.of("TOPIC", "#s", "公告"));
      play.by(member, Line.of("TOPIC", "#s", "mine"));
      play.by(member, Line.of("KICK", "#s", "guest1", "no"));
      play.by(owner, Line.of("KICK", "#s", "guest1", "yes"));
      play.by(owner, Line.of("KICK", "#s", "guest1", "yes"));
      play.by(owner, Line.of("KICK", "#s", "nobody", "yes"));
      play.by(owner, Line.of("MODE", "#s", "+b", "guest1!*@*"));
      play.by(guest, Line.of("JOIN", "#s"));
      play.by(owner, Line.of("MODE", "#s", "-b", "guest1!*@*"));
      play.by(guest, Line.of("JOIN", "#s"));
      play.by(guest, Line.of("NICK", "guest2"));
      play.by(guest, Line.of("NICK", "owner"));
      play.redact(member, member, "my own");
      play.redact(owner, member, "by the owner");
      play.redact(member, owner, "not allowed");
      play.by(owner, Line.of("REDACT", "#s", "nosuch", "x"));
      play.by(owner, Line.of("WHO", "小明", "%tna,9"));
      play.by(owner, Line.of("WHO", "guest2", "%tna,9"));
      play.by(owner, Line.of("MODE", "#s"));
      play.by(owner, Line.of("PRIVMSG", "#nowhere", "x"));
      play.by(owner, Line.of("PING", "token"));
      play.by(guest, Line.of("PART", "#s"));
      play.by(guest, Line.of("PRIVMSG", "#s", "from outside"));
    }
    return told;
  }

  /** Plays commands and writes down who saw what. */
  private record Play(List<String> told, List<Member> all) {
    void by(Member member, Line... command) {
      told.add("> " + command[0].command() + " " + command[0].params());
      all.forEach(Member::sync);
      all.forEach(Member::forget);
      member.ask(command);
      for (Member each : all) {
        each.sync();
        for (Line line : each.lines()) {
          if (!line.command().equals("PONG") || line.last().equals("token")) {
            told.add(each.nick() + " < " + shown(line));
          }
        }
      }
    }

    void redact(Member by, Member of, String text) {
      String id = String.valueOf(of.say("#s", text));
      by(by, Line.of("REDACT", "#s", id, "why"));
      int last = told.size();
      for (int i = Math.max(0, last - 6); i < last; i++) {
        told.set(i, told.get(i).replace(id, "ID"));
      }
    }

    /** Without what is by chance, and without words for people. */
    private static String shown(Line line) {
      TreeMap<String, String> tags = new TreeMap<>(line.tags());
      tags.remove("label");
      tags.remove("batch");
      tags.remove("draft/multiline-concat");
      tags.computeIfPresent("msgid", (_, _) -> "ID");
      tags.computeIfPresent("time", (_, _) -> "T");
      String source = line.fromUser() ? line.nick() + "!" : "server";
      boolean words =
          line.numeric() >= 0 || line.command().equals("FAIL") || line.command().equals("NOTICE");
      List<String> params =
          words && !line.params().isEmpty()
              ? line.params().subList(0, line.params().size() - 1)
              : line.params();
      return (tags + " " + source + " " + line.command() + " " + params)
          .replaceAll("~u@[^],]+", "~u@HOST")
          .replaceAll("PONG \\[[^,]+", "PONG [SERVER");
    }
  }
}
