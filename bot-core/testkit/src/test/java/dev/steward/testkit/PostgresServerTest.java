package dev.steward.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class PostgresServerTest {
  private static Connection connect(String address) throws SQLException {
    return DriverManager.getConnection(
        "jdbc:" + address.replace("postgres@", "") + "?user=postgres");
  }

  private static String one(Connection connection, String question) throws SQLException {
    try (var statement = connection.createStatement();
        var answer = statement.executeQuery(question)) {
      answer.next();
      return answer.getString(1);
    }
  }

  private static boolean lives(Connection connection) {
    try {
      return connection.isValid(1);
    } catch (SQLException e) {
      return false;
    }
  }

  @Test
  void whoAsksWhileTheServerMendsItselfWaits() throws Exception {
    PostgresServer server = PostgresServer.start();
    String first = server.fresh();
    try (Connection connection = connect(first);
        Connection bystander = connect(first)) {
      long process = Long.parseLong(one(connection, "SELECT pg_backend_pid()"));
      ProcessHandle.of(process).orElseThrow().destroyForcibly();
      new Await(_ -> {}).until("the server lets go of everybody", () -> !lives(bystander));
    }

    String second = server.fresh();

    assertThat(second).isNotEqualTo(first);
    try (Connection connection = connect(second)) {
      assertThat(one(connection, "SELECT current_database()")).isEqualTo("test_2");
    }
  }
}
