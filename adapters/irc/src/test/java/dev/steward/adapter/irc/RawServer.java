package dev.steward.adapter.irc;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** A server that does what a test says, however wrong it is. */
final class RawServer implements AutoCloseable {
  /** Enough to be let in: a welcome, and nothing offered. */
  static final String WELCOME =
      ":raw 001 steward :hi\r\n:raw 005 steward CHANTYPES=# :are\r\n:raw 422 steward :no\r\n";

  private final ServerSocket listener;
  private final AtomicInteger connects = new AtomicInteger();
  private final AtomicLong written = new AtomicLong();

  /** What is done with a connection. */
  interface Script {
    void run(Output out) throws IOException;
  }

  /** Ends the connection; a script that just returns leaves it open. */
  static final class HangUpException extends IOException {
    private static final long serialVersionUID = 1L;
  }

  /** Writes until the other side has hung up. */
  final class Output {
    private final OutputStream out;

    Output(OutputStream out) {
      this.out = out;
    }

    void write(String text) throws IOException {
      byte[] bytes = text.getBytes(UTF_8);
      out.write(bytes);
      out.flush();
      written.addAndGet(bytes.length);
    }
  }

  RawServer(Script script) {
    this(script, true);
  }

  /** One that may never read what is said to it. */
  RawServer(Script script, boolean reads) {
    try {
      listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofVirtual()
        .start(
            () -> {
              while (true) {
                try {
                  Socket socket = listener.accept();
                  connects.incrementAndGet();
                  Thread.ofVirtual().start(() -> serve(socket, script, reads));
                } catch (IOException closed) {
                  return;
                }
              }
            });
  }

  private static void read(Socket socket) {
    try {
      socket.getInputStream().transferTo(OutputStream.nullOutputStream());
    } catch (IOException ended) {
      // The writing side sees it, too.
    }
  }

  private void serve(Socket socket, Script script, boolean reads) {
    if (reads) {
      Thread.ofVirtual().start(() -> read(socket));
    }
    try {
      script.run(new Output(socket.getOutputStream()));
    } catch (HangUpException wanted) {
      close(socket);
    } catch (IOException hungUp) {
      // What a test waits for.
    }
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  int port() {
    return listener.getLocalPort();
  }

  int connects() {
    return connects.get();
  }

  /** How many bytes were taken from this server. */
  long written() {
    return written.get();
  }

  @Override
  public void close() {
    try {
      listener.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
