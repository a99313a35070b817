/** What somebody searched for before, kept by this browser alone, and for each person apart. */
import { RECENT } from "./kept";

const MOST = 6;
const name = (): string => `${RECENT}${document.body.dataset.person ?? ""}`;

export function kept(): string[] {
  try {
    const found: unknown = JSON.parse(localStorage.getItem(name()) ?? "[]");
    return Array.isArray(found) ? found.filter((one): one is string => typeof one === "string") : [];
  } catch {
    return [];
  }
}

export function keep(text: string): void {
  const said = text.trim();
  if (said.length < 2) return;
  const others = kept().filter((one) => one !== said);
  localStorage.setItem(name(), JSON.stringify([said, ...others].slice(0, MOST)));
}

export const address = (text: string): string => `/zoeken/?${new URLSearchParams({ q: text }).toString()}`;

function chip(text: string): HTMLLIElement {
  const link = document.createElement("a");
  link.className = "chip";
  link.href = address(text);
  link.textContent = text;
  const item = document.createElement("li");
  item.append(link);
  return item;
}

function show(): void {
  const box = document.querySelector<HTMLElement>("[data-recent]");
  const found = kept();
  box?.querySelector("[data-recent-list]")?.replaceChildren(...found.map(chip));
  if (box) box.hidden = found.length === 0;
}

/** On the page to search: what was kept stands there, with a button to forget it. */
export function start(): void {
  show();
  addEventListener("pageshow", show);
  document.querySelector("[data-recent-clear]")?.addEventListener("click", () => {
    localStorage.removeItem(name());
    show();
    document.querySelector<HTMLElement>("[data-search] input[type=search]")?.focus();
  });
}
