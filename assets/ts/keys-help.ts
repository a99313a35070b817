/** The dialog that lists the keys, with the switch that turns them off. Fetched when somebody asks for it. */
import { areOn, turn, type Key } from "./keys";

function element(tag: string, css: string, text = ""): HTMLElement {
  const made = document.createElement(tag);
  made.className = css;
  made.textContent = text;
  return made;
}

function line(key: Key): HTMLElement[] {
  const name = element("dt", "keys__key");
  for (const part of key.key.split(" ")) name.append(element("kbd", "", part));
  return [name, element("dd", "", key.label)];
}

function switchOf(words: DOMStringMap): HTMLElement {
  const label = element("label", "choice");
  const box = element("input", "choice__input") as HTMLInputElement;
  box.type = "checkbox";
  box.checked = areOn();
  box.addEventListener("change", () => turn(box.checked));
  label.append(box, element("span", "", words.keysSwitch ?? ""));
  return label;
}

export function show(keys: Key[], words: DOMStringMap): void {
  document.getElementById("toetsen")?.remove();
  const dialog = element("dialog", "dialog keys") as HTMLDialogElement;
  dialog.id = "toetsen";
  dialog.setAttribute("aria-labelledby", "toetsen-kop");
  const head = element("div", "dialog__head");
  const heading = element("h2", "dialog__heading", words.keysTitle);
  heading.id = "toetsen-kop";
  head.append(heading);
  const list = element("dl", "keys__list");
  list.append(...keys.flatMap(line));
  const body = element("div", "dialog__body stack");
  body.append(list, element("p", "muted small", words.keysNote), switchOf(words));
  const close = element("button", "nl-button nl-button--primary") as HTMLButtonElement;
  close.type = "button";
  close.append(element("span", "nl-button__label", words.keysClose));
  close.addEventListener("click", () => dialog.close());
  const foot = element("div", "dialog__actions");
  foot.append(close);
  dialog.append(head, body, foot);
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}
