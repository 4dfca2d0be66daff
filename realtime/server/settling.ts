// Says when a text's edits have settled, so that what derives from it (projection, snapshot) follows without running at
// every keystroke. Called by room.ts.
import { log } from '#log.ts';

/** Quiet that counts as settled, and how long continuous typing may put it off. */
const QUIET_MS = 500;
const LONGEST_MS = 5_000;

/** What another node wrote it settles itself; here only in case it died before. */
const ELSEWHERE_MS = 15_000;

const RETRY_FIRST_MS = 500;
const RETRY_LONGEST_MS = 30_000;

/** Growing pauses between tries, doubled each time. */
export function pauseBefore(attempt: number, first: number, longest: number): number {
  return Math.min(longest, first * 2 ** Math.min(attempt, 16));
}

export class Settling {
  private timer: NodeJS.Timeout | null = null;
  private touchedAt: number | null = null;
  private running: Promise<void> | null = null;
  private failures = 0;
  private readonly documentId: string;
  private readonly settle: () => Promise<void>;

  constructor(documentId: string, settle: () => Promise<void>) {
    this.documentId = documentId;
    this.settle = settle;
  }

  /** Something changed. */
  touch(): void {
    const now = performance.now();
    this.touchedAt ??= now;
    this.schedule(Math.max(0, Math.min(QUIET_MS, this.touchedAt + LONGEST_MS - now)));
  }

  /** Another node changed something. */
  touchElsewhere(): void {
    if (this.touchedAt === null && !this.timer) this.schedule(ELSEWHERE_MS);
  }

  /** Settles now what is unsettled. Resolves also when that fails: it is then tried again, or at the next opening. */
  async flush(): Promise<void> {
    while (this.running) await this.running;
    if (this.touchedAt !== null) await this.run();
  }

  /** Tries no more. */
  stop(): void {
    if (this.timer) clearTimeout(this.timer);
    this.timer = null;
  }

  private schedule(delay: number): void {
    if (this.timer) clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      this.timer = null;
      // One at a time: what changes while it runs settles after it.
      if (!this.running) void this.run();
    }, delay);
  }

  private run(): Promise<void> {
    this.stop();
    this.touchedAt = null;
    this.running = this.settle()
      .then(
        () => {
          this.failures = 0;
        },
        (error: unknown) => {
          log.error({ err: error, documentId: this.documentId }, 'what derives from a text could not follow it');
          this.touchedAt ??= performance.now();
          this.failures += 1;
        },
      )
      .then(() => {
        this.running = null;
        if (this.touchedAt === null) return;
        if (this.failures > 0) this.schedule(pauseBefore(this.failures - 1, RETRY_FIRST_MS, RETRY_LONGEST_MS));
        else this.touch();
      });
    return this.running;
  }
}
