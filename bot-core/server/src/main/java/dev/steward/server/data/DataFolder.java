package dev.steward.server.data;

import dev.steward.engine.store.Json;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JacksonException;

/**
 * The folder of everything that Steward keeps, locked by the one process that may write in it.
 *
 * <pre>
 * data/
 *   steward.db      the journal and all tables
 *   adapters/       what each adapter keeps, a folder a platform
 *   backups/        the daily copies
 *   logs/
 *   lock            held while a process works here
 *   server.json     where the running server is, and the key to its admin API; for the owner only
 * </pre>
 */
public final class DataFolder implements AutoCloseable {
  private static final String LOCK = "lock";
  private static final String RUNNING = "server.json";

  private final Path folder;
  private final FileChannel channel;

  private DataFolder(Path folder, FileChannel channel) {
    this.folder = folder;
    this.channel = channel;
  }

  /**
   * Where the running server listens, and the key to its admin API.
   *
   * @param url such as {@code http://127.0.0.1:8080}
   * @param token a secret
   */
  public record Running(String url, String token) {
    @Override
    public String toString() {
      return url;
    }
  }

  /** Another process works in the folder. */
  public static final class InUseException extends Exception {
    private static final long serialVersionUID = 1L;

    InUseException(Path folder) {
      super(folder.toString());
    }
  }

  /** Makes the folder if it is missing, for its owner only, and locks it. */
  public static DataFolder lock(Path folder) throws IOException, InUseException {
    if (!Files.isDirectory(folder)) {
      Path parent = folder.toAbsolutePath().getParent();
      if (parent != null) {
        Files.createDirectories(parent);
      }
      Files.createDirectory(folder, ownerOnly(folder, "rwx------"));
    }
    FileChannel channel =
        FileChannel.open(folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      FileLock lock = channel.tryLock();
      if (lock != null) {
        return new DataFolder(folder, channel);
      }
    } catch (OverlappingFileLockException e) {
      // held by this process: the same to whoever asks
    }
    channel.close();
    throw new InUseException(folder);
  }

  private static FileAttribute<?>[] ownerOnly(Path path, String permissions) {
    boolean posix = path.getFileSystem().supportedFileAttributeViews().contains("posix");
    return posix
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        }
        : new FileAttribute<?>[0];
  }

  /** Where a running server of this folder listens; empty when none says so. */
  public static Optional<Running> running(Path folder) throws IOException {
    try {
      return Optional.of(Json.read(Files.readString(folder.resolve(RUNNING)), Running.class));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (JacksonException e) {
      throw new FileSystemException(
          folder.resolve(RUNNING).toString(), null, "not readable: " + e.getOriginalMessage());
    }
  }

  /** Tells the command line where the server is. */
  public void announce(Running running) throws IOException {
    Path fresh = folder.resolve(RUNNING + ".new");
    Files.deleteIfExists(fresh);
    Files.createFile(fresh, ownerOnly(fresh, "rw-------"));
    Files.writeString(fresh, Json.write(running));
    if (fresh.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      Files.setPosixFilePermissions(
          fresh, Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE));
    }
    Files.move(
        fresh,
        folder.resolve(RUNNING),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
  }

  public Path folder() {
    return folder;
  }

  public Path database() {
    return folder.resolve("steward.db");
  }

  public Path adapters() {
    return folder.resolve("adapters");
  }

  /** The keys of open anonymous polls; never part of a copy. */
  public Path seals() {
    return folder.resolve("seals");
  }

  public Path backups() {
    return folder.resolve("backups");
  }

  public Path logs() {
    return folder.resolve("logs");
  }

  @Override
  public void close() throws IOException {
    Files.deleteIfExists(folder.resolve(RUNNING));
    channel.close();
  }
}
