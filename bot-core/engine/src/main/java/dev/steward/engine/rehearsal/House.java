package dev.steward.engine.rehearsal;

import dev.steward.chat.Event;
import dev.steward.chat.EventSink;
import dev.steward.chat.GroupId;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** An engine that something can be played to. For one thread. */
interface House {
  Instant now();

  /** Something happens; returns once it is committed. */
  EventSink.Receipt deliver(Event event);

  /** Staff ask for something in the console; returns once it is committed. */
  void command(GroupId group, String name, Map<String, String> arguments);

  /** Somebody is staff from now on. */
  void staff(String name);

  /** Returns when nothing waits any more but timers: neither in a lane nor in the outbox. */
  void settle();

  /** Lets time pass, with everything that comes to pass on the way. */
  void pass(Duration step);
}
