/** Builds everything the browser gets, into the static folder of kit/ui. */
import fs from "node:fs";
import path from "node:path";
import * as esbuild from "esbuild";
import { proseEditor } from "./build/editor.mjs";
import { writeFonts } from "./build/fonts.mjs";
import { writeIcons } from "./build/icons.mjs";
import { tokensFor } from "./build/tokens.mjs";

const assets = import.meta.dirname;
const root = path.dirname(assets);
const target = path.join(root, "src/leerkring/kit/ui/static/ui");
// Built beside it and put in place at the end: a running site never misses a file for long.
const out = `${target}.${process.pid}`;

const common = {
  bundle: true,
  minify: true,
  outdir: out,
  target: ["chrome115", "firefox121", "safari16.5"],
  logLevel: "warning",
  legalComments: "none",
};

/** The stylesheet is bundled twice: once to see which tokens it uses, then with them. */
async function buildStyles() {
  const source = { entryPoints: [path.join(assets, "css/app.css")], external: ["./fonts/*", "./chevron.svg"] };
  const tokens = (css) => ({
    name: "tokens",
    setup(build) {
      build.onResolve({ filter: /^tokens$/ }, () => ({ path: "tokens", namespace: "tokens" }));
      build.onLoad({ filter: /.*/, namespace: "tokens" }, () => ({ contents: css, loader: "css" }));
    },
  });
  const bare = await esbuild.build({ ...common, ...source, write: false, plugins: [tokens("")] });
  const css = tokensFor(bare.outputFiles[0].text);
  await esbuild.build({ ...common, ...source, plugins: [tokens(css)] });
}

/** Chunks carry their own hash and are found relatively, whatever name app.js is served by. */
async function buildScripts() {
  await esbuild.build({
    ...common,
    entryPoints: [path.join(assets, "ts/app.ts")],
    format: "esm",
    splitting: true,
    chunkNames: "chunks/[name]-[hash]",
    alias: { "django-prose-editor/editor": proseEditor(root) },
  });
  await esbuild.build({ ...common, entryPoints: [path.join(assets, "ts/early.ts")], format: "iife" });
}

try {
  fs.mkdirSync(out, { recursive: true });
  writeIcons(path.join(assets, "icons.txt"), path.join(out, "icons.svg"));
  fs.cpSync(path.join(assets, "images"), out, { recursive: true });
  await Promise.all([buildStyles(), buildScripts(), writeFonts(path.join(out, "fonts"))]);
  fs.rmSync(target, { recursive: true, force: true });
  fs.renameSync(out, target);
} finally {
  fs.rmSync(out, { recursive: true, force: true });
}
