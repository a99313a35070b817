/** Rich text comes when it is needed: at the first focus, or when there is text with a style. */
import { all, looksLikeHtml, onContent } from "./dom";

async function upgrade(area: HTMLTextAreaElement): Promise<void> {
  if (area.dataset.richText !== "plain") return;
  area.dataset.richText = "loading";
  const hadFocus = document.activeElement === area;
  try {
    const { edit } = await import("./editor");
    edit(area, hadFocus || document.activeElement === area);
    area.dataset.richText = "html";
  } catch {
    // The plain field keeps working.
    area.dataset.richText = "plain";
  }
}

export function startEditors(): void {
  onContent((root) => {
    for (const area of all<HTMLTextAreaElement>(root, "textarea[data-rich-text]")) {
      area.addEventListener("focus", () => void upgrade(area), { once: true });
      if (area.dataset.html || looksLikeHtml(area.value)) void upgrade(area);
    }
  });
}
