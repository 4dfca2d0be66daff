// Where the values of a chart stand, and the round ones that its lines are drawn at.
import { expect, test } from 'vitest';
import { roundValues, scale, widened } from '#app/charts/scales.ts';

test('a value stands in proportion, and one that is alone in the middle', () => {
  expect([0, 25, 50].map(scale([0, 50], [0, 100]))).toEqual([0, 50, 100]);
  expect(scale([0, 10], [96, 6])(5)).toBe(51);
  expect(scale([3, 3], [2, 98])(3)).toBe(50);
});

test.each([
  { span: [0, 1], wide: [0, 1], lines: [0, 0.5, 1] },
  { span: [0, 87], wide: [0, 90], lines: [0, 20, 40, 60, 80] },
  { span: [-4, 12.3], wide: [-4, 14], lines: [0, 5, 10] },
  { span: [0, 14_203], wide: [0, 16_000], lines: [0, 5_000, 10_000, 15_000] },
] as const)('values of $span are drawn in $wide, with lines at $lines', ({ span, wide, lines }) => {
  expect(widened(span)).toEqual(wide);
  expect(roundValues(widened(span), 3)).toEqual(lines);
});
