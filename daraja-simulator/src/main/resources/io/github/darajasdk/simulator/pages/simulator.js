// Makes the pages live: asks once a second whether the phone's screen, or a list, has changed, and adds the PIN pad.
// Every page works without this.
"use strict";

// A form that was refused: its problem is brought into view, and the field it is about takes the focus.
document.querySelector("main .problem")?.scrollIntoView({ block: "center" });
document.querySelector("main [aria-invalid]")?.focus({ preventScroll: true });

// Whether the simulator answers: a page that has lost it must not look as if it were alive.
const connection = (() => {
  let notice = null;

  function lost() {
    if (notice) {
      return;
    }
    notice = document.createElement("p");
    notice.id = "gone";
    notice.className = "problem";
    notice.setAttribute("role", "alert");
    notice.textContent = "The simulator does not answer. What stands here may be old; this page goes on when it is back.";
    document.getElementById("content").prepend(notice);
    for (const button of document.querySelectorAll("main button:not([disabled])")) {
      button.disabled = true;
      button.dataset.gone = "";
    }
  }

  function found() {
    if (!notice) {
      return;
    }
    notice.remove();
    notice = null;
    for (const button of document.querySelectorAll("button[data-gone]")) {
      button.disabled = false;
      delete button.dataset.gone;
    }
  }

  return { lost, found };
})();

// Lists: the same page is fetched again, and what it says in the live parts replaces what is shown.
(() => {
  const parts = [...document.querySelectorAll("[data-live]")];
  if (parts.length === 0) {
    return;
  }
  const shown = new Map(parts.map((part) => [part, part.innerHTML]));
  const number = document.getElementById("screen")?.dataset.number;
  const page = document.getElementById("content").dataset.page; // not where a refused form was sent to
  const address = number ? page + "?number=" + number : page + location.search;

  function replaceBy(live, fresh) {
    const open = new Set([...live.querySelectorAll("details[open][data-key]")].map((one) => one.dataset.key));
    const focused = live.contains(document.activeElement) ? document.activeElement : null;
    const key = focused?.closest("[data-key]")?.dataset.key;
    const id = focused?.id;
    const target = focused?.getAttribute("href");
    live.innerHTML = fresh.innerHTML;
    for (const one of live.querySelectorAll("details[data-key]")) {
      one.open = open.has(one.dataset.key);
    }
    if (id) {
      document.getElementById(id)?.focus({ preventScroll: true });
    } else if (key) {
      live.querySelector(`[data-key="${CSS.escape(key)}"] summary`)?.focus({ preventScroll: true });
    } else if (target) {
      live.querySelector(`a[href="${CSS.escape(target)}"]`)?.focus({ preventScroll: true });
    }
  }

  async function look() {
    try {
      const answer = await fetch(address);
      const now = new DOMParser().parseFromString(await answer.text(), "text/html");
      if (answer.ok) {
        connection.found();
        for (const part of parts) {
          const fresh = now.getElementById(part.id);
          if (!fresh) {
            location.reload(); // what was waited for is there
            return;
          }
          if (fresh.innerHTML !== shown.get(part)) {
            shown.set(part, fresh.innerHTML);
            replaceBy(part, fresh);
          }
        }
      }
    } catch {
      connection.lost();
    }
    setTimeout(look, 1000);
  }

  setTimeout(look, 1000);
})();

(() => {
  const screen = document.getElementById("screen");
  if (!screen) {
    return;
  }

  const keys = ["1", "2", "3", "4", "5", "6", "7", "8", "9", "0", "⌫"];

  function addPad() {
    const pad = document.getElementById("pad");
    const pin = document.getElementById("pin");
    if (!pad || !pin || pad.childElementCount > 0) {
      return;
    }
    for (const key of keys) {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = key;
      button.className = key === "0" ? "zero" : "";
      if (key === "⌫") {
        button.setAttribute("aria-label", "Delete the last digit");
      }
      button.addEventListener("click", () => {
        pin.value = key === "⌫" ? pin.value.slice(0, -1) : (pin.value + key).slice(0, 4);
      });
      pad.append(button);
    }
    pad.hidden = false;
  }

  function show(markup, version) {
    const typed = document.getElementById("pin")?.value ?? "";
    const focused = document.activeElement?.id ?? "";
    const hadPrompt = document.getElementById("prompt") !== null;
    screen.innerHTML = markup;
    screen.dataset.version = version;
    addPad();
    const pin = document.getElementById("pin");
    if (pin && hadPrompt) {
      pin.value = typed;
    }
    if (focused && screen.querySelector("#" + CSS.escape(focused))) {
      document.getElementById(focused).focus();
    } else if (pin && !hadPrompt) {
      pin.focus({ preventScroll: true });
    }
    if (!hadPrompt) {
      reveal();
    }
  }

  // On a small screen the whole request, with its buttons, is brought into view.
  function reveal() {
    document.getElementById("prompt")?.scrollIntoView({ block: "nearest" });
  }

  async function look() {
    try {
      const url = "/phone/screen/" + screen.dataset.number + "?version=" + screen.dataset.version;
      const answer = await fetch(url);
      const version = answer.headers.get("X-Screen-Version");
      const menuInUse = screen.querySelector(".menu[open] input:focus") !== null;
      if (answer.ok && version && version !== screen.dataset.version && !menuInUse) {
        show(await answer.text(), version);
      }
      connection.found();
    } catch {
      connection.lost();
    }
    setTimeout(look, 1000);
  }

  // Sends the forms of the screen in the background, so that the page does not jump.
  screen.addEventListener("submit", async (event) => {
    const form = event.target;
    if (form.closest(".menu")) {
      return; // its answer may carry a note, so the page is loaded anew
    }
    event.preventDefault();
    try {
      await fetch(form.action, { method: "POST", body: new URLSearchParams(new FormData(form)) });
      const answer = await fetch("/phone/screen/" + screen.dataset.number);
      show(await answer.text(), answer.headers.get("X-Screen-Version"));
    } catch {
      connection.lost();
    }
  });

  addPad();
  document.getElementById("pin")?.focus({ preventScroll: true });
  reveal();
  setTimeout(look, 1000);
})();
