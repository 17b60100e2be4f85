/**
 * Steward's own group chat: rooms, and a page at {@code /chat}, for a brand without a platform and
 * for trying Steward out. The room is the platform: what it says happened has happened.
 *
 * <p>Start here: {@link dev.steward.adapter.web.WebAdapter} and what {@code WebConnection} puts
 * together. A member's click comes in by {@code ChatMount} and {@code Api}, waits for the rooms'
 * one thread ({@code Writer}), changes the {@code RoomBook} in a transaction that many requests
 * share, and becomes a line of the log ({@code LogEntry}). After the commit the line goes three
 * ways: to the open pages ({@code Audience}), to Steward ({@code Deliveries}, from a cursor that
 * survives a crash), and back to whoever clicked. Steward's orders take the same way in ({@code
 * StewardHand}).
 */
@NullMarked
package dev.steward.adapter.web;

import org.jspecify.annotations.NullMarked;
