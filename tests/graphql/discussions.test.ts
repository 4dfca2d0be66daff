// Discussions and notifications as programs and pages ask for them: one query reads all, and says what one may do.
import { randomUUID } from 'node:crypto';
import { print } from 'graphql';
import { beforeEach, describe, expect, test } from 'vitest';
import { ReadDiscussion } from '#app/discussions/queries.ts';
import type { ResultOf } from '#app/graphql.ts';
import { removeBlock } from '#domain/texts/live-blocks.ts';
import type { PersonViewer, Viewer } from '#domain/viewers.ts';
import type { Convention } from '#generated/prisma/client.ts';
import { createEndpoint } from '#graphql/endpoint.ts';
import { prisma } from '#prisma/client.ts';
import { buildConvention, heading, paragraph } from '../build/conventions.ts';
import { buildSystemViewer, buildViewer } from '../build/organisations.ts';
import { useDatabase } from '../rig/database.ts';
import { storedTexts, useOutside } from '../rig/outside.ts';

useDatabase();
useOutside();

const blockId = randomUUID();
let steward: PersonViewer;
let commenter: PersonViewer;
let convention: Convention;

beforeEach(async () => {
  steward = await buildViewer();
  commenter = await buildViewer();
  convention = await buildConvention({
    content: [heading('Suivi'), paragraph('Un bilan est transmis chaque année.', blockId)],
    participants: [
      { personId: steward.personId, role: 'STEWARD' },
      { organisationId: commenter.organisationId, role: 'COMMENTER' },
    ],
  });
});

const endpoint = createEndpoint();

interface Answer<Data> {
  data: Data;
  errors?: { extensions: { code: string; fields?: Record<string, string> } }[];
}

/** Asks as a program does, over HTTP. */
async function ask<Data = unknown>(
  viewer: Viewer | null,
  query: string,
  variables: object = {},
): Promise<Answer<Data>> {
  const headers = { 'content-type': 'application/json' };
  const body = JSON.stringify({ query, variables });
  const from = { ip: '192.0.2.1', userAgent: null };
  const response = await endpoint.fetch(
    'http://localhost/graphql',
    { method: 'POST', headers, body },
    { viewer, from },
  );
  return (await response.json()) as Answer<Data>;
}

const codeOf = async (asked: Promise<Answer<unknown>>) => (await asked).errors?.[0]?.extensions.code;

const open = (viewer: Viewer, input: object = {}) =>
  ask<{ openThread: { id: string; place: { state: string } } }>(
    viewer,
    'mutation ($input: OpenThreadInput!) { openThread(input: $input) { id place { state } } }',
    { input: { conventionId: convention.id, blockId, quotation: 'Un bilan', body: 'Lequel ?', ...input } },
  );

/** The pages' own query, for fewer threads than pages read at once. */
const discussionQuery = print(ReadDiscussion).replace('first: 200', 'first: 3');

async function read(viewer: Viewer) {
  const { data } = await ask<ResultOf<typeof ReadDiscussion>>(viewer, discussionQuery, { conventionId: convention.id });
  return { ...data.convention, threads: (data.convention.threads.edges ?? []).flatMap((edge) => edge?.node ?? []) };
}

describe('a discussion', () => {
  test('is read in one query, each reader with what they may do', async () => {
    const { data } = await open(commenter);
    expect(data.openThread.place.state).toBe('MARKED');
    const own = await read(commenter);
    expect(own).toMatchObject({ viewerMayComment: true });
    expect(own.threads).toMatchObject([
      {
        id: data.openThread.id,
        isMine: true,
        viewerMayReply: true,
        viewerMayResolve: true,
        place: { state: 'MARKED', blockId, heading: { kind: 'ARTICLE', number: '1', title: 'Suivi' } },
        comments: [{ body: 'Lequel ?', viewerMayEdit: true, viewerMayDelete: true, author: { name: commenter.name } }],
      },
    ]);
    const [seen] = (await read(steward)).threads;
    expect(seen).toMatchObject({ isMine: false, viewerMayResolve: true });
    expect(seen?.comments).toMatchObject([{ viewerMayEdit: false, viewerMayDelete: true }]);
    const reading = await read(await buildSystemViewer(commenter.organisationId, 'READ'));
    expect(reading).toMatchObject({ viewerMayComment: false, threads: [{ viewerMayReply: false }] });
  });

  test('shows the quotation of deleted text', async () => {
    await open(commenter);
    await storedTexts.edit(convention.documentId, null, (doc) => void removeBlock(doc, blockId));
    expect((await read(steward)).threads).toMatchObject([
      { quotation: 'Un bilan', place: { state: 'DELETED', blockId: null, heading: null } },
    ]);
  });

  test('of another organisation’s convention is not there, whatever is asked of it', async () => {
    const { data } = await open(commenter);
    const stranger = await buildViewer();
    const { id } = data.openThread;
    const { id: commentId } = await prisma.comment.findFirstOrThrow({ where: { threadId: id } });
    const asked = ask(stranger, discussionQuery, { conventionId: convention.id });
    expect(await codeOf(asked)).toBe('NOT_FOUND');
    for (const text of [
      `query { thread(id: "${id}") { id } }`,
      `query { mentionable(conventionId: "${convention.id}") { name } }`,
      `mutation { postComment(input: { threadId: "${id}", body: "x" }) { id } }`,
      `mutation { editComment(input: { commentId: "${commentId}", body: "x" }) { id } }`,
      `mutation { deleteComment(input: { commentId: "${commentId}" }) { id } }`,
      `mutation { resolveThread(input: { threadId: "${id}" }) { id } }`,
      `mutation { reopenThread(input: { threadId: "${id}" }) { id } }`,
    ])
      expect(await codeOf(ask(stranger, text)), text).toBe('NOT_FOUND');
    expect(await codeOf(ask(null, `query { thread(id: "${id}") { id } }`))).toBe('UNAUTHENTICATED');
  });

  test('refuses in words beside the field', async () => {
    const { errors } = await open(commenter, { body: '  ' });
    const fields = { body: 'Écrivez votre commentaire.' };
    expect(errors).toMatchObject([{ extensions: { code: 'INVALID_INPUT', fields } }]);
    expect(await codeOf(open(commenter, { blockId: 'pas un id' }))).toBe('INVALID_INPUT');
  });
});

describe('notifications', () => {
  test('count at the bell, are read with what was said, and follow the person alone', async () => {
    await open(commenter, { body: `@[${steward.personId}], un avis ?` });
    const bell = 'query { unreadNotifications }';
    expect(await ask(steward, bell)).toMatchObject({ data: { unreadNotifications: 1 } });
    expect(await ask(null, bell)).toMatchObject({ data: { unreadNotifications: 0 } });
    const list = `query { notifications(unread: true, first: 5) { edges { node {
      id kind conventionTitle quotation actor { name } comment { body viewerMayDelete } } } } }`;
    const { data } = await ask<{ notifications: { edges: { node: { id: string } }[] } }>(steward, list);
    expect(data.notifications.edges).toMatchObject([
      {
        node: {
          kind: 'MENTION',
          conventionTitle: convention.title,
          quotation: 'Un bilan',
          actor: { name: commenter.name },
          comment: { body: `@[${steward.personId}], un avis ?`, viewerMayDelete: true },
        },
      },
    ]);
    const id = data.notifications.edges[0]?.node.id;
    const mark = `mutation { markNotificationRead(input: { notificationId: "${id}" }) { readAt } }`;
    expect(await codeOf(ask(commenter, mark))).toBe('NOT_FOUND');
    expect(await codeOf(ask(steward, mark))).toBeUndefined();
    expect(await ask(steward, bell)).toMatchObject({ data: { unreadNotifications: 0 } });
    const key = await buildSystemViewer(steward.organisationId, 'READ_WRITE');
    expect(await codeOf(ask(key, list))).toBe('FORBIDDEN');
  });
});
