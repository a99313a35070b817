/** The fields that are looked at, and how to point at words in them. */

/** Where words stand, in code points of the plain text (a line for each paragraph). */
export interface Spot {
  start: number;
  end: number;
  tone: "stop" | "ask" | "hint" | "plain" | "left";
}

/** Somebody came to one of the marks: with the mouse, then the list may move, or with the keyboard. */
export interface At {
  index: number;
  clicked: boolean;
}

/** What the text editor does for the guard; it says so by putting itself into `marked`. */
export interface Marked {
  /** Mark these, and nothing else. */
  mark(spots: Spot[]): void;
  /** The words of one of them as they stand now; "" when they are gone. */
  words(index: number): string;
  /** All of these at once. */
  replace(indexes: number[], word: string): void;
  select(index: number): void;
  focus(): void;
}

export const marked = new WeakMap<HTMLTextAreaElement, Marked>();

export interface Field extends Marked {
  readonly name: string;
  readonly area: HTMLTextAreaElement | HTMLInputElement;
  /** The list stands after this. */
  readonly anchor: Element;
  /** Whether words in it can be changed here. */
  readonly changes: boolean;
  /** What is sent to be looked at; null while the text editor is not there. */
  value(): string | null;
}

/** At the start of a sentence a word gets a capital; `before` is what stands before it. */
export function fitting(before: string, word: string): string {
  const starts = /(^|\n|[.?!…]["'”’)]*\s)\s*$/.test(before);
  return starts ? word.charAt(0).toUpperCase() + word.slice(1) : word;
}

class Rich implements Field {
  readonly changes = true;
  readonly name: string;
  readonly anchor: Element;
  constructor(readonly area: HTMLTextAreaElement) {
    this.name = area.name;
    this.anchor = area;
  }
  value(): string | null {
    return marked.has(this.area) ? this.area.value : null;
  }
  mark(spots: Spot[]): void {
    marked.get(this.area)?.mark(spots);
  }
  words(index: number): string {
    return marked.get(this.area)?.words(index) ?? "";
  }
  replace(indexes: number[], word: string): void {
    marked.get(this.area)?.replace(indexes, word);
  }
  select(index: number): void {
    marked.get(this.area)?.select(index);
  }
  focus(): void {
    marked.get(this.area)?.focus();
  }
}

/** One line has no place for marks: there the list says it all. */
class Line implements Field {
  readonly changes = true;
  readonly name: string;
  readonly anchor: Element;
  private spots: { start: number; words: string }[] = [];
  constructor(readonly area: HTMLTextAreaElement | HTMLInputElement) {
    this.name = area.name;
    this.anchor = area;
  }

  value(): string {
    return this.area.value;
  }

  mark(spots: Spot[]): void {
    const signs = [...this.area.value];
    const length = (from: number, to: number): string => signs.slice(from, to).join("");
    this.spots = spots.map(({ start, end }) => ({ start: length(0, start).length, words: length(start, end) }));
  }

  words(index: number): string {
    const spot = this.spots[index];
    return spot && this.find(spot) >= 0 ? spot.words : "";
  }

  replace(indexes: number[], word: string): void {
    // From the end, so that what stands before stays where it is.
    for (const index of [...indexes].sort((one, two) => two - one)) this.change(index, word);
  }

  private change(index: number, word: string): void {
    this.select(index);
    if (this.area.selectionStart === this.area.selectionEnd) return;
    const said = fitting(this.area.value.slice(0, this.area.selectionStart ?? 0), word);
    // The one way that keeps Ctrl+Z.
    const done = said ? document.execCommand("insertText", false, said) : document.execCommand("delete");
    if (done) return;
    this.area.setRangeText(said);
    this.area.dispatchEvent(new Event("input", { bubbles: true }));
  }

  select(index: number): void {
    const spot = this.spots[index];
    const start = spot ? this.find(spot) : -1;
    this.area.focus();
    if (spot && start >= 0) this.area.setSelectionRange(start, start + spot.words.length);
    else this.area.setSelectionRange(this.area.value.length, this.area.value.length);
  }

  focus(): void {
    this.area.focus();
  }

  /** Something may be typed before it meanwhile. */
  private find({ start, words }: { start: number; words: string }): number {
    if (this.area.value.startsWith(words, start)) return start;
    return this.area.value.indexOf(words);
  }
}

/** The names of files: those can only be taken away, or come back under another name. */
class Names implements Field {
  readonly changes = false;
  readonly name = "attachments";
  private spots: string[] = [];
  constructor(
    readonly area: HTMLInputElement,
    readonly anchor: Element,
  ) {}

  private rows(): HTMLElement[] {
    const rows = [...this.anchor.querySelectorAll<HTMLElement>("[data-attach-row]")];
    return rows.filter((row) => !row.querySelector<HTMLInputElement>("[name=remove_file]")?.checked);
  }

  value(): string {
    const names = this.rows().map((row) => row.querySelector(".attach__name a")?.textContent ?? "");
    return names.join("\n").replaceAll("_", " ");
  }

  mark(spots: Spot[]): void {
    const signs = [...this.value()];
    this.spots = spots.map(({ start, end }) => signs.slice(start, end).join(""));
  }

  words(index: number): string {
    const words = this.spots[index] ?? "";
    return this.value().includes(words) ? words : "";
  }

  replace(): void {
    // There is nothing to write in.
  }

  select(index: number): void {
    const row = this.rows().find((one) => one.textContent?.replaceAll("_", " ").includes(this.words(index)));
    (row ?? this.anchor).querySelector<HTMLElement>("a")?.focus();
  }

  focus(): void {
    this.area.focus();
  }
}

const known = new WeakMap<Element, Field>();

function fieldFor(area: Element): Field | null {
  if (area instanceof HTMLTextAreaElement && "richText" in area.dataset) return new Rich(area);
  if (!(area instanceof HTMLInputElement || area instanceof HTMLTextAreaElement)) return null;
  if (area.name === "title" || area.name.startsWith("describe-")) return new Line(area);
  const list = area.name === "attachments" && area.closest("[data-attach]")?.querySelector("[data-attach-list]");
  return list && area instanceof HTMLInputElement ? new Names(area, list) : null;
}

/** What is looked at in a form now: files come and go. */
export function fieldsOf(form: HTMLFormElement): Field[] {
  const found: Field[] = [];
  for (const area of form.elements) {
    const field = known.get(area) ?? fieldFor(area);
    if (!field) continue;
    known.set(area, field);
    found.push(field);
  }
  return found;
}
