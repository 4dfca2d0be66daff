// Conventions through the API, as a departmental system and a partner's program use it: read the tree, follow the
// history, write, and be refused.
import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, test } from 'vitest';
import type { PersonViewer, SystemViewer, Viewer } from '#domain/viewers.ts';
import { createEndpoint } from '#graphql/endpoint.ts';
import { heading, paragraph } from '../build/conventions.ts';
import { buildOrganisation, buildSystemViewer, buildViewer } from '../build/organisations.ts';
import { useDatabase } from '../rig/database.ts';
import { useOutside } from '../rig/outside.ts';

useDatabase();
useOutside();

const endpoint = createEndpoint();

interface Answer {
  // biome-ignore lint/suspicious/noExplicitAny: answers are looked into by the tests themselves
  data: any;
  errors?: { message: string; extensions: { code: string; fields?: Record<string, string> } }[];
}

async function ask(viewer: Viewer | null, query: string, variables: object = {}): Promise<Answer> {
  const response = await endpoint.fetch(
    'http://localhost/graphql',
    {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query, variables }),
    },
    { viewer, from: { ip: '192.0.2.1', userAgent: null } },
  );
  return (await response.json()) as Answer;
}

const codeOf = ({ errors }: Answer) => errors?.[0]?.extensions.code;

const text = () => ({
  type: 'doc',
  content: [
    heading('Préambule', 'article'),
    { ...heading('Suivi', 'article'), attrs: { id: randomUUID(), kind: 'article', startAt: 8 } },
    heading('Un axe', 'axis'),
    heading('Un objectif', 'objective'),
    { ...paragraph('Pour 2024, il doit agir.'), attrs: { id: randomUUID(), mark: 'ACTION', degree: 'MUST' } },
    {
      type: 'paragraph',
      attrs: { id: randomUUID() },
      content: [
        { type: 'text', text: 'sûr', marks: [{ type: 'link', attrs: { href: 'https://exemple.fr' } }] },
        { type: 'text', text: 'piège', marks: [{ type: 'link', attrs: { href: 'javascript:alert(1)' } }] },
      ],
    },
  ],
});

const CREATE = `mutation ($input: CreateConventionInput!) { createConvention(input: $input) { id year title viewerRole } }`;

let steward: PersonViewer;
let key: SystemViewer;
let stranger: PersonViewer;
let conventionId: string;

beforeEach(async () => {
  const department = await buildOrganisation({ kind: 'DEPARTMENT' });
  steward = await buildViewer({ organisationId: department.id });
  key = await buildSystemViewer(department.id, 'READ');
  stranger = await buildViewer();
  const { data } = await ask(steward, CREATE, { input: { title: 'Convention 2025', year: 2025, text: text() } });
  conventionId = data.createConvention.id;
  await ask(steward, `mutation ($input: AddParticipantInput!) { addParticipant(input: $input) { id } }`, {
    input: { conventionId, organisationId: department.id, role: 'READER' },
  });
});

describe('reading', () => {
  const TREE = `query ($id: ID!) { programme(conventionId: $id) { absentArticles items(roots: true) {
    number kind title children { number text children { number title children { id text mark degree path staleYears { start end year kind } } } }
  } } }`;

  test('a program reads the tree with text, numbers, marks, absent articles and stale years', async () => {
    const { data } = await ask(key, TREE, { id: conventionId });
    expect(data.programme.absentArticles).toEqual([2, 3, 4, 5, 6, 7]);
    expect(data.programme.items).toMatchObject([
      { number: '1', kind: 'ARTICLE', title: 'Préambule', children: [] },
      {
        number: '8',
        children: [
          {
            number: '1',
            text: 'Un axe',
            children: [
              {
                number: '1.1',
                children: [
                  {
                    text: 'Pour 2024, il doit agir.',
                    mark: 'ACTION',
                    degree: 'MUST',
                    staleYears: [{ start: 5, end: 9, year: 2024, kind: 'YEAR' }],
                  },
                  { text: 'sûrpiège', mark: null, degree: null, staleYears: [] },
                ],
              },
            ],
          },
        ],
      },
    ]);
    const [item] = data.programme.items[1].children[0].children[0].children;
    expect(item.path).toBe(`/conventions/${conventionId}/lecture#b-${item.id}`);
    const one = `query ($c: ID!, $i: ID!) { programmeItem(conventionId: $c, id: $i) { text version archivedAt } }`;
    expect((await ask(key, one, { c: conventionId, i: item.id })).data.programmeItem).toEqual({
      text: 'Pour 2024, il doit agir.',
      version: 1,
      archivedAt: null,
    });
    expect(codeOf(await ask(stranger, one, { c: conventionId, i: item.id }))).toBe('NOT_FOUND');
  });

  test('items are chosen by kind and mark; lists of programmes read all their items at once', async () => {
    const { data } = await ask(
      key,
      `{ programmes(first: 5) { edges { cursor node { convention { year } items(marks: [ACTION]) { text } } } pageInfo { hasNextPage } } }`,
    );
    expect(data.programmes.edges).toMatchObject([
      { node: { convention: { year: 2025 }, items: [{ text: 'Pour 2024, il doit agir.' }] } },
    ]);
    const kinds = await ask(
      key,
      `query ($id: ID!) { programme(conventionId: $id) { items(kinds: [AXIS, OBJECTIVE]) { title } } }`,
      {
        id: conventionId,
      },
    );
    expect(kinds.data.programme.items.map(({ title }: { title: string }) => title)).toEqual(['Un axe', 'Un objectif']);
  });

  test('the text carries its numbers and no link that is not safe', async () => {
    const { data } = await ask(key, `query ($id: ID!) { convention(id: $id) { text } }`, { id: conventionId });
    const written = JSON.stringify(data.convention.text);
    expect(written).toContain('https://exemple.fr');
    expect(written).not.toContain('javascript');
    expect(written).toContain('piège');
    expect(data.convention.text.content.map(({ attrs }: { attrs: { number?: string } }) => attrs.number)).toEqual([
      '1',
      '8',
      '1',
      '1.1',
      undefined,
      undefined,
    ]);
  });

  test('a convention that one does not see is not found by any way', async () => {
    for (const query of [
      `query ($id: ID!) { convention(id: $id) { id } }`,
      `query ($id: ID!) { programme(conventionId: $id) { items { id } } }`,
      `query ($id: ID!) { participantCandidates(conventionId: $id) { people { id } } }`,
    ]) {
      expect(codeOf(await ask(stranger, query, { id: conventionId }))).toBe('NOT_FOUND');
      expect(codeOf(await ask(stranger, query, { id: 'rien' }))).toBe('NOT_FOUND');
      expect(codeOf(await ask(null, query, { id: conventionId }))).toBe('UNAUTHENTICATED');
    }
    expect((await ask(stranger, `{ conventions { edges { node { id } } } }`)).data.conventions.edges).toEqual([]);
  });
});

describe('following', () => {
  test('a program reads everything, then follows the history from the cursor it took first', async () => {
    const { data: start } = await ask(key, `{ changesHead }`);
    await ask(steward, `mutation ($input: RenameConventionInput!) { renameConvention(input: $input) { id } }`, {
      input: { conventionId, title: 'Autre titre' },
    });
    const CHANGES = `query ($after: String, $first: Int) { changes(after: $after, first: $first) {
      endCursor hasNextPage changes { kind subject subjectId version deletion details actors { name } } } }`;
    const { data } = await ask(key, CHANGES, { after: start.changesHead, first: 10 });
    expect(data.changes.changes).toMatchObject([
      {
        kind: 'CONVENTION_RENAMED',
        subject: 'Convention',
        subjectId: conventionId,
        version: 2,
        deletion: false,
        actors: [{ name: steward.name }],
      },
    ]);
    const { data: rest } = await ask(key, CHANGES, { after: data.changes.endCursor });
    expect(rest.changes).toEqual({ changes: [], endCursor: data.changes.endCursor, hasNextPage: false });
    expect(codeOf(await ask(key, CHANGES, { after: 'perdu' }))).toBe('CURSOR_EXPIRED');
    expect((await ask(stranger, CHANGES, { after: start.changesHead })).data.changes.changes).toEqual([]);
  });

  test('the activity of a convention is told latest first, with who did it', async () => {
    const { data } = await ask(
      key,
      `query ($id: ID!) { convention(id: $id) { activity(first: 1) { edges { node { kind actors { name } } } pageInfo { hasNextPage endCursor } } } }`,
      { id: conventionId },
    );
    const { activity } = data.convention;
    expect(activity.edges).toEqual([{ node: { kind: 'PARTICIPANT_ADDED', actors: [{ name: steward.name }] } }]);
    expect(activity.pageInfo.hasNextPage).toBe(true);
  });
});

describe('writing', () => {
  const CONTINUE = `mutation ($input: ContinueConventionInput!) { continueConvention(input: $input) {
    id year previousId previous { id } carryOverProgress { total decided } carryOvers { id choice item { text } } } }`;
  const DECIDE = `mutation ($input: DecideCarryOverInput!) { decideCarryOver(input: $input) { choice item { text archivedAt } } }`;

  test('the next year is made and decided through the API, by those who may', async () => {
    const { data } = await ask(steward, CONTINUE, { input: { conventionId, title: 'Convention 2026', year: 2026 } });
    const next = data.continueConvention;
    expect(next).toMatchObject({
      year: 2026,
      previous: { id: conventionId },
      carryOverProgress: { total: 6, decided: 0 },
    });
    const input = { conventionId: next.id, blockIds: [next.carryOvers[5].id], choice: 'DROP' };
    const decided = await ask(steward, DECIDE, { input });
    expect(decided.data.decideCarryOver[5]).toMatchObject({
      choice: 'DROP',
      item: { text: 'sûrpiège', archivedAt: expect.any(String) },
    });
    // The department takes part as a reader.
    expect(codeOf(await ask(key, DECIDE, { input }))).toBe('FORBIDDEN');
    expect(codeOf(await ask(stranger, DECIDE, { input }))).toBe('NOT_FOUND');
    expect(codeOf(await ask(steward, CONTINUE, { input: { conventionId, title: 'Encore', year: 2026 } }))).toBe(
      'CONFLICT',
    );
  });

  test('refusals name the fields at fault in French', async () => {
    const { errors } = await ask(steward, CREATE, { input: { title: '', year: 1850 } });
    expect(errors?.[0]).toMatchObject({
      extensions: {
        code: 'INVALID_INPUT',
        fields: { title: 'Donnez un titre à la convention.', year: expect.stringContaining('2000') },
      },
    });
    const bad = await ask(steward, CREATE, {
      input: { title: 'A', year: 2026, text: { type: 'doc', content: [{ type: 'video' }] } },
    });
    expect(bad.errors?.[0]?.extensions).toMatchObject({ code: 'INVALID_INPUT', fields: { text: expect.any(String) } });
  });

  test('a program with a key that writes makes a convention that its organisation sees', async () => {
    const writer = await buildSystemViewer(key.organisationId, 'READ_WRITE');
    const { data } = await ask(writer, CREATE, { input: { title: 'Par une clé', year: 2027 } });
    expect(data.createConvention).toMatchObject({ year: 2027, viewerRole: 'STEWARD' });
    expect(codeOf(await ask(key, CREATE, { input: { title: 'Lecture seule', year: 2027 } }))).toBe('FORBIDDEN');
  });

  test('who takes part is changed through the API, and the last steward stays', async () => {
    const PEOPLE = `query ($id: ID!) { convention(id: $id) { participants { id role person { name email } organisation { id } } } }`;
    const { data } = await ask(steward, PEOPLE, { id: conventionId });
    const [own, department] = data.convention.participants;
    expect(own).toMatchObject({ role: 'STEWARD', person: { name: steward.name } });
    const change = await ask(
      steward,
      `mutation ($input: ChangeParticipantInput!) { changeParticipant(input: $input) { role } }`,
      {
        input: { participantId: department.id, role: 'EDITOR' },
      },
    );
    expect(change.data.changeParticipant.role).toBe('EDITOR');
    const REMOVE = `mutation ($input: RemoveParticipantInput!) { removeParticipant(input: $input) { role } }`;
    expect(codeOf(await ask(steward, REMOVE, { input: { participantId: own.id } }))).toBe('CONFLICT');
    expect((await ask(steward, REMOVE, { input: { participantId: department.id } })).data.removeParticipant.role).toBe(
      'EDITOR',
    );
    expect(codeOf(await ask(key, PEOPLE, { id: conventionId }))).toBe('NOT_FOUND');
  });
});
