/** What the server found in a form that was sent: kept in step with what stands in the fields by now. */
import type { Finding } from "./guard-panel";

export function keepUp(form: HTMLFormElement, findings: Finding[]): void {
  const block = form.querySelector<HTMLElement>("[data-guard-findings]");
  if (!block) return;
  const lines = [...block.querySelectorAll<HTMLElement>("[data-guard-finding]")];
  for (const line of lines) {
    const { mark, field } = line.dataset;
    const same = (one: Finding): boolean => one.field === field || (field === "attachments" && one.field.startsWith("describe-"));
    // What stands in a file itself is only seen by sending.
    line.hidden = !("file" in line.dataset) && !findings.some((one) => one.mark === mark && same(one));
  }
  const left = lines.filter((line) => !line.hidden);
  const asks = findings.some((one) => one.does === "ask") || left.some((line) => line.dataset.does === "ask");
  // The lists under the fields tell the rest.
  block.dataset.live = "";
  block.querySelectorAll<HTMLElement>("[data-guard-say]").forEach((one) => (one.hidden = !left.length));
  block.querySelectorAll<HTMLElement>("[data-guard-done]").forEach((one) => (one.hidden = left.length > 0));
  form.querySelectorAll<HTMLElement>("[data-guard-reason]").forEach((one) => (one.hidden = !asks));
}
