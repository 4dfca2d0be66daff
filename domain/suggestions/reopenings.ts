// Decisions on suggestions taken back: what was decided waits again where its place still is, signed by who had suggested it, and
// what others wrote meanwhile stays. What a decision did is kept with it (decision-records.ts).
import type { Person } from '#generated/prisma/client.ts';
import { prisma } from '#prisma/client.ts';
import { transact } from '../changes.ts';
import { conflict, forbidden, notFound } from '../errors.ts';
import { readActors } from '../history/activity.ts';
import { notify } from '../notify.ts';
import { live } from '../outside.ts';
import { parseInput } from '../parse.ts';
import { sequenceOf } from '../texts/text-sequence.ts';
import { type OwnedText, readOwnedText } from '../versions/text-owners.ts';
import type { Viewer } from '../viewers.ts';
import {
  type ClaimedChange,
  claimDecided,
  type Decided,
  fatesOf,
  keepChanges,
  releaseDecided,
} from './decision-records.ts';
import { reopenSuggestionsInput } from './inputs.ts';
import { suggestAllAgain, suggestionsCutBy } from './suggested-again.ts';
import { suggestionsIn } from './suggested-text.ts';

/** A suggestion that was decided, as it is told. */
export interface DecidedView {
  id: string;
  suggestionId: string;
  summary: string;
  decision: Decided['decision']['fate'];
  reason: string;
  decidedAt: Date;
  /** Null: somebody whose account is gone; of who decided, also a program. */
  author: Person | null;
  decidedBy: Person | null;
  viewerMayReopen: boolean;
}

/** What became of one whose decision was to be taken back. */
export interface Reopened {
  decided: DecidedView;
  outcome: 'WHOLE' | 'IN_PART' | 'LOST';
}

/** Decided suggestions that a list tells, the last ones. */
const MOST_TOLD = 100;

/** Who may write takes back any decision; who may only suggest, what they took back of their own. */
const mayReopen = (viewer: Viewer, { mode }: OwnedText, { authorId, decision }: Decided): boolean =>
  mode === 'write' ||
  (mode === 'suggest' &&
    viewer.personId !== null &&
    authorId === viewer.personId &&
    decision.decidedById === viewer.personId &&
    decision.fate === 'REFUSED');

async function viewsOf(viewer: Viewer, text: OwnedText, decided: readonly Decided[]): Promise<DecidedView[]> {
  const people = await readActors(
    decided.flatMap(({ authorId, decision }) => [authorId ?? [], decision.decidedById ?? []].flat()),
  );
  return decided.map((one) => ({
    id: one.id,
    suggestionId: one.suggestionId,
    summary: one.summary,
    decision: one.decision.fate,
    reason: one.decision.reason,
    decidedAt: one.decision.decidedAt,
    author: people.get(one.authorId ?? '') ?? null,
    decidedBy: people.get(one.decision.decidedById ?? '') ?? null,
    viewerMayReopen: mayReopen(viewer, text, one),
  }));
}

/** What was decided in a text that `viewer` may read, and stands: the last first. */
export async function listDecided(viewer: Viewer, documentId: string): Promise<DecidedView[]> {
  const text = await readOwnedText(viewer, documentId);
  const decided = await prisma.decidedSuggestion.findMany({
    where: { reopenedAt: null, decision: { documentId } },
    include: { decision: true },
    orderBy: [{ decision: { decidedAt: 'desc' } }, { id: 'asc' }],
    take: MOST_TOLD,
  });
  return viewsOf(viewer, text, decided);
}

const lostWords =
  'Cette proposition n’a plus sa place dans le texte\u00a0: le passage a été retiré, déplacé ou réécrit depuis. La décision reste.';

/**
 * Makes suggestions wait again that were decided, where their place still is; others' edits stay. CONFLICT when none of them has its
 * place any more, or somebody has taken the decision back already; FORBIDDEN for who may not decide; FROZEN once the text is signed.
 */
export async function reopenSuggestions(viewer: Viewer, input: unknown): Promise<Reopened[]> {
  const { documentId, decidedIds } = parseInput(reopenSuggestionsInput, input);
  const text = await readOwnedText(viewer, documentId);
  const asked = await prisma.decidedSuggestion.findMany({
    where: { id: { in: decidedIds }, decision: { documentId } },
    include: { decision: true },
    orderBy: { id: 'asc' },
  });
  if (asked.length < new Set(decidedIds).size) throw notFound();
  if (!asked.every((one) => mayReopen(viewer, text, one))) throw forbidden();
  const { claimed, changes } = await claimDecided(asked);
  if (claimed.length === 0) throw conflict('Cette décision est déjà annulée.');
  const { done, again, error } = await takeBack(documentId, claimed, changes);
  const outcomes = await outcomesOf(documentId, claimed, changes, done);
  const lost = claimed.filter(({ id }) => outcomes.get(id) === 'LOST');
  const left = changes.filter(({ change }) => !done.has(change));
  await transact(viewer, async (tx, record) => {
    await releaseDecided(tx, { decided: lost, changes: left });
    for (const { decisionId, changes: anew } of again) await keepChanges(tx, decisionId, anew);
    for (const { id, suggestionId, summary, authorId } of claimed) {
      if (outcomes.get(id) === 'LOST') continue;
      const changeId = await record({
        kind: 'suggestion.reopened',
        ...text.about,
        details: { suggestionId, words: summary, ...(authorId ? { authorId } : {}) },
      });
      if (authorId)
        await notify(tx, record, {
          kind: 'SUGGESTION_REOPENED',
          changeId,
          conventionId: text.conventionId,
          people: { id: authorId },
        });
    }
  });
  if (lost.length === claimed.length) throw error ?? conflict(lostWords);
  const views = await viewsOf(viewer, text, claimed);
  return views.map((decided) => ({ decided, outcome: outcomes.get(decided.id) ?? 'LOST' }));
}

/** Writes it, each author's part as theirs; what was done before an error is told with it. */
async function takeBack(documentId: string, claimed: readonly Decided[], changes: readonly ClaimedChange[]) {
  const asked = claimed.map(({ suggestionId }) => suggestionId);
  const wanted = changes.map(({ change }) => change);
  const others = suggestionsCutBy(wanted).filter((id) => !asked.includes(id));
  const fates = await fatesOf(documentId, others);
  const authors = new Map(
    claimed.flatMap(({ decision }) => Object.entries(decision.authors as Record<string, string | null>)),
  );
  return suggestAllAgain(wanted, { asked, fates, authors }, (writer, change) =>
    writer === null
      ? live.edit(documentId, null, (doc) => change(sequenceOf(doc)))
      : live.writeAs(documentId, writer, (doc) => change(sequenceOf(doc))),
  );
}

async function outcomesOf(
  documentId: string,
  claimed: readonly Decided[],
  changes: readonly ClaimedChange[],
  done: ReadonlySet<unknown>,
): Promise<Map<string, Reopened['outcome']>> {
  const { doc } = await live.read(documentId);
  const waiting = new Set(suggestionsIn(sequenceOf(doc)).keys());
  const inPart = new Set(changes.flatMap(({ change }) => (done.has(change) ? [] : change.suggestionIds)));
  return new Map(
    claimed.map(({ id, suggestionId }) => [
      id,
      !waiting.has(suggestionId) ? 'LOST' : inPart.has(suggestionId) ? 'IN_PART' : 'WHOLE',
    ]),
  );
}
