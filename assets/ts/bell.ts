/** The bell looks again when the page comes back into view, at most twice a minute: no polling. */
const REST = 30_000;

export function startBell(): void {
  let last = Date.now();
  const look = (): void => {
    if (document.visibilityState !== "visible" || Date.now() - last < REST) return;
    last = Date.now();
    document.body.dispatchEvent(new Event("leerkring:back"));
  };
  document.addEventListener("visibilitychange", look);
  // Out of the browser's memory of pages: as it was, however long ago.
  window.addEventListener("pageshow", (event) => {
    if (!event.persisted) return;
    last = 0;
    look();
  });
}
