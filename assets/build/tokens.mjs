/** Writes the design tokens as CSS: only those that our stylesheets use. */
import fs from "node:fs";
import { createRequire } from "node:module";
import { measures, theme } from "../palette.mjs";

const require = createRequire(import.meta.url);

/** NL Design System's example theme says which component token follows which basis token. */
function mapping() {
  const file = require.resolve("@nl-design-system-unstable/voorbeeld-design-tokens/dist/theme.css");
  const pairs = fs.readFileSync(file, "utf8").matchAll(/^\s+(--[\w-]+):\s*(.*?);/gm);
  return Object.fromEntries([...pairs].map(([, name, value]) => [name, value]));
}

const used = (css) => [...css.matchAll(/var\(\s*(--[\w-]+)/g)].map(([, name]) => name);

const block = (tokens) =>
  Object.entries(tokens)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${name}:${value}`)
    .join(";");

/** @param {string} css the bundle without tokens */
export function tokensFor(css) {
  const known = { ...mapping(), ...measures, ...theme("light") };
  const dark = theme("dark");
  const light = {};
  const queue = used(css);
  while (queue.length) {
    const name = queue.pop();
    if (name in light || known[name] === undefined) continue;
    light[name] = known[name];
    queue.push(...used(known[name]));
  }
  const changes = Object.fromEntries(
    Object.keys(light)
      .filter((name) => name in dark && dark[name] !== light[name])
      .map((name) => [name, dark[name]]),
  );
  return [
    `:root{color-scheme:light dark;${block(light)}}`,
    `@media (prefers-color-scheme:dark){:root:not([data-theme=light]){${block(changes)}}}`,
    `:root[data-theme=dark]{color-scheme:dark;${block(changes)}}`,
    `:root[data-theme=light]{color-scheme:light}`,
  ].join("\n");
}
