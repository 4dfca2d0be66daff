// Things that another system writes under its own ids: made the first time, said anew after. One mechanism for every noun: its own verbs
// write it (nouns.ts), and its name is kept in the same transaction, so that no stop and no second sender makes it twice.
import { createHash } from 'node:crypto';
import type { Tx } from '#prisma/client.ts';
import { writingAlongside } from '../changes.ts';
import { conflict, DomainError, invalid } from '../errors.ts';
import { type Place, placesSeen } from '../exports/nouns.ts';
import type { Announced } from '../outside.ts';
import { isUuid, parseInput } from '../parse.ts';
import { refusedWrite } from '../refused-writes.ts';
import type { Viewer } from '../viewers.ts';
import { type Upsertable, upsertable } from '../vocabulary.ts';
import { findNamed, giveName, isAsSaid, keepSaid } from './external-ids.ts';
import { externalId as externalIdInput, MOST_ITEMS, type UpsertItem, upsertItem } from './inputs.ts';
import { writings } from './nouns.ts';

/** What became of one thing. */
export const upsertOutcomes = ['CREATED', 'CHANGED', 'UNCHANGED', 'REFUSED'] as const;

/** One thing's outcome; `place` where it is, `refusal` why it is not. */
export interface Upserted {
  /** Null: the item named none, or several. */
  noun: Upsertable | null;
  externalId: string;
  outcome: (typeof upsertOutcomes)[number];
  place: Place | null;
  refusal: DomainError | null;
}

/** Somebody else gave the name, or named the thing, at the same time. */
class Taken extends Error {}

/** Puts in place of what another system calls a thing the id that it has here: « budgetLineExternalId » says « budgetLineId ». */
async function withIds(viewer: Viewer, said: UpsertItem['said']): Promise<Record<string, unknown>> {
  const resolved: Record<string, unknown> = {};
  for (const [field, value] of Object.entries(said)) {
    const start = /^(\w+)ExternalId$/.exec(field)?.[1];
    const noun = start && upsertable.find((one) => one.toLowerCase() === start.toLowerCase());
    if (!noun || value == null) {
      if (!noun) resolved[field] = value;
      continue;
    }
    const known = parseInput(externalIdInput, value);
    const place = (await findNamed(viewer, noun, [known])).get(known);
    if (!place) throw invalid({ [field]: 'Votre organisme n’a rien nommé ainsi.' });
    resolved[`${start}Id`] = place.id;
  }
  return resolved;
}

/** Where a new thing is: what its room told of it, or what the item says where it is there already. */
function placeIn(item: UpsertItem, said: Record<string, unknown>, recorded: readonly Announced[]): Place | null {
  const { madeBy } = writings[item.noun];
  const made = recorded.find(({ kind, subject }) => kind === madeBy && subject === item.noun);
  if (made) return { id: made.subjectId, within: made.subjectId };
  const { blockId, conventionId } = said as { blockId?: string; conventionId?: string };
  return madeBy === null && blockId && conventionId && isUuid(blockId) && isUuid(conventionId)
    ? { id: blockId.toLowerCase(), within: conventionId.toLowerCase() }
    : null;
}

/** Makes a thing and names it, both or neither. */
async function make(viewer: Viewer, item: UpsertItem, said: Record<string, unknown>): Promise<Place> {
  let place: Place | null = null;
  const nameIt = async (tx: Tx, recorded: readonly Announced[]) => {
    if (place) return;
    const found = placeIn(item, said, recorded);
    if (!found) return;
    if (!(await giveName(tx, viewer, item, found))) throw new Taken();
    place = found;
  };
  await writingAlongside(nameIt, () => writings[item.noun].make(viewer, { ...said, version: item.version }));
  if (!place) throw new Error(`A ${item.noun} was made, and nothing was told of it.`);
  return place;
}

/** Says a thing anew, by its place; one that has no name yet is given it with what is said. */
async function change(viewer: Viewer, item: UpsertItem, said: Record<string, unknown>, place: Place, isNamed: boolean) {
  let named = isNamed;
  const nameIt = async (tx: Tx) => {
    if (named) return;
    if (!(await giveName(tx, viewer, item, place))) throw new Taken();
    named = true;
  };
  await writingAlongside(nameIt, () =>
    writings[item.noun].change(viewer, place, { ...said, ...(item.version != null && { version: item.version }) }),
  );
}

/** Whether a thing that the viewer sees was said to be just so the last time, and nobody has changed it since. */
async function isDone(viewer: Viewer, item: UpsertItem, place: Place, digest: string): Promise<boolean> {
  const version = await writings[item.noun].versionOf(place);
  if (version === null || (item.version != null && item.version !== version)) return false;
  if (!(await isAsSaid(viewer, item, digest, version))) return false;
  const seen = await placesSeen(viewer, item.noun, { ids: [place.id] });
  return seen.some(({ id, within }) => id === place.id && within === place.within);
}

async function write(viewer: Viewer, item: UpsertItem): Promise<Pick<Upserted, 'outcome' | 'place'>> {
  const said = await withIds(viewer, item.said);
  const known = (await findNamed(viewer, item.noun, [item.externalId])).get(item.externalId);
  if (known && item.id && item.id !== known.id)
    throw conflict(
      'Votre organisme nomme déjà autre chose ainsi : donnez un autre identifiant, ou ne donnez pas « id ».',
    );
  const given = item.id && item.noun !== 'Action' ? { id: item.id, within: item.id } : undefined;
  const { versionOf, complete } = writings[item.noun];
  const digest = createHash('sha256').update(JSON.stringify(said)).digest('hex');
  if (known && (await isDone(viewer, item, known, digest))) return { outcome: 'UNCHANGED', place: known };
  const there = known ?? given;
  if (there) await change(viewer, item, said, there, known !== undefined);
  const place = there ?? (await make(viewer, item, said));
  await complete?.(viewer, place, said);
  const version = await versionOf(place);
  if (version !== null) await keepSaid(viewer, item, digest, version);
  return { outcome: there ? 'CHANGED' : 'CREATED', place };
}

/** How often a thing is tried again that another sender is writing at the same time. */
const TRIES = 3;

/** An item as it is given. */
interface GivenItem {
  noun: Upsertable | null;
  externalId: string;
  id?: string | null | undefined;
  version?: number | null | undefined;
  said: object;
}

async function upsertOne(viewer: Viewer, given: GivenItem): Promise<Upserted> {
  const { noun, externalId } = given;
  try {
    const item = parseInput(upsertItem, given);
    for (let tries = 1; ; tries += 1)
      try {
        return { noun, externalId, ...(await write(viewer, item)), refusal: null };
      } catch (error) {
        if (!(error instanceof Taken)) throw error;
        if (tries === TRIES) throw conflict('Cette chose porte déjà un autre identifiant de votre organisme.');
      }
  } catch (error) {
    const refusal = refusedWrite(error) ?? error;
    if (!(refusal instanceof DomainError)) throw error;
    return { noun, externalId, outcome: 'REFUSED', place: null, refusal };
  }
}

/**
 * Writes things under the ids that the viewer's organisation has for them, in order, each by itself: what is refused of one says
 * nothing of the others. Sent again, it ends the same.
 */
export async function upsertThings(viewer: Viewer, items: readonly GivenItem[]): Promise<Upserted[]> {
  if (items.length === 0 || items.length > MOST_ITEMS)
    throw invalid({ items: `De 1 à ${MOST_ITEMS} choses à la fois.` });
  const results: Upserted[] = [];
  for (const item of items) results.push(await upsertOne(viewer, item));
  return results;
}
