// Passkeys. A form marked data-passkey asks the server what to sign, has the browser do it, and sends the answer as an
// ordinary form. Without this file, or where the browser has no passkeys, those forms stay hidden.
const fromBase64 = (text) =>
  Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (letter) => letter.charCodeAt(0));
const toBase64 = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");

const opened = ({ publicKey }) => ({
  ...publicKey,
  challenge: fromBase64(publicKey.challenge),
  ...(publicKey.user && { user: { ...publicKey.user, id: fromBase64(publicKey.user.id) } }),
  ...(publicKey.excludeCredentials && { excludeCredentials: publicKey.excludeCredentials.map(named) }),
  ...(publicKey.allowCredentials && { allowCredentials: publicKey.allowCredentials.map(named) }),
});
const named = (credential) => ({ ...credential, id: fromBase64(credential.id) });

const written = (credential) => {
  const response = {};
  for (const part of ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"]) {
    if (credential.response[part]) response[part] = toBase64(credential.response[part]);
  }
  return JSON.stringify({
    id: credential.id,
    rawId: toBase64(credential.rawId),
    type: credential.type,
    clientExtensionResults: {},
    response,
  });
};

const prove = async (form) => {
  const token = form.elements.csrfmiddlewaretoken.value;
  const answer = await fetch(form.dataset.question, { method: "POST", headers: { "X-CSRFToken": token } });
  if (!answer.ok) throw new Error(String(answer.status));
  const publicKey = opened(await answer.json());
  const credential = form.dataset.passkey === "create"
    ? await navigator.credentials.create({ publicKey })
    : await navigator.credentials.get({ publicKey });
  form.elements.credential.value = written(credential);
  form.submit();
};

for (const form of document.querySelectorAll("form[data-passkey]")) {
  if (!window.PublicKeyCredential) continue;
  form.hidden = false;
  const status = form.querySelector("[role=status]");
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    status.textContent = form.dataset.working;
    try {
      await prove(form);
    } catch {
      status.textContent = form.dataset.failed;
    }
  });
}
for (const part of document.querySelectorAll("[data-without-passkeys]")) {
  if (window.PublicKeyCredential) part.hidden = true;
}
