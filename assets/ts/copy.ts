/** A button with data-copy="id" copies what stands in that field; where that is not allowed it selects it. */
import { onClick } from "./dom";
import { say } from "./say";

export function startCopying(): void {
  onClick("[data-copy]", (button) => {
    const field = document.getElementById(button.dataset.copy ?? "");
    if (!(field instanceof HTMLInputElement)) return;
    field.select();
    void navigator.clipboard
      ?.writeText(field.value)
      .then(() => say(button.dataset.copied ?? "", "positive"), () => field.focus());
  });
}
