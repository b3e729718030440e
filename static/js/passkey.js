/* Passkeys: the browser asks for a finger, a face or a PIN; the form carries the answer. Without it the other ways stay. */
(() => {
  "use strict";
  const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (sign) => sign.charCodeAt(0));
  const text = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");

  const readable = ({ publicKey }) => {
    const options = { ...publicKey, challenge: bytes(publicKey.challenge) };
    if (options.user) options.user = { ...options.user, id: bytes(options.user.id) };
    for (const list of ["excludeCredentials", "allowCredentials"]) {
      if (options[list]) options[list] = options[list].map((known) => ({ ...known, id: bytes(known.id) }));
    }
    return { publicKey: options };
  };

  const sendable = (credential) => {
    const answer = {};
    for (const name of ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"]) {
      if (credential.response[name]) answer[name] = text(credential.response[name]);
    }
    return JSON.stringify({
      id: credential.id,
      rawId: text(credential.rawId),
      type: credential.type,
      authenticatorAttachment: credential.authenticatorAttachment,
      clientExtensionResults: credential.getClientExtensionResults(),
      response: answer,
    });
  };

  const ways = {
    maken: async () => navigator.credentials.create(readable(JSON.parse(document.getElementById("passkey-opties").textContent))),
    inloggen: async (form) => {
      const answer = await fetch(form.action, { headers: { Accept: "application/json" }, cache: "no-store" });
      return navigator.credentials.get(readable((await answer.json()).request_options));
    },
  };

  const prepare = (form) => {
    const wrong = form.querySelector("[data-fout]");
    form.hidden = false;
    for (const part of form.querySelectorAll("[data-kan]")) part.hidden = false;
    for (const part of form.querySelectorAll("[data-kan-niet]")) part.hidden = true;
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      wrong.hidden = true;
      try {
        form.elements.credential.value = sendable(await ways[form.dataset.passkey](form));
        form.submit();
      } catch {
        wrong.hidden = false;
      }
    });
  };

  const start = () => {
    if (window.PublicKeyCredential) document.querySelectorAll("form[data-passkey]").forEach(prepare);
  };
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
})();
