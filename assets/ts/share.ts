/** A link that can be shared: on a phone by the phone, else copied, else shown to copy by hand. */
import { onClick } from "./dom";
import { say } from "./say";

function showToCopy(link: HTMLAnchorElement, label: string): void {
  const field = document.createElement("input");
  field.className = "utrecht-textbox share__field";
  field.readOnly = true;
  field.value = link.href;
  field.setAttribute("aria-label", label);
  link.replaceWith(field);
  field.select();
}

async function share(link: HTMLAnchorElement, words: DOMStringMap): Promise<void> {
  const note = link.dataset.note ?? "";
  if (matchMedia("(pointer: coarse)").matches && "share" in navigator) {
    try {
      await navigator.share({ title: document.title, url: link.href });
      return;
    } catch (error) {
      if ((error as Error).name === "AbortError") return;
    }
  }
  try {
    await navigator.clipboard.writeText(link.href);
    say(`${words.wordsCopied ?? ""} ${note}`.trim(), "positive");
  } catch {
    showToCopy(link, `${words.wordsCopy ?? ""} ${note}`.trim());
  }
}

export function startSharing(words: DOMStringMap): void {
  onClick("a[data-share]", (link, event) => {
    event.preventDefault();
    void share(link as HTMLAnchorElement, words);
  });
}
