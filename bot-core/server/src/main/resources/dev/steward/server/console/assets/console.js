// What every page of the console needs beyond plain HTML; pages work without it.
"use strict";

for (const form of document.querySelectorAll("form")) {
  form.addEventListener("submit", (event) => {
    const question = form.dataset.confirm;
    if (question && !window.confirm(question)) {
      event.preventDefault();
      return;
    }
    if (form.dataset.sent) {
      event.preventDefault(); // a second press while the first is under way
      return;
    }
    if (form.method === "post") {
      keep(form);
      form.dataset.sent = "yes";
      form.classList.add("sending");
    }
  });
}

// What was typed into a form that came after the session's end is there again after the sign-in. It
// is kept in this tab alone, until the next page, and for the same person.
const door = document.querySelector("[data-door]");

function who() {
  const name = document.querySelector("[data-who]");
  return name && name.textContent;
}

function typed(form) {
  return [...form.elements].filter((field) => field.name && /^(text|textarea|select-one)$/.test(field.type));
}

/** Which form it is: where it goes, and what it is about. */
function about(form) {
  const hidden = [...form.querySelectorAll("input[type=hidden]")].filter((field) => field.name !== "csrf");
  return [form.getAttribute("action"), ...hidden.map((field) => field.name + "=" + field.value)].join("&");
}

function keep(form) {
  if (!door && who() && !form.querySelector("input[type=password]")) {
    const fields = typed(form).map((field) => [field.name, field.value]);
    sessionStorage.setItem("sent", JSON.stringify({ about: about(form), who: who(), fields }));
  }
}

function giveBack(sent) {
  const forms = [...document.querySelectorAll("form[method=post]")];
  const form = sent.who === who() && forms.find((one) => about(one) === sent.about);
  if (!form) {
    return;
  }
  const fields = new Map(sent.fields);
  typed(form).forEach((field) => (field.value = fields.get(field.name) ?? field.value));
  const around = form.closest("details");
  if (around) {
    around.open = true;
  }
  const note = document.createElement("p");
  note.className = "call";
  note.setAttribute("role", "status");
  note.dataset.testid = "kept";
  note.textContent = document.body.dataset.kept;
  form.before(note);
  note.scrollIntoView({ block: "center" });
}

const sent = JSON.parse(sessionStorage.getItem("sent") || "null");
if (sent && door && "lost" in door.dataset) {
  sessionStorage.setItem("sent", JSON.stringify({ ...sent, lost: true }));
} else if (sent && !door) {
  sessionStorage.removeItem("sent");
  if (sent.lost) {
    giveBack(sent);
  }
}

// Back from the cache of the browser: forms can be sent again.
window.addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form.sending")) {
    form.classList.remove("sending");
    delete form.dataset.sent;
  }
});

for (const field of document.querySelectorAll("[data-autosubmit]")) {
  field.addEventListener("change", () => field.form.requestSubmit());
}

for (const all of document.querySelectorAll("[data-select-all]")) {
  const form = all.closest("form");
  const boxes = [...form.querySelectorAll(`input[name="${all.dataset.selectAll}"]`)];
  const bar = form.querySelector("[data-bar]");
  const count = bar && bar.querySelector("[data-count]");
  const show = () => {
    const ticked = boxes.filter((box) => box.checked).length;
    all.checked = ticked > 0 && ticked === boxes.length;
    all.indeterminate = ticked > 0 && ticked < boxes.length;
    if (bar) {
      bar.hidden = ticked === 0;
      count.textContent = ticked > 0 ? count.dataset.count.replace("{0}", ticked) : "";
    }
  };
  all.addEventListener("change", () => {
    boxes.forEach((box) => (box.checked = all.checked));
    show();
  });
  boxes.forEach((box) => box.addEventListener("change", show));
  show();
}

for (const button of document.querySelectorAll("[data-copy]")) {
  button.addEventListener("click", () => {
    const field = button.parentElement.querySelector("input");
    field.select();
    if (navigator.clipboard) {
      navigator.clipboard.writeText(field.value);
    }
  });
}

// A link from elsewhere comes without the strict cookie. If this browser is signed in after all, go on.
if (door && document.referrer.indexOf(location.origin) !== 0) {
  fetch("/console/session", { credentials: "same-origin" })
    .then((answer) => answer.json())
    .then((session) => {
      if (session.signedIn) {
        location.replace(door.dataset.door);
      }
    })
    .catch(() => {});
}
