package dev.steward.adapter.irc;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** A server's TLS port, with a certificate that nobody has signed; behind it is the server. */
final class TlsDoor implements AutoCloseable {
  private final ServerSocket listener;
  private final String fingerprint;

  TlsDoor(Path folder, int target) {
    try {
      Path keys = folder.resolve("keys.p12");
      certify(keys);
      KeyStore store = KeyStore.getInstance("PKCS12");
      char[] password = "changeit".toCharArray();
      try (InputStream in = Files.newInputStream(keys)) {
        store.load(in, password);
      }
      KeyManagerFactory managers = KeyManagerFactory.getInstance("PKIX");
      managers.init(store, password);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(managers.getKeyManagers(), null, null);
      fingerprint =
          HexFormat.of()
              .formatHex(
                  MessageDigest.getInstance("SHA-256")
                      .digest(store.getCertificate("irc").getEncoded()));
      listener =
          context
              .getServerSocketFactory()
              .createServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
    Thread.ofVirtual().start(() -> accept(target));
  }

  /** Makes a certificate with the JDK's own tool. */
  private static void certify(Path keys) throws IOException {
    Process tool =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                    "-genkeypair",
                    "-alias",
                    "irc",
                    "-keyalg",
                    "EC",
                    "-dname",
                    "CN=irc.test",
                    "-keystore",
                    keys.toString(),
                    "-storepass",
                    "changeit",
                    "-storetype",
                    "PKCS12"))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      if (tool.waitFor() != 0) {
        throw new IOException("keytool failed");
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IOException(interrupted);
    }
  }

  private void accept(int target) {
    while (true) {
      try {
        Socket near = listener.accept();
        Socket far = new Socket(InetAddress.getLoopbackAddress(), target);
        Thread.ofVirtual().start(() -> copy(near, far));
        Thread.ofVirtual().start(() -> copy(far, near));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private static void copy(Socket from, Socket to) {
    try (from;
        to) {
      from.getInputStream().transferTo(to.getOutputStream());
    } catch (IOException ended) {
      // Either side hung up, and the other is closed with it.
    }
  }

  int port() {
    return listener.getLocalPort();
  }

  String fingerprint() {
    return fingerprint;
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
