package dev.steward.server;

import dev.steward.engine.Engine;
import dev.steward.engine.flow.Scripts;
import dev.steward.engine.identity.Persons;
import dev.steward.engine.lane.LaneFigures;
import dev.steward.engine.script.Language;
import dev.steward.engine.store.Database;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.function.Supplier;

/**
 * What the console may use of the running server. Thread-safe.
 *
 * @param engine for staff commands and for changes in a lane
 * @param database for reading; what is written goes through the engine
 * @param publicUrl what people type, without a slash at the end
 * @param adapters the connections and how they are
 */
public record Workings(
    Engine engine,
    Database database,
    InstantSource clock,
    Scripts scripts,
    Persons persons,
    LaneFigures figures,
    Language language,
    ZoneId zone,
    String publicUrl,
    Supplier<List<AdapterStatus>> adapters) {}
