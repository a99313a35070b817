/**
 * Every colour and measure of Leerkring, as design tokens.
 *
 * Colours are made from hue families in OKLCH, so that equal steps look equally light.
 * `theme(mode)` gives the tokens that differ between light and dark; `measures` the rest.
 */
import { oklch } from "./build/colour.mjs";

/** hue and how vivid: the family's chroma is multiplied by the second number */
const FAMILIES = {
  neutral: [325, 0.16],
  aubergine: [325, 1],
  zon: [84, 1],
  koraal: [38, 1],
  zee: [188, 0.8],
  lucht: [274, 0.95],
  groen: [156, 0.85],
  amber: [68, 1],
  rood: [22, 1.1],
  blauw: [252, 0.9],
};

/** The families that a theme, space or person can wear. */
export const TONES = ["zon", "koraal", "zee", "lucht", "groen", "aubergine"];

/** NL Design System's colour groups, filled by our families. */
const GROUPS = {
  default: "neutral",
  "action-1": "aubergine",
  "action-2": "aubergine",
  selected: "aubergine",
  highlight: "zon",
  info: "blauw",
  positive: "groen",
  warning: "amber",
  negative: "rood",
  disabled: "neutral",
};

/** step: [lightness, chroma] */
const RAMP = {
  light: {
    "bg-document": [1, 0],
    "bg-subtle": [0.974, 0.014],
    "bg-default": [0.945, 0.03],
    "bg-hover": [0.915, 0.045],
    "bg-active": [0.885, 0.06],
    "border-subtle": [0.86, 0.06],
    "border-default": [0.6, 0.1],
    "border-hover": [0.5, 0.11],
    "border-active": [0.42, 0.11],
    "color-subtle": [0.5, 0.07],
    "color-default": [0.41, 0.115],
    "color-hover": [0.34, 0.1],
    "color-active": [0.3, 0.09],
    "color-document": [0.27, 0.075],
  },
  dark: {
    "bg-document": [0.215, 0.026],
    "bg-subtle": [0.245, 0.03],
    "bg-default": [0.29, 0.042],
    "bg-hover": [0.33, 0.05],
    "bg-active": [0.37, 0.056],
    "border-subtle": [0.38, 0.05],
    "border-default": [0.62, 0.07],
    "border-hover": [0.72, 0.08],
    "border-active": [0.8, 0.08],
    "color-subtle": [0.78, 0.05],
    "color-default": [0.84, 0.085],
    "color-hover": [0.89, 0.07],
    "color-active": [0.92, 0.05],
    "color-document": [0.955, 0.018],
  },
};

/** Filled surfaces: the main button, a chosen chip. */
const FILLED = {
  light: { bg: [[0.36, 0.125], [0.3, 0.11], [0.26, 0.09]], ink: null },
  dark: { bg: [[0.86, 0.085], [0.92, 0.06], [0.95, 0.04]], ink: [0.24, 0.06] },
};

const INK_STEPS = ["color-default", "color-hover", "color-active", "color-document", "color-subtle"];

function ramp(family, mode) {
  const [hue, vivid] = FAMILIES[family];
  return Object.fromEntries(
    Object.entries(RAMP[mode]).map(([step, [l, c]]) => [step, oklch(l, c * vivid, hue)]),
  );
}

function filled(family, mode) {
  const [hue, vivid] = FAMILIES[family];
  const { bg, ink } = FILLED[mode];
  const colours = ramp(family, mode === "light" ? "dark" : "light");
  ["bg-default", "bg-hover", "bg-active"].forEach((step, at) => {
    colours[step] = oklch(bg[at][0], bg[at][1] * vivid, hue);
  });
  for (const step of INK_STEPS) {
    colours[step] = ink ? oklch(ink[0], ink[1] * vivid, hue) : "#ffffff";
  }
  return colours;
}

function groups(mode) {
  const tokens = { "--basis-color-transparent": "transparent" };
  for (const [group, family] of Object.entries(GROUPS)) {
    for (const [step, hex] of Object.entries(ramp(family, mode))) {
      tokens[`--basis-color-${group}-${step}`] = hex;
    }
    for (const [step, hex] of Object.entries(filled(family, mode))) {
      tokens[`--basis-color-${group}-inverse-${step}`] = hex;
    }
  }
  return tokens;
}

/** What a tone is used for; a tone named here departs from the general rule. */
const SHADES = {
  light: {
    tint: { rule: (v) => [0.945, 0.034 * v], zon: [0.945, 0.055] },
    soft: { rule: (v) => [0.88, 0.07 * v], zon: [0.915, 0.105] },
    mid: { rule: (v) => [0.72, 0.135 * v], zon: [0.83, 0.15] },
    art: { rule: (v) => [0.845, 0.095 * v], zon: [0.895, 0.125] },
    data: {
      rule: (v) => [0.6, 0.135 * v],
      zon: [0.655, 0.14, 68],
      koraal: [0.635, 0.175, 35],
      zee: [0.615, 0.11],
      lucht: [0.61, 0.15],
    },
    strong: { rule: (v) => [0.43, 0.105 * v] },
  },
  dark: {
    tint: { rule: (v) => [0.295, 0.045 * v], zon: [0.285, 0.03, 60], koraal: [0.285, 0.036, 20] },
    soft: { rule: (v) => [0.4, 0.075 * v] },
    mid: { rule: (v) => [0.74, 0.12 * v] },
    art: { rule: (v) => [0.5, 0.105 * v] },
    data: { rule: (v) => [0.74, 0.12 * v] },
    strong: { rule: (v) => [0.85, 0.085 * v] },
  },
};

function tones(mode) {
  const tokens = {};
  for (const tone of TONES) {
    const [hue, vivid] = FAMILIES[tone];
    for (const [use, shades] of Object.entries(SHADES[mode])) {
      const [l, c, ownHue] = shades[tone] ?? shades.rule(vivid);
      tokens[`--lk-${tone}-${use}`] = oklch(l, c, ownHue ?? hue);
    }
  }
  return tokens;
}

const SURFACES = {
  light: () => ({
    "--lk-page": oklch(0.984, 0.006, 30),
    "--lk-card": "#ffffff",
    "--lk-sunken": oklch(0.96, 0.013, 325),
    "--lk-ink": oklch(0.26, 0.06, 325),
    "--lk-muted": oklch(0.46, 0.045, 325),
    "--lk-line": oklch(0.905, 0.014, 325),
    "--lk-brand": oklch(0.36, 0.125, 325),
    "--lk-night": oklch(0.27, 0.085, 325),
    "--lk-shadow-1": "0 1px 2px rgb(54 20 62 / .05), 0 10px 30px -18px rgb(54 20 62 / .22)",
    "--lk-shadow-2": "0 2px 6px rgb(54 20 62 / .06), 0 24px 60px -24px rgb(54 20 62 / .3)",
    "--lk-blend": "multiply",
    "--lk-focus-halo": oklch(0.88, 0.155, 88),
    "--basis-focus-outline-color": oklch(0.26, 0.06, 325),
    "--basis-color-highlight-inverse-bg-default": oklch(0.9, 0.13, 88),
    "--basis-color-highlight-inverse-color-default": oklch(0.27, 0.05, 60),
  }),
  dark: () => ({
    "--lk-page": oklch(0.185, 0.022, 325),
    "--lk-card": oklch(0.225, 0.026, 325),
    "--lk-sunken": oklch(0.255, 0.03, 325),
    "--lk-ink": oklch(0.955, 0.012, 325),
    "--lk-muted": oklch(0.79, 0.03, 325),
    "--lk-line": oklch(0.34, 0.03, 325),
    "--lk-brand": oklch(0.86, 0.085, 325),
    "--lk-night": oklch(0.255, 0.05, 325),
    "--lk-shadow-1": "0 1px 2px rgb(0 0 0 / .4)",
    "--lk-shadow-2": "0 12px 40px -12px rgb(0 0 0 / .7)",
    "--lk-blend": "screen",
    "--lk-focus-halo": oklch(0.2, 0.02, 325),
    "--basis-focus-outline-color": oklch(0.9, 0.14, 88),
    "--basis-color-highlight-inverse-bg-default": oklch(0.46, 0.1, 84),
    "--basis-color-highlight-inverse-color-default": "#ffffff",
  }),
};

/** @param {"light" | "dark"} mode */
export function theme(mode) {
  return {
    ...groups(mode),
    ...tones(mode),
    ...SURFACES[mode](),
    "--lk-night-ink": "#ffffff",
    "--lk-night-muted": oklch(0.87, 0.035, 325),
    "--basis-focus-color": oklch(0.24, 0.05, 325),
    "--basis-focus-background-color": oklch(0.88, 0.155, 88),
  };
}

const TEXT =
  "'Leerkring Cijfers','Atkinson Hyperlegible Next Variable','Atkinson Hyperlegible Next',system-ui,sans-serif";

export const measures = {
  "--basis-text-font-family-default": TEXT,
  "--basis-text-font-family-monospace": "ui-monospace,monospace",
  "--basis-heading-font-family": "'Gabarito Variable','Gabarito',system-ui,sans-serif",
  "--basis-heading-font-weight": "600",
  "--basis-heading-color": "var(--lk-ink)",
  "--lk-font-voice": "'Literata Variable','Literata',Georgia,serif",
  "--basis-text-font-weight-default": "400",
  "--basis-text-font-weight-bold": "650",
  "--basis-text-font-size-sm": ".9375rem",
  "--basis-text-font-size-md": "1.0625rem",
  "--basis-text-font-size-lg": "1.25rem",
  "--basis-text-font-size-xl": "1.4375rem",
  "--basis-text-font-size-2xl": "clamp(1.5rem,1.3rem + .9vw,1.875rem)",
  "--basis-text-font-size-3xl": "clamp(1.875rem,1.5rem + 1.7vw,2.5rem)",
  "--basis-text-font-size-4xl": "clamp(2.25rem,1.6rem + 2.9vw,3.5rem)",
  "--basis-text-line-height-sm": "1.45",
  "--basis-text-line-height-md": "1.6",
  "--basis-text-line-height-lg": "1.5",
  "--basis-text-line-height-xl": "1.25",
  "--basis-text-line-height-2xl": "1.2",
  "--basis-text-line-height-3xl": "1.12",
  "--basis-text-line-height-4xl": "1.04",
  "--lk-space-1": "4px",
  "--lk-space-2": "8px",
  "--lk-space-3": "12px",
  "--lk-space-4": "16px",
  "--lk-space-5": "24px",
  "--lk-space-6": "32px",
  "--lk-space-7": "48px",
  "--lk-space-8": "64px",
  "--basis-border-radius-sm": "8px",
  "--basis-border-radius-md": "14px",
  "--basis-border-radius-lg": "24px",
  "--lk-radius-banner": "36px",
  "--basis-border-radius-round": "999px",
  "--basis-border-width-sm": "1px",
  "--basis-border-width-md": "2px",
  "--basis-border-width-lg": "4px",
  "--basis-focus-outline-width": "3px",
  "--basis-focus-outline-style": "solid",
  "--basis-focus-outline-offset": "2px",
  "--basis-form-control-border-radius": "var(--basis-border-radius-md)",
  "--basis-form-control-max-inline-size": "100%",
  "--basis-form-control-border-width": "1.5px",
  "--nl-button-border-radius": "999px",
  "--nl-button-padding-inline-start": "1.375rem",
  "--nl-button-padding-inline-end": "1.375rem",
  "--nl-button-default-font-weight": "600",
  "--nl-data-badge-border-radius": "999px",
  "--nl-data-badge-font-size": ".875rem",
  "--nl-data-badge-font-weight": "500",
  "--nl-data-badge-padding-inline": ".75rem",
  "--nl-data-badge-padding-block": ".125rem",
};
