package dev.steward.engine.members;

import dev.steward.chat.GroupId;
import dev.steward.chat.UserId;
import dev.steward.engine.flow.Group;
import dev.steward.engine.flow.Mode;
import dev.steward.engine.flow.TurnContext;
import dev.steward.engine.identity.Visitors;
import java.util.List;

/**
 * The groups that somebody shares with us: by them, whoever writes in private has a pack. For the
 * lane's thread.
 */
public final class SharedGroups {
  private static final int MOST = 50;

  private final TurnContext context;

  public SharedGroups(TurnContext context) {
    this.context = context;
  }

  /**
   * Those that have a pack and are live, known longest first; for a visitor the one whose page they
   * have.
   */
  public List<Group> of(UserId user) {
    return Visitors.groupOf(user).map(List::of).orElseGet(() -> joined(user)).stream()
        .flatMap(id -> context.groups().peek(id).stream())
        .filter(group -> group.stage() == Mode.LIVE && group.script(context.scripts()).isPresent())
        .toList();
  }

  private List<GroupId> joined(UserId user) {
    return context
        .sql()
        .list(
            "SELECT m.group_id FROM member m JOIN chat_group g ON g.group_id = m.group_id"
                + " WHERE m.user_id = ? AND m.present = 1 AND g.pack IS NOT NULL"
                + " AND g.state = 'present' ORDER BY g.first_seen, m.group_id LIMIT ?",
            row -> GroupId.parse(row.text(1)),
            user,
            MOST);
  }
}
