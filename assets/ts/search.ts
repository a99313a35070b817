/** What the boxes to search in need is loaded when somebody goes to one. */
import { onClick } from "./dom";

export const page = (): HTMLInputElement | null => document.querySelector<HTMLInputElement>("[data-search] input[type=search]");

export function startSearch(): void {
  if (page()) void import("./recent").then(({ start }) => start());
  document.addEventListener("focusin", (event) => {
    const box = event.target as HTMLInputElement;
    if (box.dataset?.suggest && box.role !== "combobox") void import("./suggest").then(({ offer }) => offer(box));
  });
  document.querySelector("[data-head-search]")?.addEventListener("toggle", (event) => {
    const top = event.currentTarget as HTMLDetailsElement;
    if (top.open) top.querySelector("input")?.focus();
  });
  // On the page to search the glass leads to the box that is there.
  onClick("[data-head-search] > summary", (_summary, event) => {
    if (!page()) return;
    event.preventDefault();
    page()?.select();
  });
}
