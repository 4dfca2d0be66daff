// Things of every noun as they stand, by where they stand: the rows that the API shows, read for many at once. Which of them a
// viewer sees was judged by nouns.ts, and is judged again by each room that has a door of its own.
import { prisma } from '#prisma/client.ts';
import { type ListedLine, type ListedPayment, readBudget } from '../budgets/budgets.ts';
import { findParticipants } from '../conventions/participants.ts';
import { findItems } from '../conventions/programmes.ts';
import { findDatasets } from '../datasets/dataset-views.ts';
import { findThreads, readComments } from '../discussions/thread-views.ts';
import { findActions } from '../follow-up/action-views.ts';
import { findDeliverables } from '../follow-up/deliverable-views.ts';
import { findIndicators } from '../follow-up/indicators.ts';
import { findConventions } from '../gate.ts';
import { findMeetings } from '../meetings/meeting-views.ts';
import { findObservations } from '../minutes/minutes-views.ts';
import { readViews } from '../obligations/obligation-views.ts';
import { readOutcomes } from '../outcomes/outcome-views.ts';
import { readYearReport } from '../reports/year-reports.ts';
import type { Viewer } from '../viewers.ts';
import { type Noun, nouns } from '../vocabulary.ts';
import { idsThere, type Place, placesSeen } from './nouns.ts';

/** What names a place in the maps of this file. */
export const keyOf = ({ id, within }: Place): string => `${id} ${within}`;

type Rows = Map<string, object>;
type Reader = (viewer: Viewer, places: readonly Place[]) => Promise<Rows>;

const idsOf = (places: readonly Place[]) => [...new Set(places.map(({ id }) => id))];

/** By their own ids. */
const byId = (rows: readonly (object & { id: string })[]): Rows =>
  new Map(rows.map((row) => [keyOf({ id: row.id, within: row.id }), row]));

/** By the block they are, in what holds it. */
const blocksOf = (places: readonly Place[]) => places.map(({ id, within }) => `${within} ${id}`);
const byBlock = (rows: ReadonlyMap<string, object>): Rows =>
  new Map([...rows].map(([place, row]) => [place.split(' ').reverse().join(' '), row]));

/** The obligations that these occurrences or proofs are of, each once. */
async function obligationsOf(viewer: Viewer, where: object) {
  const found = await prisma.occurrence.findMany({ where, select: { obligationId: true } });
  return readViews(viewer, [...new Set(found.map(({ obligationId }) => obligationId))]);
}

const readOccurrences: Reader = async (viewer, places) => {
  const views = await obligationsOf(viewer, { id: { in: idsOf(places) } });
  return byId(views.flatMap(({ occurrences }) => occurrences));
};

const readEvidence: Reader = async (viewer, places) => {
  const views = await obligationsOf(viewer, { evidence: { some: { id: { in: idsOf(places) } } } });
  return byId(views.flatMap(({ occurrences }) => occurrences.flatMap(({ evidence }) => evidence)));
};

/** The budgets that lines or payments are of, each once. */
async function linesOf(viewer: Viewer, where: object): Promise<ListedLine[]> {
  const found = await prisma.budgetLine.findMany({ where, distinct: ['conventionId'], select: { conventionId: true } });
  const budgets = await Promise.all(found.map(({ conventionId }) => readBudget(viewer, conventionId)));
  return budgets.flatMap(({ lines }) => lines);
}

const readLines: Reader = async (viewer, places) => byId(await linesOf(viewer, { id: { in: idsOf(places) } }));

const readPayments: Reader = async (viewer, places) => {
  const lines = await linesOf(viewer, { payments: { some: { id: { in: idsOf(places) } } } });
  return byId(lines.flatMap(({ payments }): ListedPayment[] => payments));
};

const readInvitees: Reader = async (viewer, places) => {
  const found = await prisma.invitee.findMany({ where: { id: { in: idsOf(places) } }, select: { meetingId: true } });
  const meetings = await findMeetings(viewer, [...new Set(found.map(({ meetingId }) => meetingId))]);
  return byId([...meetings.values()].flatMap((meeting) => meeting.invitees.map((one) => ({ ...one, meeting }))));
};

const readOutcomeRows: Reader = async (_viewer, places) => {
  const rows = await readOutcomes({ OR: places.map(({ id, within }) => ({ blockId: id, meetingId: within })) });
  return new Map(rows.map((row) => [keyOf({ id: row.blockId, within: row.meetingId }), row]));
};

const readReports: Reader = async (viewer, places) => {
  const reports = await Promise.all(idsOf(places).map((id) => readYearReport(viewer, id)));
  return byId(reports.flatMap((report) => (report ? [{ ...report, id: report.conventionId }] : [])));
};

const whereIds = (places: readonly Place[]) => ({ where: { id: { in: idsOf(places) } } });

const readers: Record<Noun, Reader> = {
  Convention: async (viewer, places) => byId(await findConventions(viewer, idsOf(places))),
  Participant: async (_viewer, places) => byId(await findParticipants(idsOf(places))),
  ProgrammeItem: async (viewer, places) => byBlock(await findItems(viewer, blocksOf(places))),
  Action: async (viewer, places) => byBlock(await findActions(viewer, blocksOf(places))),
  Deliverable: async (viewer, places) => byId(await findDeliverables(viewer, idsOf(places))),
  Indicator: async (viewer, places) => byId(await findIndicators(viewer, idsOf(places))),
  Obligation: async (viewer, places) => byId(await readViews(viewer, idsOf(places))),
  Occurrence: readOccurrences,
  Evidence: readEvidence,
  BudgetLine: readLines,
  Payment: readPayments,
  Meeting: async (viewer, places) => byId([...(await findMeetings(viewer, idsOf(places))).values()]),
  Invitee: readInvitees,
  Observation: async (_viewer, places) => byId(await findObservations(idsOf(places))),
  Outcome: readOutcomeRows,
  Thread: async (viewer, places) => byId(await findThreads(viewer, idsOf(places))),
  Comment: async (_viewer, places) => byId(await readComments(prisma, idsOf(places))),
  StoredFile: async (_viewer, places) => byId(await prisma.storedFile.findMany(whereIds(places))),
  YearReport: readReports,
  Dataset: async (viewer, places) => byId(await findDatasets(viewer, idsOf(places))),
  Organisation: async (_viewer, places) => byId(await prisma.organisation.findMany(whereIds(places))),
  Unit: async (_viewer, places) => byId(await prisma.unit.findMany(whereIds(places))),
  Person: async (_viewer, places) => byId(await prisma.person.findMany(whereIds(places))),
  ReferenceEntry: async (_viewer, places) => byId(await prisma.referenceEntry.findMany(whereIds(places))),
};

/** A thing with the noun it is of. */
export interface Thing {
  noun: Noun;
  place: Place;
  row: object;
}

async function readPlaces(viewer: Viewer, noun: Noun, places: readonly Place[]): Promise<Thing[]> {
  if (places.length === 0) return [];
  const rows = await readers[noun](viewer, places);
  return places.flatMap((place) => {
    const row = rows.get(keyOf(place));
    return row ? [{ noun, place, row }] : [];
  });
}

/** The things of a noun with these ids that are there and that `viewer` sees. */
export async function findThings(viewer: Viewer, noun: Noun, ids: readonly string[]): Promise<Thing[]> {
  return readPlaces(viewer, noun, await placesSeen(viewer, noun, { ids }));
}

/** At most `take` things of a noun that `viewer` sees, in order of id, after a place. */
export async function thingsAfter(viewer: Viewer, noun: Noun, after: Place | null, take: number) {
  const places = await placesSeen(viewer, noun, { after, take });
  return { things: await readPlaces(viewer, noun, places), last: places.at(-1) ?? null, isWhole: places.length < take };
}

/** Why a thing is not shown. */
export const absences = ['GONE', 'NOT_VISIBLE', 'NOT_OFFERED'] as const;
export type Absence = (typeof absences)[number];

/** Of things of a noun that a viewer does not see: whether they are there for others. */
export async function absencesOf(noun: Noun, ids: readonly string[]): Promise<Map<string, Absence>> {
  const there = await idsThere(noun, ids);
  return new Map(ids.map((id) => [id, there.has(id) ? 'NOT_VISIBLE' : 'GONE']));
}

/** Nouns whose ids name nothing else; the report of a year has that of its convention. */
const namedNouns = nouns.filter((noun) => noun !== 'YearReport' && noun !== 'Action');

/** The things that these ids name, of whatever noun. A block is a passage of the text or an outcome of notes. */
export async function findNodes(viewer: Viewer, ids: readonly string[]): Promise<Map<string, Thing>> {
  const found = new Map<string, Thing>();
  for (const noun of namedNouns) {
    const missing = ids.filter((id) => !found.has(id));
    if (missing.length === 0) break;
    for (const thing of await findThings(viewer, noun, missing)) found.set(thing.place.id, thing);
  }
  return found;
}
