package dev.steward.engine.pictures;

import dev.steward.chat.Media;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Opens what members posted; see {@link dev.steward.chat.ChatConnection#open}. Thread-safe. */
@FunctionalInterface
public interface PictureSource {
  /** Where nothing can be opened. */
  PictureSource NONE = (_, _) -> CompletableFuture.completedFuture(Optional.empty());

  /** The picture's bytes; empty when it is not there any more. */
  CompletionStage<Optional<byte[]>> open(String platform, Media media);
}
