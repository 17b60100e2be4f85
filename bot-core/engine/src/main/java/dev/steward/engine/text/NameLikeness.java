package dev.steward.engine.text;

/**
 * Tells how suspicious a nickname is: one that advertises, carries a contact or an invitation,
 * poses as staff or an authority, or insults. Learned from labelled names. Not thread-safe: one per
 * lane.
 */
public final class NameLikeness {
  private final TextModel model = TextModel.ofNames();
  private final TextFeatures features = new TextFeatures();
  private final FoldBuffer folded = new FoldBuffer();

  /** How likely staff should look at the name, 0 to 1. */
  public double suspicion(String name) {
    return model.likelihood(features.read(folded.fold(name)));
  }
}
