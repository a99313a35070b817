/** From answer to answer with n and p, over those that were taken away. */
import { register } from "./keys";

function step(by: 1 | -1): void {
  const every = [...document.querySelectorAll<HTMLElement>("[data-answer]")];
  const here = every.findIndex((one) => one.contains(document.activeElement));
  const inView = every.findIndex((one) => one.getBoundingClientRect().bottom > 120);
  const next = here < 0 ? every[Math.max(inView, 0)] : every[here + by];
  next?.focus({ preventScroll: true });
  next?.scrollIntoView({ block: "start" });
}

export function startSteps(words: DOMStringMap): void {
  register("n", words.wordsNext ?? "", () => step(1));
  register("p", words.wordsPrevious ?? "", () => step(-1));
}
