package dev.steward.adapter.irc;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;

/** The network between an adapter and a server: can be cut, and can hold back what comes. */
final class Proxy implements AutoCloseable {
  private final int target;
  private final ServerSocket listener;
  private final List<Socket> open = new ArrayList<>();
  private boolean cut;
  private boolean held;

  Proxy(int target) {
    this.target = target;
    try {
      listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofVirtual().start(this::accept);
  }

  int port() {
    return listener.getLocalPort();
  }

  private void accept() {
    while (true) {
      try {
        Socket near = listener.accept();
        synchronized (this) {
          if (cut) {
            near.close();
            continue;
          }
          Socket far = new Socket(InetAddress.getLoopbackAddress(), target);
          near.setTcpNoDelay(true);
          far.setTcpNoDelay(true);
          open.add(near);
          open.add(far);
          Thread.ofVirtual().start(() -> copy(near, far, false));
          Thread.ofVirtual().start(() -> copy(far, near, true));
        }
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void copy(Socket from, Socket to, boolean holdable) {
    byte[] buffer = new byte[16_384];
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        if (holdable) {
          waitWhileHeld();
        }
        out.write(buffer, 0, n);
      }
    } catch (IOException ended) {
      // Either side hung up, and the other is closed with it.
    }
  }

  private synchronized void waitWhileHeld() {
    while (held) {
      try {
        wait();
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  synchronized void cut() {
    cut = true;
    for (Socket socket : open) {
      try {
        socket.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    open.clear();
  }

  synchronized void heal() {
    cut = false;
  }

  synchronized void hold(boolean on) {
    held = on;
    notifyAll();
  }

  @Override
  public void close() {
    hold(false);
    cut();
    try {
      listener.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
