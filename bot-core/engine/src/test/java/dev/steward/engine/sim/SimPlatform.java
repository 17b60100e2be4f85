package dev.steward.engine.sim;

import dev.steward.chat.AccountId;
import dev.steward.chat.GroupId;
import dev.steward.chat.Media;
import dev.steward.chat.Order;
import dev.steward.chat.Outcome;
import dev.steward.chat.Segment;
import dev.steward.chat.UserId;
import dev.steward.engine.flow.Accounts;
import dev.steward.engine.outbox.Wire;
import dev.steward.engine.pictures.PictureSource;
import dev.steward.engine.rehearsal.SimulatedChat;
import dev.steward.engine.rehearsal.SimulatedGroup;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The simulated chat, which can be told to fail, and to forget what it said. Thread-safe. */
public final class SimPlatform implements Wire, Accounts, PictureSource {
  /** The language model beside it. */
  public final SimModel model = new SimModel();

  /** Our one login there. */
  public static final AccountId ACCOUNT = SimulatedChat.ACCOUNT;

  private final SimulatedChat chat = new SimulatedChat();
  private final List<Order> performed = Collections.synchronizedList(new ArrayList<>());
  private volatile Function<Order, @Nullable Outcome> trouble = order -> null;
  private final Map<String, byte[]> pictures = new ConcurrentHashMap<>();
  private volatile boolean sayOnce = true;
  private volatile @Nullable AccountId down;

  /** From now on some orders end otherwise; null for those that succeed. */
  public void trouble(Function<Order, @Nullable Outcome> instead) {
    trouble = instead;
  }

  /** A picture that can be opened; gives what stands for it in a message. */
  public Segment.Image picture(String ref, byte[] bytes) {
    pictures.put(ref, bytes);
    return new Segment.Image(new Media(ref, "image/png", bytes.length), "");
  }

  @Override
  public CompletionStage<Optional<byte[]>> open(String platform, Media media) {
    return CompletableFuture.completedFuture(Optional.ofNullable(pictures.get(media.ref())));
  }

  /** That login is cut off, or none. */
  public void down(@Nullable AccountId account) {
    down = account;
  }

  /** Whether an order that comes twice is said once, and can be looked up. */
  public void sayOnce(boolean yes) {
    sayOnce = yes;
  }

  /** All orders that arrived, in order. */
  public List<Order> performed() {
    synchronized (performed) {
      return List.copyOf(performed);
    }
  }

  /** What it can do otherwise. */
  public SimulatedChat chat() {
    return chat;
  }

  SimulatedGroup group(GroupId id) {
    return chat.group(id);
  }

  @Override
  public CompletionStage<Outcome> perform(Order order) {
    performed.add(order);
    Outcome other = trouble.apply(order);
    return other != null ? CompletableFuture.completedFuture(other) : chat.perform(order);
  }

  @Override
  public CompletionStage<Optional<Outcome>> lookUp(Order order) {
    return sayOnce ? chat.lookUp(order) : CompletableFuture.completedFuture(Optional.empty());
  }

  @Override
  public boolean saysOnce(Order order) {
    return sayOnce;
  }

  @Override
  public boolean ours(UserId user) {
    return chat.ours(user);
  }

  @Override
  public boolean up(AccountId account) {
    return !account.equals(down) && chat.up(account);
  }

  @Override
  public AccountId first(String platform) {
    return chat.first(platform);
  }

  @Override
  public AccountId speaker(AccountId listening, @Nullable String persona) {
    return chat.speaker(listening, persona);
  }
}
