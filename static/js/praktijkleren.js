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
    const kept = document.getElementById("bewaard");
    if (kept) kept.focus();
    else if (region && region.querySelector(".melding") && !document.querySelector(".foutenlijst")) region.focus();
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

  // What is to be pasted elsewhere is copied by one press; without a clipboard the field itself is there to copy from.
  const offerCopy = () => {
    if (!navigator.clipboard) return;
    for (const button of document.querySelectorAll("[data-kopieer]")) button.hidden = false;
  };
  document.addEventListener("click", async (event) => {
    const button = event.target.closest("[data-kopieer]");
    if (!button) return;
    const field = document.getElementById(button.dataset.kopieer);
    field.select();
    const told = document.querySelector("[data-gekopieerd]");
    try {
      await navigator.clipboard.writeText(field.value);
      told.textContent = "Het adres is gekopieerd.";
    } catch {
      told.textContent = "Kopiëren lukt niet in deze browser. Kopieer het adres uit het veld.";
    }
  });

  // A form that was changed asks before the page is left.
  let changed = null;
  document.addEventListener("input", (event) => {
    changed = event.target.closest("form.formulier") || changed;
  });
  document.addEventListener("submit", () => { changed = null; });
  addEventListener("beforeunload", (event) => {
    if (changed) event.preventDefault();
  });

  // A part that is kept by itself: kept, it need not hold anybody on the page; not kept, it says so and what was typed stays.
  const typedIn = new Map();
  document.addEventListener("input", (event) => {
    const part = event.target.closest("[data-bewaart]");
    if (part) typedIn.set(part, Date.now());
  });
  document.addEventListener("htmx:beforeRequest", (event) => { event.detail.xhr.sentAt = Date.now(); });
  document.addEventListener("htmx:afterSwap", (event) => {
    const part = event.target.closest("[data-bewaart]");
    if (!part) return;
    const kept = !part.querySelector(".is-bewaard--fout") && typedIn.get(part) <= event.detail.xhr.sentAt;
    if (kept) typedIn.delete(part);
    if (!typedIn.size) changed = null;
  });
  const notKept = (part, words) => {
    const line = part.querySelector(".is-bewaard");
    const said = document.createElement("span");
    said.className = "is-bewaard--fout";
    said.textContent = line.dataset[words];
    line.replaceChildren(said);
  };
  document.addEventListener("htmx:sendError", (event) => {
    if (event.target.matches("[data-bewaart]")) notKept(event.target, "mislukt");
  });
  document.addEventListener("htmx:beforeSwap", (event) => {
    const part = event.detail.requestConfig?.elt;
    if (event.detail.xhr.status < 400 || !part?.matches("[data-bewaart]")) return;
    event.detail.shouldSwap = false;
    notKept(part, "anders");
  });

  const here = (form) => {
    const url = new URL(form.getAttribute("action") || location.href, location.href);
    return url.pathname + url.search;
  };

  // Two minutes before the session ends the page says so and offers to stay. How long there is, only the server knows: another
  // tab may be in use. What was typed is kept by the server half a minute before the end, or when the end was slept through.
  const watchSession = () => {
    const seconds = Number(document.body.dataset.sessie);
    const dialog = document.getElementById("sessie");
    if (!seconds || !dialog) return;
    const warning = Math.min(120, seconds / 2);
    const left = dialog.querySelector("[data-over]");
    const said = dialog.querySelector("[data-melding]");
    let end, kept, busy = false;
    const restart = (more) => { end = Date.now() + more * 1000; };
    const toGo = () => (end - Date.now()) / 1000;
    const ask = (url, options) => fetch(url, { redirect: "manual", cache: "no-store", ...options }).catch(() => null);

    const keep = async () => {
      const form = changed;
      if (!form || !form.isConnected || form.method !== "post" || kept) return;
      const typed = new FormData(form);
      const body = new URLSearchParams([...typed].filter(([, value]) => typeof value === "string"));
      if ([...typed.values()].some((value) => value instanceof File && value.name)) body.set("sessie_bestanden", "1");
      body.set("sessie_actie", here(form));
      kept = await ask(dialog.dataset.bewaar, { method: "POST", body });
    };
    const leave = async () => {
      await keep();
      changed = null;
      location.reload();
    };
    const show = () => {
      const words = toGo() > 60 ? "2 minuten" : "minder dan 1 minuut";
      if (left.textContent !== words) said.textContent = `Nog ${words}.`;
      left.textContent = words;
      if (!dialog.open) dialog.showModal();
    };
    const look = async () => {
      if (toGo() > warning) return;
      const answer = await ask(dialog.dataset.vraag);
      const more = answer?.type === "opaqueredirect" ? 0 : answer?.ok ? parseInt(await answer.text(), 10) : NaN;
      if (Number.isFinite(more)) restart(more);
      if (toGo() > warning) { kept = null; dialog.close(); }
      else if (toGo() <= 0) await leave();
      else {
        show();
        if (toGo() <= 30) await keep();
      }
    };
    const extend = async () => {
      const answer = await ask(dialog.dataset.blijf);
      if (!answer || !answer.ok) return;
      kept = null;
      restart(seconds);
      dialog.close();
    };
    restart(seconds);
    dialog.querySelector("button").addEventListener("click", extend);
    dialog.addEventListener("cancel", extend);
    document.addEventListener("input", () => { kept = null; });
    document.addEventListener("htmx:afterRequest", () => restart(seconds));
    setInterval(async () => {
      if (busy) return;
      busy = true;
      await look().finally(() => { busy = false; });
    }, 5000);
  };

  // What was typed before the session ended goes back into the form, when the form still has a place for all of it.
  const restoreInput = () => {
    const note = document.getElementById("bewaard");
    if (!note) return;
    const values = new FormData(note.querySelector("form[data-zonder]"));
    const names = [...new Set(values.keys())].filter((name) => name !== "csrfmiddlewaretoken" && name !== "once");
    const fits = (form) => !note.contains(form) && form.method === "post" && here(form) === note.dataset.actie && names.every((name) => form.elements[name]);
    const form = [...document.forms].find(fits);
    if (!form) return;
    const counts = {};
    for (const field of form.elements) {
      if (!field.name || ["hidden", "file", "password", "submit"].includes(field.type) && !names.includes(field.name)) continue;
      if (["csrfmiddlewaretoken", "once"].includes(field.name) || field.type === "file") continue;
      const given = values.getAll(field.name);
      if (field.type === "checkbox" || field.type === "radio") field.checked = given.includes(field.value);
      else if (field.type === "select-multiple") for (const option of field.options) option.selected = given.includes(option.value);
      else {
        const turn = counts[field.name] = (counts[field.name] ?? -1) + 1;
        if (turn < given.length) field.value = given[turn];
      }
      field.dispatchEvent(new Event("change", { bubbles: true }));
    }
    changed = form;
    for (const part of note.querySelectorAll("[data-zonder]")) part.hidden = true;
    for (const part of note.querySelectorAll("[data-met]")) part.hidden = false;
  };

  const start = () => {
    restoreInput();
    offerCopy();
    focusErrors(document);
    focusMessages();
    watchSession();
  };
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
  document.addEventListener("htmx:afterSwap", (event) => focusErrors(event.target));
})();
