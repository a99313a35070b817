/** Asks now and then whether others answered, while somebody looks; what came is shown when wanted. */
import { arrived, parsed } from "./send";

const EVERY = 60_000;

function show(thread: HTMLElement, words: string): void {
  let line = document.querySelector<HTMLElement>("[data-newcomers]");
  if (!line) {
    line = document.createElement("p");
    line.className = "newcomers";
    line.dataset.newcomers = "";
    line.setAttribute("role", "status");
    const button = document.createElement("button");
    button.type = "button";
    button.className = "act";
    button.addEventListener("click", () => void fetchThem(thread));
    line.append(button);
    document.querySelector("[data-answers]")?.after(line);
  }
  const button = line.querySelector("button");
  if (button) button.textContent = `${words} · ${thread.dataset.wordsShow ?? ""}`;
}

/** The answers anew; what is being written stays as it is. */
async function fetchThem(thread: HTMLElement): Promise<void> {
  const response = await fetch(location.pathname + location.search, { credentials: "same-origin" });
  const page = parsed(await response.text());
  for (const part of ["[data-count]", "[data-answers]"]) {
    const fresh = page.querySelector(part);
    if (!response.ok || !fresh) return location.reload();
    document.querySelector(part)?.replaceWith(fresh);
    arrived(fresh);
  }
  thread.dataset.last = page.querySelector<HTMLElement>("[data-thread]")?.dataset.last ?? thread.dataset.last;
  document.querySelectorAll("[data-none], [data-newcomers]").forEach((one) => one.remove());
  document.getElementById("nieuw")?.scrollIntoView({ block: "start" });
  (document.getElementById("nieuw")?.nextElementSibling as HTMLElement | null)?.focus({ preventScroll: true });
}

async function ask(thread: HTMLElement): Promise<void> {
  if (document.visibilityState !== "visible" || !thread.dataset.last) return;
  try {
    const response = await fetch(`${thread.dataset.news}?na=${thread.dataset.last}`, { credentials: "same-origin" });
    if (!response.ok || response.redirected) return;
    const { count, words } = (await response.json()) as { count: number; words: string };
    if (count) show(thread, words);
  } catch {
    // No connection: the next time, maybe.
  }
}

export function startNews(thread: HTMLElement): void {
  if (thread.dataset.news) window.setInterval(() => void ask(thread), EVERY);
}
