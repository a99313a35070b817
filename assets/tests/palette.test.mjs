/** Every pair of colours that meets on a page is readable, in light and in dark. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { contrast } from "../build/colour.mjs";
import { theme, TONES } from "../palette.mjs";

const TEXT = 4.5;
const SHAPE = 3;

const surfaces = ["--lk-page", "--lk-card", "--lk-sunken"];

/** [foreground, background, least contrast] */
const pairs = [
  ...surfaces.flatMap((on) => [
    ["--lk-ink", on, TEXT],
    ["--lk-muted", on, TEXT],
    ["--lk-brand", on, TEXT],
    ["--basis-color-default-border-default", on, SHAPE],
    ["--basis-focus-outline-color", on, SHAPE],
  ]),
  ["--lk-night-ink", "--lk-night", TEXT],
  ["--lk-night-muted", "--lk-night", TEXT],
  ["--basis-color-action-1-inverse-color-default", "--basis-color-action-1-inverse-bg-default", TEXT],
  ["--basis-color-action-1-inverse-color-default", "--lk-brand", TEXT],
  ["--basis-color-highlight-inverse-color-default", "--basis-color-highlight-inverse-bg-default", TEXT],
  ["--basis-color-negative-color-default", "--lk-page", TEXT],
  ["--basis-color-negative-color-default", "--lk-card", TEXT],
  ["--basis-color-negative-color-default", "--basis-color-negative-bg-default", TEXT],
  ["--lk-ink", "--basis-color-negative-bg-default", TEXT],
  ["--lk-ink", "--basis-color-positive-bg-default", TEXT],
  ["--basis-focus-color", "--basis-focus-background-color", TEXT],
  ...TONES.flatMap((tone) => [
    [`--lk-${tone}-strong`, `--lk-${tone}-tint`, TEXT],
    [`--lk-${tone}-strong`, "--lk-card", TEXT],
    [`--lk-${tone}-strong`, "--lk-page", TEXT],
    ["--lk-ink", `--lk-${tone}-tint`, TEXT],
    ["--lk-ink", `--lk-${tone}-soft`, TEXT],
    ["--lk-muted", `--lk-${tone}-tint`, TEXT],
    ["--lk-brand", `--lk-${tone}-tint`, TEXT],
    [`--lk-${tone}-data`, "--lk-card", SHAPE],
    [`--lk-${tone}-data`, "--lk-page", SHAPE],
  ]),
];

for (const mode of ["light", "dark"]) {
  const colours = theme(mode);
  test(`${mode}: readable`, () => {
    const weak = pairs
      .map(([ink, paper, least]) => [ink, paper, least, contrast(colours[ink], colours[paper])])
      .filter(([, , least, found]) => found < least)
      .map(([ink, paper, least, found]) => `${ink} on ${paper}: ${found.toFixed(2)} < ${least}`);
    assert.deepEqual(weak, []);
  });

  test(`${mode}: the number on the bell`, () => {
    assert.ok(contrast("#2b1109", colours["--lk-koraal-mid"]) >= TEXT);
  });
}

test("contrast is measured as WCAG does", () => {
  assert.equal(contrast("#ffffff", "#000000"), 21);
  assert.ok(Math.abs(contrast("#777777", "#ffffff") - 4.48) < 0.01);
});
