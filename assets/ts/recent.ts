/** What somebody searched for before, kept by this browser alone, and for each person apart. */
const MOST = 6;
const name = (): string => `gezocht:${document.body.dataset.person ?? ""}`;

function kept(): string[] {
  try {
    const found: unknown = JSON.parse(localStorage.getItem(name()) ?? "[]");
    return Array.isArray(found) ? found.filter((one): one is string => typeof one === "string") : [];
  } catch {
    return [];
  }
}

function keep(text: string): void {
  const said = text.trim();
  if (said.length < 2) return;
  const others = kept().filter((one) => one !== said);
  localStorage.setItem(name(), JSON.stringify([said, ...others].slice(0, MOST)));
}

function chip(text: string): HTMLLIElement {
  const link = document.createElement("a");
  link.className = "chip";
  link.href = `?${new URLSearchParams({ q: text }).toString()}`;
  link.textContent = text;
  const item = document.createElement("li");
  item.append(link);
  return item;
}

export function show(): void {
  const box = document.querySelector<HTMLElement>("[data-recent]");
  const list = box?.querySelector("[data-recent-list]");
  if (!box || !list) return;
  const found = kept();
  list.replaceChildren(...found.map(chip));
  box.hidden = found.length === 0;
}

export function start(): void {
  show();
  document.addEventListener("htmx:afterSettle", show);
  document.addEventListener("click", (event) => {
    const at = (event.target as Element | null)?.closest<HTMLElement>(".row__link, .search__others a, [data-recent-clear]");
    if (!at) return;
    if (at.matches("[data-recent-clear]")) {
      localStorage.removeItem(name());
      show();
    } else keep(document.querySelector<HTMLInputElement>("[data-search] input[type=search]")?.value ?? "");
  });
  document.querySelector("[data-search]")?.addEventListener("submit", (event) => {
    keep((event.currentTarget as HTMLElement).querySelector<HTMLInputElement>("input[type=search]")?.value ?? "");
  });
}
