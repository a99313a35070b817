/** Forms sent by a script: the server then answers with the part of the page that changes. */

/** Where the server sends us instead of answering: to sign in, or to the whole page. */
export class ElsewhereError extends Error {
  constructor(readonly url: URL) {
    super(url.href);
  }
}

export class RefusedError extends Error {
  constructor(readonly status: number) {
    super(String(status));
  }
}

const token = (): string => document.querySelector<HTMLInputElement>("#daden [name=csrfmiddlewaretoken]")?.value ?? "";

/** Gives a response that is fine, or one with a form that says what is not right yet (422). */
export async function send(url: string, body: FormData): Promise<Response> {
  const headers = { "HX-Request": "true", "X-CSRFToken": token() };
  const response = await fetch(url, { method: "POST", body, headers, credentials: "same-origin" });
  const elsewhere = response.headers.get("HX-Redirect");
  if (elsewhere) throw new ElsewhereError(new URL(elsewhere, location.href));
  if (!response.ok && response.status !== 422) throw new RefusedError(response.status);
  return response;
}

export function parsed(html: string): Document {
  return new DOMParser().parseFromString(html, "text/html");
}

/** What came in works like what was there: every part of the house looks at it. */
export function arrived(element: Element): void {
  element.dispatchEvent(new CustomEvent("htmx:load", { bubbles: true }));
}

/** After signing in again the old mark of this page is no longer good: take a new one from the server. */
export async function renewToken(): Promise<boolean> {
  const response = await fetch(location.pathname, { credentials: "same-origin" });
  const page = parsed(await response.text());
  const fresh = page.querySelector<HTMLInputElement>("#daden [name=csrfmiddlewaretoken]")?.value;
  if (!response.ok || !fresh) return false;
  for (const field of document.querySelectorAll<HTMLInputElement>("[name=csrfmiddlewaretoken]")) field.value = fresh;
  return true;
}
