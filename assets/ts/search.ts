/** On the page to search only: what it needs beside htmx is loaded then. */
export function startSearch(): void {
  if (document.querySelector("[data-search]")) void import("./recent").then(({ start }) => start());
  document.querySelector("[data-head-search]")?.addEventListener("toggle", (event) => {
    const top = event.currentTarget as HTMLDetailsElement;
    if (top.open) top.querySelector("input")?.focus();
  });
}
