package dev.steward.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/**
 * Real time, measured by what this machine manages at the moment: a byte goes over a loopback wire
 * to another thread and comes back. Where the clock of a test waits so long, an adapter's question
 * and its answer have had their turn as well, however busy the machine is. Thread-safe.
 */
final class RoundTrip {
  private static final RoundTrip ONE = open();

  private final Socket near;

  private RoundTrip(Socket near) {
    this.near = near;
  }

  /** Waits for some of them. */
  static void times(int trips) {
    ONE.travel(trips);
  }

  private static RoundTrip open() {
    try (ServerSocket door = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Socket near = new Socket(door.getInetAddress(), door.getLocalPort());
      Socket far = door.accept();
      near.setTcpNoDelay(true);
      far.setTcpNoDelay(true);
      Thread.ofPlatform().name("round-trip").daemon().start(() -> echo(far));
      return new RoundTrip(near);
    } catch (IOException noWire) {
      throw new UncheckedIOException(noWire);
    }
  }

  private static void echo(Socket far) {
    try (far;
        InputStream in = far.getInputStream()) {
      for (int word = in.read(); word >= 0; word = in.read()) {
        far.getOutputStream().write(word);
      }
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  private synchronized void travel(int trips) {
    try {
      for (int i = 0; i < trips; i++) {
        near.getOutputStream().write(i);
        if (near.getInputStream().read() < 0) {
          throw new IllegalStateException("the loopback wire has ended");
        }
      }
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }
}
