package dev.steward.adapter.telegram;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.chat.Capability;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The file that outlives a restart. */
final class NotebookTest {
  private static final Notebook.Poll POLL =
      new Notebook.Poll("600", -1007, 3, List.of("yes", "no"));

  @TempDir Path folder = Path.of("");

  private String file() throws IOException {
    return Files.readString(folder.resolve("telegram.json"));
  }

  @Test
  void isWrittenSo() throws IOException {
    Notebook notebook = Notebook.open(folder);
    notebook.in(42, new Notebook.Group(-5, "Plain", false, Set.of(Capability.SEND)));
    notebook.moved(-5, -1007);
    notebook.keepPermissions(-5, Json.object().put("can_send_messages", true));
    notebook.keepPoll(42, POLL);
    assertThat(file())
        .isEqualTo(
            """
            {"starts":1,"names":{"-1007":"-5"},\
            "groups":{"42":[{"chat":-5,"title":"Plain","supergroup":false,"can":["SEND"]}]},\
            "permissions":{"-5":{"can_send_messages":true}},\
            "polls":{"42":[{"id":"600","chat":-1007,"message":3,"values":["yes","no"]}]}}""");
    assertThat(Notebook.open(folder).poll(42, "600")).contains(POLL);
  }

  @Test
  void theFormOfBeforeThereWerePollsIsRead() throws IOException {
    Files.writeString(
        folder.resolve("telegram.json"),
        """
        {"starts":7,"names":{},"groups":{},"permissions":{}}""");
    Notebook notebook = Notebook.open(folder);
    assertThat(notebook.starts()).isEqualTo(8);
    assertThat(notebook.poll(42, "600")).isEmpty();
    notebook.keepPoll(42, POLL);
    assertThat(notebook.poll(42, "600")).contains(POLL);
  }

  @Test
  void eachBotHasItsOwnPollsAndTheNewestOfThem() throws IOException {
    Notebook notebook = Notebook.open(folder);
    notebook.keepPoll(43, POLL);
    for (int i = 0; i <= Notebook.MOST_POLLS; i++) {
      notebook.keepPoll(42, new Notebook.Poll("p" + i, -1007, i, List.of()));
    }
    assertThat(notebook.poll(42, "p0")).isEmpty();
    assertThat(notebook.poll(42, "p1")).isPresent();
    assertThat(notebook.poll(42, "p" + Notebook.MOST_POLLS)).isPresent();
    assertThat(notebook.poll(43, "600")).contains(POLL);
    notebook.dropPoll(42, new NativeId(-1007, 3));
    assertThat(notebook.poll(42, "p3")).isEmpty();
    assertThat(notebook.poll(43, "600")).as("another bot's").contains(POLL);
  }

  @Test
  void nothingIsWrittenOnceItIsClosed() throws IOException {
    Notebook notebook = Notebook.open(folder);
    notebook.close();
    notebook.keepPoll(42, POLL);
    assertThat(Notebook.open(folder).poll(42, "600")).as("the next one's file").isEmpty();
  }
}
