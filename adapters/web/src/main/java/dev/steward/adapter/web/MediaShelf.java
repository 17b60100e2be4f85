package dev.steward.adapter.web;

import dev.steward.chat.Media;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** Pictures and voice notes as files named by their SHA-256. Works on a thread of its own. */
final class MediaShelf {
  private static final Pattern REF = Pattern.compile("sha256-[0-9a-f]{64}");
  private static final int QUEUE = 64;

  private final Path folder;
  private final ThreadPoolExecutor thread =
      new ThreadPoolExecutor(
          1,
          1,
          0,
          TimeUnit.SECONDS,
          new ArrayBlockingQueue<>(QUEUE),
          Thread.ofPlatform().daemon().name("web-media").factory());

  MediaShelf(Path folder) throws IOException {
    this.folder = Files.createDirectories(folder);
  }

  /** Keeps a file. The stage fails with {@link Refusal} when it is of no accepted kind or size. */
  CompletableFuture<Media> keep(byte[] bytes) {
    MediaKind kind = MediaKind.of(bytes);
    if (kind == null) {
      return CompletableFuture.failedFuture(
          Refusal.of(
              415,
              "media-kind",
              "只能发图片（PNG、JPEG、GIF、WebP）和语音",
              "Only pictures (PNG, JPEG, GIF, WebP) and voice notes can be sent"));
    }
    if (bytes.length > kind.mostBytes()) {
      int most = kind.mostBytes() >> 20;
      return CompletableFuture.failedFuture(
          Refusal.of(
              413, "media-size", "文件太大了，最大 " + most + " MB", "Too big: at most " + most + " MB"));
    }
    return on(
        () -> {
          String ref = "sha256-" + HexFormat.of().formatHex(sha256(bytes));
          write(file(ref), bytes);
          return new Media(ref, kind.mime(), bytes.length);
        });
  }

  /** The same for bytes that are got on the shelf's own thread. */
  CompletableFuture<Media> keep(Supplier<byte[]> bytes) {
    return on(bytes).thenCompose(this::keep);
  }

  /** The bytes of a file that the index knows. */
  CompletableFuture<byte[]> read(String ref) {
    return on(
        () -> {
          try {
            return Files.readAllBytes(file(ref));
          } catch (IOException gone) {
            throw Refusal.notFound();
          }
        });
  }

  void remove(String ref) {
    var _ =
        on(
            () -> {
              try {
                return Files.deleteIfExists(file(ref));
              } catch (IOException broken) {
                throw new UncheckedIOException(broken);
              }
            });
  }

  static boolean isRef(String text) {
    return REF.matcher(text).matches();
  }

  void close() {
    thread.shutdown();
    try {
      if (!thread.awaitTermination(1, TimeUnit.SECONDS)) {
        thread.shutdownNow();
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private <T> CompletableFuture<T> on(Supplier<T> work) {
    try {
      return CompletableFuture.supplyAsync(work, thread);
    } catch (RejectedExecutionException full) {
      return CompletableFuture.failedFuture(Refusal.busy());
    }
  }

  private Path file(String ref) {
    return file(folder, ref);
  }

  static Path file(Path folder, String ref) {
    if (!isRef(ref)) {
      throw Refusal.notFound();
    }
    String hash = ref.substring("sha256-".length());
    return folder.resolve(hash.substring(0, 2)).resolve(hash);
  }

  private static void write(Path file, byte[] bytes) {
    if (Files.exists(file)) {
      return;
    }
    try {
      Files.createDirectories(file.resolveSibling("."));
      Path part = Files.createTempFile(file.resolveSibling(".").normalize(), "new", ".part");
      try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        while (buffer.hasRemaining()) {
          channel.write(buffer);
        }
        channel.force(true);
      }
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("this Java has no SHA-256", missing);
    }
  }
}
