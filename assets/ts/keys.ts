/**
 * Single keys that move through the page: j and k through a list, `?` for help. Never while somebody types,
 * never with a modifier, and each person can switch them off (WCAG 2.1.4).
 */
import { onClick } from "./dom";

export interface Key {
  /** One key, or two after each other: "g v". */
  key: string;
  label: string;
  run: () => void;
}

const OFF = "toetsen-uit";
const PATIENCE = 1200;
const keys: Key[] = [];
let first = "";
let timer = 0;

/** A later key replaces an earlier one: the page in view knows best. */
export function register(key: string, label: string, run: () => void): void {
  const known = keys.findIndex((one) => one.key === key);
  keys.splice(known < 0 ? keys.length : known, known < 0 ? 0 : 1, { key, label, run });
}

export const areOn = (): boolean => localStorage.getItem(OFF) === null;

export function turn(on: boolean): void {
  if (on) localStorage.removeItem(OFF);
  else localStorage.setItem(OFF, "1");
}

const TYPES = "textarea, select, [contenteditable], [role=textbox], [role=combobox], input:not([type=radio], [type=checkbox])";

function isBusy(event: KeyboardEvent): boolean {
  const at = event.target as Element | null;
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.defaultPrevented) return true;
  return !!at?.closest?.(TYPES) || !!document.querySelector("dialog[open]");
}

function wait(key: string): void {
  first = key;
  clearTimeout(timer);
  timer = window.setTimeout(() => (first = ""), PATIENCE);
}

function press(event: KeyboardEvent): void {
  if (event.key.length !== 1 || isBusy(event) || !areOn()) return;
  const typed = first ? `${first} ${event.key}` : event.key;
  const found = keys.find((one) => one.key === typed);
  if (found) {
    event.preventDefault();
    wait("");
    found.run();
  } else wait(keys.some((one) => one.key.startsWith(`${event.key} `)) ? event.key : "");
}

const rows = (): HTMLElement[] =>
  [...document.querySelectorAll<HTMLElement>("main .row__link")].filter((link) => link.checkVisibility());

/** From the row that has the keyboard, else from the first one in view. */
function step(by: 1 | -1): void {
  const every = rows();
  const here = every.findIndex((link) => link.closest(".row")?.contains(document.activeElement));
  const inView = every.findIndex((link) => link.getBoundingClientRect().top > 80);
  const next = here < 0 ? every[Math.max(inView, 0)] : every[here + by];
  next?.focus();
  next?.closest(".row")?.scrollIntoView({ block: "nearest" });
}

/** The box on the page to search, else the one at the top of every page. */
function search(): void {
  const top = document.querySelector<HTMLDetailsElement>("[data-head-search]");
  const box = document.querySelector<HTMLInputElement>("[data-search] input[type=search]");
  if (!box && top) top.open = true;
  (box ?? top?.querySelector("input"))?.focus();
}

async function help(words: DOMStringMap): Promise<void> {
  const { show } = await import("./keys-help");
  show(keys, words);
}

export function startKeys(): void {
  const opener = document.querySelector<HTMLElement>("[data-keys]");
  if (!opener) return;
  const words = opener.dataset;
  const go = (path: string) => () => location.assign(path);
  const say = (name: string): string => words[`keys${name}`] ?? "";
  register("j", say("Next"), () => step(1));
  register("k", say("Previous"), () => step(-1));
  register("o", say("Open"), () => document.activeElement?.closest(".row")?.querySelector<HTMLElement>(".row__link")?.click());
  register("/", say("Search"), search);
  register("g h", say("Home"), go("/"));
  register("g v", say("Questions"), go("/vragen/"));
  register("g b", say("Messages"), go("/berichten/"));
  register("?", say("Help"), () => void help(words));
  document.addEventListener("keydown", press);
  onClick("[data-keys]", (_link, event) => {
    event.preventDefault();
    void help(words);
  });
}
