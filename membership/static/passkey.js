"use strict";
// Asks the browser for a passkey and puts its answer into the form, which is then sent as any other.

const toBytes = (text) =>
  Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (c) => c.charCodeAt(0));
const toText = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
const named = (list) => (list || []).map((key) => ({ ...key, id: toBytes(key.id) }));

async function made(options) {
  const key = await navigator.credentials.create({
    publicKey: {
      ...options,
      challenge: toBytes(options.challenge),
      user: { ...options.user, id: toBytes(options.user.id) },
      excludeCredentials: named(options.excludeCredentials),
    },
  });
  return {
    clientDataJSON: toText(key.response.clientDataJSON),
    attestationObject: toText(key.response.attestationObject),
    id: key.id,
  };
}

async function used(options) {
  const key = await navigator.credentials.get({
    publicKey: {
      ...options,
      challenge: toBytes(options.challenge),
      allowCredentials: named(options.allowCredentials),
    },
  });
  return {
    clientDataJSON: toText(key.response.clientDataJSON),
    authenticatorData: toText(key.response.authenticatorData),
    signature: toText(key.response.signature),
    id: key.id,
  };
}

async function answer(form) {
  const failed = form.querySelector("[data-failed]");
  failed.hidden = true;
  try {
    const options = JSON.parse(form.dataset.options);
    const { id, ...response } = await (form.dataset.passkey === "create" ? made : used)(options);
    form.elements.credential.value = JSON.stringify({ id, rawId: id, response, type: "public-key" });
    form.submit();
  } catch {
    failed.hidden = false;
  }
}

if (window.PublicKeyCredential) {
  for (const form of document.querySelectorAll("form[data-passkey]")) {
    form.hidden = false;
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      answer(form);
    });
  }
}
