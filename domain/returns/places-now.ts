// Where each unit of a text as it went out is in the text as it is now. Yjs knows: a letter keeps its id whatever others write around
// it. A block that was moved meanwhile, or brought back, was written anew: its letters are found by what they say. Pure.
import type * as Y from 'yjs';
import { changesOfWords } from '../comparison/word-changes.ts';
import { blocksIn, type SequenceBlock } from '../texts/text-sequence.ts';

interface Segment {
  client: number;
  clock: number;
  length: number;
  index: number;
}

function segmentsOf(sequence: Y.Text): Segment[] {
  const segments: Segment[] = [];
  let index = 0;
  for (let item = sequence._start; item; item = item.right) {
    if (item.deleted || !item.countable) continue;
    segments.push({ client: item.id.client, clock: item.id.clock, length: item.length, index });
    index += item.length;
  }
  return segments;
}

/** Finds where the unit of an id is; -1: it is gone. */
function finder(sequence: Y.Text): (client: number, clock: number) => number {
  const byClient = new Map<number, Segment[]>();
  for (const segment of segmentsOf(sequence)) {
    const known = byClient.get(segment.client);
    if (known) known.push(segment);
    else byClient.set(segment.client, [segment]);
  }
  for (const segments of byClient.values()) segments.sort((one, other) => one.clock - other.clock);
  return (client, clock) => {
    const segments = byClient.get(client) ?? [];
    let [low, high] = [0, segments.length - 1];
    while (low <= high) {
      const middle = (low + high) >> 1;
      const { clock: from, length, index } = segments[middle] as Segment;
      if (clock < from) high = middle - 1;
      else if (clock >= from + length) low = middle + 1;
      else return index + clock - from;
    }
    return -1;
  };
}

const wordsOf = ({ runs }: SequenceBlock): string => runs.map(({ text }) => text).join('');

/** For each unit of `sent`, its place in `now`; -1: it is not there any more. */
export function placesNow(sent: Y.Text, now: Y.Text): Int32Array {
  const places = new Int32Array(sent.length).fill(-1);
  const find = finder(now);
  for (const { client, clock, length, index } of segmentsOf(sent))
    for (let step = 0; step < length; step += 1) places[index + step] = find(client, clock + step);
  const blockOf = new Map(blocksIn(now).flatMap((block) => (block.facts.id ? [[block.facts.id, block] as const] : [])));
  for (const block of blocksIn(sent)) {
    const other = block.facts.id === null ? undefined : blockOf.get(block.facts.id);
    if (!other?.marker || !block.marker || places[block.begin] !== -1) continue;
    places[block.begin] = other.begin;
    let [at, place] = [block.start, other.start];
    for (const { change, text } of changesOfWords(wordsOf(block), wordsOf(other))) {
      if (change === 'KEPT')
        for (let step = 0; step < text.length; step += 1)
          if (places[at + step] === -1) places[at + step] = place + step;
      if (change !== 'ADDED') at += text.length;
      if (change !== 'DROPPED') place += text.length;
    }
  }
  return places;
}
