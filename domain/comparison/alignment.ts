// Which block of one text is which of another: by its id, by the block of last year that it continues, by its words. Pure.

import type { ComparedBlock } from './compared-text.ts';
import { risingRun } from './rising-run.ts';
import { likeness } from './word-changes.ts';

/** Places in the two texts; -1 where there is none. */
export interface Alignment {
  /** For each block of the later text, the former one that it is. */
  formerOf: number[];
  /** For each block of the former text, the later one that it is. */
  laterOf: number[];
  /** For a later block that continues one that another continues already: that other's place. */
  splitFrom: Map<number, number>;
  /** Later blocks that stand elsewhere among the others than they did. */
  moved: Set<number>;
}

/** What of a block tells which block of another text it is. */
export type Alignable = Pick<ComparedBlock, 'id' | 'previousId' | 'text'> & { kind: string };

/** Words alike enough to be one passage rewritten. */
const ALIKE = 0.6;
/** Blocks in one gap that are compared each with each. */
const MOST_IN_A_GAP = 40;

class Aligning {
  readonly formerOf: number[];
  readonly laterOf: number[];
  readonly splitFrom = new Map<number, number>();
  private readonly before: readonly Alignable[];
  private readonly after: readonly Alignable[];

  constructor(before: readonly Alignable[], after: readonly Alignable[]) {
    [this.before, this.after] = [before, after];
    this.formerOf = after.map(() => -1);
    this.laterOf = before.map(() => -1);
  }

  private join(former: number, later: number): void {
    this.formerOf[later] = former;
    this.laterOf[former] = later;
  }

  private isFree(later: number): boolean {
    return this.formerOf[later] === -1 && !this.splitFrom.has(later);
  }

  byId(): void {
    const place = new Map<string, number>();
    for (const [former, { id }] of this.before.entries()) if (id !== null && !place.has(id)) place.set(id, former);
    const joinBy = (later: number, id: string | null) => {
      const former = id === null ? undefined : place.get(id);
      if (former === undefined || !this.isFree(later)) return;
      const other = this.laterOf[former] as number;
      if (other === -1) this.join(former, later);
      else this.splitFrom.set(later, other);
    };
    for (const [later, { id }] of this.after.entries()) joinBy(later, id);
    // One that stands twice under one id is no split: two people undid one deletion.
    this.splitFrom.clear();
    for (const [later, { previousId }] of this.after.entries()) joinBy(later, previousId);
  }

  /** Blocks that came without an id, out of a file or the clipboard, and say the same word for word. */
  byWords(): void {
    const places = new Map<string, number[]>();
    const spelling = ({ kind, text }: Alignable) => (text.trim() === '' ? null : `${kind} ${text}`);
    for (const [former, block] of this.before.entries()) {
      const spelled = spelling(block);
      if (this.laterOf[former] !== -1 || spelled === null) continue;
      places.set(spelled, [...(places.get(spelled) ?? []), former]);
    }
    for (const [later, block] of this.after.entries()) {
      const former = this.isFree(later) ? places.get(spelling(block) ?? '')?.shift() : undefined;
      if (former !== undefined) this.join(former, later);
    }
  }

  /** Between two that are joined, what is alike enough: a passage rewritten, and pasted as new. */
  byLikeness(): void {
    let former = 0;
    let later = 0;
    const close = (toFormer: number, toLater: number) => {
      this.joinInGap(
        range(former, toFormer).filter((place) => this.laterOf[place] === -1),
        range(later, toLater).filter((place) => this.isFree(place)),
      );
      [former, later] = [toFormer + 1, toLater + 1];
    };
    const rising = risingRun(this.formerOf.filter((place) => place !== -1));
    const joined = [...this.after.keys()].filter((place) => this.formerOf[place] !== -1);
    for (const [index, place] of joined.entries()) if (rising.has(index)) close(this.formerOf[place] as number, place);
    close(this.before.length, this.after.length);
  }

  private joinInGap(former: readonly number[], later: readonly number[]): void {
    if (former.length > MOST_IN_A_GAP || later.length > MOST_IN_A_GAP) return;
    const pairs = former.flatMap((one) =>
      later.flatMap((other) => {
        const [block, candidate] = [this.before[one], this.after[other]];
        if (!block || !candidate || block.kind !== candidate.kind) return [];
        const alike = likeness(block.text, candidate.text);
        return alike >= ALIKE ? [{ one, other, alike }] : [];
      }),
    );
    for (const { one, other } of pairs.sort((a, b) => b.alike - a.alike))
      if (this.laterOf[one] === -1 && this.isFree(other)) this.join(one, other);
  }

  moved(): Set<number> {
    const joined = [...this.after.keys()].filter((place) => this.formerOf[place] !== -1);
    const rising = risingRun(joined.map((place) => this.formerOf[place] as number));
    return new Set(joined.filter((_, index) => !rising.has(index)));
  }
}

const range = (from: number, to: number): number[] =>
  Array.from({ length: Math.max(0, to - from) }, (_, index) => from + index);

/** Which block of `before` each block of `after` is. */
export function alignBlocks(before: readonly Alignable[], after: readonly Alignable[]): Alignment {
  const aligning = new Aligning(before, after);
  aligning.byId();
  aligning.byWords();
  aligning.byLikeness();
  const { formerOf, laterOf, splitFrom } = aligning;
  return { formerOf, laterOf, splitFrom, moved: aligning.moved() };
}
