// Small help for pages that already work without it.
const say = (element, text) => { element.textContent = text; };

for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}

for (const button of document.querySelectorAll("[data-copy]")) {
  if (!navigator.clipboard) continue;
  button.hidden = false;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(button.dataset.copy);
    say(button.querySelector("[role=status]") || button, button.dataset.done);
  });
}

for (const button of document.querySelectorAll("[data-dismiss]")) {
  button.hidden = false;
  button.addEventListener("click", () => button.closest(button.dataset.dismiss)?.remove());
}

// Verifica: the fingerprint is made here, so the file itself never leaves the telephone.
for (const form of document.querySelectorAll("form[data-hash]")) {
  const input = form.querySelector("input[type=file]");
  const status = form.querySelector("[role=status]");
  if (!window.crypto?.subtle || !input || !status) continue;
  for (const part of form.querySelectorAll("[data-with-script]")) part.hidden = false;
  for (const part of form.querySelectorAll("[data-without-script]")) part.hidden = true;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const file = input.files[0];
    if (!file) { input.focus(); return; }
    say(status, form.dataset.working);
    try {
      const digest = await crypto.subtle.digest("SHA-256", await file.arrayBuffer());
      const hex = [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
      const url = new URL(form.dataset.hash, location.href);
      url.searchParams.set("sha256", hex);
      location.assign(url);
    } catch {
      say(status, form.dataset.failed);
    }
  });
}
