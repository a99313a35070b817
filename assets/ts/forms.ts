/** Care for what people type: sent once, and not lost by leaving. */
import { all, onContent } from "./dom";

const sending = new WeakSet<HTMLFormElement>();
const touched = new Set<HTMLFormElement>();

function busy(form: HTMLFormElement, on: boolean): void {
  for (const button of form.querySelectorAll<HTMLButtonElement>("button:not([type=button])")) {
    if (on) button.setAttribute("aria-busy", "true");
    else button.removeAttribute("aria-busy");
  }
  if (on) sending.add(form);
  else sending.delete(form);
}

function sendOnce(event: SubmitEvent): void {
  const form = event.target as HTMLFormElement;
  if (sending.has(form)) {
    event.preventDefault();
    event.stopImmediatePropagation();
    return;
  }
  touched.delete(form);
  // htmx forms answer on this page: htmx:afterRequest makes them free again.
  if (!event.defaultPrevented && form.method !== "dialog" && form.method !== "get") busy(form, true);
}

let meant: Element | null = null;

/** The second click of a double one is not for what came under the pointer after the first. */
function clickSame(event: MouseEvent): void {
  const hit = (event.target as Element).closest("a, button, summary");
  if (event.detail < 2) meant = hit;
  else if (hit !== meant) {
    event.preventDefault();
    event.stopImmediatePropagation();
  }
}

function watchUnsent(event: Event): void {
  const form = (event.target as Element).closest<HTMLFormElement>("form[data-guard-leave]");
  if (form) touched.add(form);
}

function warnUnsent(event: BeforeUnloadEvent): void {
  for (const form of touched) if (!form.isConnected) touched.delete(form);
  if (touched.size) event.preventDefault();
}

/** For browsers without `field-sizing: content`. */
function grow(area: HTMLTextAreaElement): void {
  const fit = (): void => {
    area.style.blockSize = "auto";
    area.style.blockSize = `${area.scrollHeight + area.offsetHeight - area.clientHeight}px`;
  };
  area.addEventListener("input", fit);
  fit();
}

export function startForms(): void {
  document.addEventListener("click", clickSame, { capture: true });
  document.addEventListener("submit", sendOnce, { capture: true });
  document.addEventListener("htmx:afterRequest", (event) => {
    const element = event.target as Element;
    const form = element.closest("form");
    if (form) busy(form, false);
  });
  document.addEventListener("input", watchUnsent);
  window.addEventListener("beforeunload", warnUnsent);
  // What is kept (drafts.ts) is not lost by leaving.
  document.addEventListener("draft:kept", (event) => touched.delete(event.target as HTMLFormElement));
  // The back button may bring the page back as it was, still waiting.
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) document.querySelectorAll("form").forEach((form) => busy(form, false));
  });
  if (!CSS.supports("field-sizing", "content")) {
    onContent((root) => all<HTMLTextAreaElement>(root, "textarea").forEach(grow));
  }
}
