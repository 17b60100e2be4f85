package dev.steward.adapter.telegram;

import dev.steward.chat.Capability;
import dev.steward.chat.GroupId;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * What must outlive a restart, in one small file: which groups the bots are in (Telegram has no
 * list of them), which group became which supergroup, what members could do before everybody was
 * muted, and which polls take votes. Thread-safe; writes at each change, which is rare.
 */
final class Notebook {
  private static final Logger log = LoggerFactory.getLogger(Notebook.class);
  private static final String FILE = "telegram.json";

  /** Of one bot; older ones are forgotten. */
  static final int MOST_POLLS = 1_000;

  private final Path file;
  private Pages pages;
  private boolean closed;

  /**
   * The file.
   *
   * @param starts how often Steward has started
   * @param names what Steward calls a chat, where that is not Telegram's id
   * @param groups by bot
   * @param permissions what members could do, by chat, where everybody is muted
   * @param polls that take votes, by bot, oldest first; missing in files of before there were any
   */
  record Pages(
      long starts,
      Map<Long, String> names,
      Map<Long, List<Group>> groups,
      Map<Long, JsonNode> permissions,
      @Nullable Map<Long, List<Poll>> polls) {
    List<Poll> polls(long bot) {
      return polls == null ? List.of() : polls.getOrDefault(bot, List.of());
    }

    Pages with(long bot, List<Poll> next) {
      Map<Long, List<Poll>> all = new TreeMap<>(polls == null ? Map.of() : polls);
      all.put(bot, List.copyOf(next));
      return new Pages(starts, names, groups, permissions, all);
    }
  }

  /** A group that a bot is in. */
  record Group(long chat, String title, boolean supergroup, Set<Capability> can) {}

  /**
   * A poll that a bot asked.
   *
   * @param id Telegram's, which votes name
   * @param values of the options, by place
   */
  record Poll(String id, long chat, long message, List<String> values) {
    NativeId nativeId() {
      return new NativeId(chat, message);
    }
  }

  private Notebook(Path file, Pages pages) {
    this.file = file;
    this.pages = pages;
  }

  /** Opens it, and counts the start. */
  static Notebook open(Path folder) throws IOException {
    Path file = folder.resolve(FILE);
    Pages pages = new Pages(0, Map.of(), Map.of(), Map.of(), Map.of());
    if (Files.exists(file)) {
      try {
        pages = Json.MAPPER.readValue(Files.readAllBytes(file), Pages.class);
      } catch (JacksonException broken) {
        throw new IOException(file + ": " + broken.getOriginalMessage(), broken);
      }
      if (pages.names == null || pages.groups == null || pages.permissions == null) {
        throw new IOException(file + ": a part is missing");
      }
    }
    Pages next =
        new Pages(pages.starts + 1, pages.names, pages.groups, pages.permissions, pages.polls);
    Notebook notebook = new Notebook(file, next);
    notebook.write(next);
    return notebook;
  }

  /** Counts from 1; makes what is said at a connect different from what was said at the last. */
  synchronized long starts() {
    return pages.starts;
  }

  /** What Steward calls a chat: its own id, or that of the group which became it. */
  synchronized GroupId group(long chat) {
    return new GroupId(
        TelegramAdapter.PLATFORM, pages.names.getOrDefault(chat, Long.toString(chat)));
  }

  /** Whether a chat is what another group became. */
  synchronized boolean hasMoved(long chat) {
    return pages.names.containsKey(chat);
  }

  /** A group has become a supergroup: its name and what members could do go along. */
  synchronized void moved(long from, long to) {
    String name = group(from).id();
    if (from != to && !name.equals(pages.names.get(to))) {
      Map<Long, String> names = new TreeMap<>(pages.names);
      names.put(to, name);
      Map<Long, JsonNode> permissions = new TreeMap<>(pages.permissions);
      JsonNode before = permissions.remove(from);
      if (before != null) {
        permissions.put(to, before);
      }
      keep(new Pages(pages.starts, names, pages.groups, permissions, pages.polls));
    }
  }

  synchronized List<Group> groups(long bot) {
    return pages.groups.getOrDefault(bot, List.of());
  }

  /** The bot is in this group. */
  synchronized void in(long bot, Group group) {
    List<Group> groups = new ArrayList<>(groups(bot));
    if (groups.contains(group)) {
      return;
    }
    groups.removeIf(other -> other.chat == group.chat);
    groups.add(group);
    groups(bot, groups);
  }

  /** The bot is not in this chat any more. */
  synchronized void out(long bot, long chat) {
    List<Group> groups = new ArrayList<>(groups(bot));
    if (groups.removeIf(other -> other.chat == chat)) {
      groups(bot, groups);
    }
  }

  private void groups(long bot, List<Group> next) {
    Map<Long, List<Group>> all = new TreeMap<>(pages.groups);
    all.put(bot, List.copyOf(next));
    keep(new Pages(pages.starts, pages.names, all, pages.permissions, pages.polls));
  }

  /** What members could do before everybody was muted; empty when nobody was. */
  synchronized Optional<JsonNode> permissions(long chat) {
    return Optional.ofNullable(pages.permissions.get(chat));
  }

  synchronized void keepPermissions(long chat, JsonNode permissions) {
    Map<Long, JsonNode> all = new TreeMap<>(pages.permissions);
    all.put(chat, permissions);
    keep(new Pages(pages.starts, pages.names, pages.groups, all, pages.polls));
  }

  synchronized void dropPermissions(long chat) {
    if (pages.permissions.containsKey(chat)) {
      Map<Long, JsonNode> all = new TreeMap<>(pages.permissions);
      all.remove(chat);
      keep(new Pages(pages.starts, pages.names, pages.groups, all, pages.polls));
    }
  }

  /** A poll of a bot that takes votes. */
  synchronized Optional<Poll> poll(long bot, String id) {
    return pages.polls(bot).stream().filter(poll -> poll.id.equals(id)).findFirst();
  }

  synchronized void keepPoll(long bot, Poll poll) {
    List<Poll> polls = new ArrayList<>(pages.polls(bot));
    polls.add(poll);
    keep(pages.with(bot, polls.subList(Math.max(0, polls.size() - MOST_POLLS), polls.size())));
  }

  synchronized void dropPoll(long bot, NativeId message) {
    List<Poll> polls = new ArrayList<>(pages.polls(bot));
    if (polls.removeIf(poll -> poll.nativeId().equals(message))) {
      keep(pages.with(bot, polls));
    }
  }

  /** From now on nothing is written: the next connection may have opened the file. */
  synchronized void close() {
    closed = true;
  }

  /** What can't be written now is written with the next change; it is known meanwhile. */
  private void keep(Pages next) {
    pages = next;
    if (closed) {
      return;
    }
    try {
      write(next);
    } catch (IOException broken) {
      log.error("what is known of Telegram's groups could not be written to {}", file, broken);
    }
  }

  private void write(Pages next) throws IOException {
    Path beside = file.resolveSibling(FILE + ".new");
    // On the disk before it takes the other's place: else a power cut could leave neither.
    try (FileChannel out =
        FileChannel.open(
            beside,
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE,
            StandardOpenOption.TRUNCATE_EXISTING)) {
      ByteBuffer bytes = ByteBuffer.wrap(Json.bytes(next));
      while (bytes.hasRemaining()) {
        out.write(bytes);
      }
      out.force(true);
    }
    Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
