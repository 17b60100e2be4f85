package dev.steward.server.console;

import dev.steward.engine.flow.Scripts;
import dev.steward.engine.rehearsal.Transcript;
import dev.steward.engine.rehearsal.TranscriptPrinter;
import dev.steward.engine.script.Conversation;
import dev.steward.engine.script.Pack;
import dev.steward.engine.script.PackReader;
import dev.steward.engine.script.PackReading;
import dev.steward.engine.script.ProblemPrinter;
import dev.steward.server.data.Readers;
import dev.steward.server.html.Texts;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A written conversation, rehearsed by a group's pack: one of the pack's tests, or what staff type.
 * Shows what {@code steward rehearse --conversation} prints.
 */
final class RehearseChatPage {
  /** What a conversation is called that was typed here. */
  private static final String TYPED = "tests/new.chat";

  private final Readers readers;
  private final Pages pages;
  private final PackList packs;
  private final PackTests tests;
  private final Previews previews;

  RehearseChatPage(
      Readers readers, Pages pages, PackList packs, PackTests tests, Previews previews) {
    this.readers = readers;
    this.pages = pages;
    this.packs = packs;
    this.tests = tests;
    this.previews = previews;
  }

  /**
   * What the page shows.
   *
   * @param file where the text comes from; empty when it was typed
   * @param text of the conversation, as typed
   */
  record Model(
      String group,
      String groupTitle,
      List<Tab> tabs,
      String back,
      boolean noPack,
      List<Choice> files,
      boolean someFiles,
      String file,
      String text,
      Played played) {}

  /** A way to rehearse. */
  record Tab(String href, String name, boolean at) {}

  /** A test of the pack. */
  record Choice(String path, String name, boolean chosen) {}

  /**
   * What came of it.
   *
   * @param verdict in one line; empty when nothing was played
   * @param transcript as the command prints it
   * @param problems what is wrong with the text, with its lines
   */
  record Played(String verdict, boolean well, String transcript, String problems) {
    static final Played NOT = new Played("", true, "", "");
  }

  static List<Tab> tabs(Texts t, String group, boolean chat) {
    return List.of(
        new Tab(Visit.link("/console/rehearse", "group", group), t.say("rehearse-week"), !chat),
        new Tab(
            Visit.link("/console/rehearse/chat", "group", group), t.say("rehearse-chat"), chat));
  }

  Answer show(Visit visit) {
    Served served = served(visit.asked("group"));
    Map<String, String> all = tests(served);
    String file = visit.asked("file");
    if (!all.containsKey(file)) {
      file = all.keySet().stream().findFirst().orElse("");
    }
    String text = all.getOrDefault(file, visit.texts().say("rehearse-chat-example"));
    return page(visit, visit.asked("group"), served, file, text, Played.NOT);
  }

  Answer play(Visit visit) {
    String group = visit.field("group");
    Served served = served(group);
    String file = visit.field("file");
    String text = visit.raw("text");
    Scripts.Script script = served.script();
    Played played = script == null ? Played.NOT : played(visit.texts(), file, text, script.pack());
    return page(visit, group, served, file, text, played);
  }

  private Played played(Texts t, String file, String text, Pack pack) {
    if (text.isBlank()) {
      return new Played(t.say("rehearse-chat-empty"), false, "", "");
    }
    PackReading reading =
        PackReader.conversation(
            file.isEmpty() ? TYPED : file, text.getBytes(StandardCharsets.UTF_8), pack);
    String problems =
        reading.problems().isEmpty()
            ? ""
            : new ProblemPrinter(t.language()).print(reading.problems()).strip();
    Optional<Conversation> conversation = reading.conversations().stream().findFirst();
    if (reading.hasErrors() || conversation.isEmpty() || conversation.get().steps().isEmpty()) {
      String why = reading.hasErrors() ? "rehearse-chat-wrong" : "rehearse-chat-empty";
      return new Played(t.say(why), false, "", problems);
    }
    return previews
        .chat(conversation.get(), pack)
        .map(transcript -> told(t, transcript, problems))
        .orElseGet(() -> new Played(t.say("rehearse-chat-busy"), false, "", problems));
  }

  private static Played told(Texts t, Transcript transcript, String problems) {
    long differences =
        transcript.steps().stream().mapToLong(step -> step.differences().size()).sum();
    String verdict =
        differences > 0
            ? t.say("rehearse-chat-differs", differences)
            : transcript.conversation().expects()
                ? t.say("rehearse-chat-as-expected")
                : t.say("rehearse-chat-played");
    return new Played(
        verdict,
        differences == 0,
        new TranscriptPrinter(t.language()).print(transcript).strip(),
        problems);
  }

  private Served served(String group) {
    return readers.read(sql -> Served.of(sql, group, packs));
  }

  private Map<String, String> tests(Served served) {
    Scripts.Script script = served.script();
    return script == null ? Map.of() : tests.of(script.pack().name());
  }

  private Answer page(
      Visit visit, String group, Served served, String file, String text, Played played) {
    Texts t = visit.texts();
    List<Choice> files =
        tests(served).entrySet().stream()
            .map(
                test ->
                    new Choice(
                        test.getKey(),
                        name(test.getKey(), test.getValue()),
                        test.getKey().equals(file)))
            .toList();
    return pages.show(
        visit,
        "rehearse-chat",
        new Model(
            group,
            served.title(),
            tabs(t, group, true),
            Visit.link("/console/group", "id", group),
            served.script() == null,
            files,
            !files.isEmpty(),
            file,
            text,
            played));
  }

  /** The file and its first comment. */
  private static String name(String path, String text) {
    String first = text.lines().findFirst().orElse("");
    String title = first.startsWith("#") ? " · " + first.substring(1).strip() : "";
    return path.substring(path.lastIndexOf('/') + 1) + title;
  }
}
