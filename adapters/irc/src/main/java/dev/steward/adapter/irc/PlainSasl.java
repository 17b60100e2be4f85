package dev.steward.adapter.irc;

import static java.nio.charset.StandardCharsets.UTF_8;

/** The password itself, which is why it is sent over TLS or not at all. */
record PlainSasl(String account, String password) implements Sasl {
  @Override
  public String mechanism() {
    return "PLAIN";
  }

  @Override
  public byte[] answer(byte[] challenge) {
    return (account + "\0" + account + "\0" + password).getBytes(UTF_8);
  }

  /** The server's certificate is its proof. */
  @Override
  public boolean proven() {
    return true;
  }

  /** Without the password. */
  @Override
  public String toString() {
    return mechanism();
  }
}
