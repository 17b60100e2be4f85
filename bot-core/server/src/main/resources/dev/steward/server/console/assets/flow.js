// The live flow: each event becomes a piece of the page, built node by node. Members' words are only ever text.
"use strict";

(() => {
  const list = document.getElementById("flow");
  const empty = document.getElementById("flow-empty");
  const state = document.getElementById("flow-state");
  const MOST = 300;

  function node(tag, className, text) {
    const made = document.createElement(tag);
    if (className) {
      made.className = className;
    }
    if (text) {
      made.textContent = text;
    }
    return made;
  }

  function words(parts) {
    const said = node("p", "said");
    for (const part of parts) {
      if (part.marked) {
        const mark = node("mark", "", part.text);
        mark.title = part.why;
        said.append(mark);
      } else {
        said.append(part.text);
      }
    }
    return said;
  }

  function decision(decided, before) {
    const line = node("li", "decided " + decided.mode);
    line.dataset.testid = "decision";
    const head = node("p", "");
    head.append(node("b", "verdict", decided.verdict));
    head.append(node("span", "tag " + (decided.mode === "live" ? "live" : "observe"), decided.modeName));
    if (decided.outcome) {
      head.append(node("span", decided.well ? "good" : "soft", decided.outcome));
    }
    line.append(head, node("p", "reason", decided.reason));
    const foot = node("p", "soft small bits");
    const same = before && before.rule === decided.rule && before.script === decided.script;
    for (const text of [decided.rule, decided.script]) {
      if (text && !same) {
        foot.append(node("span", "bit", text));
      }
    }
    if (decided.href && !(before && before.href === decided.href)) {
      const link = node("a", "bit", decided.caseName);
      link.href = decided.href;
      foot.append(link);
    }
    if (foot.childNodes.length > 0) {
      line.append(foot);
    }
    if (decided.said) {
      const said = node("blockquote", "words small");
      said.append(node("b", "soft", list.dataset.said + " "), decided.said);
      line.append(said);
    }
    return line;
  }

  function row(event) {
    const made = node("article", "card event " + event.fate + (event.decisions.length ? " decisive" : ""));
    made.dataset.testid = "flow-row";
    made.dataset.seq = event.seq;
    made.dataset.group = event.group;
    const head = node("header", "");
    head.append(node("time", "soft", event.at));
    if (event.name) {
      head.append(node("strong", "", event.name));
    }
    head.append(node("span", "soft", event.kindName));
    if (event.groupTitle) {
      const group = node("a", "soft where", event.groupTitle);
      group.href = "/console/group?id=" + encodeURIComponent(event.group);
      head.append(group);
    }
    if (event.fate !== "handled" && event.fate !== "settled") {
      head.append(node("span", "tag plain", event.fateName));
    }
    made.append(head);
    if (event.parts.length > 0) {
      made.append(words(event.parts));
    }
    for (const extra of event.extras) {
      made.append(node("span", "tag plain", extra));
    }
    if (event.complain) {
      const link = node("a", "soft small", list.dataset.complain);
      link.href = event.complain;
      made.append(link);
    }
    if (event.decisions.length > 0) {
      const decisions = node("ul", "plain decisions");
      event.decisions.forEach((decided, i) => decisions.append(decision(decided, event.decisions[i - 1])));
      made.append(decisions);
    }
    return made;
  }

  function show(event) {
    const made = row(event);
    const old = list.querySelector(`[data-seq="${event.seq}"]`);
    if (old) {
      old.replaceWith(made);
    } else {
      list.prepend(made);
      while (list.childElementCount > MOST) {
        list.lastElementChild.remove();
      }
    }
    empty.hidden = true;
  }

  const stream = new EventSource(list.dataset.stream);
  stream.addEventListener("begin", () => {
    list.replaceChildren();
    state.textContent = state.dataset.on;
    state.classList.add("on");
  });
  stream.addEventListener("line", (message) => show(JSON.parse(message.data)));
  stream.addEventListener("signed-out", () => location.reload());
  stream.onerror = () => {
    state.textContent = state.dataset.off;
    state.classList.remove("on");
  };
})();
