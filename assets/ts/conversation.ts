import { onClick } from "./dom";

/** What a thread can do beyond its forms comes after the page: it is no part of the first load. */
export function startConversation(): void {
  onClick("[data-print]", () => window.print());
  if (document.querySelector("[data-thread]")) void import("./thread");
}
