package dev.steward.server.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.steward.engine.store.Json;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The description says what the API does: every address, every parameter, every field. */
class DescriptionTest {
  private final List<ApiRoute> routes = Filled.routes();
  private ApiRig rig;
  private String secret;

  @BeforeEach
  void start(@TempDir Path folder) throws Exception {
    rig = new ApiRig(folder);
    secret = rig.all();
    rig.write(Filled::everything);
  }

  @AfterEach
  void stop() {
    rig.close();
  }

  @Test
  void everyAddressAndParameterIsInItAndNoOther() {
    Map<String, Set<String>> described = new TreeMap<>();
    Described.DOCUMENT
        .get("paths")
        .forEachEntry(
            (path, methods) -> {
              Set<String> parameters = new TreeSet<>();
              JsonNode given = methods.get("get").path("parameters");
              given.forEach(
                  one -> {
                    String name = one.get("$ref").asString();
                    parameters.add(name.substring(name.lastIndexOf('/') + 1));
                  });
              described.put(path, parameters);
              assertThat(methods.size()).as(path).isEqualTo(1);
            });
    Map<String, Set<String>> served = new TreeMap<>();
    served.put(ApiRoutes.DESCRIPTION, Set.of());
    for (ApiRoute route : routes) {
      Set<String> parameters = new TreeSet<>(route.parameters());
      if (route.path().contains("{id}")) {
        parameters.add("id");
      }
      served.put(route.path(), parameters);
      assertThat(Described.DOCUMENT.get("paths").get(route.path()).get("get").get("description"))
          .as(route.path())
          .hasToString("\"Scope: `" + route.scope().word() + "`.\"");
    }
    assertThat(described).isEqualTo(served);
  }

  @Test
  void everyAnswerIsAsItsSchemaSays() {
    for (ApiRoute route : routes) {
      int good = 0;
      for (long id : Filled.ids(route.path())) {
        HttpResponse<String> answer =
            rig.get(secret, route.path().replace("{id}", Long.toString(id)));
        String type = answer.headers().firstValue("content-type").orElse("");
        if (answer.statusCode() == 200) {
          good++;
          assertThat(type).isEqualTo("application/json; charset=utf-8");
          Described.isLike(Described.answer(route.path()), ApiRig.json(answer));
        } else {
          assertThat(answer.statusCode()).as(answer.body()).isIn(403, 409);
          assertThat(type).isEqualTo("application/problem+json; charset=utf-8");
          Described.isProblem(ApiRig.json(answer));
        }
        rig.pass(PullApi.EACH);
      }
      assertThat(good).as("good answers of %s", route.path()).isPositive();
    }
  }

  @Test
  void aSchemaThatIsNotMetIsSeen() {
    JsonNode schema = Described.answer("/api/v1/polls/{id}");
    JsonNode poll = ApiRig.json(rig.get(secret, "/api/v1/polls/1"));
    Described.isLike(schema, poll);
    Map<?, ?> more = Json.read(Json.write(poll).replace("\"id\":1", "\"id\":\"1\""), Map.class);
    assertThatThrownBy(() -> Described.isLike(schema, Json.read(Json.write(more), JsonNode.class)))
        .isInstanceOf(AssertionError.class);
  }

  @Test
  void itIsServedToAllAndTellsOfNoData() {
    HttpResponse<String> answer = rig.get("", ApiRoutes.DESCRIPTION);
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(ApiRig.json(answer)).isEqualTo(Described.DOCUMENT);
    assertThat(ApiRig.json(answer).get("openapi").asString()).isEqualTo("3.1.0");
  }
}
