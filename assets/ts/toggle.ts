/** Buttons that are on or off show it at once, and go back when the server does not agree. */
import { onClick } from "./dom";
import { say } from "./say";
import { ElsewhereError, arrived, parsed, send } from "./send";

const COUNT = / · (\d+)$/;

function show(button: HTMLElement, on: boolean, step: number): void {
  button.setAttribute("aria-pressed", String(on));
  const label = button.querySelector("span");
  if (!label || button.id.startsWith("follow")) return;
  const words = label.textContent?.replace(COUNT, "") ?? "";
  const count = Number(COUNT.exec(label.textContent ?? "")?.[1] ?? 0) + step;
  label.textContent = count > 0 ? `${words} · ${count}` : words;
}

async function toggle(button: HTMLButtonElement, sorry: string): Promise<void> {
  const was = button.getAttribute("aria-pressed") === "true";
  const part = button.closest("[data-part]") ?? button;
  const body = new FormData();
  body.set(button.name, button.value);
  button.setAttribute("aria-busy", "true");
  show(button, !was, was ? -1 : 1);
  try {
    const response = await send(button.formAction, body);
    const fresh = parsed(await response.text()).body.firstElementChild;
    if (!response.ok || !fresh) throw new Error("no answer");
    const focused = part.contains(document.activeElement);
    part.replaceWith(fresh);
    arrived(fresh);
    if (focused) document.getElementById(button.id)?.focus();
  } catch (error) {
    if (error instanceof ElsewhereError) return location.assign(error.url);
    button.removeAttribute("aria-busy");
    show(button, was, was ? 1 : -1);
    say(sorry, "negative");
  }
}

export function startToggles(words: DOMStringMap): void {
  onClick("button[data-toggle]", (button, event) => {
    event.preventDefault();
    if (button.getAttribute("aria-busy") !== "true") void toggle(button as HTMLButtonElement, words.wordsUndone ?? "");
  });
}
