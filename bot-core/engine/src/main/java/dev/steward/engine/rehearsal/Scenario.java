package dev.steward.engine.rehearsal;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Some minutes in a brand's groups, with what people expect the rules to do at each event.
 *
 * @param line where it stands in its file, from 1
 * @param params the numbers of the rules, by name: those of the file, and its own above them
 * @param offences what counted against members before, each as how long before the start
 * @param events in the order in which they arrive
 */
public record Scenario(
    int line,
    String id,
    String title,
    Params params,
    Map<String, List<Duration>> offences,
    List<Happens> events) {
  public Scenario {
    offences = Map.copyOf(offences);
    events = List.copyOf(events);
  }

  /** What may be decided about an event. */
  public enum Decision {
    /** Looked at, and left alone. */
    OK,
    /** Not for the rules to look at. */
    NONE,
    DELETE,
    WARN,
    MUTE,
    KICK,
    REPORT_TO_STAFF
  }

  /** What happens. */
  public enum Type {
    MESSAGE,
    JOIN,
    LEAVE,
    EDIT,
    RECALL,
    COMMAND
  }

  /**
   * An event.
   *
   * @param sent how long after the start
   * @param arrives when Steward hears of it
   * @param group {@code private} where somebody speaks to Steward alone
   * @param name what the group calls them
   * @param message the id of the message that it is, or is about; empty for none
   * @param quoted whom it answers; empty for nobody
   * @param quotedText what it answers
   * @param label what people say of the text; empty for nothing
   * @param link whose links people see in it; empty for none
   * @param expected what is to be decided, completely
   */
  public record Happens(
      Duration sent,
      Duration arrives,
      Type type,
      String group,
      String from,
      String name,
      Role role,
      String text,
      String message,
      String quoted,
      String quotedText,
      String label,
      String link,
      Set<Decision> expected) {
    public Happens {
      expected = Set.copyOf(expected);
    }
  }

  /** Who does it. */
  public enum Role {
    MEMBER,
    STAFF,
    BOT
  }

  /**
   * The numbers of the rules, as files of scenarios call them.
   *
   * @param floodMax more messages of one member in a group within {@code floodWindow} are a burst
   * @param copyAccounts so many members with the same text within {@code copyWindow} are a wave
   * @param copyLetters texts of fewer letters and digits are none
   * @param newcomerWindow how long after joining outside links are an offence
   * @param raidJoins so many joins in a group within {@code raidWindow} are a raid
   * @param noticeMax at most so many public warnings in a group within {@code noticeWindow}
   * @param late what comes later than this after it was sent is judged by its text alone
   * @param offences how long an offence counts
   * @param mute how long the second step lasts
   * @param brandHosts the hosts of the shop
   */
  public record Params(
      int floodMax,
      Duration floodWindow,
      int copyAccounts,
      Duration copyWindow,
      int copyLetters,
      Duration newcomerWindow,
      int raidJoins,
      Duration raidWindow,
      int noticeMax,
      Duration noticeWindow,
      Duration late,
      Duration offences,
      Duration mute,
      List<String> brandHosts) {
    public Params {
      brandHosts = List.copyOf(brandHosts);
    }
  }

  /**
   * What came of it.
   *
   * @param decided for each event, in order
   * @param broken the first event at which something else was decided; null when all was as
   *     expected
   */
  public record Outcome(Scenario scenario, List<Set<Decision>> decided, @Nullable Integer broken) {
    public Outcome {
      decided = List.copyOf(decided);
    }

    /** Whether all was decided as expected. */
    public boolean asExpected() {
      return broken == null;
    }
  }
}
