/* Small helps; every page works without them. */
(() => {
  "use strict";
  const root = document.documentElement;
  root.classList.add("js");

  // The error summary takes the focus, so that screen reader and keyboard begin there.
  const focusErrors = (where) => {
    const summary = where.querySelector(".foutenlijst");
    if (summary) summary.focus();
  };

  // What was just done is said first: the message takes the focus when there is nothing to mend.
  const focusMessages = () => {
    const region = document.getElementById("meldingen");
    if (region && region.querySelector(".melding") && !document.querySelector(".foutenlijst")) region.focus();
  };

  // A menu closes by Escape, by a click beside it and when the focus leaves it.
  const closeMenus = (except) => {
    for (const menu of document.querySelectorAll("details.uitklap[open]")) {
      if (menu !== except && !(except && menu.contains(except))) menu.open = false;
    }
  };
  document.addEventListener("click", (event) => closeMenus(event.target.closest("details.uitklap")));
  document.addEventListener("focusin", (event) => closeMenus(event.target.closest("details.uitklap")));
  document.addEventListener("keydown", (event) => {
    const menu = event.key === "Escape" && document.activeElement?.closest("details.uitklap[open]");
    if (!menu) return;
    menu.open = false;
    menu.querySelector("summary").focus();
  });

  // One press is enough; the server counts a form once anyway.
  document.addEventListener("submit", (event) => {
    const button = event.submitter;
    if (!button || event.defaultPrevented) return;
    if (button.getAttribute("aria-busy") === "true") event.preventDefault();
    else button.setAttribute("aria-busy", "true");
  });
  addEventListener("pageshow", () => {
    for (const button of document.querySelectorAll("[aria-busy]")) button.removeAttribute("aria-busy");
  });

  // A form that was changed asks before the page is left.
  let changed = false;
  document.addEventListener("input", (event) => {
    if (event.target.closest("form.formulier")) changed = true;
  });
  document.addEventListener("submit", () => { changed = false; });
  addEventListener("beforeunload", (event) => {
    if (changed) event.preventDefault();
  });

  // Two minutes before the session ends the page says so and offers to stay.
  const watchSession = () => {
    const seconds = Number(document.body.dataset.sessie);
    const dialog = document.getElementById("sessie");
    if (!seconds || !dialog) return;
    const warnAt = Math.max(seconds - 120, seconds / 2);
    const left = dialog.querySelector("[data-over]");
    const stay = dialog.querySelector("[data-blijf]");
    let since = Date.now();
    const check = () => {
      const gone = (Date.now() - since) / 1000;
      if (gone >= seconds) { changed = false; location.reload(); return; }
      if (gone < warnAt) return;
      left.textContent = gone > seconds - 60 ? "minder dan 1 minuut" : "2 minuten";
      if (!dialog.open) dialog.showModal();
    };
    const extend = async () => {
      const answer = await fetch(stay.dataset.blijf, { redirect: "manual", cache: "no-store" }).catch(() => null);
      if (!answer || !answer.ok) return;
      since = Date.now();
      dialog.close();
    };
    stay.addEventListener("click", extend);
    dialog.addEventListener("cancel", extend);
    document.addEventListener("htmx:afterRequest", () => { since = Date.now(); });
    setInterval(check, 5000);
  };

  const start = () => {
    focusErrors(document);
    focusMessages();
    watchSession();
  };
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
  document.addEventListener("htmx:afterSwap", (event) => focusErrors(event.target));
})();
