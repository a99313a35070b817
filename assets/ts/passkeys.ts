/** Passkeys. A form with data-passkey asks the browser for one, puts the answer in and sends itself. */
import { onContent, all } from "./dom";

const can = (): boolean => "credentials" in navigator && "PublicKeyCredential" in window;

export function startPasskeys(): void {
  onContent((root) => {
    for (const form of all<HTMLFormElement>(root, "form[data-passkey]")) {
      form.hidden = !can();
      document.getElementById(form.dataset.without ?? "")?.toggleAttribute("hidden", can());
    }
  });
  // On the window: before the guard against sending twice, for nothing is sent yet.
  window.addEventListener(
    "submit",
    (event) => {
      const form = event.target as HTMLFormElement;
      if (form.matches("[data-passkey]")) void ask(form, event);
    },
    { capture: true },
  );
}

async function ask(form: HTMLFormElement, event: SubmitEvent): Promise<void> {
  const answer = form.elements.namedItem("credential");
  if (!(answer instanceof HTMLInputElement) || answer.value) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  const trouble = form.querySelector<HTMLElement>("[data-passkey-trouble]");
  if (trouble) trouble.hidden = true;
  try {
    const { credential } = await import("./webauthn");
    answer.value = await credential(form);
    form.requestSubmit();
    answer.value = "";
  } catch {
    // Stopped by the person, or this browser cannot do it here: the other ways stay.
    answer.value = "";
    if (trouble) trouble.hidden = false;
  }
}
