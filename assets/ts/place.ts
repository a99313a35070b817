/** Placing an answer: it stands there at once, and its text stays in the form until the server has it. */
import { composer, field } from "./composer";
import { say } from "./say";
import { ElsewhereError, RefusedError, arrived, parsed, renewToken, send } from "./send";

function pending(form: HTMLFormElement, area: HTMLTextAreaElement): HTMLElement {
  const shown = document.createElement("article");
  shown.className = "answer answer--pending";
  const body = document.createElement("div");
  body.className = "answer__body";
  const state = document.createElement("p");
  state.className = "answer__state";
  state.setAttribute("role", "status");
  state.textContent = form.dataset.wordsPlacing ?? "";
  const text = document.createElement("div");
  text.className = "prose";
  if (area.dataset.richText === "html") text.append(...parsed(area.value).body.childNodes);
  else text.innerText = area.value;
  body.append(state, text);
  shown.append(document.createElement("span"), body);
  shown.firstElementChild?.classList.add("avatar");
  document.querySelector("[data-answers]")?.append(shown);
  return shown;
}

function put(thread: HTMLElement, form: HTMLFormElement, page: Document): void {
  const fresh = page.querySelector<HTMLElement>("[data-new]");
  const count = page.querySelector("[data-count]");
  const next = page.querySelector("form[data-composer]");
  if (!fresh || !count || !next) throw new Error("not what was expected");
  thread.dataset.last = fresh.dataset.last;
  document.querySelectorAll("[data-none], [data-newcomers]").forEach((one) => one.remove());
  document.querySelector("[data-count]")?.replaceWith(count);
  const follow = page.querySelector("[id^=follow-]");
  if (follow) document.getElementById(follow.id)?.replaceWith(follow);
  form.dispatchEvent(new CustomEvent("draft:sent"));
  const answers = [...fresh.children];
  document.querySelector("[data-answers]")?.append(...answers);
  form.replaceWith(next);
  for (const one of [...answers, next]) arrived(one);
  (answers.at(-1) as HTMLElement | undefined)?.focus();
  say(form.dataset.wordsPlaced ?? "", "positive");
}

/** Says why it is not placed, with what to do; the text is still in the form. */
function failed(form: HTMLFormElement, words: string, signIn: boolean): void {
  const alert = document.createElement("div");
  alert.className = "alert alert--negative";
  alert.setAttribute("role", "alert");
  alert.dataset.notPlaced = "";
  const text = document.createElement("div");
  text.className = "alert__text";
  const says = document.createElement("p");
  says.textContent = words;
  const again = document.createElement("button");
  again.type = "submit";
  again.className = "nl-button nl-button--secondary nl-button--small";
  again.textContent = form.dataset.wordsAgain ?? "";
  const tools = document.createElement("div");
  tools.className = "cluster";
  if (signIn) {
    const link = document.createElement("a");
    link.className = "nl-link";
    link.href = form.dataset.login ?? "/";
    link.target = "_blank";
    link.textContent = form.dataset.wordsSignIn ?? "";
    tools.append(link);
  }
  tools.append(again);
  text.append(says, tools);
  alert.append(text);
  form.append(alert);
  alert.scrollIntoView({ block: "nearest" });
  // Leaving the page warns again, and the draft is kept.
  field(form)?.dispatchEvent(new Event("input", { bubbles: true }));
}

async function sendAnswer(thread: HTMLElement, form: HTMLFormElement): Promise<Response> {
  const body = new FormData(form);
  if (thread.dataset.last) body.set("na", thread.dataset.last);
  try {
    return await send(form.action, body);
  } catch (error) {
    if (!(error instanceof RefusedError) || error.status !== 403 || !(await renewToken())) throw error;
    const again = new FormData(form);
    if (thread.dataset.last) again.set("na", thread.dataset.last);
    return send(form.action, again);
  }
}

function explain(form: HTMLFormElement, error: unknown): void {
  const words = form.dataset;
  const login = new URL(words.login ?? "/", location.href).pathname;
  if (error instanceof ElsewhereError) {
    if (error.url.pathname === login) return failed(form, words.wordsLogin ?? "", true);
    return location.assign(error.url);
  }
  if (error instanceof RefusedError && error.status === 403) return failed(form, words.wordsLogin ?? "", true);
  failed(form, (error instanceof TypeError ? words.wordsOffline : words.wordsFailed) ?? "", false);
}

async function place(thread: HTMLElement, form: HTMLFormElement, area: HTMLTextAreaElement): Promise<void> {
  const before = form.querySelectorAll("[data-not-placed]");
  const shown = pending(form, area);
  try {
    const response = await sendAnswer(thread, form);
    const page = parsed(await response.text());
    shown.remove();
    if (response.ok) return put(thread, form, page);
    const corrected = page.querySelector("form[data-composer]");
    if (!corrected) throw new RefusedError(response.status);
    form.replaceWith(corrected);
    arrived(corrected);
    corrected.querySelector<HTMLElement>("[role=alert]")?.focus();
  } catch (error) {
    shown.remove();
    before.forEach((one) => one.remove());
    explain(form, error);
  } finally {
    form.dispatchEvent(new CustomEvent("htmx:afterRequest", { bubbles: true }));
  }
}

export function startPlacing(thread: HTMLElement): void {
  document.addEventListener("submit", (event) => {
    const form = composer();
    const area = form && field(form);
    if (event.target !== form || !area || event.defaultPrevented) return;
    event.preventDefault();
    void place(thread, form, area);
  });
}
