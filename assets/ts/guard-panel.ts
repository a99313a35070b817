/** The list under a field: what stands there, why it is shown, and one click to another word. */
import type { Field, Spot } from "./guard-fields";

export interface Finding {
  field: string;
  start: number;
  end: number;
  kind: string;
  label: string;
  why: string;
  does: "stop" | "ask" | "hint";
  instead: string[];
}

/** How something is easier to read. */
export type Tip = Omit<Finding, "does">;

type Item = (Finding | Tip) & { tone: Spot["tone"] };

const MOST_WORDS = 7;

function button(text: string, className: string, run: () => void): HTMLButtonElement {
  const made = document.createElement("button");
  made.type = "button";
  made.className = className;
  made.textContent = text;
  made.addEventListener("click", run);
  return made;
}

function span(className: string, text: string): HTMLElement {
  const made = document.createElement("span");
  made.className = className;
  made.textContent = text;
  return made;
}

const shortened = (text: string): string => {
  const words = text.split(/\s+/);
  return words.length > MOST_WORDS ? `${words.slice(0, MOST_WORDS).join(" ")} …` : text;
};

export class Panel {
  private readonly box: HTMLElement;
  private readonly tips: HTMLDetailsElement;
  private found: Item[] = [];
  private advice: Item[] = [];
  /** What the lists show now. */
  private said: string[] = [];

  constructor(
    private readonly field: Field,
    private readonly place: HTMLElement,
  ) {
    const copy = place.querySelector("template")?.content.cloneNode(true) as DocumentFragment;
    this.box = copy.querySelector<HTMLElement>("[data-look-found]")!;
    this.tips = copy.querySelector<HTMLDetailsElement>("[data-look-tips]")!;
    const title = this.box.querySelector<HTMLElement>("[data-look-title]")!;
    title.id = `${field.area.id}_guard`;
    this.box.setAttribute("aria-labelledby", title.id);
    field.area.after(copy);
    for (const one of [this.box, this.tips]) {
      one.addEventListener("keydown", (event) => {
        if (event.key !== "Escape") return;
        event.stopPropagation();
        field.focus();
      });
    }
    this.field.area.addEventListener("guard:at", (event) => this.at((event as CustomEvent<number>).detail));
  }

  show(findings: Finding[], tips: Tip[]): void {
    this.found = findings.map((one) => ({ ...one, tone: one.does }));
    this.advice = tips.map((one) => ({ ...one, tone: "plain" }));
    this.draw();
  }

  private draw(): void {
    const shown = [...this.found, ...this.advice];
    this.field.mark(shown);
    const told = shown.map((one, index) => `${one.kind} ${one.why} ${this.field.words(index)}`);
    // Nothing new: then what has the focus keeps it.
    if (told.join("\n") === this.said.join("\n")) return;
    const focused = this.focused();
    this.said = told;
    this.fill(this.box, this.found, 0);
    this.fill(this.tips, this.advice, this.found.length);
    const words = this.place.dataset;
    const title = this.box.querySelector("[data-look-number]");
    if (title) title.textContent = counted(this.found.length, words.one, words.many);
    const summary = this.tips.querySelector("[data-look-number]");
    if (summary) summary.textContent = counted(this.advice.length, words.tip, words.tips);
    const asked = this.box.querySelector<HTMLElement>("[data-look-decide]");
    if (asked) asked.hidden = !this.found.some((one) => one.tone !== "stop");
    if (focused !== null) this.enter(this.lines()[focused] ?? this.lines().at(-1));
  }

  private fill(box: HTMLElement, items: Item[], first: number): void {
    box.hidden = !items.length;
    box.querySelector("ul")?.replaceChildren(...items.map((one, index) => this.line(one, first + index)));
  }

  private line(item: Item, index: number): HTMLElement {
    const line = document.createElement("li");
    line.className = `guard__item guard__item--${item.tone}`;
    line.dataset.index = String(index);
    const text = span("guard__what", "");
    const words = button(shortened(this.field.words(index)), "guard__words", () => this.field.select(index));
    words.title = this.place.dataset.find ?? "";
    text.append(words, " ", span("guard__why", `${item.label}. ${item.why}`));
    if (item.tone === "stop") text.append(" ", span("guard__stop", this.place.dataset.stop ?? ""));
    line.append(text);
    if (item.instead.length) line.append(this.acts(item.instead, index));
    return line;
  }

  /** One other word is offered in a sentence, more of them by themselves. */
  private acts(instead: string[], index: number): HTMLElement {
    const { make = "", remove = "", choose = "" } = this.place.dataset;
    const several = instead.length > 1;
    const acts = span("guard__acts", "");
    if (several) acts.append(span("guard__choose", choose));
    for (const word of instead) {
      const say = word ? make.replace("{word}", word) : remove;
      const css = "guard__act nl-button nl-button--secondary nl-button--small";
      const act = button(several && word ? word : say, css, () => this.replace(index, word));
      act.setAttribute("aria-label", say);
      acts.append(act);
    }
    return acts;
  }

  private replace(index: number, word: string): void {
    const lines = this.lines();
    const at = lines.findIndex((one) => one.dataset.index === String(index));
    this.field.replace(index, word);
    // What is left stays until the next look; this one goes at once.
    lines[at]?.remove();
    this.said = [];
    for (const box of [this.box, this.tips]) box.hidden = !box.querySelector("li");
    this.enter(lines[at + 1] ?? lines[at - 1]);
  }

  /** What can be seen of both lists. */
  private lines(): HTMLElement[] {
    const lines = [this.box, this.tips].flatMap((box) => [...box.querySelectorAll<HTMLElement>("li")]);
    return lines.filter((one) => one.offsetParent);
  }

  /** Which line has the focus; null when it is elsewhere. */
  private focused(): number | null {
    const at = this.lines().findIndex((one) => one.contains(document.activeElement));
    return at < 0 ? null : at;
  }

  /** To what one does with a line: another word, or where it has none, going there. */
  private enter(line: HTMLElement | undefined): void {
    const act = line?.querySelector<HTMLElement>(".guard__act") ?? line?.querySelector("button");
    if (act) act.focus();
    else this.field.focus();
  }

  /** Somebody clicked a mark in the text. */
  private at(index: number): void {
    for (const line of this.lines()) {
      const here = line.dataset.index === String(index);
      line.classList.toggle("guard__item--here", here);
      if (here) line.scrollIntoView({ block: "nearest" });
    }
  }
}

export function counted(count: number, one = "", many = ""): string {
  return count === 1 ? one : many.replace("{n}", String(count));
}
