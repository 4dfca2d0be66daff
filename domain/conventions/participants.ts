// Who takes part in a convention and as what: a person by name, or everybody of an organisation. A convention always
// keeps a steward who is a person with a living account. A right given or lost takes effect at once, on open pages too.
import type { z } from 'zod';
import type { Organisation, Person, Prisma } from '#generated/prisma/client.ts';
import { prisma, type Tx } from '#prisma/client.ts';
import { type RecordChange, transact } from '../changes.ts';
import { conflict, invalid, notFound } from '../errors.ts';
import { conventionFor } from '../gate.ts';
import { notifyOpened } from '../notify.ts';
import { parseInput } from '../parse.ts';
import { visibleConventions, visiblePeople } from '../permissions.ts';
import { judgeAgain } from '../texts/access.ts';
import type { Viewer } from '../viewers.ts';
import { participantRoles } from '../vocabulary.ts';
import { addParticipantInput, changeParticipantInput, removeParticipantInput } from './inputs.ts';

/** Names that a list proposes at once: more are not read, but typed on. */
const MOST_CANDIDATES = 50;

const participantRow = {
  include: { person: true, organisation: true },
} satisfies Prisma.ParticipantDefaultArgs;

/** A participation with who holds it. */
export type Participant = Prisma.ParticipantGetPayload<typeof participantRow>;

/** Who takes part in each of these conventions that `viewer` sees, the most trusted first, then by name. */
export async function findParticipantsOf(
  viewer: Viewer,
  conventionIds: readonly string[],
): Promise<Map<string, Participant[]>> {
  const where = { conventionId: { in: [...conventionIds] }, convention: visibleConventions(viewer) };
  const found = await prisma.participant.findMany({ where, ...participantRow });
  const rank = ({ role }: Participant) => participantRoles.indexOf(role);
  const name = ({ person, organisation }: Participant) => person?.name ?? organisation?.name ?? '';
  found.sort((one, other) => rank(other) - rank(one) || name(one).localeCompare(name(other), 'fr'));
  const of = (id: string) => found.filter(({ conventionId }) => conventionId === id);
  return new Map(conventionIds.map((id) => [id, of(id)]));
}

/** These participations; the caller knows that whoever asked may see them. */
export const findParticipants = (ids: readonly string[]): Promise<Participant[]> =>
  prisma.participant.findMany({ where: { id: { in: [...ids] } }, ...participantRow });

/** One after the other: two stewards who leave at once must not both believe that the other stays. */
async function lockConvention(tx: Tx, conventionId: string): Promise<void> {
  await tx.$queryRaw`select 1 from "Convention" where id = ${conventionId}::uuid for no key update`;
}

async function demandSteward(tx: Tx, conventionId: string): Promise<void> {
  const stewards = await tx.participant.count({
    where: { conventionId, role: 'STEWARD', person: { deactivatedAt: null } },
  });
  if (stewards === 0)
    throw conflict(
      'Une convention garde toujours au moins un responsable nommément désigné. Désignez-en d’abord un autre.',
    );
}

/** Whom a right is told to: the one person, or the organisation. */
const addressee = ({ personId, organisationId }: { personId: string | null; organisationId: string | null }) => ({
  personId: personId ?? undefined,
  organisationId: organisationId ?? undefined,
});

const noteOf = (convention: { id: string; title: string; year: number }) => ({
  subject: 'Convention',
  subjectId: convention.id,
  details: { title: convention.title, year: convention.year },
});

interface Holder {
  id: string;
  name: string;
  personId: string | null;
  organisationId: string | null;
}

/** Whom an input names: somebody the viewer knows of, the account at an address, or an organisation. */
async function findHolder(viewer: Viewer, input: z.output<typeof addParticipantInput>): Promise<Holder> {
  const { personId, email, organisationId } = input;
  if (organisationId) {
    const organisation = await prisma.organisation.findUnique({ where: { id: organisationId } });
    if (!organisation) throw invalid({ holder: 'Cet organisme n’existe pas.' });
    return { ...organisation, personId: null, organisationId };
  }
  const known = email ? { email } : { AND: [{ id: personId ?? '' }, visiblePeople(viewer)] };
  const person = await prisma.person.findFirst({ where: { ...known, deactivatedAt: null } });
  if (!person && email)
    throw invalid({ email: 'Aucun compte n’a cette adresse. L’administrateur de son organisme peut l’inviter.' });
  if (!person) throw invalid({ holder: 'Ce compte n’existe pas ou plus.' });
  return { ...person, personId: person.id, organisationId: null };
}

/** Lets a person or an organisation take part, once. */
export async function addParticipant(viewer: Viewer, input: unknown): Promise<Participant> {
  const parsed = parseInput(addParticipantInput, input);
  const { conventionId, role } = parsed;
  const convention = await conventionFor(viewer, 'participant.manage', conventionId);
  const { name, personId, organisationId } = await findHolder(viewer, parsed);
  const added = await transact(viewer, async (tx, record) => {
    await lockConvention(tx, conventionId);
    const where = personId ? { personId } : { organisationId };
    if (await tx.participant.findFirst({ where: { conventionId, ...where } }))
      throw invalid({
        [parsed.email ? 'email' : 'holder']: `${name} participe déjà : changez son rôle dans la liste.`,
      });
    const participant = await tx.participant.create({
      data: { conventionId, personId, organisationId, role },
      ...participantRow,
    });
    await record({
      kind: 'participant.added',
      subject: 'Participant',
      subjectId: participant.id,
      conventionId,
      details: { role, personId, organisationId, name },
    });
    const changeId = await record({ kind: 'access.granted', ...noteOf(convention), ...addressee(participant) });
    await notifyOpened(tx, record, { changeId, ...participant });
    return participant;
  });
  await judgeAgain(convention.id, addressee(added));
  return added;
}

/** Whom a steward may add: who does not take part yet, by name; people of organisations the viewer has to do with. */
export async function findCandidates(
  viewer: Viewer,
  { conventionId, words }: { conventionId: string; words: string },
): Promise<{ people: Person[]; organisations: Organisation[] }> {
  await conventionFor(viewer, 'participant.manage', conventionId);
  const terms = words
    .slice(0, 100)
    .split(/\s+/)
    .filter((term) => term !== '');
  const contains = (term: string) => ({ contains: term, mode: 'insensitive' as const });
  const none = { participants: { none: { conventionId } } };
  const [people, organisations] = await Promise.all([
    prisma.person.findMany({
      where: {
        AND: [
          visiblePeople(viewer),
          { deactivatedAt: null, ...none },
          ...terms.map((term) => ({
            OR: [
              { name: contains(term) },
              { organisation: { OR: [{ name: contains(term) }, { shortName: contains(term) }] } },
            ],
          })),
        ],
      },
      orderBy: [{ name: 'asc' }, { id: 'asc' }],
      take: MOST_CANDIDATES,
    }),
    prisma.organisation.findMany({
      where: {
        AND: [none, ...terms.map((term) => ({ OR: [{ name: contains(term) }, { shortName: contains(term) }] }))],
      },
      orderBy: [{ name: 'asc' }, { id: 'asc' }],
      take: MOST_CANDIDATES,
    }),
  ]);
  return { people, organisations };
}

async function participantFor(viewer: Viewer, participantId: string) {
  const found = await prisma.participant.findUnique({ where: { id: participantId }, ...participantRow });
  if (!found) throw notFound();
  return { participant: found, convention: await conventionFor(viewer, 'participant.manage', found.conventionId) };
}

const nameOf = ({ person, organisation }: Participant) => person?.name ?? organisation?.name ?? '';

/** Gives a participant another role. */
export async function changeParticipant(viewer: Viewer, input: unknown): Promise<Participant> {
  const { participantId, role } = parseInput(changeParticipantInput, input);
  const { participant, convention } = await participantFor(viewer, participantId);
  const changed = await transact(viewer, async (tx, record) => {
    await lockConvention(tx, convention.id);
    const before = await tx.participant.findUnique({ where: { id: participantId } });
    if (!before) throw notFound();
    if (before.role === role) return participant;
    const after = await tx.participant.update({ where: { id: participantId }, data: { role }, ...participantRow });
    await demandSteward(tx, convention.id);
    await record({
      kind: 'participant.changed',
      subject: 'Participant',
      subjectId: participantId,
      conventionId: convention.id,
      details: { role, before: before.role, name: nameOf(after) },
    });
    return after;
  });
  await judgeAgain(convention.id, addressee(participant));
  return changed;
}

/** Whether everybody whom the removed participation let in still sees the convention another way. */
async function stillSees(tx: Tx, { conventionId, personId }: Participant): Promise<boolean> {
  if (personId === null) return false;
  const others = await tx.participant.count({
    where: { conventionId, organisation: { people: { some: { id: personId } } } },
  });
  return others > 0;
}

async function recordRemoval(tx: Tx, record: RecordChange, participant: Participant, note: ReturnType<typeof noteOf>) {
  await record({
    kind: 'participant.removed',
    subject: 'Participant',
    subjectId: participant.id,
    deletion: true,
    conventionId: participant.conventionId,
    details: { role: participant.role, name: nameOf(participant) },
  });
  // Who loses sight of the convention also loses sight of its history: this entry is what tells them.
  if (!(await stillSees(tx, participant)))
    await record({ kind: 'access.lost', deletion: true, ...note, ...addressee(participant) });
}

/** Ends a participation, and gives it as it was. */
export async function removeParticipant(viewer: Viewer, input: unknown): Promise<Participant> {
  const { participantId } = parseInput(removeParticipantInput, input);
  const { participant, convention } = await participantFor(viewer, participantId);
  await transact(viewer, async (tx, record) => {
    await lockConvention(tx, convention.id);
    const { count } = await tx.participant.deleteMany({ where: { id: participantId } });
    if (count === 0) throw notFound();
    await demandSteward(tx, convention.id);
    await recordRemoval(tx, record, participant, noteOf(convention));
  });
  await judgeAgain(convention.id, addressee(participant));
  return participant;
}
