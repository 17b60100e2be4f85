package dev.steward.wire;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A server on loopback that says whatever a test wants, byte for byte. */
final class RawServer implements AutoCloseable {
  private static final Pattern KEY =
      Pattern.compile("sec-websocket-key: *(\\S+)", Pattern.CASE_INSENSITIVE);

  private final ServerSocket listening;
  private final List<Socket> callers = new CopyOnWriteArrayList<>();
  private final AtomicInteger calls = new AtomicInteger();
  private final AtomicLong sent = new AtomicLong();

  /** What happens to a caller; on a thread of its own. */
  interface Talk {
    void with(Socket caller) throws IOException;
  }

  RawServer(Talk talk) {
    try {
      listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException noPort) {
      throw new UncheckedIOException(noPort);
    }
    Thread.ofVirtual().start(() -> serve(talk));
  }

  private void serve(Talk talk) {
    try {
      while (true) {
        Socket caller = listening.accept();
        callers.add(caller);
        calls.incrementAndGet();
        Thread.ofVirtual()
            .start(
                () -> {
                  try (caller) {
                    talk.with(caller);
                  } catch (IOException cut) {
                    // The caller has had enough.
                  }
                });
      }
    } catch (IOException closed) {
      // The test is over.
    }
  }

  int port() {
    return listening.getLocalPort();
  }

  int calls() {
    return calls.get();
  }

  /** The bytes that {@link #flood} got rid of. */
  long sent() {
    return sent.get();
  }

  /** Reads the head of a request. */
  static String head(Socket caller) throws IOException {
    InputStream in = caller.getInputStream();
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int read = in.read();
      if (read < 0) {
        throw new IOException("no request");
      }
      head.append((char) read);
    }
    return head.toString();
  }

  static void say(Socket caller, String text) throws IOException {
    caller.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    caller.getOutputStream().flush();
  }

  /** Opens a WebSocket; returns the request's head. */
  static String open(Socket caller, String moreHeaders) throws IOException {
    String head = head(caller);
    Matcher key = KEY.matcher(head);
    if (!key.find()) {
      throw new IOException("no WebSocket: " + head);
    }
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-1")
              .digest(
                  (key.group(1) + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11")
                      .getBytes(StandardCharsets.ISO_8859_1));
      say(
          caller,
          "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
              + "Sec-WebSocket-Accept: "
              + Base64.getEncoder().encodeToString(hash)
              + "\r\n"
              + moreHeaders
              + "\r\n");
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException(missing);
    }
    return head;
  }

  /** Sends the same bytes again and again, until the caller hangs up or so many have gone. */
  void flood(Socket caller, byte[] bytes, long most) throws IOException {
    while (sent.get() < most) {
      caller.getOutputStream().write(bytes);
      sent.addAndGet(bytes.length);
    }
  }

  @Override
  public void close() {
    try {
      listening.close();
      for (Socket caller : callers) {
        caller.close();
      }
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }
}
