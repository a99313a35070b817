/** Small pieces of the lists of the guard. */

const MOST_WORDS = 7;

export function button(text: string, className: string, run: () => void): HTMLButtonElement {
  const made = document.createElement("button");
  made.type = "button";
  made.className = className;
  made.textContent = text;
  made.addEventListener("click", run);
  return made;
}

export function span(className: string, text: string): HTMLElement {
  const made = document.createElement("span");
  made.className = className;
  made.textContent = text;
  return made;
}

export const shortened = (text: string): string => {
  const words = text.split(/\s+/);
  return words.length > MOST_WORDS ? `${words.slice(0, MOST_WORDS).join(" ")} …` : text;
};

export function counted(count: number, one = "", many = ""): string {
  return count === 1 ? one : many.replace("{n}", String(count));
}
