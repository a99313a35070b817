/** One sprite with the icons named in icons.txt. */
import fs from "node:fs";
import { createRequire } from "node:module";

const require = createRequire(import.meta.url);

function symbol(name) {
  const svg = fs.readFileSync(require.resolve(`@tabler/icons/outline/${name}.svg`), "utf8");
  const shapes = svg.replace(/^[\s\S]*?<svg[^>]*>/, "").replace(/<\/svg>\s*$/, "");
  const drawn = shapes.replace(/<path stroke="none"[^>]*\/>/, "").replace(/\s*\n\s*/g, "");
  return `<symbol id="${name}" viewBox="0 0 24 24">${drawn}</symbol>`;
}

export function writeIcons(list, file) {
  const names = fs.readFileSync(list, "utf8").split("\n").map((line) => line.trim()).filter(Boolean);
  const sprite = names.sort().map(symbol).join("");
  fs.writeFileSync(file, `<svg xmlns="http://www.w3.org/2000/svg">${sprite}</svg>`);
}
