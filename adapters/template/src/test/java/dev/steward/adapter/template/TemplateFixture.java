package dev.steward.adapter.template;

import dev.steward.chat.Action;
import dev.steward.chat.Capability;
import dev.steward.chat.ChatAdapter;
import dev.steward.chat.GroupId;
import dev.steward.chat.Settings;
import dev.steward.chat.UserId;
import dev.steward.testkit.AdapterFixture;
import dev.steward.testkit.TestHost;
import java.time.Instant;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A server with two groups: one that Steward helps to run, one in which it only talks. */
public final class TemplateFixture implements AdapterFixture {
  private static final GroupId RUN = Translator.group("run");
  private static final GroupId TALK = Translator.group("talk");

  private @Nullable FakeServer server;

  public FakeServer server() {
    return Objects.requireNonNull(server, "not started");
  }

  @Override
  public ChatAdapter adapter() {
    return new TemplateAdapter();
  }

  @Override
  public Settings settings() {
    return new Settings(
        "adapters.template",
        Map.of("address", "127.0.0.1:" + server().port(), "token", server().token()));
  }

  @Override
  public void start(TestHost host) {
    FakeServer made = new FakeServer(host.clock());
    made.group(RUN.id(), "一群", true);
    made.group(TALK.id(), "二群", false);
    server = made;
  }

  @Override
  public Map<GroupId, Set<Capability>> groups() {
    Set<Capability> talk = EnumSet.copyOf(TemplateAdapter.ALL);
    talk.remove(Capability.DELETE);
    Map<GroupId, Set<Capability>> groups = new LinkedHashMap<>();
    groups.put(RUN, TemplateAdapter.ALL);
    groups.put(TALK, talk);
    return groups;
  }

  @Override
  public UserId member(GroupId group, String name) {
    return Translator.user(server().member(group.id(), name));
  }

  @Override
  public String post(GroupId group, UserId user, String text) {
    return server().post(group.id(), user.id(), Hand.whole(text));
  }

  @Override
  public void leave(GroupId group, UserId user) {
    server().leave(group.id(), user.id());
  }

  @Override
  public List<Seen> seen(GroupId group) {
    return server().seen(group.id()).stream()
        .map(m -> new Seen(m.id(), Translator.user(m.who()), m.text(), null, List.of(), 0))
        .toList();
  }

  @Override
  public boolean isIn(GroupId group, UserId user) {
    return server().isIn(group.id(), user.id());
  }

  @Override
  public String nameOf(GroupId group, UserId user) {
    return server().name(user.id());
  }

  @Override
  public List<Action> refused() {
    return List.of(new Action.DeleteMessage(RUN, "424242"));
  }

  @Override
  public void cut() {
    server().cut(true);
  }

  @Override
  public void heal() {
    server().cut(false);
  }

  @Override
  public void slow(boolean on) {
    server().slow(on);
  }

  @Override
  public boolean expireToken() {
    server().newToken("another");
    return true;
  }

  @Override
  public void renewToken() {
    server().newToken("renewed");
  }

  @Override
  public boolean repeat(GroupId group, String messageId) {
    server().repeat(group.id(), messageId);
    return true;
  }

  @Override
  public void close() {
    server().close();
  }

  // What follows needs capabilities that no group declares, so it is never asked.

  @Override
  public String postImage(GroupId group, UserId user) {
    throw new UnsupportedOperationException("no pictures");
  }

  @Override
  public void edit(GroupId group, UserId user, String messageId, String text) {
    throw new UnsupportedOperationException("no edits");
  }

  @Override
  public void recall(GroupId group, UserId user, String messageId) {
    throw new UnsupportedOperationException("nothing is taken back");
  }

  @Override
  public boolean comeBack(GroupId group, UserId user) {
    throw new UnsupportedOperationException("nobody is removed");
  }

  @Override
  public UserId askToJoin(GroupId group, String name) {
    throw new UnsupportedOperationException("nobody asks");
  }

  @Override
  public void muteByOwner(GroupId group, UserId user, Instant until) {
    throw new UnsupportedOperationException("nobody is muted");
  }

  @Override
  public void press(@Nullable GroupId group, UserId user, String messageId, String value) {
    throw new UnsupportedOperationException("no buttons");
  }

  @Override
  public String writePrivately(UserId user, String text) {
    throw new UnsupportedOperationException("nothing in private");
  }

  @Override
  public List<Seen> seenPrivately(UserId user) {
    throw new UnsupportedOperationException("nothing in private");
  }

  @Override
  public String notice(GroupId group) {
    throw new UnsupportedOperationException("no notice");
  }
}
