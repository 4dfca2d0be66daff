// The path of a convention from draft to signature and after: which step may follow which, who takes it, and what it
// records. Called by the API and the demonstration. What is warned of before a step: step-warnings.ts; the frozen text:
// frozen-texts.ts; what an amendment's signature does to the convention it changes: amendments.ts.
import { randomUUID } from 'node:crypto';
import type { ConventionStep, Person } from '#generated/prisma/client.ts';
import { prisma, type Tx } from '#prisma/client.ts';
import { addMonths, fromColumn, toColumn, today } from '../calendar.ts';
import { type RecordChange, transact } from '../changes.ts';
import { conflict, forbidden, invalid } from '../errors.ts';
import { writeDay } from '../french.ts';
import { type Convention, readConvention } from '../gate.ts';
import { files } from '../outside.ts';
import { parseInput } from '../parse.ts';
import { can } from '../permissions.ts';
import { suggestionsIn } from '../suggestions/suggested-text.ts';
import { judgeAgain } from '../texts/access.ts';
import { readTextWithin } from '../texts/stored-text.ts';
import { sequenceOf } from '../texts/text-sequence.ts';
import { keepVersion } from '../versions/versions.ts';
import type { Viewer } from '../viewers.ts';
import type { ConventionState } from '../vocabulary.ts';
import { supersede } from './amendments.ts';
import { demandPrintable, freezeText } from './frozen-texts.ts';
import { type MoveConvention, moveConventionInput, stepDetailsOf, stepNames } from './lifecycle-inputs.ts';
import { projectProgramme } from './projection.ts';
import { findWarnings, isChecked, type StepWarning, warningsBefore } from './step-warnings.ts';

/** One step that may be taken. */
interface Step {
  to: ConventionState;
  from: readonly ConventionState[];
  /** Who may take it. */
  verb: 'convention.move' | 'convention.decide';
}

/** The path itself in its order, then the ways back and off it. AMENDED is no choice: an amendment's signature does it. */
export const steps: readonly Step[] = [
  { to: 'IN_REVIEW', from: ['DRAFT'], verb: 'convention.move' },
  { to: 'OPINION_GIVEN', from: ['IN_REVIEW'], verb: 'convention.move' },
  { to: 'ADOPTED', from: ['OPINION_GIVEN'], verb: 'convention.move' },
  { to: 'SIGNED', from: ['ADOPTED'], verb: 'convention.decide' },
  { to: 'RUNNING', from: ['SIGNED'], verb: 'convention.move' },
  { to: 'REPORTED', from: ['RUNNING'], verb: 'convention.move' },
  { to: 'CLOSED', from: ['REPORTED'], verb: 'convention.move' },
  { to: 'DRAFT', from: ['IN_REVIEW', 'OPINION_GIVEN'], verb: 'convention.move' },
  { to: 'REJECTED', from: ['OPINION_GIVEN'], verb: 'convention.move' },
  { to: 'TERMINATED', from: ['SIGNED', 'RUNNING', 'REPORTED'], verb: 'convention.decide' },
];

/** The steps that may follow a state, the ordinary one first. */
export const stepsFrom = (state: ConventionState): readonly Step[] => steps.filter(({ from }) => from.includes(state));

const capital = (words: string) => words.charAt(0).toUpperCase() + words.slice(1);

/** The step from `state` to `to`, or a refusal that says which one comes next. */
function demandStep(state: ConventionState, to: ConventionState): Step {
  const possible = stepsFrom(state);
  const step = possible.find((one) => one.to === to);
  if (step) return step;
  const next = possible[0];
  const sentence = next
    ? `${capital(stepNames[to])} ne peut pas venir maintenant : l’étape suivante est ${stepNames[next.to]}.`
    : 'Le parcours de cette convention est achevé.';
  throw conflict(sentence);
}

/** Refuses a vote that did not adopt, and a termination whose notice has not run. */
function demandHolds({ to, on, vote, termination }: MoveConvention): void {
  if (to === 'ADOPTED' && vote && vote.votesFor < vote.votesAgainst)
    throw invalid({ 'vote.votesFor': 'Ce vote n’approuve pas le texte : enregistrez plutôt le rejet.' });
  if (on > today()) throw invalid({ on: 'Ce jour est à venir : une étape s’enregistre une fois franchie.' });
  if (to !== 'TERMINATED' || termination?.ground !== 'NOTICE' || !termination.noticeOn) return;
  // Article 10: « restée un mois sans effet ».
  const earliest = addMonths(termination.noticeOn, 1);
  if (on < earliest)
    throw invalid({
      on: `La mise en demeure du ${writeDay(termination.noticeOn)} court un mois : la résiliation prend effet au plus tôt le ${writeDay(earliest)}.`,
    });
}

/** What is passed over; refuses when something is warned of and nobody who may has said so. */
async function demandPassOver(viewer: Viewer, convention: Convention, step: MoveConvention): Promise<StepWarning[]> {
  const warnings = isChecked(step.to) ? warningsBefore(step.to, await findWarnings(convention)) : [];
  if (warnings.length === 0) return warnings;
  if (!can(viewer, 'convention.decide', convention))
    throw conflict(
      'Des points restent à vérifier : seule une personne responsable de la convention peut passer outre.',
    );
  if (!step.passOver) throw invalid({ passOver: 'Des points restent à vérifier : confirmez que vous passez outre.' });
  return warnings;
}

const MOVED_MEANWHILE = 'La convention vient d’avancer sans vous : relisez son parcours avant de continuer.';

/** Locks the convention and refuses when it is no longer as it was judged, or when the day is before the last step's. */
async function demandStill(tx: Tx, convention: Convention, { on, version }: MoveConvention): Promise<void> {
  const [row] = await tx.$queryRaw<{ state: ConventionState; version: number; archived: boolean }[]>`
    select state, version, "archivedAt" is not null as archived from "Convention" where id = ${convention.id}::uuid
    for no key update`;
  if (!row || row.archived || row.state !== convention.state || (version != null && row.version !== version))
    throw conflict(MOVED_MEANWHILE);
  const last = await tx.conventionStep.findFirst({
    where: { conventionId: convention.id },
    orderBy: [{ recordedAt: 'desc' }, { id: 'desc' }],
  });
  if (last && on < fromColumn(last.on))
    throw invalid({
      on: `L’étape précédente est du ${writeDay(fromColumn(last.on))} : celle-ci ne peut pas la précéder.`,
    });
}

/** Refuses a vote or a signature while suggestions wait: nobody could decide them any more. */
async function demandDecided(tx: Tx, { documentId }: Convention): Promise<void> {
  const waiting = suggestionsIn(sequenceOf(await readTextWithin(tx, documentId))).size;
  if (waiting === 0) return;
  throw conflict(
    waiting === 1
      ? 'Une proposition attend encore d’être acceptée ou refusée dans le texte.'
      : `${waiting} propositions attendent encore d’être acceptées ou refusées dans le texte.`,
  );
}

interface Taking {
  convention: Convention;
  step: MoveConvention;
  warnings: StepWarning[];
}

/** Writes the step in the running transaction; the convention's row is held. */
async function writeStep(tx: Tx, record: RecordChange, viewer: Viewer, { convention, step, warnings }: Taking) {
  const { id: conventionId, state: from } = convention;
  const { to, on } = step;
  await tx.conventionStep.create({
    data: {
      conventionId,
      from,
      to,
      on: toColumn(on),
      recordedById: viewer.personId,
      details: stepDetailsOf(step),
      warnings: warnings as object[],
    },
  });
  const { version } = await tx.convention.update({
    where: { id: conventionId },
    data: { state: to, version: { increment: 1 } },
  });
  const about = { subject: 'Convention', subjectId: conventionId, conventionId };
  await record({ kind: 'convention.moved', ...about, version, details: { from, to, on } });
  const report = await tx.yearReport.findUnique({ where: { conventionId } });
  for (const { documentId } of [convention, ...(report ? [report] : [])])
    await keepVersion(tx, { documentId, reason: 'MOVED', step: to, keptById: viewer.personId });
}

/** Signs: the text as it is committed at that moment is frozen with the step, or nothing happens. */
async function sign(viewer: Viewer, taking: Taking): Promise<void> {
  const { convention, step } = taking;
  // Blocks without an id of their own get one while that is still possible.
  await projectProgramme(convention.documentId);
  const pdfId = randomUUID();
  try {
    await transact(viewer, async (tx, record) => {
      await demandStill(tx, convention, step);
      await demandDecided(tx, convention);
      await freezeText(tx, record, viewer, { convention, step, pdfId });
      await writeStep(tx, record, viewer, taking);
      if (convention.amendsId !== null) await supersede(tx, record, viewer, { amendment: convention, on: step.on });
    });
  } catch (error) {
    await files.remove(pdfId);
    throw error;
  }
  // What was committed between the two follows.
  await projectProgramme(convention.documentId);
}

/** Whether a role lacks, or only that the convention's path is at its end. */
function refusalOf(viewer: Viewer, convention: Convention) {
  const isOver = stepsFrom(convention.state).length === 0;
  const holdsRole = can(viewer, 'convention.move', { ...convention, state: 'DRAFT' });
  return isOver && holdsRole ? conflict('Le parcours de cette convention est achevé.') : forbidden();
}

/**
 * Takes a convention one step along its path and records what belongs to it. Refuses a skipped step (CONFLICT, with the
 * one that comes next), a day that cannot be (INVALID_INPUT), and warnings that nobody passes over.
 */
export async function moveConvention(viewer: Viewer, input: unknown): Promise<Convention> {
  const step = parseInput(moveConventionInput, input);
  const convention = await readConvention(viewer, step.conventionId);
  if (!can(viewer, 'convention.move', convention)) throw refusalOf(viewer, convention);
  const { verb } = demandStep(convention.state, step.to);
  if (!can(viewer, verb, convention)) throw forbidden();
  demandHolds(step);
  const taking = { convention, step, warnings: await demandPassOver(viewer, convention, step) };
  if (step.to === 'SIGNED') await sign(viewer, taking);
  else
    await transact(viewer, async (tx, record) => {
      await demandStill(tx, convention, step);
      // From here on nobody writes in it: a character found at the signature could not be replaced any more.
      if (step.to === 'ADOPTED') {
        await demandDecided(tx, convention);
        await demandPrintable(tx, convention, step);
      }
      await writeStep(tx, record, viewer, taking);
    });
  // Who may write may have changed for everybody: open editors become readers, or writers again.
  await judgeAgain(convention.id);
  return readConvention(viewer, convention.id);
}

/** A step that was taken, with who recorded it. */
export type TakenStep = ConventionStep & { recordedBy: Person | null };

/** The steps that a convention, which `viewer` sees, has taken, the first one first. */
export async function listSteps(viewer: Viewer, conventionId: string): Promise<TakenStep[]> {
  await readConvention(viewer, conventionId);
  const taken = await prisma.conventionStep.findMany({
    where: { conventionId },
    orderBy: [{ recordedAt: 'asc' }, { id: 'asc' }],
  });
  const people = await prisma.person.findMany({ where: { id: { in: taken.map(({ recordedById }) => recordedById) } } });
  return taken.map((step) => ({ ...step, recordedBy: people.find(({ id }) => id === step.recordedById) ?? null }));
}

/** A step that may come next. */
export interface NextStep {
  to: ConventionState;
  /** Whether this viewer may take it. */
  mayTake: boolean;
  /** Whether this viewer may pass over the warnings. */
  mayPassOver: boolean;
  warnings: StepWarning[];
}

/** The steps that may follow for a convention that `viewer` has seen, the ordinary one first, with their warnings. */
export async function listNextSteps(viewer: Viewer, convention: Convention): Promise<NextStep[]> {
  const possible = stepsFrom(convention.state);
  const found = possible.some(({ to }) => isChecked(to)) ? await findWarnings(convention) : [];
  return possible.map(({ to, verb }) => ({
    to,
    mayTake: can(viewer, verb, convention),
    mayPassOver: can(viewer, 'convention.decide', convention),
    warnings: warningsBefore(to, found),
  }));
}
