/** A message at the side of the page, as the server would put it there. */
import { leaveByItself } from "./toasts";

export function say(words: string, tone: "positive" | "negative"): void {
  const toast = document.createElement("div");
  toast.className = `toast toast--${tone}`;
  const text = document.createElement("p");
  text.className = "toast__text";
  text.textContent = words;
  toast.append(text);
  document.getElementById("toasts")?.append(toast);
  leaveByItself(toast);
}
