/** What could lead to a person is shown while somebody types. The part that does it comes at the first touch. */
import { all, onContent } from "./dom";

function start(place: HTMLElement): void {
  const form = place.closest("form");
  if (!form) return;
  let begun = false;
  const begin = (): void => {
    if (begun) return;
    begun = true;
    // Without this script, or without a connection, sending shows the same.
    const failed = (): boolean => (begun = false);
    void import("./guard-look").then(({ watch }) => watch(form, place)).catch(failed);
  };
  form.addEventListener("focusin", begin);
  form.addEventListener("editor:ready", begin);
}

export function startGuard(): void {
  onContent((root) => {
    for (const place of all<HTMLElement>(root, "[data-look]:not([data-look-ready])")) {
      place.dataset.lookReady = "";
      start(place);
    }
  });
}
