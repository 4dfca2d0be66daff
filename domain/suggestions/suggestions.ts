// Suggestions in a text: which wait and whose they are, and deciding them. What a suggestion is, is in the text itself
// (suggested-text.ts); who made it is who wrote its letters, as the log knows. A decision is recorded, and told to who
// had suggested it.
import type { ID, Text as YText } from 'yjs';
import type { Person } from '#generated/prisma/client.ts';
import { prisma } from '#prisma/client.ts';
import { now } from '../calendar.ts';
import { transact } from '../changes.ts';
import { conflict, forbidden, notFound } from '../errors.ts';
import { readActors } from '../history/activity.ts';
import { notify } from '../notify.ts';
import { live } from '../outside.ts';
import { parseInput } from '../parse.ts';
import { readStoredText } from '../texts/stored-text.ts';
import { sequenceOf } from '../texts/text-sequence.ts';
import { type OwnedText, readOwnedText, textToSuggestIn } from '../versions/text-owners.ts';
import { readHands } from '../versions/writers.ts';
import type { Viewer } from '../viewers.ts';
import { keepDecision } from './decision-records.ts';
import { type Decision, explainSuggestionInput, settleSuggestionsInput } from './inputs.ts';
import type { SettledChange } from './settled-changes.ts';
import { settleSuggestions } from './settling.ts';
import { suggestionsCutBy } from './suggested-again.ts';
import { type SuggestedPart, suggestionsIn, suggestionWriters } from './suggested-text.ts';
import { wordSuggestion } from './suggestion-words.ts';

/** A suggestion that waits for a decision. */
export interface Suggestion {
  id: string;
  documentId: string;
  /** Null: somebody whose account is gone. */
  author: Person | null;
  /** When its author last wrote in that sitting; null for a moment ago, before it was noted. */
  madeAt: Date | null;
  /** What it would do, in reading order. */
  parts: SuggestedPart[];
  /** Why, in its author's words; empty where they say nothing. */
  reason: string;
  /** The name that a Word file gives of who made it, when it was taken over from one: no proof of who it was. */
  wordAuthor: string | null;
}

/** A suggestion as the text alone tells it. */
type Waiting = Pick<Suggestion, 'id' | 'parts'> & { writtenAs: ID | undefined };

function waitingIn(text: YText): Waiting[] {
  const writers = suggestionWriters(text);
  return [...suggestionsIn(text)].map(([id, parts]) => ({ id, parts, writtenAs: writers.get(id) }));
}

async function withAuthors(documentId: string, waiting: readonly Waiting[]): Promise<Suggestion[]> {
  if (waiting.length === 0) return [];
  const handOf = await readHands(documentId);
  const made = waiting.map((one) => ({
    ...one,
    hand: one.writtenAs ? handOf(one.writtenAs.client, one.writtenAs.clock) : null,
  }));
  const people = await readActors(made.flatMap(({ hand }) => hand?.personId ?? []));
  const sources = await prisma.suggestionSource.findMany({ where: { documentId } });
  const wordAuthors = new Map(sources.map(({ suggestionId, author }) => [suggestionId, author]));
  const explained = await prisma.suggestionReason.findMany({ where: { documentId } });
  const reasons = new Map(explained.map(({ suggestionId, reason }) => [suggestionId, reason]));
  return made.map(({ id, parts, hand }) => ({
    id,
    documentId,
    author: people.get(hand?.personId ?? '') ?? null,
    madeAt: hand?.writtenAt ?? null,
    parts,
    reason: reasons.get(id) ?? '',
    wordAuthor: wordAuthors.get(id) ?? null,
  }));
}

/** What waits in a text that `viewer` may read, in reading order. */
export async function listSuggestions(viewer: Viewer, documentId: string): Promise<Suggestion[]> {
  await readOwnedText(viewer, documentId);
  const stored = await readStoredText(documentId);
  if (!stored) throw notFound();
  return withAuthors(documentId, waitingIn(sequenceOf(stored.doc)));
}

/** Who may only suggest takes back what is theirs, and decides nothing else. */
async function demandDeciding(viewer: Viewer, { documentId, mode }: OwnedText, wanted: Decision): Promise<void> {
  if (mode === 'write') return;
  if (mode !== 'suggest' || wanted.decision !== 'REFUSED') throw forbidden();
  const asked = new Set(wanted.suggestionIds);
  const waiting = await listSuggestions(viewer, documentId);
  if (waiting.some(({ id, author }) => asked.has(id) && author?.id !== viewer.personId)) throw forbidden();
}

/**
 * Makes suggestions part of the text, or takes them out of it, with a reason; those decided meanwhile stay as they were.
 * CONFLICT when none of them waits any more; FORBIDDEN for who may not write, but to refuse one's own; FROZEN once the text
 * is signed.
 */
export async function decideSuggestions(viewer: Viewer, input: unknown): Promise<Suggestion[]> {
  const { documentId, suggestionIds, decision, reason } = parseInput(settleSuggestionsInput, input);
  const text = await readOwnedText(viewer, documentId);
  await demandDeciding(viewer, text, { suggestionIds, decision });
  const asked = new Set(suggestionIds);
  let settled: Waiting[] = [];
  let others: Waiting[] = [];
  let changes: SettledChange[] = [];
  await live.edit(documentId, viewer, (doc) => {
    const sequence = sequenceOf(doc);
    const waiting = waitingIn(sequence);
    settled = waiting.filter(({ id }) => asked.has(id));
    const ids = new Set(settled.map(({ id }) => id));
    changes = settleSuggestions(sequence, ids, decision === 'ACCEPTED' ? 'accept' : 'refuse');
    const touched = new Set(suggestionsCutBy(changes));
    others = waiting.filter(({ id }) => touched.has(id) && !ids.has(id));
  });
  if (settled.length === 0) throw conflict('Ces propositions ont déjà été décidées.');
  const all = await withAuthors(documentId, [...settled, ...others]);
  const decided = all.slice(0, settled.length);
  await transact(viewer, async (tx, record) => {
    await keepDecision(tx, { documentId, decision, reason, decidedById: viewer.personId, decided, all, changes });
    for (const { id, author, parts, wordAuthor } of decided) {
      const changeId = await record({
        kind: decision === 'ACCEPTED' ? 'suggestion.accepted' : 'suggestion.refused',
        ...text.about,
        details: {
          suggestionId: id,
          words: wordSuggestion(parts, wordAuthor),
          ...(author ? { authorId: author.id } : {}),
          ...(reason === '' ? {} : { reason }),
        },
      });
      if (author)
        await notify(tx, record, {
          kind: 'SUGGESTION_SETTLED',
          changeId,
          conventionId: text.conventionId,
          people: { id: author.id },
        });
    }
  });
  return decided;
}

/** What was said of suggestions of a text, whatever became of them, with who said it. */
export async function saidReasons(documentId: string): Promise<{ author: string; reason: string }[]> {
  const said = await prisma.suggestionReason.findMany({ where: { documentId } });
  const people = await readActors(said.map(({ authorId }) => authorId));
  return said.flatMap(({ authorId, reason }) => {
    const author = people.get(authorId)?.name;
    return author === undefined ? [] : [{ author, reason }];
  });
}

/**
 * Says why a suggestion is made, in its author's words; an empty reason takes it back. FORBIDDEN for anybody else, CONFLICT once it
 * is decided.
 */
export async function explainSuggestion(viewer: Viewer, input: unknown): Promise<Suggestion> {
  const { documentId, suggestionId, reason } = parseInput(explainSuggestionInput, input);
  const text = await textToSuggestIn(viewer, documentId);
  const suggestion = (await listSuggestions(viewer, documentId)).find(({ id }) => id === suggestionId);
  if (!suggestion) throw conflict('Cette proposition n’attend plus\u00a0: elle a été décidée ou retirée.');
  const { personId } = viewer;
  if (personId === null || suggestion.author?.id !== personId) throw forbidden();
  if (reason === suggestion.reason) return suggestion;
  await transact(viewer, async (tx, record) => {
    const said = { documentId, reason, authorId: personId, writtenAt: now() };
    if (reason === '') await tx.suggestionReason.deleteMany({ where: { suggestionId } });
    else
      await tx.suggestionReason.upsert({
        where: { suggestionId },
        create: { suggestionId, ...said },
        update: said,
      });
    await record({ kind: 'suggestion.explained', ...text.about, details: { suggestionId, reason } });
  });
  return { ...suggestion, reason };
}
