package dev.steward.engine.casework;

import dev.steward.engine.flow.Letter;

/** What waited for a person no longer does; sent to {@link dev.steward.chat.Key#BRAND}. */
public record TodoSettled(String kind, String subject, String result) implements Letter {}
