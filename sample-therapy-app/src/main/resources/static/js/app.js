/* Everything here is a comfort: without it every form works and open pages refresh themselves. */
(() => {
  "use strict";

  const one = (selector, root = document) => root.querySelector(selector);

  /* Phone number: groups of digits while typing, the cursor stays where it was. */
  const grouped = (text) => {
    const plus = text.trimStart().startsWith("+");
    const digits = text.replace(/\D/g, "").slice(0, plus ? 12 : text.replace(/\D/g, "").startsWith("254") ? 12 : 10);
    const head = digits.startsWith("254") ? 3 : digits.startsWith("0") ? 4 : 3;
    const groups = [digits.slice(0, head), ...(digits.slice(head).match(/\d{1,3}/g) || [])];
    return (plus ? "+" : "") + groups.filter(Boolean).join(" ");
  };

  document.addEventListener("input", (event) => {
    const field = event.target;
    if (field.id !== "phone") {
      return;
    }
    const before = field.value.slice(0, field.selectionStart).replace(/\D/g, "").length;
    field.value = grouped(field.value);
    let at = 0;
    for (let seen = 0; at < field.value.length && seen < before; at++) {
      if (/\d/.test(field.value[at])) {
        seen++;
      }
    }
    if (before === 0 && field.value.startsWith("+")) {
      at = 1;
    }
    field.setSelectionRange(at, at);
    sessionStorage.setItem("phone", field.value);
  });

  /* The number typed last, kept in this tab only: neither a second try nor a change of the page asks for it again. */
  const recallPhone = () => {
    const field = one("#phone");
    if (field && !field.value) {
      field.value = sessionStorage.getItem("phone") || "";
    }
  };

  /* One tap sends one form. */
  document.addEventListener("submit", (event) => {
    const button = event.submitter;
    if (!button) {
      return;
    }
    if (button.getAttribute("aria-disabled") === "true") {
      event.preventDefault();
      return;
    }
    button.setAttribute("aria-disabled", "true");
    if (button.dataset.busy) {
      button.textContent = button.dataset.busy;
    }
  });

  window.addEventListener("pageshow", (event) => {
    if (event.persisted) {
      location.reload();
    }
  });

  /* What is live on this page, and asking for it again. */
  const live = () => one("[data-live]");
  const refresh = (element) => element && window.htmx && window.htmx.trigger(element, "refresh");

  /* Countdowns run on the seconds the server gave, never on the phone's own clock. */
  let ticking = 0;
  let asking = 0;

  const startCountdown = () => {
    clearInterval(ticking);
    clearInterval(asking);
    const shown = one("[data-countdown]");
    if (!shown) {
      return;
    }
    const started = performance.now();
    const seconds = Number(shown.dataset.seconds);
    const draw = () => {
      const left = Math.max(0, Math.ceil(seconds - (performance.now() - started) / 1000));
      if (shown.dataset.countdown === "ring") {
        one("b", shown).textContent = left;
        one(".left", shown).setAttribute("stroke-dashoffset", 100 - (100 * left) / Number(shown.dataset.total));
      } else {
        shown.textContent = Math.floor(left / 60) + ":" + String(left % 60).padStart(2, "0");
      }
      if (left === 0) {
        clearInterval(ticking);
        over();
      }
    };
    ticking = setInterval(draw, 1000);
    draw();
  };

  /* Time is over: nothing has failed. The page asks until it gets something new to show. */
  const over = () => {
    const words = one(".when-over");
    if (words) {
      words.hidden = false;
    }
    asking = setInterval(() => refresh(one("#payment-status")), 1000);
  };

  /*
   * Live: the stream says "changed"; while it is away the page asks by itself. A page that nobody looks at holds no
   * stream, because a browser opens only six connections to one place, whatever the number of its tabs.
   */
  const SLOW = 15;
  let stream = null;
  let lastAsked = 0;

  const follow = () => {
    const element = live();
    const url = element && !document.hidden ? new URL(element.dataset.live, location.href).href : null;
    if (stream && stream.url === url && stream.readyState !== EventSource.CLOSED) {
      return;
    }
    if (stream) {
      stream.close();
      stream = null;
    }
    if (url && window.EventSource) {
      stream = new EventSource(url);
      stream.addEventListener("changed", () => refresh(live()));
      stream.addEventListener("open", () => refresh(live()));
    }
  };

  setInterval(() => {
    const element = live();
    if (!element || document.hidden) {
      return;
    }
    const streaming = stream && stream.readyState === EventSource.OPEN;
    const every = streaming ? SLOW : Number(element.dataset.poll);
    if (performance.now() - lastAsked >= every * 1000) {
      lastAsked = performance.now();
      refresh(element);
      follow();
    }
  }, 1000);

  document.addEventListener("visibilitychange", () => {
    follow();
    if (!document.hidden) {
      refresh(live());
    }
  });

  window.addEventListener("pagehide", () => {
    if (stream) {
      stream.close();
      stream = null;
    }
  });

  /* After a change the keyboard stays where it was; where its button is gone, it goes to the headline. */
  let hadFocus = false;

  document.addEventListener("htmx:beforeSwap", (event) => {
    hadFocus = event.detail.target.contains(document.activeElement);
  });

  document.addEventListener("htmx:afterSettle", () => {
    start();
    if (hadFocus && document.activeElement === document.body) {
      const headline = one("#payment-status h1");
      if (headline) {
        headline.focus();
      }
    }
    hadFocus = false;
  });

  const start = () => {
    lastAsked = performance.now();
    recallPhone();
    startCountdown();
    follow();
  };

  start();
})();
