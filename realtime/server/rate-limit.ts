// How much a session may ask for: a store that fills up steadily and empties with use. Called by session.ts.

export class Allowance {
  private readonly most: number;
  private readonly aSecond: number;
  private left: number;
  private filledAt = performance.now();

  constructor(most: number, aSecond: number) {
    this.most = most;
    this.aSecond = aSecond;
    this.left = most;
  }

  /** Takes `amount` if there is as much. */
  take(amount: number): boolean {
    const now = performance.now();
    this.left = Math.min(this.most, this.left + ((now - this.filledAt) / 1_000) * this.aSecond);
    this.filledAt = now;
    if (amount > this.left) return false;
    this.left -= amount;
    return true;
  }
}

/** Messages, beyond what the fastest program that awaits its acknowledgements sends. */
export const MESSAGES = { most: 4_000, aSecond: 2_000 };

/** Structs and deleted ranges to judge and apply, about 15 µs each; a person types ten a second. */
export const WORK = { most: 100_000, aSecond: 10_000 };
