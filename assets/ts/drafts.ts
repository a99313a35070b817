/**
 * A form with data-draft keeps what is typed: at once in this browser, and a moment later on the
 * server when it has data-draft-url. `data-draft` names the text, `data-draft-family` the forms in
 * which it may be put back. What was kept survives a crash, a lost connection and signing out by time.
 */
import { PREFIX, keptKeys } from "./kept";

interface Kept {
  at: number;
  family: string;
  name: string;
  values: [string, string][];
}

const HERE = 400;
const THERE = 2000;
const OLD = 30 * 24 * 60 * 60 * 1000;
const LARGEST_LAST_WORD = 60_000;
/** Not what somebody typed: these say where it belongs. */
const TOKENS = ["csrfmiddlewaretoken", "nonce", "mark", "files_nonce"];

const person = (): string => document.body.dataset.person ?? "";
const keyOf = (family: string, name: string): string => `${PREFIX}${person()}:${family}:${name}`;

function read(key: string): Kept | null {
  try {
    return JSON.parse(localStorage.getItem(key) ?? "null") as Kept | null;
  } catch {
    return null;
  }
}

/** Forget what arrived, what is old, and what somebody else typed at this computer. */
export function tidy(): void {
  const arrived = /(?:^|; )arrived=([^;]*)/.exec(document.cookie)?.[1]?.split(".") ?? [];
  if (arrived.length) document.cookie = "arrived=; Max-Age=0; Path=/; SameSite=Lax";
  for (const key of keptKeys()) {
    const kept = read(key);
    const others = person() !== "" && !key.startsWith(`${PREFIX}${person()}:`);
    if (!kept || others || arrived.includes(kept.name) || Date.now() - kept.at > OLD) localStorage.removeItem(key);
  }
}

function valuesOf(form: HTMLFormElement): [string, string][] {
  // What the guard asks about one text says nothing about the next.
  const own = (name: string): boolean => name !== "csrfmiddlewaretoken" && !name.startsWith("guard_");
  const entries = [...new FormData(form)].filter(([name]) => own(name));
  return entries.filter((entry): entry is [string, string] => typeof entry[1] === "string");
}

/** What is typed, without how it is written down: the editor turns the same words into HTML. */
function words(values: [string, string][]): string {
  const holder = document.createElement("template");
  const plain = values.filter(([name]) => !TOKENS.includes(name) && !name.endsWith("_format"));
  return JSON.stringify(
    plain.map(([name, value]) => {
      holder.innerHTML = value;
      return [name, (holder.content.textContent ?? "").replace(/\s+/g, "")];
    }),
  );
}

const clock = (at: number): string => {
  const moment = new Date(at);
  return `${moment.getHours()}.${String(moment.getMinutes()).padStart(2, "0")}`;
};

function put(form: HTMLFormElement, values: [string, string][]): void {
  const given = new Map<string, string[]>();
  for (const [name, value] of values) given.set(name, [...(given.get(name) ?? []), value]);
  for (const field of form.elements) {
    if (field instanceof HTMLInputElement && (field.type === "checkbox" || field.type === "radio")) {
      field.checked = given.get(field.name)?.includes(field.value) ?? false;
    } else if (field instanceof HTMLTextAreaElement && "richText" in field.dataset) {
      const format = given.get(field.dataset.format ?? "")?.[0];
      const detail = { text: given.get(field.name)?.[0] ?? "", html: format === "html" };
      field.dispatchEvent(new CustomEvent("editor:replace", { detail }));
    } else if (field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement || field instanceof HTMLSelectElement) {
      const value = given.get(field.name)?.[0];
      if (value !== undefined && field.type !== "file" && field.name !== "csrfmiddlewaretoken") {
        if (!field.name.endsWith("_format")) field.value = value;
      }
    }
  }
}

class Draft {
  private name: string;
  private readonly family: string;
  private readonly url: string;
  private start: string;
  private here = 0;
  private there = 0;
  private sending: Promise<void> | null = null;
  private stale = false;

  constructor(private readonly form: HTMLFormElement) {
    this.name = form.dataset.draft ?? "";
    this.family = form.dataset.draftFamily ?? this.name;
    this.url = form.dataset.draftUrl ?? "";
    this.start = words(valuesOf(form));
    this.offer();
    form.addEventListener("input", () => this.typed());
    form.addEventListener("change", () => this.typed());
    form.addEventListener("draft:sent", () => this.forget());
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState === "hidden") this.leave();
    });
    window.addEventListener("pagehide", () => this.leave());
    window.addEventListener("online", () => void this.send());
    // Before the guard against sending twice: first let what is under way arrive.
    window.addEventListener("submit", (event) => this.submitting(event), { capture: true });
  }

  private typed(): void {
    clearTimeout(this.here);
    this.here = window.setTimeout(() => this.keepHere(), HERE);
    if (!this.url || this.stale || this.there) return;
    this.there = window.setTimeout(() => void this.send(), THERE);
  }

  private keepHere(): boolean {
    clearTimeout(this.here);
    this.here = 0;
    const values = valuesOf(this.form);
    if (words(values) === this.start) return false;
    const kept: Kept = { at: Date.now(), family: this.family, name: this.name, values };
    try {
      localStorage.setItem(keyOf(this.family, this.name), JSON.stringify(kept));
    } catch {
      this.say("full");
      return false;
    }
    if (!this.url || this.stale) this.say("here");
    this.form.dispatchEvent(new CustomEvent("draft:kept", { bubbles: true }));
    return true;
  }

  private async send(): Promise<void> {
    clearTimeout(this.there);
    this.there = 0;
    if (!this.url || this.stale || this.sending || words(valuesOf(this.form)) === this.start) return;
    const before = words(valuesOf(this.form));
    this.sending = this.post(false).finally(() => {
      this.sending = null;
    });
    await this.sending;
    if (words(valuesOf(this.form)) !== before) this.typed();
  }

  private async post(last: boolean): Promise<void> {
    const body = new URLSearchParams(valuesOf(this.form));
    body.set("csrfmiddlewaretoken", new FormData(this.form).get("csrfmiddlewaretoken") as string);
    if (last && body.toString().length > LARGEST_LAST_WORD) return;
    try {
      const answer = await fetch(this.url, { method: "POST", body, redirect: "manual", keepalive: last });
      if (answer.type === "opaqueredirect" || answer.status === 403) this.say("signedOut");
      else if (answer.ok) this.arrived((await answer.json()) as { mark: string });
      else if (answer.status === 409) this.other(((await answer.json()) as { message: string }).message);
      else this.say("here");
    } catch {
      this.say("offline");
    }
  }

  private arrived({ mark }: { mark: string }): void {
    const field = this.form.elements.namedItem("mark");
    if (field instanceof HTMLInputElement) field.value = mark;
    this.keepHere();
    this.say("saved");
  }

  private other(message: string): void {
    this.stale = true;
    this.line(message);
  }

  private leave(): void {
    if (!this.form.isConnected || (!this.here && !this.there)) return;
    this.keepHere();
    if (this.url && !this.stale && !this.sending && this.there) void this.post(true);
  }

  private submitting(event: SubmitEvent): void {
    if (event.target !== this.form) return;
    this.keepHere();
    // The form takes it along: sent beside it as well, it would be another change.
    clearTimeout(this.there);
    this.there = 0;
    const under = this.sending;
    if (!under) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    const { submitter } = event;
    const enough = new Promise<void>((go) => setTimeout(go, 3000));
    void Promise.race([under, enough]).then(() => {
      this.sending = null;
      this.form.requestSubmit(submitter);
    });
  }

  private forget(): void {
    clearTimeout(this.here);
    clearTimeout(this.there);
    this.here = this.there = 0;
    localStorage.removeItem(keyOf(this.family, this.name));
    this.name = this.form.dataset.draft ?? this.name;
    this.start = words(valuesOf(this.form));
    this.line("");
  }

  /** The text that this browser still has of a form like this one. */
  private offer(): void {
    const found = keptKeys()
      .filter((key) => key.startsWith(keyOf(this.family, "")))
      .map(read)
      .filter((kept): kept is Kept => kept !== null)
      .sort((one, two) => two.at - one.at)[0];
    if (!found) return;
    if (words(found.values) === this.start) {
      // The browser filled the form again by itself: go on with the same draft.
      this.adopt(found);
      this.start = "";
      return;
    }
    const box = this.form.querySelector<HTMLElement>("[data-draft-found]");
    const text = box?.querySelector<HTMLElement>("[data-draft-words]");
    if (!box || !text) return;
    text.textContent = (text.dataset.draftWords ?? "").replace("{time}", clock(found.at));
    box.hidden = false;
    box.querySelector("[data-draft-take]")?.addEventListener("click", () => {
      box.hidden = true;
      this.adopt(found);
      put(this.form, found.values);
      this.form.querySelector<HTMLElement>("textarea, input:not([type=hidden])")?.focus();
      this.form.dispatchEvent(new Event("input", { bubbles: true }));
    });
    box.querySelector("[data-draft-drop]")?.addEventListener("click", () => {
      box.hidden = true;
      localStorage.removeItem(keyOf(found.family, found.name));
    });
  }

  private adopt(kept: Kept): void {
    this.name = kept.name;
    const tokens = kept.values.filter(([name]) => TOKENS.includes(name));
    for (const [name, value] of tokens) {
      const field = this.form.elements.namedItem(name);
      if (field instanceof HTMLInputElement) field.value = value;
    }
  }

  private say(what: "saved" | "here" | "offline" | "signedOut" | "full"): void {
    const line = this.form.querySelector<HTMLElement>("[data-draft-line]");
    this.line((line?.dataset[what] ?? "").replace("{time}", clock(Date.now())));
  }

  /** Said anew only when it changes: a screen reader hears it once a minute at most. */
  private line(text: string): void {
    const line = this.form.querySelector<HTMLElement>("[data-draft-line]");
    if (line && line.textContent !== text) line.textContent = text;
  }
}

export function watch(form: HTMLFormElement): void {
  if (form.dataset.draftWatched) return;
  form.dataset.draftWatched = "1";
  new Draft(form);
}
