/** The form to answer with, and text that other scripts put into it. */

export function composer(): HTMLFormElement | null {
  return document.querySelector<HTMLFormElement>("form[data-composer]");
}

export function field(form: HTMLFormElement): HTMLTextAreaElement | null {
  return form.querySelector<HTMLTextAreaElement>("textarea[data-rich-text]");
}

/** The editor comes when the field is first used; says whether it came. */
async function editorOf(area: HTMLTextAreaElement): Promise<boolean> {
  // Without the focus itself: that comes when the text is in, at its end.
  area.dispatchEvent(new FocusEvent("focus"));
  for (let wait = 0; wait < 100 && area.dataset.richText !== "html"; wait += 1) {
    await new Promise((go) => setTimeout(go, 50));
  }
  return area.dataset.richText === "html";
}

export async function insert(html: string): Promise<boolean> {
  const form = composer();
  const area = form && field(form);
  if (!form || !area || !(await editorOf(area))) return false;
  area.dispatchEvent(new CustomEvent("editor:insert", { detail: html }));
  form.scrollIntoView({ block: "center" });
  return true;
}
