import htmx from "htmx.org";

/** Where the reader continues after a swap: a mark, an error, or the target itself. */
function focusAfterSwap(target: Element): void {
  if (target.contains(document.activeElement) && document.activeElement !== document.body) return;
  const next = target.matches("[data-focus]")
    ? (target as HTMLElement)
    : target.querySelector<HTMLElement>("[data-focus], [role=alert], [autofocus]");
  if (!next) return;
  if (!next.matches("a, button, input, textarea, select, [tabindex]")) next.tabIndex = -1;
  next.focus();
}

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
  document.addEventListener("htmx:afterSettle", (event) => {
    const target = (event as CustomEvent<{ target?: Element }>).detail.target;
    if (target) focusAfterSwap(target);
  });
}
