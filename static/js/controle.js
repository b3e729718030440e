/* Compares a PDF of the visitor with the verklaring on this page. The file is read here and goes nowhere. */
(() => {
  "use strict";
  const box = document.querySelector("[data-sha256]");
  const field = box.querySelector("[data-kies]");
  const input = field.querySelector("input");
  const answer = box.querySelector("[data-uitkomst]");

  const tell = (kind) => {
    const words = box.querySelector(`template[data-soort="${kind}"]`);
    answer.replaceChildren(words.content.cloneNode(true));
  };

  const hex = (bytes) => Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, "0")).join("");

  const compare = async (file) => {
    if (!file) return;
    answer.replaceChildren();
    try {
      const digest = await crypto.subtle.digest("SHA-256", await file.arrayBuffer());
      tell(hex(digest) === box.dataset.sha256 ? "gelijk" : "anders");
    } catch {
      tell("mislukt");  // unreadable, or a browser without crypto.subtle
    }
  };

  field.hidden = false;
  input.addEventListener("change", () => compare(input.files[0]));
  addEventListener("dragover", (event) => event.preventDefault());  // a file dropped beside the box is not opened instead
  addEventListener("drop", (event) => {
    event.preventDefault();
    input.value = "";
    compare(event.dataTransfer.files[0]);
  });
})();
