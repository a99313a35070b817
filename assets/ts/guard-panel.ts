/** The list under a field: what stands there, why it is shown, and one click to another word. */
import type { At, Field, Spot } from "./guard-fields";
import { button, counted, shortened, span } from "./guard-words";

export { counted };

export interface Finding {
  field: string;
  start: number;
  end: number;
  kind: string;
  label: string;
  why: string;
  does: "stop" | "ask" | "hint";
  instead: string[];
  mark: string;
}

/** How something is easier to read. */
export type Tip = Omit<Finding, "does" | "mark">;

type Part = (Finding | Tip) & { tone: Spot["tone"] };

/** The same words of the same kind, as often as they stand there, are one line. */
type Item = Part & { key: string; words: string; indexes: number[] };

const MOST_LINES = 5;

export class Panel {
  private readonly box: HTMLElement;
  private readonly tips: HTMLDetailsElement;
  private readonly parts: Record<string, HTMLElement> = {};
  private found: Part[] = [];
  private advice: Part[] = [];
  /** What the lists show now. */
  private said = "";
  private first = true;
  private all = false;
  /** How many lines wait for a decision. */
  open = 0;

  /** `left` has what somebody leaves as it is, in the whole form; `changed` is called when that changes. */
  constructor(
    private readonly field: Field,
    private readonly place: HTMLElement,
    private readonly left: Set<string>,
    private readonly changed: () => void,
  ) {
    const copy = place.querySelector("template")?.content.cloneNode(true) as DocumentFragment;
    this.box = copy.querySelector<HTMLElement>("[data-look-found]")!;
    this.tips = copy.querySelector<HTMLDetailsElement>("[data-look-tips]")!;
    for (const name of ["title", "number", "say", "left", "left-words", "again", "more"])
      this.parts[name] = this.box.querySelector<HTMLElement>(`[data-look-${name}]`)!;
    this.parts.title!.id = `${field.area.id}_guard`;
    this.box.setAttribute("aria-labelledby", this.parts.title!.id);
    field.anchor.after(copy);
    for (const one of [this.box, this.tips]) {
      one.addEventListener("keydown", (event) => {
        if (event.key !== "Escape") return;
        event.stopPropagation();
        field.focus();
      });
    }
    this.parts.again!.addEventListener("click", () => this.takeBack());
    this.parts.more!.addEventListener("click", () => this.showAll());
    field.area.addEventListener("guard:at", (event) => this.at((event as CustomEvent<At>).detail));
  }

  /** `first`: this is the list where it is said what to do. */
  show(findings: Finding[], tips: Tip[], first: boolean): void {
    this.found = findings.map((one) => ({ ...one, tone: one.does }));
    this.advice = tips.map((one) => ({ ...one, tone: "plain" }));
    this.first = first;
    this.draw();
  }

  private draw(): void {
    const shown = [...this.found, ...this.advice];
    this.field.mark(shown);
    const items = this.items(shown);
    const left = items.filter((one) => this.left.has(one.key) && one.tone !== "stop");
    // What has to go comes first.
    const rest = items.filter((one) => !left.includes(one)).sort((one, two) => Number(two.tone === "stop") - Number(one.tone === "stop"));
    this.soften(shown, left);
    const found = rest.filter((one) => one.tone !== "plain");
    const said = JSON.stringify([items.map((one) => [one.key, one.why, one.indexes]), left.length, this.first, this.all]);
    // Nothing new: then what has the focus keeps it.
    if (said === this.said) return;
    const focused = this.focused();
    this.said = said;
    this.open = found.length;
    this.fill(this.box, found, 0);
    this.fill(this.tips, rest.filter((one) => one.tone === "plain"), found.length);
    this.tell(found, left.filter((one) => one.tone !== "plain"));
    if (focused !== null) this.enter(this.lines()[focused] ?? this.lines().at(-1));
  }

  private items(parts: Part[]): Item[] {
    const found = new Map<string, Item>();
    parts.forEach((part, index) => {
      const words = this.field.words(index);
      const key = `${part.tone} ${part.kind} ${words.toLowerCase()}`;
      const same = found.get(key);
      if (same) {
        same.indexes.push(index);
        // One click changes them all: with words that fit everywhere.
        same.instead = same.instead.filter((word) => part.instead.includes(word));
      } else found.set(key, { ...part, key, words, indexes: [index] });
    });
    return [...found.values()].filter((one) => one.words);
  }

  /** What is left as it is has a lighter mark; what is no longer a tip has none. */
  private soften(parts: Part[], left: Item[]): void {
    if (!left.length) return;
    const soft = new Set(left.flatMap((one) => one.indexes));
    this.field.mark(parts.map((one, index) => (soft.has(index) ? { ...one, tone: "left" } : one)));
  }

  private tell(found: Item[], left: Item[]): void {
    const words = this.place.dataset;
    const part = this.parts;
    this.box.hidden = !found.length && !left.length;
    this.box.classList.toggle("guard--quiet", !found.length);
    part.title!.hidden = !found.length;
    part.number!.textContent = counted(found.length, words.one, words.many);
    const asks = found.some((one) => one.tone === "ask");
    const decide = !this.field.changes ? words.file : asks ? words.decide : found.some((one) => one.tone === "hint") ? words.hint : "";
    part.say!.hidden = !found.length || !this.first && this.field.changes;
    part.say!.textContent = [words.only, decide].filter(Boolean).join(" ");
    part.left!.hidden = !left.length;
    const names = left.map((one) => `“${shortened(one.words)}”`).join(", ");
    const why = left.some((one) => one.tone === "ask") ? words.leftAsk : words.left;
    part["left-words"]!.textContent = (why ?? "").replace("{words}", names);
    const tips = this.tips.querySelectorAll("li").length;
    const summary = this.tips.querySelector("[data-look-number]");
    if (summary) summary.textContent = counted(tips, words.tip, words.tips);
  }

  private fill(box: HTMLElement, items: Item[], first: number): void {
    box.hidden = !items.length;
    const lines = items.map((one, index) => this.line(one, first + index));
    box.querySelector("ul")?.replaceChildren(...lines);
    if (box !== this.box) return;
    const more = this.all || items.length <= MOST_LINES + 1 ? 0 : items.length - MOST_LINES;
    lines.slice(more ? MOST_LINES : lines.length).forEach((one) => (one.hidden = true));
    this.parts.more!.hidden = !more;
    this.parts.more!.textContent = (this.place.dataset.more ?? "").replace("{n}", String(more));
  }

  private line(item: Item, number: number): HTMLElement {
    const { dataset } = this.place;
    const line = document.createElement("li");
    line.className = `guard__item guard__item--${item.tone}`;
    line.dataset.indexes = item.indexes.join(" ");
    const text = span("guard__what", "");
    const words = button(shortened(item.words), "guard__words", () => this.field.select(item.indexes[0] ?? 0));
    const why = span("guard__why", `${item.label}. ${item.why}`);
    words.id = `${this.field.area.id}_guard_words_${number}`;
    why.id = `${this.field.area.id}_guard_why_${number}`;
    words.title = dataset.find ?? "";
    words.setAttribute("aria-describedby", why.id);
    text.append(words, " ");
    const times = item.indexes.length;
    if (times > 1) text.append(span("guard__times", (dataset.times ?? "").replace("{n}", String(times))), " ");
    text.append(why);
    if (item.tone === "stop") text.append(" ", span("guard__stop", dataset.stop ?? ""));
    line.append(text);
    const acts = this.acts(item);
    acts.querySelectorAll("button").forEach((one) => one.setAttribute("aria-describedby", words.id));
    if (acts.firstChild) line.append(acts);
    return line;
  }

  /** One other word is offered in a sentence, more of them by themselves. */
  private acts(item: Item): HTMLElement {
    const { make = "", remove = "", choose = "", leave = "" } = this.place.dataset;
    const instead = this.field.changes ? item.instead : [];
    const words = instead.filter(Boolean);
    const several = words.length > 1;
    const acts = span("guard__acts", "");
    for (const word of instead) {
      if (several && word === words[0]) acts.append(span("guard__choose", choose));
      const say = word ? make.replace("{word}", word) : remove;
      const css = "guard__act nl-button nl-button--secondary nl-button--small";
      const act = button(several && word ? word : say, css, () => this.act(item, () => this.field.replace(item.indexes, word)));
      act.setAttribute("aria-label", say);
      acts.append(act);
    }
    if (item.tone !== "stop") acts.append(button(leave, "guard__leave", () => this.act(item, () => this.left.add(item.key))));
    return acts;
  }

  /** Done with a line: the focus goes to the next. */
  private act(item: Item, run: () => void): void {
    const lines = this.lines();
    const at = lines.findIndex((one) => one.dataset.indexes === item.indexes.join(" "));
    run();
    this.said = "";
    if (this.left.has(item.key)) this.draw();
    else {
      // The others stay until the next look; this one goes at once.
      lines[at]?.remove();
      this.tips.hidden = !this.tips.querySelector("li");
      this.box.hidden = !this.box.querySelector("li") && this.parts.left!.hidden;
    }
    const rest = this.lines();
    this.enter(rest[at] ?? rest[at - 1]);
    this.changed();
  }

  private takeBack(): void {
    for (const one of this.items([...this.found, ...this.advice])) if (one.tone !== "plain") this.left.delete(one.key);
    this.draw();
    this.enter(this.lines()[0]);
    this.changed();
  }

  private showAll(): void {
    this.all = true;
    this.draw();
    this.enter(this.lines()[MOST_LINES]);
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

  /** Somebody came to a mark in the text. */
  private at({ index, clicked }: At): void {
    const status = this.place.querySelector("[role=status]");
    for (const line of this.lines()) {
      const here = line.dataset.indexes?.split(" ").includes(String(index)) ?? false;
      line.classList.toggle("guard__item--here", here);
      if (!here) continue;
      if (clicked) line.scrollIntoView({ block: "nearest" });
      else if (status) status.textContent = line.querySelector(".guard__why")?.textContent ?? "";
    }
  }
}
