package dev.steward.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code steward check}, {@code rehearse} and {@code publish}, as they are typed. */
class CommandsTest extends CommandLine {
  /** What is left of a pack's conversations: to see how they are told, a few are enough. */
  private void keepsConversations(String pack, String... names) throws IOException {
    try (Stream<Path> files = Files.list(home.resolve("scripts").resolve(pack).resolve("tests"))) {
      for (Path file : files.toList()) {
        if (!List.of(names).contains(file.getFileName().toString())) {
          Files.delete(file);
        }
      }
    }
  }

  @Test
  void aSlipIsToldWithTheNearestCommandAndTheUsage() {
    assertThat(steward("chekc", "x")).isEqualTo(Commands.USAGE);
    assertThat(said()).contains("Did you mean check?").contains("steward publish PACK");
    assertThat(steward("run", "--prot", "1")).isEqualTo(Commands.USAGE);
    assertThat(said()).contains("--port");
    assertThat(steward("run", "--port", "70000")).isEqualTo(Commands.USAGE);
    assertThat(said()).contains("expected: 0 to 65535");
    assertThat(steward("check")).isEqualTo(Commands.USAGE);
    assertThat(steward("member", "forget", "web:x")).isEqualTo(Commands.USAGE);
    assertThat(steward("version", "--lang", "fr")).isEqualTo(Commands.USAGE);
  }

  @Test
  void helpIsHelp() {
    assertThat(steward()).isEqualTo(Commands.DONE);
    assertThat(said()).contains("steward check PACK...");
    assertThat(steward("version")).isEqualTo(Commands.DONE);
  }

  @Test
  void bothShippedPacksAreFine() {
    assertThat(steward("check", pack("mother-and-baby"), pack("skincare")))
        .isEqualTo(Commands.DONE);
    assertThat(said()).contains("mother-and-baby：没有问题").contains("skincare：没有问题");
  }

  @Test
  void checkTellsOfTheConversationsAndRehearsePlaysThem() throws IOException {
    assertThat(steward("check", pack("mother-and-baby"))).isEqualTo(Commands.DONE);
    assertThat(said()).contains("段对话：用 steward rehearse");
    keepsConversations("mother-and-baby", "ads.chat", "answers.chat", "topics.chat");
    assertThat(steward("rehearse", pack("mother-and-baby"))).isEqualTo(Commands.DONE);
    assertThat(said()).contains("✔ tests/ads.chat").doesNotContain("✘");
    changes("mother-and-baby", "topics.yaml", "早上好！昨晚", "早安！昨晚");
    assertThat(steward("rehearse", pack("mother-and-baby"), "--lang", "en"))
        .isEqualTo(Commands.FOUND);
    assertThat(said())
        .contains(
            "✘ tests/topics.chat", "expected 群管家：早上好！昨晚", "came     群管家：早安！昨晚", "topics.yaml:");
    assertThat(steward("rehearse", pack("mother-and-baby"), "--update")).isEqualTo(Commands.FOUND);
    assertThat(steward("rehearse", pack("mother-and-baby"))).isEqualTo(Commands.DONE);
  }

  @Test
  void oneConversationIsTold() throws IOException {
    Path chat = home.resolve("mine.chat");
    Files.writeString(chat, "Ming: add me on whatsapp\n");
    assertThat(
            steward(
                "rehearse", pack("skincare"), "--conversation", chat.toString(), "--lang", "en"))
        .isEqualTo(Commands.DONE);
    assertThat(said()).contains("Ming: add me on whatsapp", "delete Ming", "breaks group rule 1");
    assertThat(steward("rehearse", pack("skincare"), "--conversation", chat.toString(), "--json"))
        .isEqualTo(Commands.DONE);
    assertThat(said()).contains("\"asExpected\":true", "\"DELETES\"");
    Files.writeString(chat, "Ming add me\n");
    assertThat(
            steward(
                "rehearse", pack("skincare"), "--conversation", chat.toString(), "--lang", "en"))
        .isEqualTo(Commands.FOUND);
    assertThat(said()).contains("mine.chat:1:1: there is no colon here");
  }

  @Test
  void aStretchOfCalendarIsTold() {
    assertThat(
            steward(
                "rehearse",
                pack("mother-and-baby"),
                "--from",
                "2026-10-08",
                "--days",
                "3",
                "--groups",
                "2",
                "--newcomers",
                "1"))
        .isEqualTo(Commands.DONE);
    assertThat(said())
        .contains("2026-10-10 周六  调休上班", "[2 个群] 群管家：早上好", "群管家：欢迎 mum-1", "3 天，2 个群");
    assertThat(steward("rehearse", pack("skincare"), "--days", "2", "--json"))
        .isEqualTo(Commands.DONE);
    assertThat(said()).contains("\"said\":[", "\"skipped\":[");
    assertThat(steward("rehearse", pack("skincare"), "--from", "soon")).isEqualTo(Commands.USAGE);
    assertThat(said()).contains("expected: a date like 2026-11-02");
    assertThat(steward("rehearse", pack("skincare"), "--days", "0")).isEqualTo(Commands.USAGE);
    assertThat(steward("rehearse", pack("skincare"), "--days", "2", "--update"))
        .isEqualTo(Commands.USAGE);
    assertThat(steward("rehearse")).isEqualTo(Commands.USAGE);
  }

  @Test
  void checkTellsWhatEachGroupsDifferencesChange() throws IOException {
    assertThat(steward("check", pack("mother-and-baby"), "--lang", "en")).isEqualTo(Commands.DONE);
    String before = said();
    Path groups = home.resolve("scripts/groups.yaml");
    Files.writeString(
        groups, Files.readString(groups) + "\n  - {group: 'web:zz', pack: nowhere}\n");
    assertThat(steward("check", pack("mother-and-baby"), "--lang", "en")).isEqualTo(Commands.FOUND);
    assertThat(said()).contains("groups.yaml:").contains("nowhere").isNotEqualTo(before);
  }

  @Test
  void aMistakeIsToldWithItsPlaceACaretAndAMend() throws IOException {
    changes("skincare", "rules.yaml", "\nrules:", "\nruels:");
    assertThat(steward("check", pack("skincare"), "--lang", "en")).isEqualTo(Commands.FOUND);
    assertThat(said())
        .containsPattern("rules\\.yaml:\\d+:1")
        .contains("^")
        .contains("did you mean rules?");
    assertThat(steward("check", pack("skincare"), "--json")).isEqualTo(Commands.FOUND);
    assertThat(said()).startsWith("[").contains("\"line\"");
  }

  @Test
  void aRuleThatHitsComplaintsIsRefused() throws IOException {
    changes(
        "mother-and-baby",
        "rules.yaml",
        "\nrules:",
        "\nrules:\n  fakes:\n    clause: no-ads\n    words: [假货]");
    assertThat(steward("check", pack("mother-and-baby"), "--lang", "en")).isEqualTo(Commands.FOUND);
    assertThat(said()).contains("the rule fakes would hit a genuine complaint");
    assertThat(steward("publish", pack("mother-and-baby"), "--lang", "en"))
        .isEqualTo(Commands.FOUND);
    assertThat(said()).contains("nothing was published", "fakes");
  }

  @Test
  void aFolderThatIsNotThereIsNoPack() {
    assertThat(steward("check", home.resolve("scripts/none").toString()))
        .isNotEqualTo(Commands.DONE);
    assertThat(said()).contains("none");
  }

  @Test
  void aPackIsPublishedWithoutAServerAndOnlyWhenItDiffers() throws IOException {
    assertThat(steward("publish", pack("skincare"), "--lang", "en")).isEqualTo(Commands.DONE);
    assertThat(said()).contains("skincare version 1 is in force");
    assertThat(steward("publish", pack("skincare"), "--lang", "en")).isEqualTo(Commands.DONE);
    assertThat(said()).contains("is the same as version 1");
    changes("skincare", "rules.yaml", "\nrules:", "\nruels:");
    assertThat(steward("publish", pack("skincare"), "--lang", "en")).isEqualTo(Commands.FOUND);
    assertThat(said()).contains("nothing was published");
  }
}
