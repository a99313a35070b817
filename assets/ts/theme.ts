/** Light or dark, remembered on this device only. */
import { onClick } from "./dom";

function current(): string {
  const chosen = document.documentElement.dataset.theme;
  return chosen ?? (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light");
}

export function startTheme(): void {
  onClick("[data-theme-toggle]", () => {
    const next = current() === "dark" ? "light" : "dark";
    document.documentElement.dataset.theme = next;
    try {
      localStorage.setItem("theme", next);
    } catch {
      // Storage may be closed; the choice then lasts for this page.
    }
  });
}
