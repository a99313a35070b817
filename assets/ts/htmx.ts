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
}
