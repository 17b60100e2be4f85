package dev.steward.engine.flow;

import dev.steward.chat.AccountId;
import dev.steward.chat.Capability;
import dev.steward.chat.GroupId;
import dev.steward.engine.script.Binding;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a lane knows of a group, in memory. The row in {@code chat_group} is the truth; {@link
 * Groups} writes it.
 */
public final class Group {
  final GroupId id;
  String title;
  AccountId account;
  boolean present;
  Set<Capability> capabilities;
  @Nullable String pack;
  @Nullable Binding binding;
  Mode stage;
  Set<String> liveRules;
  @Nullable Instant pausedUntil;
  @Nullable Instant guardedUntil;
  boolean staffGroup;
  private final Map<Class<?>, Object> memories = new HashMap<>(4);
  private Scripts.@Nullable Script source;
  private Scripts.@Nullable Script effective;

  Group(GroupId id, String title, AccountId account) {
    this.id = id;
    this.title = title;
    this.account = account;
    present = true;
    capabilities = Set.of();
    stage = Mode.OBSERVED;
    liveRules = Set.of();
  }

  public GroupId id() {
    return id;
  }

  public String title() {
    return title;
  }

  /** The account that listens here. */
  public AccountId account() {
    return account;
  }

  public boolean can(Capability capability) {
    return capabilities.contains(capability);
  }

  /** Whether Steward acts here, or only records what it would do. */
  public Mode stage() {
    return stage;
  }

  /** Whether a rule acts here: a new one is observed until staff press "go live". */
  public Mode stageOf(String rule) {
    return liveRules.contains(rule) ? Mode.LIVE : Mode.OBSERVED;
  }

  public boolean staffGroup() {
    return staffGroup;
  }

  public @Nullable Instant pausedUntil() {
    return pausedUntil;
  }

  public boolean pausedAt(Instant now) {
    return pausedUntil != null && now.isBefore(pausedUntil);
  }

  /** Whether stricter rules hold: after a raid, or because staff said so. */
  public boolean onGuardAt(Instant now) {
    return guardedUntil != null && now.isBefore(guardedUntil);
  }

  /** Until when it is on guard, or was. */
  public Instant guardedUntil() {
    return guardedUntil == null ? Instant.EPOCH : guardedUntil;
  }

  public Optional<Binding> binding() {
    return Optional.ofNullable(binding);
  }

  /** Whether a part of the pack is switched off here. */
  public boolean off(String item) {
    return binding != null && binding.off().contains(item);
  }

  /** The pack in force here, with this group's differences; empty when none is bound. */
  public Optional<Scripts.Script> script(Scripts scripts) {
    if (pack == null) {
      return Optional.empty();
    }
    Scripts.Script current = scripts.script(pack).orElse(null);
    if (!same(current, source)) {
      source = current;
      effective =
          current == null || binding == null
              ? current
              : new Scripts.Script(binding.applyTo(current.pack()), current.version());
    }
    return Optional.ofNullable(effective);
  }

  @SuppressWarnings("ReferenceEquality") // a newly published version is another object
  private static boolean same(Scripts.@Nullable Script one, Scripts.@Nullable Script other) {
    return one == other;
  }

  /** The pack in force as it was published, without this group's differences. */
  public Optional<Scripts.Script> published(Scripts scripts) {
    return pack == null ? Optional.empty() : scripts.script(pack);
  }

  void bound() {
    source = null;
    effective = null;
  }

  /** What a feature keeps in memory for this group; made at first use, and gone with the lane. */
  public <M> M memory(Class<M> type, Supplier<M> make) {
    return type.cast(memories.computeIfAbsent(type, _ -> Objects.requireNonNull(make.get())));
  }
}
