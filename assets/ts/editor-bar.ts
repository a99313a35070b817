/** The editor's buttons. Their names come, translated, from the widget's data attributes. */
import type { Chain, Editor } from "django-prose-editor/editor";

interface Tool {
  icon: string;
  name: string;
  active: string;
  run: (chain: Chain) => Chain;
}

const TOOLS: Tool[] = [
  { icon: "bold", name: "bold", active: "bold", run: (chain) => chain.toggleBold() },
  { icon: "list", name: "list", active: "bulletList", run: (chain) => chain.toggleBulletList() },
  { icon: "list-numbers", name: "numbers", active: "orderedList", run: (chain) => chain.toggleOrderedList() },
  { icon: "quote", name: "quote", active: "blockquote", run: (chain) => chain.toggleBlockquote() },
];

const SVG = "http://www.w3.org/2000/svg";

function icon(sprite: string, name: string): SVGElement {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  const use = document.createElementNS(SVG, "use");
  use.setAttribute("href", `${sprite}#${name}`);
  svg.append(use);
  return svg;
}

function button(label: string, content: Node | string, className: string): HTMLButtonElement {
  const element = document.createElement("button");
  element.type = "button";
  element.className = className;
  if (content instanceof Node) {
    element.setAttribute("aria-label", label);
    element.title = label;
  }
  element.append(content);
  return element;
}

/** The row where an address is typed; closed until asked for. */
function linkRow(editor: Editor, words: DOMStringMap): { row: HTMLElement; open: () => void } {
  const row = document.createElement("div");
  row.className = "editor__link";
  row.hidden = true;
  const input = document.createElement("input");
  input.type = "url";
  input.className = "utrecht-textbox";
  input.placeholder = "https://";
  input.setAttribute("aria-label", words.wordsAddress ?? "");
  const add = button("", words.wordsAdd ?? "", "nl-button nl-button--secondary nl-button--small");
  const remove = button("", words.wordsRemove ?? "", "nl-button nl-button--subtle nl-button--small");
  row.append(input, add, remove);

  const close = (): void => {
    row.hidden = true;
    editor.chain().focus().run();
  };
  const apply = (): void => {
    const typed = input.value.trim();
    const href = /^[a-z][a-z0-9+.-]*:/i.test(typed) ? typed : `https://${typed}`;
    const chain = editor.chain().focus().extendMarkRange("link");
    if (!typed) chain.unsetLink().run();
    else if (editor.state.selection.empty && !editor.isActive("link")) {
      const mark = { type: "link", attrs: { href } };
      chain.insertContent({ type: "text", text: typed, marks: [mark] }).run();
    } else chain.setLink({ href }).run();
    close();
  };
  add.addEventListener("click", apply);
  remove.addEventListener("click", () => {
    editor.chain().focus().extendMarkRange("link").unsetLink().run();
    close();
  });
  row.addEventListener("keydown", (event) => {
    if (event.key === "Escape") close();
    if (event.key === "Enter" && event.target === input) {
      event.preventDefault();
      apply();
    }
  });
  const open = (): void => {
    row.hidden = !row.hidden;
    if (row.hidden) return;
    input.value = editor.getAttributes("link").href ?? "";
    remove.hidden = !editor.isActive("link");
    input.focus();
  };
  return { row, open };
}

export function bar(editor: Editor, area: HTMLTextAreaElement): HTMLElement[] {
  const words = area.dataset;
  const sprite = words.sprite ?? "";
  const element = document.createElement("div");
  element.className = "editor__bar";
  element.setAttribute("role", "group");
  element.setAttribute("aria-label", words.wordsBar ?? "");
  const pressed: [HTMLButtonElement, string][] = [];
  const add = (name: string, label: string, active: string, run: () => void): void => {
    const one = button(label, icon(sprite, name), "editor__button");
    one.addEventListener("click", run);
    pressed.push([one, active]);
    element.append(one);
  };
  for (const tool of TOOLS) {
    const label = words[`words${tool.name[0]?.toUpperCase()}${tool.name.slice(1)}`] ?? tool.name;
    add(tool.icon, label, tool.active, () => tool.run(editor.chain().focus()).run());
  }
  const { row, open } = linkRow(editor, words);
  add("link", words.wordsLink ?? "link", "link", open);
  const show = (): void => {
    for (const [one, active] of pressed) one.setAttribute("aria-pressed", String(editor.isActive(active)));
  };
  editor.on("transaction", show);
  show();
  return [element, row];
}
