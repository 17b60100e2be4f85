package dev.steward.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.RequestHeaders;
import com.linecorp.armeria.common.RequestHeadersBuilder;
import com.linecorp.armeria.server.ServiceRequestContext;
import org.junit.jupiter.api.Test;

/** Whose address counts: whoever could choose it would try passwords for ever. */
final class CallersTest {
  private static final Callers BEHIND_PROXY = new Callers(true);

  private static ServiceRequestContext asked(String... forwarded) {
    RequestHeadersBuilder headers = RequestHeaders.builder(HttpMethod.GET, "/");
    for (String one : forwarded) {
      headers.add("x-forwarded-for", one);
    }
    return ServiceRequestContext.of(HttpRequest.of(headers.build()));
  }

  @Test
  void theLastHopCounts() {
    assertThat(BEHIND_PROXY.remote(asked("203.0.113.7"))).isEqualTo("203.0.113.7");
    assertThat(BEHIND_PROXY.remote(asked("10.1.1.1, 203.0.113.7"))).isEqualTo("203.0.113.7");
    assertThat(BEHIND_PROXY.network(asked("2001:db8:1:2:3:4:5:6")))
        .isEqualTo(BEHIND_PROXY.network(asked("2001:db8:1:2:ffff::1")));
  }

  /** Some proxies add a line of their own below the one that the other side made up. */
  @Test
  void alsoWhenItStandsOnALineOfItsOwn() {
    assertThat(BEHIND_PROXY.remote(asked("10.1.1.1", "203.0.113.7"))).isEqualTo("203.0.113.7");
    assertThat(BEHIND_PROXY.remote(asked("10.1.1.1, 10.2.2.2", "203.0.113.7")))
        .isEqualTo("203.0.113.7");
  }

  @Test
  void withoutAProxyNobodyIsBelieved() {
    assertThat(new Callers(false).remote(asked("203.0.113.7"))).isNotEqualTo("203.0.113.7");
    assertThat(new Callers(false).fromHere(asked("203.0.113.7"))).isFalse();
    assertThat(new Callers(false).fromHere(asked())).isTrue();
  }
}
