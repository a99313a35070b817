/** A message at the side of the page, as the server would put it there. */
import { leaveByItself } from "./toasts";

export function say(words: string, tone: "positive" | "negative"): void {
  const toast = document.createElement("div");
  toast.className = `toast toast--${tone}`;
  const text = document.createElement("p");
  const box = document.getElementById("toasts");
  const name = tone === "positive" ? "circle-check" : "alert-circle";
  toast.innerHTML = `<svg class="icon toast__icon" aria-hidden="true"><use href="${box?.dataset.sprite}#${name}"></use></svg>`;
  text.className = "toast__text";
  text.textContent = words;
  toast.append(text);
  box?.append(toast);
  leaveByItself(toast);
}
