// Writes the obligations of the demonstration and how their year went, through the domain's own verbs, so that due dates,
// states and history are those of real life. What there is to write is obligations.ts.
import { fromColumn, today } from '#domain/calendar.ts';
import { recordEvidence } from '#domain/obligations/evidence.ts';
import { createObligation } from '#domain/obligations/obligations.ts';
import { addOccurrence, planOccurrence, setOccurrenceAside } from '#domain/obligations/occurrence-plans.ts';
import type { PersonViewer } from '#domain/viewers.ts';
import { prisma } from '#prisma/client.ts';
import { type DemonstrationObligation, type Occasion, obligations } from './obligations.ts';

const DEBTOR = 'Mission Bassin Minier';
const PILOT = 'mission@demo.test';

/** Ids by short name: organisations, and the Department's services. */
async function readNames(): Promise<(name: string) => string> {
  const organisations = await prisma.organisation.findMany({ select: { id: true, shortName: true } });
  const units = await prisma.unit.findMany({ select: { id: true, shortName: true } });
  const ids = new Map([...units, ...organisations].map(({ id, shortName }) => [shortName, id]));
  return (name) => {
    const id = ids.get(name);
    if (!id) throw new Error(`The demonstration has no organisation or service « ${name} ».`);
    return id;
  };
}

async function create(
  viewer: PersonViewer,
  { conventionId, idOf }: Place,
  planned: DemonstrationObligation,
): Promise<string> {
  const { heading, title, by = [DEBTOR], pilot = PILOT, to, attendees = [], invited = [], ...rest } = planned;
  const { occasions: _o, proofs: _p, aside: _a, ...terms } = rest;
  const { id: pilotId } = await prisma.person.findUniqueOrThrow({ where: { email: pilot } });
  const where = { conventionId, archivedAt: null, title: heading };
  const { blockId } = await prisma.programmeItem.findFirstOrThrow({ where, orderBy: { position: 'asc' } });
  const created = await createObligation(viewer, {
    ...terms,
    conventionId,
    blockId,
    title,
    debtorIds: by.map(idOf),
    creditorIds: to.map(idOf),
    attendeeIds: attendees.map(idOf),
    invitedIds: invited.map(idOf),
    pilotIds: [pilotId],
    startsOn: '2025-01-01',
    endsOn: '2025-12-31',
  });
  return created.id;
}

interface Place {
  conventionId: string;
  idOf: (name: string) => string;
}

const readOccurrences = (obligationId: string) =>
  prisma.occurrence.findMany({ where: { obligationId }, orderBy: { rank: 'asc' } });

async function seedOccasions(viewer: PersonViewer, obligationId: string, occasions: readonly Occasion[]) {
  for (const { occasion, on, dueOn, plannedOn } of occasions) {
    const { id, version } = await addOccurrence(viewer, { obligationId, occasion, on, dueOn: dueOn() });
    if (plannedOn) await planOccurrence(viewer, { occurrenceId: id, version, plannedOn: plannedOn() });
  }
}

async function seedProofs(viewer: PersonViewer, obligationId: string, planned: DemonstrationObligation, place: Place) {
  const occurrences = await readOccurrences(obligationId);
  for (const { of = 1, on, title, present = [], url } of planned.proofs ?? []) {
    const occurrence = occurrences.find(({ rank }) => rank === of);
    if (!occurrence) continue;
    // The year may not be over yet where the demonstration is made.
    if (on > today() || on < fromColumn(occurrence.startsOn)) continue;
    const attendeeIds = present.map(place.idOf);
    const { id: occurrenceId } = occurrence;
    await recordEvidence(viewer, { occurrenceId, proof: planned.proof, on, title, url, attendeeIds });
  }
  const { aside } = planned;
  const unneeded = aside && occurrences.find(({ rank }) => rank === aside.of);
  if (unneeded)
    await setOccurrenceAside(viewer, { occurrenceId: unneeded.id, version: unneeded.version, reason: aside.reason });
}

/** Writes them on a convention, for its steward. */
export async function seedObligations(viewer: PersonViewer, conventionId: string): Promise<void> {
  const place = { conventionId, idOf: await readNames() };
  for (const planned of obligations) {
    const obligationId = await create(viewer, place, planned);
    await seedOccasions(viewer, obligationId, planned.occasions ?? []);
    await seedProofs(viewer, obligationId, planned, place);
  }
}
