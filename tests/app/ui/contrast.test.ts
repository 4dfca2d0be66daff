// Holds tokens.css to WCAG 2.2 AA in both themes: the colours are read from the file itself.
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { identityColours } from '#domain/identity.ts';

const tokens = readFileSync(new URL('../../../app/ui/tokens.css', import.meta.url), 'utf8');

const pairs = new Map(
  [...tokens.matchAll(/--([\w-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\);/g)].map(([, name, light, dark]) => [
    name ?? '',
    { light: light ?? '', dark: dark ?? '' },
  ]),
);

const luminance = (hex: string) => {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((start) => {
    const channel = Number.parseInt(hex.slice(start, start + 2), 16) / 255;
    return channel <= 0.040_45 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
};

/** WCAG's ratio, 1 to 21. */
const contrast = (one: string, other: string) => {
  const [low = 0, high = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
};

const grounds = ['paper', 'surface', 'raised', 'sunken', 'hover'] as const;

/** Ink, the grounds it stands on, and the least ratio: 4.5 for words, 3 for the bounds of controls and focus rings. */
const promises: readonly (readonly [string, readonly string[], number])[] = [
  ['ink', [...grounds, 'accent-soft', 'ochre-soft', 'danger-soft', 'success-soft', 'info-soft'], 7],
  ['ink-soft', [...grounds, 'accent-soft'], 4.5],
  ['ink-faint', ['paper', 'surface', 'raised', 'sunken'], 4.5],
  ['accent', [...grounds, 'accent-soft'], 4.5],
  ['accent-hover', grounds, 4.5],
  ['accent-ink', ['accent-soft'], 4.5],
  ['on-accent', ['accent', 'accent-hover'], 4.5],
  ['ochre', grounds, 4.5],
  ['ochre-ink', ['ochre-soft', 'paper'], 4.5],
  ['on-ochre', ['ochre'], 4.5],
  ['danger-ink', [...grounds, 'danger-soft'], 4.5],
  ['on-danger', ['danger', 'danger-hover'], 4.5],
  ['success-ink', [...grounds, 'success-soft'], 4.5],
  ['info-ink', [...grounds, 'info-soft'], 4.5],
  ['focus', grounds, 3],
  ['line-strong', ['paper', 'surface', 'raised', 'sunken'], 3],
  ['danger', ['raised', 'danger-soft'], 3],
  ['success', ['success-soft'], 3],
  ['info', ['info-soft'], 3],
];

describe.each(['light', 'dark'] as const)('in the %s theme', (theme) => {
  const colour = (name: string) => {
    const pair = pairs.get(name);
    if (!pair) throw new Error(`tokens.css has no colour « ${name} »`);
    return pair[theme];
  };

  test.each(promises)('%s can be read on its grounds', (ink, on, least) => {
    for (const ground of on) {
      const ratio = contrast(colour(ink), colour(ground));
      expect(ratio, `${ink} on ${ground}: ${ratio.toFixed(2)}`).toBeGreaterThanOrEqual(least);
    }
  });

  test('somebody’s colour stands out from the page', () => {
    for (const identity of identityColours)
      for (const ground of ['paper', 'surface'])
        expect(contrast(identity, colour(ground)), `${identity} on ${ground}`).toBeGreaterThanOrEqual(3);
  });
});

test('white initials can be read on everybody’s colour', () => {
  for (const identity of identityColours) expect(contrast('#ffffff', identity), identity).toBeGreaterThanOrEqual(4.5);
});

test('avatars and cursors have the same colours in the same order', () => {
  const inTokens = [...tokens.matchAll(/--identity-\d: (#[0-9a-f]{6});/g)].map(([, hex]) => hex);
  expect(inTokens).toEqual([...identityColours]);
});
