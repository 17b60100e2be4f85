package dev.steward.engine;

import dev.steward.engine.flow.Feature;
import dev.steward.engine.flow.TurnContext;
import java.util.List;

/** The features of a lane, in the order in which they see each event. */
public final class StandardFeatures {
  private StandardFeatures() {}

  public static List<Feature> of(TurnContext context) {
    return List.of();
  }
}
