/** Back in a list you are where you were: the browser restores the scrolling, this the keyboard. */
import { onClick } from "./dom";

const here = (): string => `plek:${location.pathname}${location.search}`;

function restore(): void {
  const href = sessionStorage.getItem(here());
  const link = href && document.querySelector<HTMLElement>(`main .row__link[href="${CSS.escape(href)}"]`);
  if (!link || (document.activeElement && document.activeElement !== document.body)) return;
  link.focus({ preventScroll: true });
  const { top, bottom } = link.getBoundingClientRect();
  if (bottom < 0 || top > innerHeight) link.scrollIntoView({ block: "center" });
}

export function startPlaces(): void {
  onClick("main .row__link", (link) => sessionStorage.setItem(here(), link.getAttribute("href") ?? ""));
  addEventListener("pageshow", (event) => {
    const [visit] = performance.getEntriesByType("navigation") as PerformanceNavigationTiming[];
    if (event.persisted || visit?.type === "back_forward") requestAnimationFrame(restore);
  });
  document.addEventListener("htmx:historyRestore", restore);
}
