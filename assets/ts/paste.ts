/**
 * What comes out of Word, Outlook, Google Docs or a page, as the few shapes that the editor knows:
 * paragraphs, bold, lists, quotations and links. A heading becomes a bold line, a table one line a row.
 */

const UNSAID = [
  "script, style, title, meta, link, xml, template, noscript, del, s, strike, .msoDel",
  "[style*='mso-element:comment'], [style*='mso-element:footnote'], .MsoCommentReference, .MsoCommentText",
  "[style*='display:none'], [style*='display: none'], [style*='mso-hide:all']",
].join(", ");
const PICTURES = "img, svg, picture, object, video, canvas";
const BULLET = /^[\u00b7\u2022\u25aa\u25cf\u25e6\uf0b7\u00a7][\s\u00a0]*/;
const NUMBER = /^(\d{1,2}|[a-z])[.)][\s\u00a0]+/i;

const textOf = (node: Node): string => (node.textContent ?? "").replace(/[\s\u00a0]+/g, " ").trim();

function unwrap(element: Element): void {
  element.replaceWith(...element.childNodes);
}

function turnInto(element: Element, tag: string): HTMLElement {
  const made = element.ownerDocument.createElement(tag);
  made.append(...element.childNodes);
  element.replaceWith(made);
  return made;
}

/** Word and Outlook write conditions and their own data as comments. */
function dropComments(root: Node): void {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_COMMENT);
  const found: Node[] = [];
  while (walker.nextNode()) found.push(walker.currentNode);
  for (const one of found) (one as ChildNode).remove();
}

function weights(body: HTMLElement): void {
  for (const one of body.querySelectorAll<HTMLElement>("b, strong, span, font")) {
    // Read from the text: our security policy lets no style attribute take effect.
    const weight = /(?<![-a-z])font-weight:\s*([a-z0-9]+)/i.exec(one.getAttribute("style") ?? "")?.[1] ?? "";
    const bold = weight === "bold" || weight === "bolder" || Number(weight) >= 600;
    const plain = weight === "normal" || (weight !== "" && Number(weight) < 600);
    if (one.matches("b, strong")) {
      if (plain) unwrap(one);
    } else if (bold) turnInto(one, "strong");
    else unwrap(one);
  }
}

function tables(body: HTMLElement): void {
  for (const table of body.querySelectorAll("table")) {
    const rows = [...table.querySelectorAll("tr")].map((row) => {
      const line = document.createElement("p");
      line.textContent = [...row.cells].map(textOf).filter(Boolean).join(" \u2013 ");
      return line;
    });
    table.replaceWith(...rows);
  }
}

function headings(body: HTMLElement): void {
  for (const one of body.querySelectorAll("h1, h2, h3, h4, h5, h6, p[class^='MsoTitle'], p[class^='MsoHeading']")) {
    const line = turnInto(one, "p");
    for (const inner of line.querySelectorAll("b, strong")) unwrap(inner);
    const bold = document.createElement("strong");
    bold.append(...line.childNodes);
    line.append(bold);
  }
  for (const one of body.querySelectorAll("p[class^='MsoQuote'], p[class^='MsoIntenseQuote']")) {
    one.replaceWith(quoted(one));
  }
}

function quoted(line: Element): HTMLElement {
  const quote = document.createElement("blockquote");
  const inside = document.createElement("p");
  inside.textContent = textOf(line);
  quote.append(inside);
  return quote;
}

/** Drop the first characters of an element, across the elements inside it. */
function dropStart(element: Element, count: number): void {
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  while (count > 0 && walker.nextNode()) {
    const text = walker.currentNode as Text;
    const part = Math.min(count, text.data.length);
    text.data = text.data.slice(part);
    count -= part;
  }
}

/** "ul" or "ol" for a paragraph that Word shows as an item of a list; its mark is taken away. */
function asItem(line: Element): "ul" | "ol" | "" {
  const isWord = /mso-list:\s*l/i.test(line.getAttribute("style") ?? "") || /MsoListParagraph/.test(line.className);
  const mark = line.querySelector("[style*='mso-list:Ignore' i], [style*='mso-list: Ignore' i]");
  if (mark) {
    const numbered = NUMBER.test(`${textOf(mark)} `);
    mark.remove();
    return numbered ? "ol" : "ul";
  }
  const text = line.textContent ?? "";
  const start = /^[\s\u00a0]*/.exec(text)?.[0].length ?? 0;
  const bullet = BULLET.exec(text.slice(start)) ?? (isWord ? /^o[\s\u00a0]+/.exec(text.slice(start)) : null);
  const number = isWord ? NUMBER.exec(text.slice(start)) : null;
  const found = bullet ?? number;
  if (found) dropStart(line, start + found[0].length);
  if (found) return bullet ? "ul" : "ol";
  return "";
}

function lists(body: HTMLElement): void {
  let list: HTMLElement | null = null;
  for (const line of body.querySelectorAll("p, div:not(:has(p, div, ul, ol, table))")) {
    const tag = line.closest("li") ? "" : asItem(line);
    if (!tag) continue;
    const follows = list && list.tagName.toLowerCase() === tag && nextWords(list) === line;
    if (!follows) {
      list = document.createElement(tag);
      line.before(list);
    }
    const item = document.createElement("li");
    const inside = document.createElement("p");
    inside.append(...line.childNodes);
    item.append(inside);
    list?.append(item);
    line.remove();
  }
}

/** The element after this one, past white space. */
function nextWords(element: Element): Element | null {
  let next = element.nextSibling;
  while (next && next.nodeType === Node.TEXT_NODE && !textOf(next)) next = next.nextSibling;
  return next instanceof Element ? next : null;
}

function links(body: HTMLElement): void {
  for (const one of body.querySelectorAll("a")) {
    if (!/^(https?:|mailto:)/i.test(one.getAttribute("href") ?? "")) unwrap(one);
  }
}

export function cleanPasted(html: string): { html: string; pictures: number } {
  const { body } = new DOMParser().parseFromString(html, "text/html");
  dropComments(body);
  for (const one of body.querySelectorAll(UNSAID)) one.remove();
  const found = [...body.querySelectorAll(PICTURES)];
  // A picture of one pixel only counts readers.
  const pictures = found.filter((one) => one.getAttribute("width") !== "1").length;
  for (const one of found) one.remove();
  for (const one of body.querySelectorAll("o\\:p, ins, center, section, article, main, figure, figcaption, u, i, em")) unwrap(one);
  lists(body);
  weights(body);
  tables(body);
  headings(body);
  links(body);
  for (const one of body.querySelectorAll("p, div, li, blockquote")) if (!textOf(one)) one.remove();
  return { html: body.innerHTML, pictures };
}
