/**
 * Asks, a moment after typing stops, what in a form could lead to a person, and shows it. Silent without
 * a connection: sending the form asks the same.
 */
import { fieldsOf, type Field } from "./guard-fields";
import { Panel, counted, type Finding, type Tip } from "./guard-panel";

const PAUSE = 500;

class Look {
  private readonly fields: Map<string, Field>;
  private readonly panels = new Map<string, Panel>();
  private asked = "";
  private timer = 0;
  private request: AbortController | null = null;
  private count = 0;

  constructor(
    private readonly form: HTMLFormElement,
    private readonly place: HTMLElement,
  ) {
    this.fields = new Map(fieldsOf(form).map((field) => [field.area.name, field]));
    for (const when of ["input", "change", "editor:ready"]) form.addEventListener(when, () => this.later());
    window.addEventListener("online", () => this.later());
    this.later();
  }

  /** What is asked; "" when there is nothing to look at. */
  private question(): string {
    const fields: Record<string, string> = {};
    for (const [name, field] of this.fields) {
      const value = field.value();
      if (value) fields[name] = value;
    }
    const data = new FormData(this.form);
    const audience = String(data.get("audience") ?? "");
    const space = audience.startsWith("space:") ? audience.slice("space:".length) : (this.place.dataset.space ?? "");
    const plain = "plain" in this.place.dataset;
    return JSON.stringify({ fields, space, anonymous: data.has("anonymous"), plain });
  }

  private later(): void {
    const question = this.question();
    if (question === this.asked || !this.form.isConnected) return;
    clearTimeout(this.timer);
    this.request?.abort();
    this.asked = "";
    this.timer = window.setTimeout(() => void this.ask(question), PAUSE);
  }

  private async ask(question: string): Promise<void> {
    if (!navigator.onLine) return;
    this.asked = question;
    if (question.startsWith('{"fields":{}')) return this.show([], []);
    this.request = new AbortController();
    const { signal } = this.request;
    try {
      const token = String(new FormData(this.form).get("csrfmiddlewaretoken") ?? "");
      const headers = { "Content-Type": "application/json", "X-CSRFToken": token };
      const url = this.place.dataset.look ?? "";
      const answer = await fetch(url, { method: "POST", body: question, headers, signal, redirect: "error" });
      const { findings, tips } = (await answer.json()) as { findings: Finding[]; tips?: Tip[] };
      if (answer.ok && !signal.aborted) this.show(findings, tips ?? []);
      else if (!signal.aborted) this.asked = "";
    } catch {
      // Asked again meanwhile, no connection, or signed out: what is shown stays as it is.
      if (!signal.aborted) this.asked = "";
    }
  }

  private show(findings: Finding[], tips: Tip[]): void {
    for (const [name, field] of this.fields) {
      const own = findings.filter((one) => one.field === name);
      const advice = tips.filter((one) => one.field === name);
      if (!this.panels.has(name) && (own.length || advice.length)) {
        this.panels.set(name, new Panel(field, this.place));
      }
      this.panels.get(name)?.show(own, advice);
    }
    this.say(findings.length);
  }

  /** For who does not see the list: the number, when it changes. */
  private say(count: number): void {
    if (count === this.count) return;
    this.count = count;
    const status = this.place.querySelector("[role=status]");
    const { one, many, none } = this.place.dataset;
    if (status) status.textContent = count ? counted(count, one, many) : (none ?? "");
  }
}

export function watch(form: HTMLFormElement, place: HTMLElement): void {
  new Look(form, place);
}
