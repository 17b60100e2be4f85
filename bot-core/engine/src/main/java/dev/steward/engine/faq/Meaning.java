package dev.steward.engine.faq;

/**
 * What a model makes of a text: one direction for the whole, one for each piece. All of length 1.
 *
 * @param whole what means the same points the same way
 * @param pieces the model's numbers of the text's pieces, without the marks of start and end
 * @param parts the direction of each piece, in the light of the others
 */
public record Meaning(float[] whole, int[] pieces, float[][] parts) {}
