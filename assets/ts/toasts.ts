/** A message stays until it is dismissed; good news goes by itself, unless somebody reads it. */
import { all, onClick, onContent } from "./dom";

const STAY = 8000;

export function leaveByItself(toast: HTMLElement): void {
  const wait = (): number => window.setTimeout(() => toast.remove(), STAY);
  let timer = wait();
  const hold = (): void => clearTimeout(timer);
  const resume = (): void => {
    hold();
    timer = wait();
  };
  toast.addEventListener("pointerenter", hold);
  toast.addEventListener("focusin", hold);
  toast.addEventListener("pointerleave", resume);
  toast.addEventListener("focusout", resume);
}

export function startToasts(): void {
  onClick("[data-toast-close]", (button) => button.closest("[data-toast]")?.remove());
  onContent((root) => all<HTMLElement>(root, "[data-toast='passing']").forEach(leaveByItself));
}
