/** After a swap the reader goes on where they were: a mark, an error, or the same place in the new content. */
import { onClick } from "./dom";

const FOCUSABLE = "a[href], button, input:not([type=hidden]), textarea, select, [tabindex]";
let place = -1;

function remember(target: Element): void {
  place = [...target.querySelectorAll(FOCUSABLE)].indexOf(document.activeElement as Element);
  if (target === document.activeElement) place = 0;
}

function goOn(content: Element): void {
  const marked = content.querySelector<HTMLElement>("[data-focus], [role=alert], [autofocus]");
  const next = marked ?? (place < 0 ? null : content.querySelectorAll<HTMLElement>(FOCUSABLE)[place]);
  place = -1;
  if (!next || content.contains(document.activeElement)) return;
  if (!next.matches(FOCUSABLE)) next.tabIndex = -1;
  next.focus();
}

export function startFocus(): void {
  document.addEventListener("htmx:beforeSwap", (event) => remember(event.target as Element));
  document.addEventListener("htmx:afterSettle", (event) => goOn(event.target as Element));
  // A form that came back says why at its top; after the back button the reader was somewhere already.
  const [visit] = performance.getEntriesByType("navigation") as PerformanceNavigationTiming[];
  if (visit?.type !== "back_forward") document.querySelector<HTMLElement>("main form [role=alert][tabindex]")?.focus();
  // A link inside the page also moves the keyboard there, not only the view.
  onClick("a[href^='#']", (link) => {
    const target = document.getElementById(link.getAttribute("href")?.slice(1) ?? "");
    const field = target?.matches("fieldset") ? target.querySelector<HTMLElement>("input") : target;
    const editor = field?.hidden ? field.previousElementSibling?.querySelector<HTMLElement>("[role=textbox]") : field;
    if (editor?.matches("input, textarea, select, [role=textbox]")) editor.focus();
  });
}
