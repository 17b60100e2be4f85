package dev.steward.engine.schedule;

import java.time.Duration;
import java.time.ZoneId;

/**
 * Something that a pack wants done at its times in all its groups.
 *
 * @param pack the pack's name
 * @param feature who does it
 * @param item its id within the feature
 * @param late how long after its time it still makes sense; later it is left out
 */
public record Plan(
    String pack, String feature, String item, Timetable when, ZoneId zone, Duration late) {
  String id() {
    return pack + "/" + feature + "/" + item;
  }
}
