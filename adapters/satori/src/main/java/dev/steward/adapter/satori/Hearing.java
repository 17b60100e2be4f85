package dev.steward.adapter.satori;

import dev.steward.chat.AccountId;
import dev.steward.chat.Event;
import dev.steward.chat.EventSink;
import dev.steward.chat.UserId;
import dev.steward.wire.Awaited;
import dev.steward.wire.GroupOrder;
import dev.steward.wire.Intake;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/**
 * What a server says, on its way to Steward: which of our logins heard it, what it means, and how
 * far it is committed. Called by the connection's thread alone, the counter apart.
 */
final class Hearing {
  private static final Logger log = LoggerFactory.getLogger(Hearing.class);

  private final Logins logins;
  private final EventReader reader;
  private final Whereabouts whereabouts;
  private final Talk talk;
  private final Awaited<String, Boolean> notices;
  private final Gone gone;
  private final Intake intake;
  private final GroupOrder order;
  private final Newcomers newcomers;
  private final Marks marks;
  private final AtomicLong notUnderstood = new AtomicLong();

  /**
   * @param notices what is waited for of what we did
   * @param gone hears what is not there any more
   * @param marks hears the server's numbers
   */
  Hearing(
      Logins logins,
      EventReader reader,
      Whereabouts whereabouts,
      Talk talk,
      Awaited<String, Boolean> notices,
      Gone gone,
      Intake intake,
      Api api,
      Marks marks) {
    this.logins = logins;
    this.reader = reader;
    this.whereabouts = whereabouts;
    this.talk = talk;
    this.notices = notices;
    this.gone = gone;
    this.intake = intake;
    this.order = new GroupOrder(intake);
    this.newcomers = new Newcomers(logins, api, order);
    this.marks = marks;
  }

  /** How many frames made no sense. */
  long notUnderstood() {
    return notUnderstood.get();
  }

  void malformed() {
    notUnderstood.incrementAndGet();
  }

  /** The server's welcome, which names its logins; asks where ours are. */
  void welcome(JsonNode body) {
    Set<AccountId> there = new HashSet<>();
    List<Login> online = new ArrayList<>();
    for (JsonNode told : body.path("logins")) {
      Optional<Login> login = Login.read(told).filter(logins::is);
      login.map(Login::account).ifPresent(there::add);
      login.filter(Login::online).ifPresent(online::add);
    }
    logins.only(there);
    online.forEach(whereabouts::ask);
  }

  void event(JsonNode body) {
    newcomers.heard();
    String type = Json.text(body, "type");
    List<CompletionStage<EventSink.Receipt>> taken = new ArrayList<>();
    try {
      for (Event event : read(type, body)) {
        taken.add(take(event, body));
      }
    } catch (EventReader.MalformedException broken) {
      malformed();
      log.debug("satori: {} without what it must have: {}", type, broken.getMessage());
    } catch (RuntimeException broken) {
      // One event must not cut the line: a server that resumes would say it again.
      malformed();
      log.error("satori: {} could not be read", type, broken);
    }
    // The second name is the one before 2024.
    long number = Json.number(body, "sn", Json.number(body, "id", -1));
    if (number >= 0) {
      marks.heard(number, taken);
    }
  }

  private CompletionStage<EventSink.Receipt> take(Event event, JsonNode body) {
    return switch (event) {
      case Event.MemberJoined joined ->
          newcomers.joined(joined, Json.text(body.path("guild"), "id"));
      case Event.InGroup inGroup -> order.put(inGroup.group().id(), event);
      default -> intake.take(event);
    };
  }

  private List<Event> read(String type, JsonNode body) throws EventReader.MalformedException {
    if (type.startsWith("login-")) {
      loginChanged(type, body.path("login"));
      return List.of();
    }
    Optional<Login> login = listening(body);
    if (login.isEmpty()) {
      return List.of();
    }
    if (type.equals("guild-added") || type.equals("guild-updated")) {
      whereabouts.ask(login.get(), body.path("guild"));
      return List.of();
    }
    List<Event> events = reader.read(body, login.get());
    events.forEach(event -> noticed(login.get(), event, Json.text(body.path("guild"), "id")));
    String messageId = Json.text(body.path("message"), "id");
    if (body.path("referrer").isObject() && !messageId.isEmpty()) {
      String channel = Json.text(body.path("channel"), "id");
      Native there = new Native(login.get().id().platform(), channel);
      talk.referrer(MessageIds.kept(there, messageId), body.path("referrer"));
    }
    return events;
  }

  /**
   * Which of our logins heard it. Older servers name it beside the event, and some say something of
   * a login before they say that it is there.
   */
  private Optional<Login> listening(JsonNode body) {
    JsonNode told = body.path("login");
    Optional<Login> named = Login.read(told).or(() -> Login.read(body));
    if (named.isEmpty()) {
      return Optional.empty();
    }
    Optional<Login> known = logins.find(named.get().account());
    if (known.isPresent()) {
      logins.speaks(known.get().account());
      return known;
    }
    Login login = named.get().online(true);
    if (!told.has("status") || !logins.is(login)) {
      return Optional.empty();
    }
    whereabouts.ask(login);
    return Optional.of(login);
  }

  /** The platform tells what we did, perhaps before the server has answered, or others. */
  private void noticed(Login login, Event event, String guild) {
    switch (event) {
      case Event.MessageRecalled recalled -> {
        String key = Orders.deleted(login, recalled.group(), recalled.messageId());
        gone.message(key);
        notices.arrived(key, true);
      }
      case Event.MemberLeft left ->
          Native.of(left.user())
              .map(user -> Orders.kicked(guild, user))
              .ifPresent(
                  key -> {
                    gone.member(key);
                    notices.arrived(key, true);
                  });
      case Event.MemberJoined joined -> isIn(guild, joined.member().user());
      case Event.MessagePosted posted -> {
        gone.isThere(Orders.deleted(login, posted.group(), posted.messageId()));
        isIn(guild, posted.sender().user());
      }
      default -> {
        // Nobody waits for it.
      }
    }
  }

  private void isIn(String guild, UserId user) {
    Native.of(user).map(member -> Orders.kicked(guild, member)).ifPresent(gone::isIn);
  }

  private void loginChanged(String type, JsonNode told) {
    Optional<Login> read = Login.read(told).filter(logins::is);
    if (read.isEmpty()) {
      return;
    }
    Login login = read.get();
    if (type.equals("login-removed")) {
      logins.gone(login.account());
    } else if (login.online()) {
      whereabouts.ask(login);
    }
  }
}
