/**
 * Asks, a moment after typing stops, what in a form could lead to a person, and shows it. Silent without
 * a connection: sending the form asks the same.
 */
import { fieldsOf, type Field } from "./guard-fields";
import { Panel, counted, type Finding, type Tip } from "./guard-panel";
import { keepUp } from "./guard-sent";

const PAUSE = 500;
/** After a refusal it asks again by itself: first so soon, then ever later. */
const REST = 3_000;
const LONGEST_REST = 120_000;
const NOTHING = '{"fields":{}';

class Look {
  private readonly panels = new Map<Field, Panel>();
  /** What somebody looked at and leaves as it is. */
  private readonly left = new Set<string>();
  private asked = "";
  private timer = 0;
  private rest = REST;
  private request: AbortController | null = null;
  private count = 0;

  constructor(
    private readonly form: HTMLFormElement,
    private readonly place: HTMLElement,
  ) {
    for (const when of ["input", "change", "editor:ready"]) form.addEventListener(when, () => this.later());
    window.addEventListener("online", () => this.later());
    this.later();
  }

  /** What is asked; it begins with `NOTHING` when there is nothing to look at. */
  private question(): string {
    const fields: Record<string, string> = {};
    for (const field of fieldsOf(this.form)) {
      const value = field.value();
      if (value) fields[field.name] = value;
    }
    const data = new FormData(this.form);
    const audience = String(data.get("audience") ?? "");
    const { space: here = "", on = "" } = this.place.dataset;
    const space = audience.startsWith("space:") ? audience.slice("space:".length) : here;
    const plain = "plain" in this.place.dataset;
    return JSON.stringify({ fields, space, on, anonymous: data.has("anonymous"), plain });
  }

  private later(pause = PAUSE): void {
    const question = this.question();
    if (question === this.asked || !this.form.isConnected) return;
    clearTimeout(this.timer);
    this.request?.abort();
    this.asked = "";
    this.timer = window.setTimeout(() => void this.ask(question), pause);
  }

  private async ask(question: string): Promise<void> {
    if (!navigator.onLine) return;
    this.asked = question;
    if (question.startsWith(NOTHING)) return this.show([], []);
    this.request = new AbortController();
    const { signal } = this.request;
    try {
      const token = String(new FormData(this.form).get("csrfmiddlewaretoken") ?? "");
      const headers = { "Content-Type": "application/json", "X-CSRFToken": token };
      const url = this.place.dataset.look ?? "";
      const answer = await fetch(url, { method: "POST", body: question, headers, signal, redirect: "error" });
      if (!answer.ok) throw new Error(String(answer.status));
      const { findings, tips } = (await answer.json()) as { findings: Finding[]; tips?: Tip[] };
      this.rest = REST;
      if (!signal.aborted) this.show(findings, tips ?? []);
    } catch {
      // Asked again meanwhile, no connection, too often, or signed out: what is shown stays as it is.
      if (signal.aborted) return;
      this.asked = "";
      this.later(this.rest);
      this.rest = Math.min(2 * this.rest, LONGEST_REST);
    }
  }

  private show(findings: Finding[], tips: Tip[]): void {
    let first = true;
    for (const field of fieldsOf(this.form)) {
      const own = findings.filter((one) => one.field === field.name);
      const advice = tips.filter((one) => one.field === field.name);
      if (!this.panels.has(field) && (own.length || advice.length)) {
        this.panels.set(field, new Panel(field, this.place, this.left, () => this.say(this.open())));
      }
      this.panels.get(field)?.show(own, advice, first);
      if (own.length) first = false;
    }
    keepUp(this.form, findings);
    this.say(this.open());
  }

  /** How much somebody did not decide about yet. */
  private open(): number {
    return [...this.panels.values()].reduce((sum, panel) => sum + panel.open, 0);
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
