package dev.steward.server.member;

import dev.steward.engine.flow.PageLinks;
import java.time.InstantSource;
import java.util.function.Supplier;

/** The installation's key for the member page, as what is made of it. Thread-safe. */
public final class PageKey {
  /** Its name in {@code api_key}. */
  public static final String NAME = "page";

  private final Tickets tickets;
  private final SignedLinks links;

  /**
   * @param secret 32 bytes
   * @param url scheme, host and port, without a slash at the end
   */
  public PageKey(byte[] secret, InstantSource clock, Supplier<String> url) {
    tickets = new Tickets(secret, clock);
    links = new SignedLinks(tickets, url);
  }

  /** What the engine writes into messages. */
  public PageLinks pageLinks() {
    return links;
  }

  Tickets tickets() {
    return tickets;
  }

  SignedLinks links() {
    return links;
  }
}
