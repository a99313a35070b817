/** The files of a form come when there is such a form. */
import { all, onContent } from "./dom";

export function startAttach(): void {
  onContent((root) => {
    const groups = all<HTMLFieldSetElement>(root, "[data-attach]:not([data-attach-ready])");
    if (!groups.length) return;
    // Without this script the files go with the form.
    void import("./attach-group").then(({ attach }) => groups.forEach(attach)).catch(() => undefined);
  });
}
