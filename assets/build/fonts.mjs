/** Cuts the fonts down to what Dutch and its neighbours need. */
import fs from "node:fs";
import path from "node:path";
import { createRequire } from "node:module";
import subset from "subset-font";

const require = createRequire(import.meta.url);

const ASCII = Array.from({ length: 95 }, (_, at) => String.fromCharCode(32 + at)).join("");
const ACCENTS = "ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÑÒÓÔÕÖØÙÚÛÜÝßàáâãäåæçèéêëìíîïñòóôõöøùúûüýÿĲĳŒœ";
const SIGNS = "¡¿§©®°·«»×÷½¼±²³–—‘’‚“”„†•…‹›€™←→−\u00a0\u00ad\u2011\u202f";
const LATIN = ASCII + ACCENTS + SIGNS;

/** file: [package, source, characters (all when null), lightest, heaviest] */
const FONTS = {
  gabarito: ["gabarito", "gabarito-latin-wght-normal", LATIN, 500, 700],
  digits: ["figtree", "figtree-latin-wght-normal", "0123456789", 400, 700],
  atkinson: ["atkinson-hyperlegible-next", "atkinson-hyperlegible-next-latin-wght-normal", LATIN, 400, 700],
  "atkinson-ext": ["atkinson-hyperlegible-next", "atkinson-hyperlegible-next-latin-ext-wght-normal", null],
  literata: ["literata", "literata-latin-wght-normal", LATIN, 400, 400],
};

async function cut([family, source, characters, lightest, heaviest]) {
  const bytes = fs.readFileSync(require.resolve(`@fontsource-variable/${family}/files/${source}.woff2`));
  if (!characters) return bytes;
  const wght = lightest === heaviest ? lightest : { min: lightest, max: heaviest };
  const variationAxes = { wght };
  return subset(bytes, characters, { targetFormat: "woff2", variationAxes });
}

export async function writeFonts(folder) {
  fs.mkdirSync(folder, { recursive: true });
  for (const [name, font] of Object.entries(FONTS)) {
    fs.writeFileSync(path.join(folder, `${name}.woff2`), await cut(font));
  }
}
