package dev.steward.server.console;

import dev.steward.chat.Media;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Opens what members sent, where their platform still has it. Thread-safe, never blocks. */
@FunctionalInterface
public interface MemberPictures {
  /** Empty when it is gone, or when the platform does not give it out. */
  CompletionStage<Optional<byte[]>> open(String platform, Media media);
}
