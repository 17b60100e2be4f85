package dev.steward.engine.prices;

import dev.steward.chat.Capability;
import dev.steward.chat.GroupId;
import dev.steward.engine.flow.TurnContext;
import dev.steward.engine.schedule.BusinessHours;
import dev.steward.engine.schedule.Holidays;
import dev.steward.engine.script.Language;
import dev.steward.engine.script.Prices;
import dev.steward.engine.store.Sql;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * The price desk of a group, as a complaint needs it.
 *
 * @param pack the pack in force
 * @param version its version
 * @param past its price book as it was at each moment
 * @param privately whether members can be written to alone
 */
record Desk(
    String pack,
    int version,
    Prices prices,
    PastBook past,
    Language language,
    ZoneId zone,
    boolean privately,
    BusinessHours hours) {
  /**
   * The desk of a group; what is under way goes on, by the usual terms, where there is none any
   * more.
   *
   * @param pack whose desk it is while it is in force; empty for the one that the group has
   */
  static Desk of(GroupId group, String pack, TurnContext context, Holidays holidays) {
    return context
        .groups()
        .peek(group)
        .flatMap(
            found ->
                context
                    .scripts()
                    .script(pack)
                    .or(() -> found.script(context.scripts()))
                    .map(
                        script -> {
                          Prices desk = script.pack().prices();
                          Prices prices =
                              desk == null ? Prices.usual(script.pack().language()) : desk;
                          return of(
                              context.sql(),
                              group,
                              script.pack().name(),
                              script.version(),
                              prices,
                              script.pack().language(),
                              script.pack().zone(),
                              found.can(Capability.PRIVATE),
                              holidays);
                        }))
        .orElseGet(
            () ->
                of(
                    null,
                    null,
                    "",
                    0,
                    Prices.usual(Language.ZH),
                    Language.ZH,
                    ZoneId.of("Asia/Shanghai"),
                    false,
                    holidays));
  }

  private static Desk of(
      @Nullable Sql sql,
      @Nullable GroupId group,
      String pack,
      int version,
      Prices prices,
      Language language,
      ZoneId zone,
      boolean privately,
      Holidays holidays) {
    return new Desk(
        pack,
        version,
        prices,
        new PastBook(sql, group, pack, version, prices.book()),
        language,
        zone,
        privately,
        new BusinessHours(prices.opens(), prices.closes(), prices.workdays(), zone, holidays));
  }

  Desk inPrivate() {
    return new Desk(pack, version, prices, past, language, zone, true, hours);
  }

  String say(String zh, String en) {
    return language.pick(zh, en);
  }
}
