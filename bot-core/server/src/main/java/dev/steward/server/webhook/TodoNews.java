package dev.steward.server.webhook;

import dev.steward.engine.script.Language;

/**
 * One thing that waits for a person, as others may read it: without members' words.
 *
 * @param overdue whether its time has passed
 * @param url where staff see to it
 */
record TodoNews(
    long number, String kind, String titleZh, String titleEn, boolean overdue, String url) {
  String zh() {
    return (overdue ? "待办超时 #" : "待办 #") + number + "：" + titleZh;
  }

  String en() {
    return (overdue ? "Overdue to-do #" : "To do #") + number + ": " + titleEn;
  }

  String text(Language language) {
    return language.pick(zh(), en()) + "\n" + url;
  }
}
