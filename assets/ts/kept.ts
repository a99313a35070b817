/** What people type is kept in the browser. The part that does it comes when there is a form for it. */
import { all, onContent } from "./dom";

export const PREFIX = "draft:";
/** Before whose searches these are. */
export const RECENT = "gezocht:";

export function keptKeys(): string[] {
  try {
    return Object.keys(localStorage).filter((key) => key.startsWith(PREFIX));
  } catch {
    return [];
  }
}

export function startKeeping(): void {
  onContent((root) => {
    const forms = all<HTMLFormElement>(root, "form[data-draft]");
    if (!forms.length && !keptKeys().length) return;
    void import("./drafts").then(({ tidy, watch }) => {
      tidy();
      forms.forEach(watch);
    });
  });
  document.addEventListener("submit", (event) => {
    const { pathname } = new URL((event.target as HTMLFormElement).action, location.href);
    if (!pathname.endsWith("/account/uitloggen/")) return;
    for (const key of keptKeys()) localStorage.removeItem(key);
    localStorage.removeItem(`${RECENT}${document.body.dataset.person ?? ""}`);
  });
  // The words beside a choice, repeated elsewhere in its form.
  document.addEventListener("change", (event) => {
    const input = event.target;
    if (!(input instanceof HTMLInputElement) || !input.dataset.says) return;
    const echo = input.form?.querySelector(`[data-echo="${input.name}"]`);
    if (echo) echo.textContent = input.dataset.says;
  });
}
