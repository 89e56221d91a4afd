// Makes the pages live: asks once a second whether the phone's screen, or a list, has changed, and adds the PIN pad.
// Every page works without this.
"use strict";

// Lists: the same page is fetched again, and what it says in the live part replaces what is shown.
(() => {
  const live = document.querySelector("[data-live]");
  if (!live) {
    return;
  }

  function replaceBy(fresh) {
    const open = new Set([...live.querySelectorAll("details[open][data-key]")].map((one) => one.dataset.key));
    const focused = live.contains(document.activeElement) ? document.activeElement : null;
    const key = focused?.closest("[data-key]")?.dataset.key;
    const id = focused?.id;
    live.innerHTML = fresh.innerHTML;
    for (const one of live.querySelectorAll("details[data-key]")) {
      one.open = open.has(one.dataset.key);
    }
    if (id) {
      document.getElementById(id)?.focus({ preventScroll: true });
    } else if (key) {
      live.querySelector(`[data-key="${CSS.escape(key)}"] summary`)?.focus({ preventScroll: true });
    }
  }

  let shown = live.innerHTML;

  async function look() {
    try {
      const answer = await fetch(location.pathname);
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const fresh = page.getElementById(live.id);
      if (answer.ok && fresh && fresh.innerHTML !== shown) {
        shown = fresh.innerHTML;
        replaceBy(fresh);
      }
    } catch {
      // The simulator is not there for the moment; the next look may find it again.
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
    } catch {
      // The simulator is not there for the moment; the next look may find it again.
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
      form.submit();
    }
  });

  addPad();
  document.getElementById("pin")?.focus({ preventScroll: true });
  setTimeout(look, 1000);
})();
