package dev.steward.server.api;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A request that is turned down, in the form of RFC 9457.
 *
 * <p>Its detail says in both languages what to do next.
 */
final class ApiProblem extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final String code;
  private final String title;
  private final String detail;

  /**
   * @param code a word that programs tell problems by
   * @param title the same for every problem of this code
   */
  ApiProblem(int status, String code, String title, String zh, String en) {
    super(code, null, false, false);
    this.status = status;
    this.code = code;
    this.title = title;
    this.detail = zh + " / " + en;
  }

  int status() {
    return status;
  }

  String code() {
    return code;
  }

  /** The body: {@code application/problem+json}. */
  Map<String, Object> body() {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("type", "urn:steward:problem:" + code);
    body.put("title", title);
    body.put("status", status);
    body.put("code", code);
    body.put("detail", detail);
    return body;
  }

  static ApiProblem noToken() {
    return new ApiProblem(
        401,
        "token-missing",
        "No token",
        "请求要带令牌：Authorization: Bearer stw_…。令牌由店主在控制台「接口令牌」里创建。",
        "Send a token: Authorization: Bearer stw_... An owner makes it in the console, under"
            + " \"API tokens\".");
  }

  static ApiProblem tokenInAddress() {
    return new ApiProblem(
        400,
        "token-in-address",
        "The token stands in the address",
        "令牌写在了网址里，网址会被别人记下来。请作废这个令牌，换一个新的，放在 Authorization 头里。",
        "The token stands in the address, and addresses are written down by others. Revoke it, make"
            + " a new one, and send it in the Authorization header.");
  }

  static ApiProblem unknownToken() {
    return new ApiProblem(
        401,
        "token-unknown",
        "Unknown token",
        "没有这个令牌。请检查是否完整复制。",
        "There is no such token. Was all of it copied?");
  }

  static ApiProblem expired(ApiToken token) {
    return new ApiProblem(
        401,
        "token-expired",
        "Expired token",
        "令牌 " + token.prefix() + " 已于 " + token.expires() + " 到期。请店主创建一个新的。",
        "Token "
            + token.prefix()
            + " expired at "
            + token.expires()
            + ". Ask an owner for a new one.");
  }

  static ApiProblem revoked(ApiToken token) {
    return new ApiProblem(
        401,
        "token-revoked",
        "Revoked token",
        "令牌 " + token.prefix() + " 已作废。请店主创建一个新的。",
        "Token " + token.prefix() + " was revoked. Ask an owner for a new one.");
  }

  static ApiProblem scope(ApiToken token, Scope needed) {
    return new ApiProblem(
        403,
        "scope-missing",
        "The token may not read this",
        "这里需要权限 " + needed.word() + "，令牌 " + token.prefix() + " 只有 " + token.scopeWords() + "。",
        "This needs the scope "
            + needed.word()
            + "; token "
            + token.prefix()
            + " has "
            + token.scopeWords()
            + ".");
  }

  static ApiProblem tooFast(long seconds) {
    return new ApiProblem(
        429,
        "too-fast",
        "Too many requests",
        "请求太快，" + seconds + " 秒后再试。一次多取一些（limit）就够了。",
        "Too many requests: try again in " + seconds + " s. A larger limit needs fewer of them.");
  }

  static ApiProblem busy() {
    return new ApiProblem(
        503, "busy", "Busy", "现在太忙，过几秒再试。", "Too busy now: try again in some seconds.");
  }

  static ApiProblem failure() {
    return new ApiProblem(
        500,
        "failure",
        "Something failed",
        "服务出错了，已经记下。请过一会儿再试。",
        "Something failed here and was written down. Please try again later.");
  }

  static ApiProblem notFound() {
    return new ApiProblem(
        404,
        "not-found",
        "Not found",
        "没有这个地址或编号。所有地址见 /api/v1/openapi.json。",
        "There is no such address or id. All addresses are in /api/v1/openapi.json.");
  }

  static ApiProblem method() {
    return new ApiProblem(
        405,
        "method-not-allowed",
        "Only GET",
        "这里只能读取（GET）。",
        "Data can only be read here, by GET.");
  }

  static ApiProblem parameter(String name, String zh, String en) {
    return new ApiProblem(
        400, "parameter-wrong", "A parameter is wrong", name + "：" + zh, name + ": " + en);
  }

  static ApiProblem cursor() {
    return new ApiProblem(
        400,
        "cursor-unknown",
        "Not a cursor of this list",
        "cursor 不是这个列表给出的。请原样用上一次的 nextCursor，或者不带 cursor 从头开始。",
        "The cursor was not given out by this list. Use the last nextCursor as it is, or start"
            + " without one.");
  }
}
