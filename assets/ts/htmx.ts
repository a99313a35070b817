import htmx from "htmx.org";

export function startHtmx(): void {
  Object.assign(htmx.config, {
    allowEval: false,
    includeIndicatorStyles: false,
    selfRequestsOnly: true,
    historyRestoreAsHxRequest: false,
    // Our error pages and forms with errors are useful HTML: show them. 204 changes nothing.
    responseHandling: [
      { code: "204", swap: false },
      { code: "[2345]..", swap: true },
    ],
  });
  document.addEventListener("htmx:configRequest", leaveOutEmpty);
}

/** Filters that narrow nothing do not clutter the address. */
function leaveOutEmpty(event: Event): void {
  const { verb, formData } = (event as CustomEvent<{ verb: string; formData: FormData }>).detail;
  if (verb !== "get") return;
  for (const [name, value] of [...formData]) if (value === "") formData.delete(name);
}
