package dev.steward.adapter.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.chat.Mount;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who is let into a room, and as whom. */
@Timeout(60)
final class RoomsGateTest extends OpenRooms {
  @Test
  void whoHasNoLinkIsNotLetIn() {
    Browser stranger = new Browser(() -> host.mounted("chat"));
    assertThat(error(stranger.join("/chat/join/guessed", "路人"))).isEqualTo("404 link");
    assertThat(error(stranger.get("/api/rooms/mama-1"))).isEqualTo("401 stranger");
    String path = joinPath();
    String other = Browser.wait(rooms().newLink(ROOM));
    Browser.wait(rooms().revokeLink(path));
    assertThat(error(stranger.join(path, "路人"))).isEqualTo("404 link");
    assertThat(stranger.join(other, "路人").status()).isEqualTo(200);
    assertThat(rooms().health().detail())
        .doesNotContain(other.substring(other.lastIndexOf('/') + 1));
  }

  @Test
  void nobodyCanBeSomebodyElse() throws Exception {
    Browser ming = person("小明");
    Browser thief = person("小偷");
    String signature = thief.cookie().substring(thief.cookie().indexOf('.'));
    thief.cookie(Identity.COOKIE + "=" + ming.user() + signature);
    assertThat(error(thief.get("/api/rooms/mama-1"))).isEqualTo("401 stranger");
    thief.cookie(Identity.COOKIE + "=" + WebAdapter.STEWARD + signature);
    assertThat(error(thief.get("/api/rooms/mama-1"))).isEqualTo("401 stranger");
    Path secret = folder.resolve("identity.secret");
    assertThat(Files.size(secret)).isEqualTo(32);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(secret)))
        .isEqualTo("rw-------");
  }

  @Test
  void theCookieIsForThisPageOnly() {
    Identity identity = new Identity(new byte[32], new Random(1));
    assertThat(identity.cookie("u1", true)).contains("HttpOnly", "SameSite=Lax", "; Secure");
    assertThat(identity.cookie("u1", false)).doesNotContain("; Secure");
  }

  @Test
  void namesThatLookLikeAnothersAreRefused() {
    person("小明");
    for (String name : List.of("小明", " 小\u200B明 ", "群管家", "群 管家", "", "\u200B", "x".repeat(25))) {
      Browser other = new Browser(() -> host.mounted("chat"));
      assertThat(other.join(joinPath(), name).status()).as(name).isBetween(400, 409);
    }
  }

  @Test
  void otherSitesCannotPost() {
    Browser ming = person("小明");
    byte[] body = Json.bytes(Map.of("text", "forged"));
    String path = "/api/rooms/mama-1/messages";
    for (Map<String, String> headers :
        List.of(
            Map.<String, String>of(),
            Map.of("x-steward", "1", "origin", "https://evil.example"),
            Map.of("x-steward", "1", "origin", "null"),
            Map.of("x-steward", "1", "sec-fetch-site", "cross-site"))) {
      Mount.Full answer = (Mount.Full) ming.request("POST", path, body, headers);
      assertThat(error(answer)).isEqualTo("403 foreign");
    }
    Map<String, String> own =
        Map.of("x-steward", "1", "origin", "https://chat.example", "sec-fetch-site", "same-origin");
    assertThat(((Mount.Full) ming.request("POST", path, body, own)).status()).isEqualTo(200);
  }
}
