package dev.steward.adapter.satori;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** A wire to a server on loopback that can be cut, and on which answers can be held back. */
final class CutWire implements AutoCloseable {
  private volatile int server;
  private final ServerSocket listening;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private volatile boolean cut;
  private boolean slow;

  CutWire(int server) {
    this.server = server;
    try {
      listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException none) {
      throw new UncheckedIOException(none);
    }
    Thread.ofVirtual().start(this::accept);
  }

  /** From now on connections go to another server; those that are open end. */
  void to(int other) {
    server = other;
    open.forEach(this::end);
  }

  int port() {
    return listening.getLocalPort();
  }

  private void accept() {
    try {
      while (true) {
        Socket here = listening.accept();
        open.add(here);
        if (cut) {
          end(here);
          continue;
        }
        connect(here);
      }
    } catch (IOException closed) {
      open.forEach(this::end);
    }
  }

  private void connect(Socket here) {
    try {
      Socket there = new Socket(InetAddress.getLoopbackAddress(), server);
      open.add(there);
      here.setTcpNoDelay(true);
      there.setTcpNoDelay(true);
      Thread.ofVirtual().start(() -> pipe(here, there, false));
      Thread.ofVirtual().start(() -> pipe(there, here, true));
    } catch (IOException gone) {
      end(here);
    }
  }

  private void pipe(Socket from, Socket to, boolean answers) {
    byte[] buffer = new byte[65_536];
    try (InputStream in = from.getInputStream();
        OutputStream out = to.getOutputStream()) {
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        if (answers) {
          awaitFast();
        }
        out.write(buffer, 0, read);
        out.flush();
      }
    } catch (IOException ended) {
      // Both ends go together.
    } finally {
      end(from);
      end(to);
    }
  }

  private void awaitFast() {
    lock.lock();
    try {
      while (slow) {
        changed.awaitUninterruptibly();
      }
    } finally {
      lock.unlock();
    }
  }

  private void end(Socket socket) {
    open.remove(socket);
    try {
      socket.close();
    } catch (IOException gone) {
      // It is gone.
    }
  }

  /** Ends all connections and makes no new ones, or makes them again. */
  void cut(boolean on) {
    cut = on;
    if (on) {
      open.forEach(this::end);
    }
  }

  /** Holds answers back, or lets them go. */
  void slow(boolean on) {
    lock.lock();
    try {
      slow = on;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    slow(false);
    try {
      listening.close();
    } catch (IOException gone) {
      // It is gone.
    }
    open.forEach(this::end);
  }
}
