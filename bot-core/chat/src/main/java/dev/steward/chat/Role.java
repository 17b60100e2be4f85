package dev.steward.chat;

/** What the platform lets a member do in a group. It says nothing about being the brand's staff. */
public enum Role {
  OWNER,
  ADMIN,
  MEMBER
}
