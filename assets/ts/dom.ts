/** One listener for the whole document, so that swapped-in content works too. */
export function onClick(selector: string, run: (element: HTMLElement, event: MouseEvent) => void): void {
  document.addEventListener("click", (event) => {
    const element = (event.target as Element | null)?.closest<HTMLElement>(selector);
    if (element) run(element, event);
  });
}

/** Now for the page, and later for whatever htmx brings in. */
export function onContent(run: (root: ParentNode) => void): void {
  run(document);
  document.addEventListener("htmx:load", (event) => {
    if (event.target instanceof Element && event.target !== document.body) run(event.target);
  });
}

export function all<E extends Element>(root: ParentNode, selector: string): E[] {
  const own = root instanceof Element && root.matches(selector) ? [root as unknown as E] : [];
  return [...own, ...root.querySelectorAll<E>(selector)];
}
