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
      form.dataset.sent = "yes";
      form.classList.add("sending");
    }
  });
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
const door = document.querySelector("[data-door]");
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
