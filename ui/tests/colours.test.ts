import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

/** Words need 4.5, edges and rings 3 (WCAG 2.2, 1.4.3 and 1.4.11). */
const WORDS = [
  ['text', 'bg surface sunken field selected info-bg danger-bg warn-bg ok-bg seal-bg'],
  ['muted', 'bg surface field selected danger-bg warn-bg ok-bg'],
  ['link', 'bg surface field selected warn-bg'],
  ['danger', 'bg surface danger-bg'],
  ['warn', 'surface warn-bg'],
  ['ok', 'ok-bg'],
  ['seal', 'seal-bg'],
  ['on-primary', 'primary primary-hover'],
  ['on-seal', 'seal-fill'],
] as const;
const EDGES = [
  ['control', 'bg surface field'],
  ['focus', 'bg surface field selected danger-bg warn-bg'],
  ['primary', 'bg surface selected'],
  ['danger', 'surface bg'],
] as const;

const css = readFileSync(join(import.meta.dirname, '../src/tokens.css'), 'utf8');
const themes = { light: /:root \{(.*?)\}/s, dark: /:root\[data-theme='dark'\] \{(.*?)\}/s };

function luminance(hex: string): number {
  const part = (at: number) => {
    const value = parseInt(hex.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  return 0.2126 * part(1) + 0.7152 * part(3) + 0.0722 * part(5);
}

function contrast(theme: keyof typeof themes, front: string, back: string): number {
  const block = themes[theme].exec(css)?.[1] ?? '';
  const colour = (name: string) => new RegExp(`--c-${name}: (#[0-9a-f]{6})`, 'i').exec(block)?.[1] ?? '';
  const [a, b] = [luminance(colour(front)), luminance(colour(back))];
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}

const pairs = [...WORDS.map((it) => [...it, 4.5] as const), ...EDGES.map((it) => [...it, 3] as const)];
const cases = pairs.flatMap(([front, backs, least]) =>
  backs.split(' ').flatMap((back) => (['light', 'dark'] as const).map((theme) => [theme, front, back, least] as const)),
);

test.each(cases)('%s: %s can be told from %s (%f)', (theme, front, back, least) => {
  expect(contrast(theme, front, back)).toBeGreaterThanOrEqual(least);
});
