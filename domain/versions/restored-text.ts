// A live text brought back to what a kept version says, by the smallest edits that do it: words that stayed are not touched,
// so that their comments, cursors and ids keep their place. Called inside `live.edit`; knows no database.
import * as Y from 'yjs';
import { risingRun } from '../comparison/rising-run.ts';
import { changesOfWords } from '../comparison/word-changes.ts';
import { repairBlockIds } from '../texts/live-text.ts';
import { type BlockFacts, plainBlock, threadOfFormat } from '../texts/text-grammar.ts';
import { blocksIn, type Formats, markerOf, type Run, type SequenceBlock, sequenceOf } from '../texts/text-sequence.ts';
import { copyTable, writeTable } from './restored-table.ts';

/** One operation of Yjs on a sequence, as `applyDelta` takes them. */
type Step =
  | { retain: number; attributes?: Record<string, unknown> }
  | { delete: number }
  | { insert: string | Y.Map<unknown>; attributes?: Record<string, unknown> };

/** Formats without the places of comments: those stay where their words did, and come back with them when edits settle. */
const ownFormats = (formats: Formats): Record<string, unknown> =>
  Object.fromEntries(Object.entries(formats).filter(([key]) => threadOfFormat(key) === null));

/** The stretches of runs between two places, each with its formats. */
function* stretches(runs: readonly Run[], from: number, to: number): Generator<Run> {
  let start = 0;
  for (const run of runs) {
    const [begin, end] = [Math.max(from, start), Math.min(to, start + run.text.length)];
    if (begin < end) yield { ...run, text: run.text.slice(begin - start, end - start) };
    start += run.text.length;
  }
}

/** What must be said of words that have `now` so that they have `then`; comments stay. */
function formatChange(now: Formats, then: Formats): Record<string, unknown> | null {
  const [current, wanted] = [ownFormats(now), ownFormats(then)];
  const changes: [string, unknown][] = [];
  for (const [key, value] of Object.entries(wanted))
    if (JSON.stringify(current[key]) !== JSON.stringify(value)) changes.push([key, value]);
  for (const key of Object.keys(current)) if (!(key in wanted)) changes.push([key, null]);
  return changes.length === 0 ? null : Object.fromEntries(changes);
}

const wordsIn = (runs: readonly Run[]) => runs.map(({ text }) => text).join('');

const inserted = (runs: Iterable<Run>, formats: (run: Run) => Formats): Step[] =>
  [...runs].map((run) => ({ insert: run.text, attributes: { ...formats(run) } }));

/** Words that both have, stretch by stretch where formats change on either side. */
function keptWords(now: readonly Run[], then: readonly Run[], [at, place]: [number, number], length: number): Step[] {
  const steps: Step[] = [];
  let done = 0;
  for (const current of stretches(now, at, at + length)) {
    for (const wanted of stretches(then, place + done, place + done + current.text.length)) {
      const attributes = formatChange(current.formats, wanted.formats);
      steps.push(attributes ? { retain: wanted.text.length, attributes } : { retain: wanted.text.length });
    }
    done += current.text.length;
  }
  return steps;
}

/** Makes words say what they said then; what stayed is passed over. */
function wordSteps(now: readonly Run[], then: readonly Run[]): Step[] {
  let [at, place] = [0, 0];
  return changesOfWords(wordsIn(now), wordsIn(then)).flatMap(({ change, text: { length } }): Step[] => {
    const [from, to] = [at, place];
    if (change !== 'ADDED') at += length;
    if (change !== 'DROPPED') place += length;
    if (change === 'DROPPED') return [{ delete: length }];
    if (change === 'ADDED') return inserted(stretches(then, to, to + length), ({ formats }) => ownFormats(formats));
    return keptWords(now, then, [from, to], length);
  });
}

/** Makes a marker say these facts. Its id stays. */
export function setFacts(marker: Y.Map<unknown>, now: BlockFacts, then: Partial<BlockFacts>): void {
  for (const [key, value] of Object.entries(then)) {
    if (key === 'id' || now[key as keyof BlockFacts] === value) continue;
    if (value === plainBlock[key as keyof BlockFacts]) marker.delete(key);
    else marker.set(key, value);
  }
}

/** What a block says, as it is written where it is not. */
const copiedBlock = (block: SequenceBlock): Step[] => [
  ...(block.marker ? [{ insert: copiedMarker(block), attributes: {} }] : []),
  ...inserted(block.runs, ({ formats }) => ownFormats(formats)),
];

/** A new sequence that says what another does. */
function copiedSequence(version: Y.Text): Y.Text {
  const copy = new Y.Text();
  copy.applyDelta(blocksIn(version).flatMap(copiedBlock));
  return copy;
}

/** A new marker that says what another does, with its table. */
function copiedMarker({ marker, facts }: SequenceBlock): Y.Map<unknown> {
  const copy = markerOf({ facts, table: null });
  if (marker && facts.kind === 'table') copyTable(copy, marker, copiedSequence);
  return copy;
}

/** Makes a block that is there say what it said then; gives the steps for its place in the sequence. */
function blockSteps(now: SequenceBlock, then: SequenceBlock): Step[] {
  if (now.marker) setFacts(now.marker, now.facts, then.facts);
  if (now.marker && then.marker && then.facts.kind === 'table')
    writeTable(now.marker, then.marker, { write: restoreSequence, copy: copiedSequence });
  const marker: Step[] = now.marker ? [{ retain: 1 }] : [];
  return [...marker, ...wordSteps(now.runs, then.runs)];
}

const isTable = ({ facts }: SequenceBlock) => facts.kind === 'table';

/** Blocks by their id; those that go on with an item have none, and count behind the last that has. */
function keysOf(blocks: readonly SequenceBlock[]): string[] {
  const seen = new Set<string>();
  let last = '';
  let behind = 0;
  return blocks.map(({ facts: { id } }) => {
    if (id !== null && !seen.has(id)) {
      seen.add(id);
      [last, behind] = [id, 0];
      return id;
    }
    behind += 1;
    return `${last} ${behind}`;
  });
}

const lengthOf = ({ marker, length }: SequenceBlock) => length + (marker ? 1 : 0);

/** Which block of the version each block of the text is; one that stands elsewhere, or is a table no more, is written anew. */
function pairsOf(now: readonly SequenceBlock[], then: readonly SequenceBlock[]): Map<number, number> {
  const keys = keysOf(now);
  const placeOf = new Map(keysOf(then).map((key, place) => [key, place]));
  const same = [...now.keys()].flatMap((at) => {
    const place = placeOf.get(keys[at] as string);
    const [block, wanted] = [now[at], place === undefined ? undefined : then[place]];
    const isSame = block && wanted && isTable(block) === isTable(wanted) && !block.marker === !wanted.marker;
    return isSame ? [{ at, place: place as number }] : [];
  });
  const rising = risingRun(same.map(({ place }) => place));
  return new Map(same.filter((_, index) => rising.has(index)).map(({ at, place }) => [place, at]));
}

/**
 * A block written where it was: as it is now where the text still has it elsewhere, so that comments go along, and what
 * then makes its words those of then.
 */
function writtenAnew(then: SequenceBlock, elsewhere: SequenceBlock | undefined): { steps: Step[]; settling: Step[] } {
  const isCarried = elsewhere !== undefined && !isTable(then) && !isTable(elsewhere);
  if (!isCarried) return { steps: copiedBlock(then), settling: [{ retain: lengthOf(then) }] };
  const [marker, settled]: Step[][] = then.marker
    ? [[{ insert: copiedMarker(then), attributes: {} }], [{ retain: 1 }]]
    : [[], []];
  return {
    steps: [...(marker ?? []), ...inserted(elsewhere.runs, ({ formats }) => formats)],
    settling: [...(settled ?? []), ...wordSteps(elsewhere.runs, then.runs)],
  };
}

/** Makes a sequence say what another says. */
export function restoreSequence(sequence: Y.Text, version: Y.Text): void {
  const [now, then] = [blocksIn(sequence), blocksIn(version)];
  const pairs = pairsOf(now, then);
  const keys = keysOf(now);
  const thenKeys = keysOf(then);
  const steps: Step[] = [];
  // A second pass over the same places: what moved is first carried with its comments, then its words are made those of then.
  const settling: Step[] = [];
  let at = 0;
  const drop = (to: number) => {
    const length = now.slice(at, to).reduce((sum, block) => sum + lengthOf(block), 0);
    if (length > 0) steps.push({ delete: length });
    at = to;
  };
  for (const [place, wanted] of then.entries()) {
    const there = pairs.get(place);
    if (there === undefined) {
      const anew = writtenAnew(wanted, now[keys.indexOf(thenKeys[place] as string)]);
      steps.push(...anew.steps);
      settling.push(...anew.settling);
      continue;
    }
    drop(there);
    steps.push(...blockSteps(now[there] as SequenceBlock, wanted));
    settling.push({ retain: lengthOf(wanted) });
    at = there + 1;
  }
  drop(now.length);
  apply(sequence, steps);
  apply(sequence, settling);
}

function apply(sequence: Y.Text, steps: readonly Step[]): void {
  const written = steps.filter((step) => !('retain' in step) || step.retain > 0);
  if (written.some((step) => !('retain' in step) || step.attributes)) sequence.applyDelta([...written]);
}

/** Makes the words of one block, and what is said of it, those of then; its place stays. */
export function restoreBlockThere(sequence: Y.Text, now: SequenceBlock, then: SequenceBlock): void {
  // The first item of a list says where the list begins: that hangs on the place, which stays.
  const { start: _start, fresh: _fresh, ...facts } = then.facts;
  const wanted = { ...then, facts: { ...now.facts, ...facts } };
  apply(sequence, [{ retain: now.begin }, ...blockSteps(now, wanted)]);
}

/** Makes a whole text say what a version says. */
export function restoreText(doc: Y.Doc, version: Y.Doc): void {
  repairBlockIds(doc);
  repairBlockIds(version);
  restoreSequence(sequenceOf(doc), sequenceOf(version));
}
