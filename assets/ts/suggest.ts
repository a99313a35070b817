/**
 * Suggestions below a box to search in: a combobox with a list (ARIA Authoring Practices). The arrows go through
 * the list while the focus stays in the box, Enter goes there or searches, Escape closes the list. In an empty box
 * the list holds what was searched for before.
 */
import { address, keep, kept } from "./recent";

const WAIT = 150;
const LEAST = 3;

class Box {
  private active = -1;
  private timer = 0;
  private request: AbortController | null = null;
  private readonly list: HTMLElement;
  private readonly status = document.createElement("p");

  constructor(private readonly input: HTMLInputElement) {
    this.list = input.form?.querySelector<HTMLElement>("[data-suggest-list]") ?? document.createElement("div");
    this.list.id = `${input.id}-voorstellen`;
    this.list.role = "listbox";
    input.role = "combobox";
    input.ariaAutoComplete = "list";
    input.ariaExpanded = "false";
    input.setAttribute("aria-controls", this.list.id);
    this.status.className = "visually-hidden";
    this.status.role = "status";
    this.list.after(this.status);
    input.addEventListener("input", () => this.look());
    input.addEventListener("keydown", (event) => this.onKey(event));
    input.addEventListener("blur", () => this.close());
    // The focus stays in the box, so that the list is still there when the click comes.
    this.list.addEventListener("pointerdown", (event) => event.preventDefault());
    input.form?.addEventListener("submit", () => {
      keep(input.value);
      this.close();
    });
    if (input.value && document.activeElement === input) this.look();
    else if (input.closest("[data-head-search]")) {
      input.addEventListener("focus", () => this.recent());
      this.recent();
    }
  }

  private get options(): HTMLElement[] {
    return this.list.hidden ? [] : [...this.list.querySelectorAll<HTMLElement>("[role=option]")];
  }

  private look(): void {
    clearTimeout(this.timer);
    this.request?.abort();
    const text = this.input.value.trim();
    if (text.length >= LEAST) this.timer = window.setTimeout(() => void this.ask(text), WAIT);
    else if (text) this.close();
    else this.recent();
  }

  private async ask(text: string): Promise<void> {
    this.request = new AbortController();
    try {
      const url = `${this.input.dataset.suggest}?${new URLSearchParams({ q: text }).toString()}`;
      const response = await fetch(url, { headers: { "HX-Request": "true" }, signal: this.request.signal });
      if (!response.ok) return this.close();
      const found = new DOMParser().parseFromString(await response.text(), "text/html");
      const says = found.querySelector("[data-says]")?.textContent ?? "";
      this.show([...found.querySelectorAll<HTMLElement>("[role=option]")], this.input.dataset.wordsSuggest, says);
    } catch {
      // Asked again meanwhile, or no connection: then nothing is suggested.
    }
  }

  private recent(): void {
    if (this.input.value.trim()) return;
    const words = this.input.dataset.wordsRecent;
    const made = kept().map((text) => {
      const option = document.createElement("a");
      option.className = "suggest__option";
      option.role = "option";
      option.tabIndex = -1;
      option.href = address(text);
      option.textContent = text;
      return option;
    });
    this.show(made, words, "");
  }

  private show(options: HTMLElement[], label: string | undefined, says: string): void {
    if (document.activeElement !== this.input) return;
    options.forEach((one, index) => (one.id = `${this.list.id}-${index}`));
    this.list.replaceChildren(...options.map((one) => document.adoptNode(one)));
    this.list.ariaLabel = label ?? "";
    this.list.hidden = options.length === 0;
    this.input.ariaExpanded = String(!this.list.hidden);
    this.status.textContent = says;
    this.mark(-1);
  }

  private mark(index: number): void {
    this.active = index;
    this.options.forEach((one, at) => (one.ariaSelected = String(at === index)));
    const option = this.options[index];
    if (option) this.input.setAttribute("aria-activedescendant", option.id);
    else this.input.removeAttribute("aria-activedescendant");
    option?.scrollIntoView({ block: "nearest" });
  }

  private onKey(event: KeyboardEvent): void {
    const count = this.options.length;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.isComposing) return;
    if (step && count) {
      event.preventDefault();
      // One place more than there are options: between the last and the first stands the box itself.
      this.mark(((this.active + 1 + step + count + 1) % (count + 1)) - 1);
    } else if (step === 1) {
      event.preventDefault();
      this.look();
    } else if (event.key === "Enter" && this.active >= 0) {
      event.preventDefault();
      this.options[this.active]?.click();
    } else if (event.key === "Escape" && count) {
      event.preventDefault();
      event.stopPropagation();
      this.close();
    }
  }

  private close(): void {
    clearTimeout(this.timer);
    this.request?.abort();
    this.status.textContent = "";
    this.mark(-1);
    this.list.hidden = true;
    this.input.ariaExpanded = "false";
  }
}

export function offer(input: HTMLInputElement): void {
  if (input.role !== "combobox") new Box(input);
}
