package dev.steward.adapter.irc;

import dev.steward.testkit.TestHost;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.CertificateFactory;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The real Ergo, which {@code .ci/peers.d/ergo} puts on the machine; on loopback, with a new
 * database.
 */
final class Ergo implements IrcServer {
  private final Path folder;
  private final int port;
  private final OptionalInt tls;
  private final Process process;

  private Ergo(Path folder, int port, OptionalInt tls, Process process) {
    this.folder = folder;
    this.port = port;
    this.tls = tls;
    this.process = process;
  }

  static Ergo start(TestHost host) {
    return start();
  }

  static Ergo start() {
    return start(OptionalInt.empty());
  }

  /** With a second port, for TLS, and a certificate that Ergo makes for itself. */
  static Ergo startWithTls(TestHost host) {
    try {
      return start(OptionalInt.of(freePort()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Ergo start(OptionalInt tls) {
    try {
      Path folder = Files.createTempDirectory("steward-ergo");
      int port = freePort();
      Files.writeString(folder.resolve("ircd.yaml"), config(port, tls));
      if (tls.isPresent()) {
        run(folder, "mkcerts", "--quiet").waitFor();
      }
      run(folder, "initdb", "--quiet").waitFor();
      Process process = run(folder, "run");
      Ergo ergo = new Ergo(folder, port, tls, process);
      ergo.awaitPort();
      return ergo;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new AssertionError(interrupted);
    }
  }

  private static Path program() {
    String peers =
        System.getenv()
            .getOrDefault(
                "STEWARD_PEERS", System.getProperty("user.home") + "/.cache/steward-peers");
    Path program = Path.of(System.getProperty("steward.peers", peers), "ergo/usr/bin/ergochat");
    if (!Files.isExecutable(program)) {
      throw new AssertionError(program + ": not there (expected: .ci/install-peers has been run)");
    }
    return program;
  }

  private static Process run(Path folder, String command, String... more) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
            Stream.concat(
                    Stream.of(program().toString(), command, "--conf", "ircd.yaml"),
                    Stream.of(more))
                .toList());
    builder
        .directory(folder.toFile())
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve("log").toFile()));
    return builder.start();
  }

  private static int freePort() throws IOException {
    try (ServerSocket any = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return any.getLocalPort();
    }
  }

  private void awaitPort() throws IOException, InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (true) {
      try (Socket open = new Socket(InetAddress.getLoopbackAddress(), port)) {
        if (open.isConnected()) {
          return;
        }
      } catch (IOException notYet) {
        if (System.nanoTime() > end || process.waitFor(10, TimeUnit.MILLISECONDS)) {
          throw new AssertionError("Ergo: " + Files.readString(folder.resolve("log")), notYet);
        }
      }
    }
  }

  @Override
  public int port() {
    return port;
  }

  @Override
  public int stewardPort() {
    return tls.orElse(port);
  }

  /** What its certificate is known by: the SHA-256 of it, in hexadecimal digits. */
  String fingerprint() {
    try (InputStream in = Files.newInputStream(folder.resolve("cert.pem"))) {
      byte[] certificate =
          CertificateFactory.getInstance("X.509").generateCertificate(in).getEncoded();
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(certificate));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String config(int port, OptionalInt tls) {
    String second =
        tls.isEmpty()
            ? ""
            : "\n    \"127.0.0.1:%d\": {tls: {cert: cert.pem, key: key.pem}}"
                .formatted(tls.getAsInt());
    return """
        network: {name: StewardTest}
        server:
          name: irc.test
          listeners:
            "127.0.0.1:%d": {}%s
          casemapping: precis
          enforce-utf8: true
          lookup-hostnames: false
          coerce-ident: "~u"
          max-sendq: 4M
          compatibility: {force-trailing: true, send-unprefixed-sasl: true, allow-truncation: false}
          ip-limits: {count: false, throttle: false}
          ip-cloaking: {enabled: true, netname: test, cidr-len-ipv4: 32, cidr-len-ipv6: 64, num-bits: 64}
        accounts:
          authentication-enabled: true
          registration:
            enabled: true
            allow-before-connect: true
            throttling: {enabled: false}
            bcrypt-cost: 4
          login-throttling: {enabled: false}
          advertise-scram: true
          nick-reservation:
            enabled: true
            method: strict
            guest-nickname-format: "Guest-*"
            force-nick-equals-account: true
          multiclient: {enabled: true, allowed-by-default: true, always-on: opt-in}
          default-user-modes: +i
        channels:
          default-modes: +ntC
          max-channels-per-client: 100
          registration: {enabled: true, max-channels-per-account: 15}
        logging:
          - {method: stderr, type: "* -userinput -useroutput", level: info}
        debug: {recover-from-errors: true}
        lock-file: ircd.lock
        datastore: {path: ircd.db, autoupgrade: true}
        languages: {enabled: false, default: en, path: languages}
        limits:
          nicklen: 32
          identlen: 20
          realnamelen: 150
          channellen: 64
          awaylen: 390
          kicklen: 390
          topiclen: 390
          monitor-entries: 100
          whowas-entries: 100
          chan-list-modes: 100
          registration-messages: 1024
          multiline: {max-bytes: 4096, max-lines: 100}
        fakelag: {enabled: false}
        history:
          enabled: true
          channel-length: 4096
          client-length: 256
          autoreplay-on-join: 0
          chathistory-maxmessages: 1000
          restrictions: {expire-time: 1w, query-cutoff: none}
          retention: {allow-individual-delete: true}
        """
        .formatted(port, second);
  }

  @Override
  public void close() {
    process.destroyForcibly();
    try {
      process.waitFor();
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
