package dev.steward.adapter.web;

/**
 * The room says no to a member, in words that a member understands. Thrown before anything has
 * changed; becomes an HTTP answer.
 */
final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final String code;
  private final String zh;
  private final long seconds;

  private Refusal(int status, String code, String zh, String en, long seconds) {
    super(en, null, false, false);
    this.status = status;
    this.code = code;
    this.zh = zh;
    this.seconds = seconds;
  }

  static Refusal of(int status, String code, String zh, String en) {
    return new Refusal(status, code, zh, en, 0);
  }

  /** As {@link #of}, with the seconds after which another try makes sense. */
  static Refusal later(int status, String code, String zh, String en, long seconds) {
    return new Refusal(status, code, zh, en, Math.max(1, seconds));
  }

  static Refusal malformed(String what) {
    return of(400, "malformed", "请求格式不对：" + what, "The request is malformed: " + what);
  }

  static Refusal notFound() {
    return of(404, "not-found", "没有这个地址", "There is nothing here");
  }

  static Refusal notIn() {
    return of(403, "not-in", "你不在这个群里", "You are not in this group");
  }

  static Refusal messageGone() {
    return of(404, "message-gone", "这条消息已经不在了", "That message is gone");
  }

  static Refusal stranger() {
    return of(401, "stranger", "请先从邀请链接进群", "Please come in by an invitation link first");
  }

  static Refusal busy() {
    return later(503, "busy", "群里太忙了，请稍后再发", "The group is busy, please try again shortly", 2);
  }

  /** Muted for so many seconds more. */
  static Refusal muted(long seconds) {
    long minutes = Math.max(1, (seconds + 59) / 60);
    String zh = minutes < 120 ? minutes + " 分钟" : (minutes + 59) / 60 + " 小时";
    String en = minutes < 120 ? minutes + " min" : (minutes + 59) / 60 + " h";
    return later(
        403,
        "muted",
        "你被禁言了，还有 " + zh + "。有疑问可以私聊管家",
        "You are muted for another " + en + ". Write to the steward in private if that seems wrong",
        seconds);
  }

  int status() {
    return status;
  }

  String code() {
    return code;
  }

  String zh() {
    return zh;
  }

  String en() {
    return String.valueOf(getMessage());
  }

  /** Whether the message is gone, or the member. */
  boolean gone() {
    return code.equals("message-gone") || code.equals("not-in");
  }

  /** Seconds to wait; 0 when waiting does not help. */
  long seconds() {
    return seconds;
  }
}
