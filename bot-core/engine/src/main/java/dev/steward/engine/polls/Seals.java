package dev.steward.engine.polls;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;

/**
 * The keys of open anonymous polls, in a folder beside the database and in no copy of it: a file
 * for each, which is destroyed when the poll has been counted. Whoever has the database alone, or
 * two copies of it, can't read the sums in it. Thread-safe.
 */
public final class Seals {
  private static final int KEY_BYTES = 32;

  private final Path folder;
  private final RandomGenerator random;
  private final Map<Long, byte[]> known = new ConcurrentHashMap<>();

  /**
   * @param folder made when the first key is
   * @param random a secure one, but for tests
   */
  public Seals(Path folder, RandomGenerator random) {
    this.folder = folder;
    this.random = random;
  }

  /** A new key for pseudonyms, in hex. */
  String secret() {
    return HexFormat.of().formatHex(bytes(KEY_BYTES));
  }

  private byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    synchronized (random) {
      random.nextBytes(bytes);
    }
    return bytes;
  }

  private Path file(long poll) {
    return folder.resolve(poll + ".key");
  }

  /**
   * Makes the key of a poll and has it on disk before it returns. One that is there stays: it is
   * that of a turn that was rolled back.
   *
   * @throws UncheckedIOException when it can't be kept; then the poll must not open
   */
  void make(long poll) {
    if (find(poll).isPresent()) {
      return;
    }
    byte[] key = bytes(KEY_BYTES);
    try {
      Files.createDirectories(folder);
      if (Files.getFileStore(folder).supportsFileAttributeView("posix")) {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
      }
      Path fresh = folder.resolve(poll + ".new");
      try (FileChannel out =
          FileChannel.open(
              fresh,
              StandardOpenOption.CREATE,
              StandardOpenOption.TRUNCATE_EXISTING,
              StandardOpenOption.WRITE)) {
        ByteBuffer rest = ByteBuffer.wrap(key);
        while (rest.hasRemaining()) {
          out.write(rest);
        }
        out.force(true);
      }
      Files.move(fresh, file(poll), StandardCopyOption.ATOMIC_MOVE);
      known.put(poll, key);
    } catch (IOException e) {
      throw new UncheckedIOException("the key of an anonymous poll can't be kept", e);
    }
  }

  /** The same, looked up on the disk again: a key that was lost may be back. */
  Optional<Seal> again(long poll) {
    known.remove(poll);
    return find(poll);
  }

  /** The seal of a poll; empty when its key is gone. */
  Optional<Seal> find(long poll) {
    byte[] key = known.computeIfAbsent(poll, this::read);
    return key.length == KEY_BYTES
        ? Optional.of(new Seal(key, poll, this::bytes))
        : Optional.empty();
  }

  private byte[] read(long poll) {
    try {
      return Files.exists(file(poll)) ? Files.readAllBytes(file(poll)) : new byte[0];
    } catch (IOException e) {
      throw new UncheckedIOException("the key of an anonymous poll can't be read", e);
    }
  }

  /** Overwrites the key and deletes it: from then on nobody can open what it sealed. */
  void destroy(long poll) {
    known.remove(poll);
    Path file = file(poll);
    try {
      if (Files.exists(file)) {
        try (FileChannel out = FileChannel.open(file, StandardOpenOption.WRITE)) {
          out.write(ByteBuffer.allocate(KEY_BYTES));
          out.force(true);
        }
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the key of an anonymous poll can't be destroyed", e);
    }
  }
}
