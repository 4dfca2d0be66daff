// Medians and percentiles of what was timed.

export interface Spread {
  count: number;
  p50: number;
  p95: number;
  p99: number;
}

export function spreadOf(times: number[]): Spread {
  const sorted = [...times].sort((a, b) => a - b);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
  return { count: sorted.length, p50: at(0.5), p95: at(0.95), p99: at(0.99) };
}

export const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
