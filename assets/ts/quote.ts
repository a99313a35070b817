/** Quoting: a whole answer, or the words of it that are selected. */
import { onClick } from "./dom";
import { insert } from "./composer";

const escape = (text: string): string => {
  const holder = document.createElement("p");
  holder.textContent = text;
  return holder.innerHTML;
};

/** The selected words, where all of them stand in one answer that can be quoted. */
function selected(): { answer: HTMLElement; text: string } | null {
  const selection = getSelection();
  const text = selection?.toString().trim() ?? "";
  if (!selection || !text || !selection.rangeCount) return null;
  const around = selection.getRangeAt(0).commonAncestorContainer;
  const element = around instanceof Element ? around : around.parentElement;
  const answer = element?.closest(".prose")?.closest<HTMLElement>("[data-answer]");
  return answer?.querySelector("[data-quote]") ? { answer, text } : null;
}

/** A text without what it quotes itself. */
function whole(answer: HTMLElement): string {
  const prose = answer.querySelector(".prose")?.cloneNode(true) as HTMLElement | undefined;
  prose?.querySelectorAll("blockquote").forEach((one) => one.remove());
  return prose?.innerHTML.trim() ?? "";
}

async function quote(answer: HTMLElement, part: string): Promise<void> {
  const link = answer.querySelector<HTMLAnchorElement>("[data-quote]");
  if (!link) return;
  const name = answer.querySelector(".answer__name")?.textContent ?? "";
  const paragraphs = part.split(/\n\s*\n/).map((one) => `<p>${escape(one.trim()).replaceAll("\n", "<br>")}</p>`);
  const words = part ? paragraphs.join("") : whole(answer);
  const from = `<p><a href="${link.dataset.quote}">${escape(name)}</a></p>`;
  if (!(await insert(`<blockquote>${from}${words}</blockquote><p></p>`))) location.assign(link.href);
}

/** The button beside a selection; it stands in the answer, so the keyboard comes to it next. */
function button(label: string): HTMLButtonElement {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "quote-button";
  made.textContent = label;
  made.hidden = true;
  // A press must not take the selection away.
  made.addEventListener("pointerdown", (event) => event.preventDefault());
  made.addEventListener("click", () => {
    const now = selected();
    made.hidden = true;
    if (now) void quote(now.answer, now.text);
  });
  return made;
}

function follow(made: HTMLButtonElement): void {
  const now = selected();
  made.hidden = !now;
  const box = now && getSelection()?.getRangeAt(0).getBoundingClientRect();
  if (!now || !box) return;
  const prose = now.answer.querySelector(".prose");
  prose?.after(made);
  const body = (prose?.parentElement ?? now.answer).getBoundingClientRect();
  made.style.insetInlineStart = `${Math.max(0, Math.min(box.left - body.left, body.width - 140))}px`;
  made.style.insetBlockStart = `${box.bottom - body.top + 6}px`;
}

export function startQuoting(words: DOMStringMap): void {
  const made = button(words.wordsQuote ?? "");
  let timer = 0;
  document.addEventListener("selectionchange", () => {
    clearTimeout(timer);
    timer = window.setTimeout(() => follow(made), 150);
  });
  onClick("a[data-quote]", (link, event) => {
    const answer = link.closest<HTMLElement>("[data-answer]");
    if (!answer || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    const now = selected();
    void quote(answer, now?.answer === answer ? now.text : "");
  });
}
