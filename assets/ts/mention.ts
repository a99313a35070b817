/** People who can be named after an @: a list under the words, for keyboard and pointer. */
import type { Editor } from "django-prose-editor/editor";

interface Somebody {
  name: string;
  facts: string;
  url: string;
}

const TYPED = /(?:^|[\s(])@([\p{L}\p{N}'’.-]*(?: [\p{L}\p{N}'’.-]+)?)$/u;
const WAIT = 200;

class Offer {
  private people: Somebody[] = [];
  private active = 0;
  private start = 0;
  private asked = "";
  private timer = 0;
  private request: AbortController | null = null;
  private readonly list = document.createElement("ul");
  private readonly status = document.createElement("p");

  constructor(
    private readonly editor: Editor,
    private readonly area: HTMLTextAreaElement,
    private readonly shell: HTMLElement,
  ) {
    this.list.className = "mention";
    this.list.id = `${area.id}_mention`;
    this.list.setAttribute("role", "listbox");
    this.list.setAttribute("aria-label", area.dataset.wordsMention ?? "");
    this.list.hidden = true;
    this.status.className = "visually-hidden";
    this.status.setAttribute("role", "status");
    shell.append(this.list, this.status);
    editor.on("transaction", () => this.look());
    // Before the editor sees it: while the list is open some keys are the list's.
    shell.addEventListener("keydown", (event) => this.onKey(event), true);
    shell.addEventListener("focusout", () => this.close());
  }

  /** What stands between the @ and the caret. */
  private look(): void {
    const { $from, empty } = this.editor.state.selection;
    const before = $from.parent.textBetween(0, $from.parentOffset, undefined, "\ufffc");
    const typed = empty ? TYPED.exec(before) : null;
    if (!typed || this.editor.isActive("link")) return this.close();
    const words = typed[1] ?? "";
    this.start = $from.pos - words.length - 1;
    if (words === this.asked) return;
    this.asked = words;
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => void this.ask(words), WAIT);
  }

  private async ask(words: string): Promise<void> {
    this.request?.abort();
    this.request = new AbortController();
    try {
      const url = `${this.area.dataset.mention}?q=${encodeURIComponent(words)}`;
      const response = await fetch(url, { credentials: "same-origin", signal: this.request.signal });
      if (!response.ok || response.redirected) return this.close();
      this.people = ((await response.json()) as { people: Somebody[] }).people;
      if (this.asked === words) this.show();
    } catch {
      // Asked again meanwhile, or no connection: then nobody is offered.
    }
  }

  private show(): void {
    this.active = 0;
    this.list.replaceChildren(...this.people.map((one, index) => this.option(one, index)));
    this.list.hidden = !this.people.length;
    const count = this.people.length;
    this.status.textContent = count ? `${this.area.dataset.wordsMention}: ${count}` : (this.area.dataset.wordsNobody ?? "");
    const caret = this.editor.view.coordsAtPos(this.start);
    const box = this.shell.getBoundingClientRect();
    this.list.style.insetBlockStart = `${caret.bottom - box.top + 4}px`;
    this.list.style.insetInlineStart = `${Math.max(4, Math.min(caret.left - box.left, box.width - 300))}px`;
    this.mark();
  }

  private option(one: Somebody, index: number): HTMLElement {
    const option = document.createElement("li");
    option.className = "mention__option";
    option.id = `${this.list.id}_${index}`;
    option.setAttribute("role", "option");
    const name = document.createElement("span");
    name.className = "mention__name";
    name.textContent = one.name;
    const facts = document.createElement("span");
    facts.className = "mention__facts";
    facts.textContent = one.facts;
    option.append(name, " ", facts);
    option.addEventListener("pointerdown", (event) => {
      event.preventDefault();
      this.choose(index);
    });
    return option;
  }

  private mark(): void {
    const box = this.editor.view.dom;
    [...this.list.children].forEach((one, index) => one.setAttribute("aria-selected", String(index === this.active)));
    if (this.list.hidden) {
      box.removeAttribute("aria-activedescendant");
      box.removeAttribute("aria-controls");
      return;
    }
    box.setAttribute("aria-controls", this.list.id);
    box.setAttribute("aria-activedescendant", `${this.list.id}_${this.active}`);
    this.list.children[this.active]?.scrollIntoView({ block: "nearest" });
  }

  private onKey(event: KeyboardEvent): void {
    if (this.list.hidden) return;
    const count = this.people.length;
    const keys: Record<string, () => void> = {
      ArrowDown: () => this.move((this.active + 1) % count),
      ArrowUp: () => this.move((this.active + count - 1) % count),
      Enter: () => this.choose(this.active),
      Tab: () => this.choose(this.active),
      Escape: () => this.close(),
    };
    const run = keys[event.key];
    if (!run) return;
    event.preventDefault();
    event.stopPropagation();
    run();
  }

  private move(to: number): void {
    this.active = to;
    this.mark();
  }

  private choose(index: number): void {
    const one = this.people[index];
    if (!one) return;
    const range = { from: this.start, to: this.editor.state.selection.$from.pos };
    const mark = { type: "link", attrs: { href: one.url } };
    const name = { type: "text", text: `@${one.name}`, marks: [mark] };
    this.editor.chain().focus().insertContentAt(range, [name, { type: "text", text: " " }]).run();
    this.close();
  }

  private close(): void {
    clearTimeout(this.timer);
    this.request?.abort();
    this.asked = "\u0000";
    this.status.textContent = "";
    if (this.list.hidden) return;
    this.list.hidden = true;
    this.people = [];
    this.mark();
  }
}

export function offerPeople(editor: Editor, area: HTMLTextAreaElement, shell: HTMLElement): void {
  if (area.dataset.mention) new Offer(editor, area, shell);
}
