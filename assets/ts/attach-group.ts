/** Files go up as soon as they are chosen, dropped or pasted: with progress, and again when the connection was lost. */
import { send, type Sending } from "./attach-send";

const PICTURE = /^image\/(png|jpeg|webp|gif)$/;

interface Waiting {
  file: File;
  row: HTMLLIElement;
  sending: Sending | null;
}

class Group {
  private readonly form: HTMLFormElement | null;
  private readonly list: HTMLElement;
  private readonly says: HTMLElement;
  private readonly input: HTMLInputElement;
  private readonly waiting = new Set<Waiting>();
  private submitter: HTMLElement | null = null;
  private submitting = false;

  constructor(private readonly group: HTMLFieldSetElement) {
    this.form = group.form;
    this.list = group.querySelector<HTMLElement>("[data-attach-list]")!;
    this.says = group.querySelector<HTMLElement>("[data-attach-says]")!;
    this.input = group.querySelector<HTMLInputElement>("input[type=file]")!;
    group.dataset.attachReady = "";
    this.listen();
    this.take(this.input.files);
  }

  private word(name: string): string {
    return this.group.dataset[`words${name}`] ?? "";
  }

  private listen(): void {
    this.input.addEventListener("change", () => this.take(this.input.files));
    const drop = this.group.querySelector<HTMLElement>(".attach__drop")!;
    const over = (event: DragEvent, on: boolean): void => {
      if (!event.dataTransfer?.types.includes("Files")) return;
      event.preventDefault();
      drop.classList.toggle("attach__drop--over", on);
    };
    const area: HTMLElement = this.form ?? this.group;
    area.addEventListener("dragover", (event) => over(event, true));
    area.addEventListener("dragleave", (event) => over(event, false));
    area.addEventListener("drop", (event) => {
      over(event, false);
      this.take(event.dataTransfer?.files ?? null);
    });
    area.addEventListener("paste", (event) => this.paste(event), { capture: true });
    window.addEventListener("online", () => this.again());
    // Before the form's own care for being sent once.
    window.addEventListener("submit", (event) => this.hold(event), { capture: true });
  }

  /** A picture of the screen, or a photo; text with pictures in it stays text. */
  private paste(event: ClipboardEvent): void {
    const files = [...(event.clipboardData?.files ?? [])].filter((one) => PICTURE.test(one.type));
    if (!files.length || event.clipboardData?.types.includes("text/html")) return;
    event.preventDefault();
    event.stopPropagation();
    files.forEach((one) => this.add(one));
  }

  private take(files: FileList | null): void {
    [...(files ?? [])].forEach((one) => this.add(one));
    this.input.value = "";
  }

  private add(file: File): void {
    this.group.closest("details")?.setAttribute("open", "");
    const row = document.createElement("li");
    row.className = "attach__row";
    const icon = `<svg class="icon" aria-hidden="true"><use href="${this.group.dataset.sprite}#upload"></use></svg>`;
    row.innerHTML =
      `<span class="attach__icon">${icon}</span>` +
      '<div class="attach__body"><p class="attach__name"></p>' +
      '<div data-error></div><div class="cluster"></div></div>';
    row.querySelector(".attach__name")!.textContent = file.name;
    this.list.append(row);
    const one: Waiting = { file, row, sending: null };
    if (file.size > Number(this.group.dataset.most)) this.fail(one, this.word("TooLarge"), false);
    else this.start(one);
  }

  private start(one: Waiting): void {
    this.waiting.add(one);
    this.error(one, "");
    const bar = document.createElement("progress");
    bar.className = "attach__progress";
    bar.max = 1;
    bar.setAttribute("aria-label", `${one.file.name} ${this.word("Sending")}`);
    one.row.querySelector("[data-error]")!.before(bar);
    this.buttons(one, [[this.word("Cancel"), () => this.stop(one)]]);
    this.tell(`${one.file.name} ${this.word("Sending")}`);
    one.sending = send(this.group.dataset.attach!, this.body(one.file), (part) => (bar.value = part));
    void one.sending.done.then((answer) => {
      bar.remove();
      one.sending = null;
      if (answer.kind === "there") this.there(one, answer.html);
      else if (answer.kind === "refused") this.refused(one, answer.html);
      else if (answer.kind !== "stopped") {
        this.fail(one, this.word({ lost: "Lost", "signed out": "SignedOut", wrong: "Wrong" }[answer.kind]), true);
      }
    });
  }

  /** The file with what the form says of the others: its own number, and which go out. */
  private body(file: File): FormData {
    const body = new FormData();
    for (const field of this.group.querySelectorAll<HTMLInputElement>("[name=files_nonce], [name=remove_file]:checked"))
      body.append(field.name, field.value);
    const token = this.form?.querySelector<HTMLInputElement>("[name=csrfmiddlewaretoken]");
    if (token) body.append(token.name, token.value);
    body.append("attachments", file);
    return body;
  }

  private there(one: Waiting, html: string): void {
    this.waiting.delete(one);
    const holder = document.createElement("template");
    holder.innerHTML = html;
    const row = holder.content.querySelector("li");
    const known = row && this.list.querySelector(`[name=remove_file][value="${value(row)}"]`);
    if (row && !known) one.row.replaceWith(row);
    else one.row.remove();
    this.tell(`${one.file.name} ${this.word("There")}`);
    this.group.dispatchEvent(new Event("input", { bubbles: true }));
    this.goOn();
  }

  private refused(one: Waiting, html: string): void {
    this.waiting.delete(one);
    this.submitting = false;
    one.row.querySelector("[data-error]")!.innerHTML = html;
    this.buttons(one, [[this.word("Away"), () => this.stop(one)]]);
    this.tell(one.row.querySelector("[data-error]")?.textContent?.trim() ?? "");
  }

  private fail(one: Waiting, words: string, again: boolean): void {
    this.submitting = false;
    this.error(one, words);
    const stop: [string, () => void] = [this.word("Away"), () => this.stop(one)];
    this.buttons(one, again ? [[this.word("Again"), () => this.start(one)], stop] : [stop]);
    if (again) this.waiting.add(one);
    this.tell(`${one.file.name}: ${words}`);
  }

  private error(one: Waiting, words: string): void {
    const place = one.row.querySelector("[data-error]")!;
    const line = document.createElement("p");
    line.className = "utrecht-form-field-error-message";
    line.textContent = words;
    place.replaceChildren(...(words ? [line] : []));
  }

  private buttons(one: Waiting, made: [string, () => void][]): void {
    const place = one.row.querySelector(".cluster")!;
    place.replaceChildren(
      ...made.map(([label, run]) => {
        const button = document.createElement("button");
        button.type = "button";
        button.className = "nl-button nl-button--secondary nl-button--small";
        button.textContent = label;
        button.setAttribute("aria-label", `${label}: ${one.file.name}`);
        button.addEventListener("click", run);
        return button;
      }),
    );
  }

  private stop(one: Waiting): void {
    one.sending?.stop();
    this.waiting.delete(one);
    one.row.remove();
    this.input.focus();
    this.goOn();
  }

  private again(): void {
    for (const one of this.waiting) if (!one.sending) this.start(one);
  }

  private hold(event: SubmitEvent): void {
    if (event.target !== this.form || ![...this.waiting].some((one) => one.sending)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    this.submitting = true;
    this.submitter = event.submitter;
    this.tell(this.word("Wait"));
    this.says.classList.remove("visually-hidden");
  }

  private goOn(): void {
    if (!this.submitting || this.waiting.size) return;
    this.submitting = false;
    this.form?.requestSubmit(this.submitter);
  }

  private tell(words: string): void {
    this.says.textContent = words;
  }
}

const value = (row: Element): string => row.querySelector<HTMLInputElement>("[name=remove_file]")?.value ?? "";

export function attach(group: HTMLFieldSetElement): void {
  new Group(group);
}
