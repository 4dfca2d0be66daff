// What is kept of a decision on suggestions: who, when, why, and what it did to the text, so that it can be taken back. Called by
// suggestions.ts and reopenings.ts.
import { randomUUID } from 'node:crypto';
import type { DecidedSuggestion, Prisma, SuggestionDecision, SuggestionFate } from '#generated/prisma/client.ts';
import { prisma, type Tx } from '#prisma/client.ts';
import { now } from '../calendar.ts';
import type { SettledChange } from './settled-changes.ts';
import type { Fate } from './suggested-again.ts';
import type { SuggestedPart } from './suggested-text.ts';
import { wordSuggestion } from './suggestion-words.ts';

/** A suggestion as it was before the decision. */
interface Before {
  id: string;
  author: { id: string } | null;
  parts: readonly SuggestedPart[];
  wordAuthor: string | null;
}

/** A decision as it was taken. */
interface Taken {
  documentId: string;
  decision: SuggestionFate;
  reason: string;
  decidedById: string | null;
  decided: readonly Before[];
  /** With those that it took along undecided. */
  all: readonly Before[];
  changes: readonly SettledChange[];
}

const asJson = (value: unknown) => value as Prisma.InputJsonObject;

const rowsOf = (decisionId: string, changes: readonly SettledChange[]) =>
  changes.map((change) => ({ decisionId, suggestionIds: change.suggestionIds, change: asJson(change) }));

/** Keeps a decision in the running transaction. */
export async function keepDecision(tx: Tx, { decided, all, changes, decision, ...taken }: Taken): Promise<void> {
  const id = randomUUID();
  const authors = Object.fromEntries(all.map((one) => [one.id, one.author?.id ?? null]));
  await tx.suggestionDecision.create({ data: { id, ...taken, fate: decision, authors, decidedAt: now() } });
  await tx.decidedSuggestion.createMany({
    data: decided.map(({ id: suggestionId, author, parts, wordAuthor }) => ({
      decisionId: id,
      suggestionId,
      authorId: author?.id ?? null,
      summary: wordSuggestion(parts, wordAuthor),
    })),
  });
  await keepChanges(tx, id, changes);
}

/** Keeps what a decision does to the text anew. */
export async function keepChanges(tx: Tx, decisionId: string, changes: readonly SettledChange[]): Promise<void> {
  await tx.decisionChange.createMany({ data: rowsOf(decisionId, changes) });
}

/** A suggestion that was decided, with its decision. */
export type Decided = DecidedSuggestion & { decision: SuggestionDecision };

/** What a decision did of a suggestion, to be taken back. */
export interface ClaimedChange {
  id: string;
  change: SettledChange;
}

/**
 * Takes decided suggestions, and what was done of them, for the caller alone: of two who take a decision back at once, one
 * gets it. The latest decision comes first.
 */
export async function claimDecided(
  decided: readonly Decided[],
): Promise<{ claimed: Decided[]; changes: ClaimedChange[] }> {
  const at = now();
  const rows = await prisma.decidedSuggestion.updateManyAndReturn({
    where: { id: { in: decided.map(({ id }) => id) }, reopenedAt: null },
    data: { reopenedAt: at },
    select: { id: true },
  });
  const taken = new Set(rows.map(({ id }) => id));
  const claimed = decided.filter(({ id }) => taken.has(id));
  const idsOf = new Map<string, string[]>();
  for (const { decisionId, suggestionId } of claimed)
    idsOf.set(decisionId, [...(idsOf.get(decisionId) ?? []), suggestionId]);
  const found = await prisma.decisionChange.updateManyAndReturn({
    where: {
      takenBackAt: null,
      OR: [...idsOf].map(([decisionId, ids]) => ({ decisionId, suggestionIds: { hasSome: ids } })),
    },
    data: { takenBackAt: at },
  });
  const timeOf = new Map(claimed.map(({ decisionId, decision }) => [decisionId, decision.decidedAt.getTime()]));
  const changes = found
    .sort((one, other) => (timeOf.get(other.decisionId) ?? 0) - (timeOf.get(one.decisionId) ?? 0))
    .map(({ id, change }) => ({ id, change: change as unknown as SettledChange }));
  return { claimed, changes };
}

/** Gives back what could not be taken back: it stays decided. */
export async function releaseDecided(
  tx: Tx,
  { decided, changes }: { decided: readonly Decided[]; changes: readonly ClaimedChange[] },
): Promise<void> {
  const idsIn = (rows: readonly { id: string }[]) => ({ id: { in: rows.map(({ id }) => id) } });
  await tx.decidedSuggestion.updateMany({ where: idsIn(decided), data: { reopenedAt: null } });
  await tx.decisionChange.updateMany({ where: idsIn(changes), data: { takenBackAt: null } });
}

/** What was decided last of suggestions of a text, and stands. */
export async function fatesOf(documentId: string, suggestionIds: readonly string[]): Promise<Map<string, Fate>> {
  const found = await prisma.decidedSuggestion.findMany({
    where: { suggestionId: { in: [...suggestionIds] }, reopenedAt: null, decision: { documentId } },
    include: { decision: { select: { fate: true } } },
    orderBy: { decision: { decidedAt: 'asc' } },
  });
  return new Map(
    found.map(({ suggestionId, decisionId, decision }) => [
      suggestionId,
      { decisionId, settling: decision.fate === 'ACCEPTED' ? 'accept' : 'refuse' },
    ]),
  );
}
