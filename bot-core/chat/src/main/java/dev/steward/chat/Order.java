package dev.steward.chat;

/**
 * One action on its way to a platform.
 *
 * @param id unique over the installation and stable over retries: a platform with {@link
 *     Capability#SEND_ONCE} says one id once
 * @param account who acts
 * @param action what is done
 * @param attempt counts from 1
 */
public record Order(long id, AccountId account, Action action, int attempt) {}
