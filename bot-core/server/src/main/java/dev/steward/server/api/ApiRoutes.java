package dev.steward.server.api;

import dev.steward.server.data.Pseudonyms;
import java.util.List;
import java.util.Set;

/**
 * Everything that can be asked of the API, each line with the scope that it needs. {@code
 * openapi.json} describes the same to others; a test holds them together.
 */
final class ApiRoutes {
  /** The description, which is open to all. */
  static final String DESCRIPTION = "/api/v1/openapi.json";

  private ApiRoutes() {}

  static List<ApiRoute> all(Cursors cursors, Pseudonyms pseudonyms) {
    PollAnswers polls = new PollAnswers(cursors);
    ComplaintAnswers complaints = new ComplaintAnswers(cursors, pseudonyms);
    return List.of(
        polls("/api/v1/polls", Asked.CHANGES, polls::list),
        polls("/api/v1/polls/{id}", Set.of(), polls::one),
        polls("/api/v1/polls/{id}/codebook", Set.of(), polls::codebook),
        polls("/api/v1/polls/{id}/responses", Asked.CHANGES, polls::responses),
        polls("/api/v1/polls/{id}/results", Set.of(), polls::results),
        complaints("/api/v1/complaints", Asked.CHANGES, complaints::list),
        complaints("/api/v1/complaints/{id}", Set.of(), complaints::one),
        complaints("/api/v1/incidents", Asked.CHANGES, complaints::incidents));
  }

  private static ApiRoute polls(String path, Set<String> parameters, ApiRoute.Handler handler) {
    return new ApiRoute(path, Scope.POLLS_READ, parameters, handler);
  }

  private static ApiRoute complaints(
      String path, Set<String> parameters, ApiRoute.Handler handler) {
    return new ApiRoute(path, Scope.COMPLAINTS_READ, parameters, handler);
  }
}
