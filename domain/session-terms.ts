// How long a session lasts. viewers.ts prolongs it, sessions.ts opens it. Why these numbers: docs/decisions (accounts).

const HOUR_MS = 3_600_000;

/** A session ends that long after it was opened, whatever its use (NIST 800-63B, AAL1). */
export const LONGEST_MS = 30 * 24 * HOUR_MS;

/** Unused that long, it ends: from a Friday evening to Monday morning it does not. */
export const IDLE_MS = 72 * HOUR_MS;

/** When a session opened at `openedAt` ends if it is not used after `usedAt`. */
export const sessionEnd = (openedAt: Date, usedAt: Date): Date =>
  new Date(Math.min(openedAt.getTime() + LONGEST_MS, usedAt.getTime() + IDLE_MS));
