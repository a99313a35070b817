/** Turns a textarea into a small text editor: bold, lists, quote and link, nothing more. */
import {
  Blockquote,
  Bold,
  BulletList,
  Document,
  Editor,
  HardBreak,
  History,
  Link,
  ListItem,
  OrderedList,
  Paragraph,
  Text,
} from "django-prose-editor/editor";
import { bar } from "./editor-bar";
import { cleanPasted } from "./paste";
import { offerPeople } from "./mention";
import { showMarks } from "./guard-marks";

const EXTENSIONS = [
  Document,
  Paragraph,
  Text,
  HardBreak,
  History,
  Bold,
  BulletList,
  OrderedList,
  ListItem,
  Blockquote,
  Link.extend({ addKeyboardShortcuts: () => ({}) }).configure({ autolink: true }),
];

const escape = (text: string): string => {
  const holder = document.createElement("p");
  holder.textContent = text;
  return holder.innerHTML;
};

/** The same rule as the server's for plain text: an empty line starts a paragraph. */
function asHtml(text: string): string {
  const paragraphs = text.split(/\n\s*\n/).filter((part) => part.trim());
  return paragraphs.map((part) => `<p>${escape(part.trim()).replaceAll("\n", "<br>")}</p>`).join("");
}

function describe(area: HTMLTextAreaElement): Record<string, string> {
  const label = area.labels?.[0];
  if (label && !label.id) label.id = `${area.id}_label`;
  const attributes: Record<string, string> = { role: "textbox", "aria-multiline": "true", class: "editor__text prose" };
  if (label) attributes["aria-labelledby"] = label.id;
  else if (area.ariaLabel) attributes["aria-label"] = area.ariaLabel;
  for (const name of ["aria-describedby", "aria-invalid"]) {
    const value = area.getAttribute(name);
    if (value) attributes[name] = value;
  }
  if (area.required) attributes["aria-required"] = "true";
  return attributes;
}

/** `html` is the text to start with; without it, what is typed in the plain field. */
export function edit(area: HTMLTextAreaElement, html: string | null, focus: boolean): void {
  const format = area.form?.elements.namedItem(area.dataset.format ?? "");
  const shell = document.createElement("div");
  shell.className = "editor";
  const note = document.createElement("p");
  note.className = "editor__note small";
  note.setAttribute("role", "status");
  const editor = new Editor({
    element: shell,
    injectCSS: false,
    extensions: EXTENSIONS,
    content: html ?? asHtml(area.value),
    editable: !area.disabled,
    editorProps: {
      attributes: describe(area),
      transformPastedHTML: (pasted: string): string => {
        const { html: text, pictures } = cleanPasted(pasted);
        note.textContent = pictures ? (area.dataset.wordsPictures ?? "") : "";
        return text;
      },
    },
  });
  shell.prepend(...bar(editor, area));
  shell.append(note);
  area.before(shell);
  area.hidden = true;
  // A hidden field cannot show the browser's own message; the server says it.
  area.required = false;
  area.labels?.[0]?.addEventListener("click", () => editor.chain().focus().run());

  const write = (): void => {
    area.value = editor.isEmpty ? "" : editor.getHTML();
    area.dispatchEvent(new Event("input", { bubbles: true }));
  };
  area.value = editor.isEmpty ? "" : editor.getHTML();
  if (format instanceof HTMLInputElement) format.value = "html";
  editor.on("update", write);
  // Other scripts may put text in (a quotation); the field then says so.
  area.addEventListener("editor:insert", (event) => {
    const given = (event as CustomEvent<string>).detail;
    if (editor.isEmpty) editor.chain().setContent(given).run();
    else editor.chain().focus("end").insertContent(given).run();
    editor.chain().focus("end").run();
    write();
  });
  offerPeople(editor, area, shell);
  showMarks(editor, area);
  area.addEventListener("editor:replace", (event) => {
    const { text, html: styled } = (event as CustomEvent<{ text: string; html: boolean }>).detail;
    editor.chain().setContent(styled ? text : asHtml(text)).run();
    write();
  });
  if (focus) {
    editor.chain().focus("end").run();
    // At once: what is typed meanwhile has nowhere else to go.
    editor.view.focus();
  }
}
