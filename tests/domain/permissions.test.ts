// Who may do what: every verb of domain/permissions.ts, for every kind of viewer and in every state, stated one cell at a
// time. ● may, · may not. When a cell and the rules disagree, one of them is wrong.
import { beforeAll, describe, expect, test } from 'vitest';
import { readChanges } from '#domain/history/feed.ts';
import {
  type ConventionThing,
  can,
  peopleWhoSee,
  type Verb,
  visibleConventions,
  visibleConventionsSql,
  visiblePeople,
} from '#domain/permissions.ts';
import { type Viewer, viewerOfApiKey, viewerOfSession } from '#domain/viewers.ts';
import {
  type ApiKeyMode,
  apiKeyModes,
  conventionStates,
  organisationKinds,
  type ParticipantRole,
  participantRoles,
} from '#domain/vocabulary.ts';
import { prisma } from '#prisma/client.ts';
import { buildConvention } from '../build/conventions.ts';
import {
  buildKey,
  buildOrganisation,
  buildPerson,
  buildSession,
  buildSystemViewer,
  buildViewer,
  signIn,
} from '../build/organisations.ts';
import { useDatabase } from '../rig/database.ts';

useDatabase();

/** The cells of a line, by the columns of the first line. */
function readTable(table: string): { line: string; column: string; may: boolean }[] {
  const [columns = [], ...lines] = table
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/));
  return lines.flatMap(([line = '', ...cells]) => {
    expect(cells, `the line of ${line}`).toHaveLength(columns.length);
    return cells.map((cell, index) => {
      expect(['●', '·']).toContain(cell);
      return { line, column: columns[index] ?? '', may: cell === '●' };
    });
  });
}

/** Verbs judged on a convention, or on something somebody wrote in it. */
const conventionVerbs = [
  'convention.read',
  'convention.rename',
  'convention.continue',
  'convention.archive',
  'participant.manage',
  'text.write',
  'text.suggest',
  'carryOver.decide',
  'convention.move',
  'convention.decide',
  'convention.amend',
  'obligation.manage',
  'evidence.record',
  'action.follow',
  'money.manage',
  'report.write',
  'file.store',
  'meeting.organise',
  'minutes.approve',
  'thread.open',
  'comment.post',
] as const;
const authoredVerbs = ['thread.resolve', 'comment.edit', 'comment.delete'] as const;
/** Verbs judged on a meeting: `own` when the viewer is invited to it. */
const meetingVerbs = ['notes.write'] as const;
/** Verbs judged on a task: `own` when it is entrusted to the viewer. */
const taskVerbs = ['task.finish'] as const;
/** Verbs judged on a dataset: `own` when the viewer deposited it. */
const datasetVerbs = ['dataset.deposit', 'dataset.change', 'datasetKey.make', 'datasetKey.revoke'] as const;
const otherVerbs = [
  'convention.create',
  'organisation.create',
  'demonstration.empty',
  'organisation.manage',
  'person.manage',
  'apiKey.manage',
  'webhook.manage',
  'template.use',
  'template.manage',
] as const;

type Listed =
  | (typeof conventionVerbs)[number]
  | (typeof authoredVerbs)[number]
  | (typeof meetingVerbs)[number]
  | (typeof taskVerbs)[number]
  | (typeof datasetVerbs)[number]
  | (typeof otherVerbs)[number];
/** Does not compile when a verb is in no list. */
const everyVerbIsListed: [Verb] extends [Listed] ? true : never = true;

/** Judges `verb`, `verb:own` (the viewer wrote it, is invited, or is to do it) or `verb:others`. */
function judge(viewer: Viewer, line: string, convention: ConventionThing): boolean {
  const [verb, whose] = line.split(':');
  const authorId = whose === 'own' ? viewer.personId : '00000000-0000-4000-8000-000000000000';
  const authored = authoredVerbs.find((known) => known === verb);
  if (authored) return can(viewer, authored, { convention, authorId });
  const ofMeeting = meetingVerbs.find((known) => known === verb);
  if (ofMeeting) return can(viewer, ofMeeting, { convention, invitees: [{ personId: authorId }, { personId: null }] });
  const ofTask = taskVerbs.find((known) => known === verb);
  if (ofTask) return can(viewer, ofTask, { convention, isOwn: whose === 'own' });
  const other = conventionVerbs.find((known) => known === verb);
  if (other) return can(viewer, other, convention);
  throw new Error(`No verb is called ${verb}.`);
}

/** Lines that a table on conventions must have, each once. */
const conventionLines = [
  ...conventionVerbs,
  ...[...authoredVerbs, ...meetingVerbs, ...taskVerbs].flatMap((verb) => [`${verb}:own`, `${verb}:others`]),
].sort();

const linesOf = (table: string) => [...new Set(readTable(table).map(({ line }) => line))].sort();

const thing = (more: Partial<ConventionThing>): ConventionThing => ({
  state: 'DRAFT',
  archivedAt: null,
  participants: [],
  ...more,
});

test('every verb is in a table', () => {
  expect(everyVerbIsListed).toBe(true);
});

const ROLES = `
                         READER COMMENTER SUGGESTER EDITOR APPROVER STEWARD nobody administrator
  convention.read            ●       ●       ●       ●       ●       ●       ·       ●
  convention.rename          ·       ·       ·       ·       ·       ●       ·       ·
  convention.continue        ·       ·       ·       ·       ·       ●       ·       ·
  convention.archive         ·       ·       ·       ·       ·       ●       ·       ●
  participant.manage         ·       ·       ·       ·       ·       ●       ·       ●
  text.write                 ·       ·       ·       ●       ●       ●       ·       ·
  text.suggest               ·       ·       ●       ●       ●       ●       ·       ·
  carryOver.decide           ·       ·       ·       ●       ●       ●       ·       ·
  convention.move            ·       ·       ·       ·       ●       ●       ·       ·
  convention.decide          ·       ·       ·       ·       ·       ●       ·       ·
  convention.amend           ·       ·       ·       ·       ·       ·       ·       ·
  obligation.manage          ·       ·       ·       ●       ●       ●       ·       ·
  evidence.record            ·       ·       ·       ●       ●       ●       ·       ·
  action.follow              ·       ·       ·       ●       ●       ●       ·       ·
  money.manage               ·       ·       ·       ·       ●       ●       ·       ·
  report.write               ·       ·       ·       ●       ●       ●       ·       ·
  file.store                 ·       ·       ·       ●       ●       ●       ·       ·
  meeting.organise           ·       ·       ·       ●       ●       ●       ·       ·
  minutes.approve            ·       ·       ·       ●       ●       ●       ·       ·
  notes.write:own            ●       ●       ●       ●       ●       ●       ·       ·
  notes.write:others         ·       ·       ·       ●       ●       ●       ·       ·
  task.finish:own            ●       ●       ●       ●       ●       ●       ·       ·
  task.finish:others         ·       ·       ·       ●       ●       ●       ·       ·
  thread.open                ·       ●       ●       ●       ●       ●       ·       ·
  comment.post               ·       ●       ●       ●       ●       ●       ·       ·
  thread.resolve:own         ·       ●       ●       ●       ●       ●       ·       ·
  thread.resolve:others      ·       ·       ·       ●       ●       ●       ·       ·
  comment.edit:own           ·       ●       ●       ●       ●       ●       ·       ·
  comment.edit:others        ·       ·       ·       ·       ·       ·       ·       ·
  comment.delete:own         ·       ●       ●       ●       ●       ●       ·       ·
  comment.delete:others      ·       ·       ·       ·       ·       ●       ·       ·
`;

describe('roles in a convention that is being written', () => {
  test('the table has every verb', () => expect(linesOf(ROLES)).toEqual(conventionLines));

  describe.each([
    ['held by name', (viewer: Viewer) => ({ personId: viewer.personId, organisationId: null })],
    ['held by the organisation', (viewer: Viewer) => ({ personId: null, organisationId: viewer.organisationId })],
  ])('%s', (_name, holder) => {
    test.each(readTable(ROLES))('$column · $line: $may', async ({ column, line, may }) => {
      const viewer = await buildViewer({ platformAdministrator: column === 'administrator' });
      const others = { personId: null, organisationId: (await buildOrganisation()).id, role: 'STEWARD' as const };
      const own = participantRoles.filter((role) => role === column).map((role) => ({ ...holder(viewer), role }));
      for (const state of ['DRAFT', 'IN_REVIEW', 'OPINION_GIVEN'] as const)
        expect(judge(viewer, line, thing({ state, participants: [others, ...own] }))).toBe(may);
    });
  });

  test.each(participantRoles.flatMap((held) => participantRoles.map((other) => [held, other] as const)))(
    'of %s by name and %s through the organisation, the higher counts',
    async (held, other) => {
      const viewer = await buildViewer();
      const both = thing({
        participants: [
          { personId: viewer.personId, organisationId: null, role: held },
          { personId: null, organisationId: viewer.organisationId, role: other },
        ],
      });
      const highest: ParticipantRole = participantRoles.indexOf(held) > participantRoles.indexOf(other) ? held : other;
      const alone = thing({ participants: [{ personId: viewer.personId, organisationId: null, role: highest }] });
      for (const line of conventionLines) expect(judge(viewer, line, both)).toBe(judge(viewer, line, alone));
    },
  );
});

const STATES = `
                              DRAFT        IN_REVIEW    OPINION_GIVEN     ADOPTED        SIGNED         RUNNING       REPORTED        CLOSED        REJECTED        AMENDED      TERMINATED      archived
  convention.read               ●              ●              ●              ●              ●              ●              ●              ●              ●              ●              ●              ●
  convention.rename             ●              ●              ●              ·              ·              ·              ·              ·              ·              ·              ·              ·
  convention.continue           ●              ●              ●              ●              ●              ●              ●              ●              ●              ●              ●              ●
  convention.archive            ●              ●              ●              ·              ·              ·              ·              ·              ·              ·              ·              ·
  participant.manage            ●              ●              ●              ●              ●              ●              ●              ●              ●              ●              ●              ●
  text.write                    ●              ●              ●              ·              ·              ·              ·              ·              ·              ·              ·              ·
  text.suggest                  ●              ●              ●              ·              ·              ·              ·              ·              ·              ·              ·              ·
  carryOver.decide              ●              ●              ●              ·              ·              ·              ·              ·              ·              ·              ·              ·
  convention.move               ●              ●              ●              ●              ●              ●              ●              ·              ·              ·              ·              ·
  convention.decide             ●              ●              ●              ●              ●              ●              ●              ·              ·              ·              ·              ·
  convention.amend              ·              ·              ·              ·              ●              ●              ·              ·              ·              ·              ·              ·
  obligation.manage             ●              ●              ●              ●              ●              ●              ●              ·              ·              ·              ·              ·
  evidence.record               ●              ●              ●              ●              ●              ●              ●              ·              ·              ·              ·              ·
  action.follow                 ●              ●              ●              ●              ●              ●              ●              ·              ·              ·              ·              ·
  money.manage                  ●              ●              ●              ●              ●              ●              ●              ·              ·              ·              ·              ·
  report.write                  ●              ●              ●              ●              ●              ●              ●              ·              ·              ·              ·              ·
  file.store                    ●              ●              ●              ●              ●              ●              ●              ·              ·              ·              ·              ·
  meeting.organise              ●              ●              ●              ●              ●              ●              ●              ·              ·              ·              ·              ·
  minutes.approve               ●              ●              ●              ●              ●              ●              ●              ·              ·              ·              ·              ·
  notes.write:own               ●              ●              ●              ●              ●              ●              ●              ·              ·              ·              ·              ·
  notes.write:others            ●              ●              ●              ●              ●              ●              ●              ·              ·              ·              ·              ·
  task.finish:own               ●              ●              ●              ●              ●              ●              ●              ·              ·              ·              ·              ·
  task.finish:others            ●              ●              ●              ●              ●              ●              ●              ·              ·              ·              ·              ·
  thread.open                   ●              ●              ●              ·              ·              ·              ·              ·              ·              ·              ·              ·
  comment.post                  ●              ●              ●              ·              ·              ·              ·              ·              ·              ·              ·              ·
  thread.resolve:own            ●              ●              ●              ·              ·              ·              ·              ·              ·              ·              ·              ·
  thread.resolve:others         ●              ●              ●              ·              ·              ·              ·              ·              ·              ·              ·              ·
  comment.edit:own              ●              ●              ●              ·              ·              ·              ·              ·              ·              ·              ·              ·
  comment.edit:others           ·              ·              ·              ·              ·              ·              ·              ·              ·              ·              ·              ·
  comment.delete:own            ●              ●              ●              ·              ·              ·              ·              ·              ·              ·              ·              ·
  comment.delete:others         ●              ●              ●              ·              ·              ·              ·              ·              ·              ·              ·              ·
`;

describe('what a steward may do in each state', () => {
  test('the table has every verb and every state', () => {
    expect(linesOf(STATES)).toEqual(conventionLines);
    const columns = [...new Set(readTable(STATES).map(({ column }) => column))];
    expect(columns).toEqual([...conventionStates, 'archived']);
  });

  test.each(readTable(STATES))('$column · $line: $may', async ({ column, line, may }) => {
    const viewer = await buildViewer();
    const participants = [{ personId: viewer.personId, organisationId: null, role: 'STEWARD' as const }];
    const state = conventionStates.find((known) => known === column) ?? 'DRAFT';
    const archivedAt = column === 'archived' ? new Date() : null;
    expect(judge(viewer, line, thing({ state, archivedAt, participants }))).toBe(may);
  });

  test.each(readTable(STATES))('an administrator without a role: $column · $line', async ({ column, line }) => {
    const viewer = await buildViewer({ platformAdministrator: true });
    const state = conventionStates.find((known) => known === column) ?? 'DRAFT';
    const archivedAt = column === 'archived' ? new Date() : null;
    const isOpen = archivedAt === null && ['DRAFT', 'IN_REVIEW', 'OPINION_GIVEN'].includes(state);
    const may: readonly string[] = ['convention.read', 'participant.manage', ...(isOpen ? ['convention.archive'] : [])];
    expect(judge(viewer, line, thing({ state, archivedAt }))).toBe(may.includes(line));
  });
});

// A key has the role of its organisation: R reads, RW also writes. It never has the personal role of who made it.
const KEYS = `
                         R:STEWARD RW:READER RW:COMMENTER RW:SUGGESTER RW:EDITOR RW:STEWARD R:maker RW:maker
  convention.read            ●         ●         ●         ●         ●         ●         ·         ·
  convention.rename          ·         ·         ·         ·         ·         ●         ·         ·
  convention.continue        ·         ·         ·         ·         ·         ●         ·         ·
  convention.archive         ·         ·         ·         ·         ·         ●         ·         ·
  participant.manage         ·         ·         ·         ·         ·         ●         ·         ·
  text.write                 ·         ·         ·         ·         ●         ●         ·         ·
  text.suggest               ·         ·         ·         ●         ●         ●         ·         ·
  carryOver.decide           ·         ·         ·         ·         ●         ●         ·         ·
  convention.move            ·         ·         ·         ·         ·         ●         ·         ·
  convention.decide          ·         ·         ·         ·         ·         ●         ·         ·
  convention.amend           ·         ·         ·         ·         ·         ·         ·         ·
  obligation.manage          ·         ·         ·         ·         ●         ●         ·         ·
  evidence.record            ·         ·         ·         ·         ●         ●         ·         ·
  action.follow              ·         ·         ·         ·         ●         ●         ·         ·
  money.manage               ·         ·         ·         ·         ·         ●         ·         ·
  report.write               ·         ·         ·         ·         ●         ●         ·         ·
  file.store                 ·         ·         ·         ·         ●         ●         ·         ·
  meeting.organise           ·         ·         ·         ·         ●         ●         ·         ·
  minutes.approve            ·         ·         ·         ·         ●         ●         ·         ·
  notes.write:own            ·         ·         ·         ·         ●         ●         ·         ·
  notes.write:others         ·         ·         ·         ·         ●         ●         ·         ·
  task.finish:own            ·         ·         ·         ·         ●         ●         ·         ·
  task.finish:others         ·         ·         ·         ·         ●         ●         ·         ·
  thread.open                ·         ·         ●         ●         ●         ●         ·         ·
  comment.post               ·         ·         ●         ●         ●         ●         ·         ·
  thread.resolve:own         ·         ·         ●         ●         ●         ●         ·         ·
  thread.resolve:others      ·         ·         ·         ·         ●         ●         ·         ·
  comment.edit:own           ·         ·         ·         ·         ·         ·         ·         ·
  comment.edit:others        ·         ·         ·         ·         ·         ·         ·         ·
  comment.delete:own         ·         ·         ·         ·         ·         ·         ·         ·
  comment.delete:others      ·         ·         ·         ·         ·         ·         ·         ·
`;

describe('what a key may do in a convention that is being written', () => {
  test('the table has every verb', () => expect(linesOf(KEYS)).toEqual(conventionLines));

  test.each(readTable(KEYS))('$column · $line: $may', async ({ column, line, may }) => {
    const [mode, held] = column.split(':');
    const organisation = await buildOrganisation();
    const key = await buildSystemViewer(organisation.id, mode === 'R' ? 'READ' : 'READ_WRITE');
    const holder =
      held === 'maker'
        ? { personId: key.personId, organisationId: null, role: 'STEWARD' as const }
        : { personId: null, organisationId: organisation.id, role: held as ParticipantRole };
    expect(judge(key, line, thing({ participants: [holder] }))).toBe(may);
  });

  test('a key made by the platform’s administrator sees no more than its organisation', async () => {
    const administrator = await buildPerson({ platformAdministrator: true });
    const key = await viewerOfApiKey((await buildKey({ createdById: administrator.id, mode: 'READ_WRITE' })).secret);
    expect(key).not.toBeNull();
    for (const line of conventionLines) expect(judge(key as Viewer, line, thing({}))).toBe(false);
  });
});

const CREATORS = `
                member organisationAdministrator platformAdministrator key:READ key:READ_WRITE
  DEPARTMENT      ●               ●                       ●               ·          ●
  ASSOCIATION     ●               ●                       ●               ·          ●
  AGENCY          ·               ·                       ●               ·          ·
  EPCI            ·               ·                       ●               ·          ·
  STATE           ·               ·                       ●               ·          ·
  REGION          ·               ·                       ●               ·          ·
  OTHER           ·               ·                       ●               ·          ·
`;

/** A viewer as a column names it, in this organisation. */
async function viewerAs(column: string, organisationId: string): Promise<Viewer> {
  const [kind, mode] = column.split(':');
  if (kind === 'key') return buildSystemViewer(organisationId, mode as ApiKeyMode);
  return buildViewer({
    organisationId,
    organisationAdministrator: column === 'organisationAdministrator',
    platformAdministrator: column === 'platformAdministrator',
  });
}

describe('who may create a convention', () => {
  test('the table has every kind of organisation', () => {
    expect(linesOf(CREATORS)).toEqual([...organisationKinds].sort());
  });

  test.each(readTable(CREATORS))('$column of $line: $may', async ({ column, line, may }) => {
    const organisation = await buildOrganisation({ kind: organisationKinds.find((kind) => kind === line) });
    expect(can(await viewerAs(column, organisation.id), 'convention.create', null)).toBe(may);
  });
});

const ORGANISATIONS = `
                              member organisationAdministrator platformAdministrator key:READ key:READ_WRITE
  organisation.create           ·               ·                       ●               ·          ·
  demonstration.empty           ·               ·                       ●               ·          ·
  organisation.manage:own       ·               ●                       ●               ·          ·
  organisation.manage:others    ·               ·                       ●               ·          ·
  person.manage:own             ·               ●                       ●               ·          ·
  person.manage:others          ·               ·                       ●               ·          ·
  person.manage:administrator   ·               ·                       ●               ·          ·
  apiKey.manage:own             ·               ●                       ·               ·          ·
  apiKey.manage:others          ·               ·                       ·               ·          ·
  webhook.manage:own            ·               ●                       ·               ·          ·
  webhook.manage:others         ·               ·                       ·               ·          ·
  template.use:own              ●               ●                       ●               ●          ●
  template.use:others           ·               ·                       ·               ·          ·
  template.manage:own           ·               ●                       ●               ·          ·
  template.manage:others        ·               ·                       ●               ·          ·
`;

describe('who may manage organisations, their people and their keys', () => {
  test('the table has every verb that is not judged on a convention', () => {
    const verbs = new Set(linesOf(ORGANISATIONS).map((line) => line.split(':')[0]));
    expect([...verbs].sort()).toEqual(otherVerbs.filter((verb) => verb !== 'convention.create').sort());
  });

  test.each(readTable(ORGANISATIONS))('$column · $line: $may', async ({ column, line, may }) => {
    const own = await buildOrganisation({ kind: 'DEPARTMENT' });
    const viewer = await viewerAs(column, own.id);
    const [verb, whose] = line.split(':');
    const organisationId = whose === 'others' ? (await buildOrganisation()).id : own.id;
    const of = { organisationId, platformAdministrator: whose === 'administrator' };
    const judged =
      verb === 'organisation.create' || verb === 'demonstration.empty'
        ? can(viewer, verb, null)
        : can(
            viewer,
            verb as Exclude<
              (typeof otherVerbs)[number],
              'convention.create' | 'organisation.create' | 'demonstration.empty'
            >,
            of,
          );
    expect(judged).toBe(may);
  });
});

const DATASETS = `
                              member organisationAdministrator platformAdministrator key:READ key:READ_WRITE
  dataset.deposit               ●               ●                       ●               ·          ●
  dataset.change:own            ●               ●                       ●               ·          ●
  dataset.change:others         ·               ·                       ·               ·          ·
  dataset.change:mine           ●               ●                       ●               ·          ·
  dataset.change:colleague      ·               ·                       ·               ·          ·
  datasetKey.make               ●               ●                       ●               ·          ·
  datasetKey.revoke:own         ●               ●                       ●               ·          ·
  datasetKey.revoke:others      ·               ·                       ·               ·          ·
  datasetKey.revoke:made        ●               ●                       ●               ·          ·
`;

describe('who may deposit and change data', () => {
  test('the table has every verb that is judged on a dataset', () => {
    expect([...new Set(linesOf(DATASETS).map((line) => line.split(':')[0]))].sort()).toEqual([...datasetVerbs].sort());
  });

  test.each(readTable(DATASETS))('$column · $line: $may', async ({ column, line, may }) => {
    const own = await buildOrganisation({ kind: 'DEPARTMENT' });
    const viewer = await viewerAs(column, own.id);
    const [verb, whose] = line.split(':');
    const isElsewhere = whose === 'others' || whose === 'made';
    const { id: organisationId } = isElsewhere ? await buildOrganisation() : own;
    const nobody = '00000000-0000-4000-8000-000000000000';
    const of = {
      organisationId,
      // MINE: what one has deposited for oneself alone, and what a colleague has.
      access: whose === 'mine' || whose === 'colleague' ? ('MINE' as const) : ('PARTNERS' as const),
      ownerId: whose === 'mine' ? viewer.personId : nobody,
    };
    // « made »: the viewer's key of what another organisation deposited.
    const key = { ...of, personId: whose === 'made' ? viewer.personId : nobody };
    const judged =
      verb === 'dataset.deposit' || verb === 'datasetKey.make'
        ? can(viewer, verb, null)
        : verb === 'datasetKey.revoke'
          ? can(viewer, verb, key)
          : can(viewer, 'dataset.change', of);
    expect(judged).toBe(may);
  });
});

describe('nobody is a viewer', () => {
  test('whose account was deactivated; a key that they made is their organisation’s, and goes on', async () => {
    const person = await buildPerson();
    const token = await buildSession(person.id);
    const { secret } = await buildKey({ createdById: person.id, mode: 'READ' });
    expect(await viewerOfSession(token)).not.toBeNull();
    expect(await viewerOfApiKey(secret)).not.toBeNull();
    await prisma.person.update({ where: { id: person.id }, data: { deactivatedAt: new Date() } });
    expect(await viewerOfSession(token)).toBeNull();
    expect(await viewerOfApiKey(secret)).not.toBeNull();
  });

  test('whose session is over, whose key was revoked, or who has neither', async () => {
    const person = await buildPerson();
    const token = await buildSession(person.id, new Date(Date.now() - 1000));
    expect(await viewerOfSession(token)).toBeNull();
    const { secret, id } = await buildKey({ createdById: person.id, mode: 'READ' });
    await prisma.apiKey.update({ where: { id }, data: { revokedAt: new Date() } });
    expect(await viewerOfApiKey(secret)).toBeNull();
    expect(await viewerOfSession('')).toBeNull();
    expect(await viewerOfApiKey('')).toBeNull();
  });
});

describe('what a viewer may know of', () => {
  test.each([
    ['a participant by name', true, true],
    ['a colleague of a participating organisation', true, true],
    ['a colleague of somebody who participates by name', false, false],
    ['a stranger', false, false],
    ['the platform’s administrator', true, true],
  ] as const)('%s sees the convention: %s', async (who, sees, isTold) => {
    const byName = await buildPerson();
    const organisation = await buildOrganisation();
    const convention = await buildConvention({
      participants: [
        { personId: byName.id, role: 'READER' },
        { organisationId: organisation.id, role: 'READER' },
      ],
    });
    await buildConvention();
    const people = {
      'a participant by name': () => signIn(byName),
      'a colleague of a participating organisation': () => buildViewer({ organisationId: organisation.id }),
      'a colleague of somebody who participates by name': () => buildViewer({ organisationId: byName.organisationId }),
      'a stranger': () => buildViewer(),
      'the platform’s administrator': () => buildViewer({ platformAdministrator: true }),
    };
    const viewer = await people[who]();
    const found = await prisma.convention.findMany({ where: visibleConventions(viewer) });
    expect(found.some(({ id }) => id === convention.id)).toBe(sees);
    if (who !== 'the platform’s administrator') expect(found).toHaveLength(sees ? 1 : 0);
    const [row] = await prisma.$queryRaw<{ seen: boolean }[]>`
      select ${visibleConventionsSql(viewer)} as seen from "Convention" c where id = ${convention.id}::uuid`;
    expect(row?.seen).toBe(sees);
    // The same rule read the other way round, for mails and mentions.
    const told = await prisma.person.findMany({ where: peopleWhoSee(convention.id) });
    expect(told.some(({ id }) => id === viewer.personId)).toBe(isTold);
  });

  test('somebody deactivated is told of nothing', async () => {
    const person = await buildPerson({ deactivatedAt: new Date() });
    const convention = await buildConvention({ participants: [{ personId: person.id, role: 'STEWARD' }] });
    const told = await prisma.person.findMany({ where: { id: person.id, ...peopleWhoSee(convention.id) } });
    expect(told).toEqual([]);
  });

  test.each(apiKeyModes)('a %s key sees what its organisation sees, not what its maker does', async (mode) => {
    const organisation = await buildOrganisation();
    const key = await buildSystemViewer(organisation.id, mode);
    const ofOrganisation = await buildConvention({
      participants: [{ organisationId: organisation.id, role: 'READER' }],
    });
    await buildConvention({ participants: [{ personId: key.personId, role: 'STEWARD' }] });
    const found = await prisma.convention.findMany({ where: visibleConventions(key) });
    expect(found.map(({ id }) => id)).toEqual([ofOrganisation.id]);
  });

  test('people: colleagues, and whoever takes part in a convention one sees', async () => {
    const viewer = await buildViewer();
    const colleague = await buildPerson({ organisationId: viewer.organisationId });
    const byName = await buildPerson();
    const throughOrganisation = await buildPerson();
    const stranger = await buildPerson();
    await buildConvention({
      participants: [
        { personId: viewer.personId, role: 'READER' },
        { personId: byName.id, role: 'READER' },
        { organisationId: throughOrganisation.organisationId, role: 'READER' },
      ],
    });
    await buildConvention({ participants: [{ personId: stranger.id, role: 'STEWARD' }] });
    const known = async (asking: Viewer) => {
      const among = [viewer.personId, colleague.id, byName.id, throughOrganisation.id, stranger.id];
      const found = await prisma.person.findMany({ where: { AND: [{ id: { in: among } }, visiblePeople(asking)] } });
      return found.map(({ id }) => id).sort();
    };
    expect(await known(viewer)).toEqual([viewer.personId, colleague.id, byName.id, throughOrganisation.id].sort());
    const administrator = await buildViewer({ platformAdministrator: true });
    expect(await known(administrator)).toHaveLength(5);
    const key = await buildSystemViewer(viewer.organisationId, 'READ');
    expect(await known(key)).toEqual([viewer.personId, colleague.id].sort());
  });

  // To whom a change is addressed, and who reads it.
  const CHANGES = `
                                    member participant organisationAdministrator key platformAdministrator
    of_a_convention_they_see          ●         ●                 ●              ●            ●
    of_another_convention             ·         ·                 ·              ·            ●
    to_their_organisation             ·         ·                 ●              ●            ●
    to_another_organisation           ·         ·                 ·              ·            ●
    to_themselves                     ●         ●                 ●              ·            ●
    to_somebody_else                  ·         ·                 ·              ·            ·
    to_the_platform                   ·         ·                 ·              ·            ●
  `;

  describe('changes', () => {
    const seen = new Map<string, Set<string>>();

    beforeAll(async () => {
      const organisation = await buildOrganisation();
      const elsewhere = await buildPerson();
      const other = await buildConvention();
      const people: Record<string, Viewer> = {
        member: await buildViewer({ organisationId: organisation.id }),
        participant: await buildViewer(),
        organisationAdministrator: await viewerAs('organisationAdministrator', organisation.id),
        key: await buildSystemViewer(organisation.id, 'READ'),
        platformAdministrator: await viewerAs('platformAdministrator', organisation.id),
      };
      const convention = await buildConvention({
        participants: [
          { organisationId: organisation.id, role: 'READER' },
          { personId: people.participant?.personId, role: 'READER' },
        ],
      });
      for (const [column, viewer] of Object.entries(people)) {
        const change = (line: string, address: object) =>
          prisma.change.create({
            data: {
              kind: 'test',
              subject: column,
              subjectId: line,
              version: 1,
              details: {},
              ...address,
            },
          });
        await change('of_a_convention_they_see', { conventionId: convention.id });
        await change('of_another_convention', { conventionId: other.id });
        await change('to_their_organisation', { organisationId: viewer.organisationId });
        await change('to_another_organisation', { organisationId: elsewhere.organisationId });
        await change('to_themselves', { personId: viewer.personId });
        await change('to_somebody_else', { personId: elsewhere.id });
        await change('to_the_platform', {});
        const { changes } = await readChanges(viewer, { first: 500 });
        const own = changes.filter(({ subject }) => subject === column);
        seen.set(column, new Set(own.map(({ subjectId }) => subjectId)));
      }
    });

    test.each(readTable(CHANGES))('$line · $column: $may', ({ line, column, may }) => {
      expect(seen.get(column)?.has(line)).toBe(may);
    });
  });
});
