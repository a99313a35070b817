/** The fields that are looked at, and how to point at words in them. */

/** Where words stand, in code points of the plain text (a line for each paragraph). */
export interface Spot {
  start: number;
  end: number;
  tone: "stop" | "ask" | "hint" | "plain";
}

/** What the text editor does for the guard; it says so by putting itself into `marked`. */
export interface Marked {
  /** Mark these, and nothing else. */
  mark(spots: Spot[]): void;
  /** The words of one of them as they stand now; "" when they are gone. */
  words(index: number): string;
  replace(index: number, word: string): void;
  select(index: number): void;
  focus(): void;
}

export const marked = new WeakMap<HTMLTextAreaElement, Marked>();

export interface Field extends Marked {
  readonly area: HTMLTextAreaElement | HTMLInputElement;
  /** What is sent to be looked at; null while the text editor is not there. */
  value(): string | null;
}

/** At the start of a sentence a word gets a capital; `before` is what stands before it. */
export function fitting(before: string, word: string): string {
  const starts = /(^|\n|[.?!…]["'”’)]*\s)\s*$/.test(before);
  return starts ? word.charAt(0).toUpperCase() + word.slice(1) : word;
}

class Rich implements Field {
  constructor(readonly area: HTMLTextAreaElement) {}
  value(): string | null {
    return marked.has(this.area) ? this.area.value : null;
  }
  mark(spots: Spot[]): void {
    marked.get(this.area)?.mark(spots);
  }
  words(index: number): string {
    return marked.get(this.area)?.words(index) ?? "";
  }
  replace(index: number, word: string): void {
    marked.get(this.area)?.replace(index, word);
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
  private spots: { start: number; words: string }[] = [];
  constructor(readonly area: HTMLTextAreaElement | HTMLInputElement) {}

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

  replace(index: number, word: string): void {
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

export function fieldsOf(form: HTMLFormElement): Field[] {
  const found: Field[] = [];
  for (const one of form.elements) {
    if (one instanceof HTMLTextAreaElement && "richText" in one.dataset) found.push(new Rich(one));
    else if (one instanceof HTMLTextAreaElement || one instanceof HTMLInputElement) {
      if (one.name === "title") found.push(new Line(one));
    }
  }
  return found;
}
