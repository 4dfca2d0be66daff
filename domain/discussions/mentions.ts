// Naming people and organisations in comments: who may be named, which rows are kept, and whom a name reaches. The
// body's syntax is in inputs.ts.

import type { Prisma } from '#generated/prisma/client.ts';
import { prisma, type Tx } from '#prisma/client.ts';
import { forbidden, invalid } from '../errors.ts';
import { readConvention } from '../gate.ts';
import { can, peopleWhoSee, visiblePeople } from '../permissions.ts';
import type { Viewer } from '../viewers.ts';
import { mentionsOfBody } from './bodies.ts';

/** Somebody or an organisation that may be named in a convention's comments. */
export interface Mentionable {
  kind: 'PERSON' | 'ORGANISATION';
  id: string;
  /** A person's name, or an organisation's short name. */
  name: string;
  /** A person's organisation and unit, or an organisation's long name. */
  detail: string;
}

/** Ids of those whom a body names. */
export interface Named {
  personIds: string[];
  organisationIds: string[];
}

/** Organisations that take part in a convention, by themselves or by one of their people. */
const organisationsTakingPart = (conventionId: string): Prisma.OrganisationWhereInput => ({
  OR: [
    { participants: { some: { conventionId } } },
    { people: { some: { deactivatedAt: null, participants: { some: { conventionId } } } } },
  ],
});

/** Whom a body names, each shown to see the convention; refuses the body otherwise. `known` were named before and stay. */
export async function readMentions(
  tx: Tx,
  { conventionId, body, known = [] }: { conventionId: string; body: string; known?: readonly string[] },
): Promise<Named> {
  const ids = mentionsOfBody(body);
  if (ids.length === 0) return { personIds: [], organisationIds: [] };
  const among = { id: { in: ids } };
  const before = { id: { in: ids.filter((id) => known.includes(id)) } };
  const select = { id: true };
  const where = { AND: [among, { OR: [before, peopleWhoSee(conventionId)] }] };
  const people = await tx.person.findMany({ where, select });
  const organisations = await tx.organisation.findMany({
    where: { AND: [among, { OR: [before, organisationsTakingPart(conventionId)] }] },
    select,
  });
  if (people.length + organisations.length < ids.length)
    throw invalid({ body: 'Une personne ou un organisme mentionné n’a pas accès à cette convention.' });
  return { personIds: people.map(({ id }) => id), organisationIds: organisations.map(({ id }) => id) };
}

/** Folds case and accents, so that « helene » finds « Hélène ». */
const fold = (words: string) =>
  words
    .normalize('NFD')
    .replace(/\p{Diacritic}/gu, '')
    .toLowerCase();

/** Whether each word of `search` begins a word of `words`. */
function matches(words: string, search: string): boolean {
  const candidates = fold(words).split(/[^\p{L}\p{N}]+/u);
  return fold(search)
    .split(/[^\p{L}\p{N}]+/u)
    .every((term) => candidates.some((candidate) => candidate.startsWith(term)));
}

const byName = (left: Mentionable, right: Mentionable) => left.name.localeCompare(right.name, 'fr');

/** Most names a list proposes: more are not read, but typed on. */
export const MENTIONABLE_LIMIT = 20;

/** Whom the viewer may name in a convention's comments, organisations first, at most MENTIONABLE_LIMIT. */
export async function findMentionable(
  viewer: Viewer,
  { conventionId, search }: { conventionId: string; search: string },
): Promise<Mentionable[]> {
  const convention = await readConvention(viewer, conventionId);
  if (!can(viewer, 'comment.post', convention)) throw forbidden();
  const organisations = await prisma.organisation.findMany({ where: organisationsTakingPart(conventionId) });
  const people = await prisma.person.findMany({
    where: { AND: [peopleWhoSee(conventionId), visiblePeople(viewer)] },
    include: { organisation: true, unit: true },
  });
  const organisationNames = organisations
    .map(({ id, shortName, name }): Mentionable => ({ kind: 'ORGANISATION', id, name: shortName, detail: name }))
    .sort(byName);
  const personNames = people
    .map(({ id, name, organisation, unit }): Mentionable => {
      const detail = unit ? `${organisation.shortName}, ${unit.shortName}` : organisation.shortName;
      return { kind: 'PERSON', id, name, detail };
    })
    .sort(byName);
  return [...organisationNames, ...personNames]
    .filter(({ name, detail }) => matches(`${name} ${detail}`, search.slice(0, 100)))
    .slice(0, MENTIONABLE_LIMIT);
}

/** Keeps whom a comment names. */
export async function keepMentions(tx: Tx, commentId: string, { personIds, organisationIds }: Named): Promise<void> {
  await tx.mention.createMany({
    data: [
      ...personIds.map((personId) => ({ commentId, personId })),
      ...organisationIds.map((organisationId) => ({ commentId, organisationId })),
    ],
  });
}

/** Makes the mentions of a comment those of its new body, and answers who was not named (`known`) before. */
export async function replaceMentions(
  tx: Tx,
  { commentId, ...edited }: { conventionId: string; commentId: string; body: string; known: readonly string[] },
): Promise<Named> {
  const named = await readMentions(tx, edited);
  const kept = [...named.personIds, ...named.organisationIds];
  await tx.mention.deleteMany({
    // Of the two columns one is null, which is in no list and out of none.
    where: { commentId, OR: [{ personId: { notIn: kept } }, { organisationId: { notIn: kept } }] },
  });
  const fresh = (ids: string[]) => ids.filter((id) => !edited.known.includes(id));
  const added = { personIds: fresh(named.personIds), organisationIds: fresh(named.organisationIds) };
  await keepMentions(tx, commentId, added);
  return added;
}

/** The people behind names, for `notify`. */
export const peopleMentioned = ({ personIds, organisationIds }: Named): Prisma.PersonWhereInput => ({
  OR: [{ id: { in: personIds } }, { organisationId: { in: organisationIds } }],
});
