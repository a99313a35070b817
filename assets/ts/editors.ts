/** Rich text comes when it is needed: at the first focus, or when there is text with a style. */
import { all, onContent } from "./dom";

/** Written by the text editor and kept by the browser, not typed. */
const looksLikeHtml = (text: string): boolean => /^<(p|ul|ol|blockquote)>/.test(text);

/** What is stored comes as HTML beside the plain field; what was typed or kept goes first. */
function storedText(area: HTMLTextAreaElement): string | null {
  if (looksLikeHtml(area.value)) return area.value;
  return area.value === area.defaultValue ? (area.dataset.html ?? "") : null;
}

async function upgrade(area: HTMLTextAreaElement): Promise<void> {
  if (area.dataset.richText !== "plain") return;
  area.dataset.richText = "loading";
  const hadFocus = document.activeElement === area;
  try {
    const { edit } = await import("./editor");
    edit(area, storedText(area), hadFocus || document.activeElement === area);
    area.dataset.richText = "html";
    area.dispatchEvent(new Event("editor:ready", { bubbles: true }));
  } catch {
    // The plain field keeps working.
    area.dataset.richText = "plain";
  }
}

/** Another text in the place of this one: what the browser kept from before. */
function replace(area: HTMLTextAreaElement, event: Event): void {
  if (area.dataset.richText === "html") return;
  area.value = (event as CustomEvent<{ text: string }>).detail.text;
  if (looksLikeHtml(area.value)) void upgrade(area);
}

export function startEditors(): void {
  onContent((root) => {
    for (const area of all<HTMLTextAreaElement>(root, "textarea[data-rich-text]")) {
      area.addEventListener("editor:replace", (event) => replace(area, event));
      area.addEventListener("focus", () => void upgrade(area), { once: true });
      if (area.dataset.html || looksLikeHtml(area.value)) void upgrade(area);
    }
  });
  // The back button: by now the browser has put back what the editor wrote.
  window.addEventListener("pageshow", () => {
    for (const area of all<HTMLTextAreaElement>(document, "textarea[data-rich-text]")) {
      if (looksLikeHtml(area.value)) void upgrade(area);
    }
  });
}
