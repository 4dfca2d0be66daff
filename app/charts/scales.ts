// Where values stand on a drawing, and the round values that its lines are drawn at. Used by the charts.

type Span = readonly [number, number];

/** From a stretch of values to a stretch of the drawing; a stretch of one value is in the middle. */
export const scale =
  ([from, to]: Span, [start, end]: Span) =>
  (value: number): number =>
    start + (to === from ? 0.5 : (value - from) / (to - from)) * (end - start);

/** The step of 1, 2 or 5 times a power of ten that cuts a stretch in about `count`. */
function stepOf([from, to]: Span, count: number): number {
  const rough = (to - from) / count;
  const power = 10 ** Math.floor(Math.log10(rough));
  const ratio = rough / power;
  if (ratio >= Math.sqrt(50)) return 10 * power;
  if (ratio >= Math.sqrt(10)) return 5 * power;
  return ratio >= Math.sqrt(2) ? 2 * power : power;
}

/** The stretch widened to round values. */
export function widened(span: Span): Span {
  const step = stepOf(span, 10);
  return [Math.floor(span[0] / step) * step, Math.ceil(span[1] / step) * step];
}

/** About `count` round values of a stretch, the lowest first. */
export function roundValues(span: Span, count: number): number[] {
  const step = stepOf(span, count);
  const [first, last] = [Math.ceil(span[0] / step), Math.floor(span[1] / step)];
  return Array.from({ length: last - first + 1 }, (_, index) => (first + index) * step);
}
