// What is sent to webhooks reaches a receiver that is slow, down or hostile: in order, signed, once where it is taken, again where it is not.
import { createHmac } from 'node:crypto';
import { tmpdir } from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { createBudgetLine } from '#domain/budgets/budgets.ts';
import { removeParticipant } from '#domain/conventions/participants.ts';
import { readChanges, readFeedHead } from '#domain/history/feed.ts';
import { createMeeting } from '#domain/scheduling/meetings.ts';
import { type PersonViewer, viewerOfWebhook } from '#domain/viewers.ts';
import { deliverWaiting, testWebhook } from '#domain/webhooks/deliveries.ts';
import { forgetOldDeliveries, listDeliveries } from '#domain/webhooks/delivery-log.ts';
import {
  changeWebhook,
  createWebhook,
  listWebhooks,
  pauseWebhook,
  removeWebhook,
  replayWebhook,
  resumeWebhook,
  rotateWebhookSecret,
} from '#domain/webhooks/webhooks.ts';
import { prisma } from '#prisma/client.ts';
import { buildConvention } from '../../build/conventions.ts';
import { buildSystemViewer, buildViewer } from '../../build/organisations.ts';
import { useDatabase } from '../../rig/database.ts';
import { useOutside } from '../../rig/outside.ts';
import { startOwnProcess } from '../../rig/own-process.ts';
import { openReceiver, takes } from '../../rig/receiver.ts';

const MINUTE = 60_000;

describe('on a database', () => {
  const database = useDatabase();
  const outside = useOutside();
  let receiver: Awaited<ReturnType<typeof openReceiver>>;
  let administrator: PersonViewer;
  let conventionId: string;
  let participantId: string;

  beforeAll(async () => {
    receiver = await openReceiver();
  });
  afterAll(() => receiver.close());
  beforeEach(async () => {
    await prisma.webhook.deleteMany();
    receiver.arrived.length = 0;
    receiver.answer = takes;
    administrator = await buildViewer({ organisationAdministrator: true });
    const { organisationId } = administrator;
    const steward = { personId: administrator.personId, role: 'STEWARD' as const };
    const convention = await buildConvention({ participants: [steward, { organisationId, role: 'READER' }] });
    conventionId = convention.id;
    participantId = (await prisma.participant.findFirstOrThrow({ where: { conventionId, organisationId } })).id;
  });

  const make = (more: object = {}) => {
    const { organisationId } = administrator;
    return createWebhook(administrator, { organisationId, name: 'Finances', url: receiver.url, ...more });
  };
  const line = (title = 'Ligne') =>
    createBudgetLine(administrator, {
      conventionId,
      operationCode: 'OP',
      imputation: '65',
      title,
      commitmentAuthorisation: '9000',
    });
  const meeting = () =>
    createMeeting(administrator, {
      conventionId,
      kind: 'OTHER',
      title: 'Réunion',
      startsAt: new Date('2027-03-01T09:00:00Z'),
      endsAt: new Date('2027-03-01T10:00:00Z'),
      organiserIds: [administrator.organisationId],
    });
  const entries = () => receiver.arrived.flatMap(({ message }) => message.data.changes);
  const rowOf = (id: string) => prisma.webhook.findUniqueOrThrow({ where: { id } });
  const logOf = async (webhookId: string) => (await listDeliveries(administrator, { webhookId })).nodes;
  /** Lets the time come at which it is tried again. */
  const later = (id: string) =>
    prisma.webhook.update({ where: { id }, data: { nextAt: new Date(0), leasedUntil: new Date(0) } });

  const verify = (secret: string, { headers, body }: (typeof receiver.arrived)[number]) => {
    const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
    const words = `${headers['webhook-id']}.${headers['webhook-timestamp']}.${body}`;
    const expected = `v1,${createHmac('sha256', key).update(words).digest('base64')}`;
    return (headers['webhook-signature'] ?? '').split(' ').includes(expected);
  };

  test('entries arrive thin, in the order of the feed, each once, in messages that are signed', async () => {
    const { webhook, secret } = await make();
    const from = webhook.cursor;
    for (let turn = 0; turn < 130; turn += 1) await line(`Ligne ${turn}`);
    await deliverWaiting();
    expect(receiver.arrived.map(({ message }) => message.data.changes.length)).toEqual([100, 31]);
    const viewer = await viewerOfWebhook(webhook.id);
    if (!viewer) throw new Error('The webhook speaks to nobody.');
    const { changes } = await readChanges(viewer, { after: from, first: 500 });
    expect(entries().map(({ id }) => id)).toEqual(changes.map(({ id }) => id));
    expect(Object.keys(entries().at(-1) ?? {})).not.toContain('details');
    for (const arrived of receiver.arrived) expect(verify(secret, arrived)).toBe(true);
    expect(new Set(receiver.arrived.map(({ headers }) => headers['webhook-id'])).size).toBe(2);
    await deliverWaiting();
    expect(receiver.arrived).toHaveLength(2);
    expect((await rowOf(webhook.id)).cursor).toBe(receiver.arrived[1]?.message.data.cursor);
  });

  test('only what a key of its areas may see is sent, of the kinds that were asked for', async () => {
    await make({ name: 'Argent', scopes: ['finance:read'] });
    const { webhook } = await make({ name: 'Lignes', subjects: ['BudgetLine'] });
    await prisma.webhook.delete({ where: { id: webhook.id } });
    await line();
    await meeting();
    await deliverWaiting();
    const kinds = () => entries().map(({ kind }) => kind);
    expect(kinds()).toContain('BUDGET_LINE_CREATED');
    expect(kinds()).not.toContain('MEETING_CREATED');
    receiver.arrived.length = 0;
    await make({ name: 'Réunions', subjects: ['Meeting'] });
    await line();
    await meeting();
    await prisma.webhook.deleteMany({ where: { name: 'Argent' } });
    await deliverWaiting();
    expect(kinds()).toEqual(['MEETING_CREATED']);
  });

  test('another organisation hears nothing, manages nothing, and does not know that it is there', async () => {
    const { webhook } = await make();
    const stranger = await buildViewer({ organisationAdministrator: true });
    const member = await buildViewer({ organisationId: administrator.organisationId });
    const { organisationId } = administrator;
    const program = await buildSystemViewer(organisationId, 'READ_WRITE');
    const input = { webhookId: webhook.id };
    const codes = async (viewer: Parameters<typeof pauseWebhook>[0]) =>
      Promise.all(
        [
          pauseWebhook(viewer, input),
          resumeWebhook(viewer, input),
          testWebhook(viewer, input),
          removeWebhook(viewer, input),
          rotateWebhookSecret(viewer, input),
          replayWebhook(viewer, { ...input, after: webhook.cursor }),
          changeWebhook(viewer, { ...input, name: 'Autre', url: receiver.url }),
          listDeliveries(viewer, input),
        ].map((attempt) => attempt.then(() => 'done').catch(({ code }) => code)),
      );
    expect(new Set(await codes(stranger))).toEqual(new Set(['NOT_FOUND']));
    for (const viewer of [member, program]) expect(new Set(await codes(viewer))).toEqual(new Set(['FORBIDDEN']));
    await expect(listWebhooks(stranger, organisationId)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(createWebhook(stranger, { organisationId, name: 'Intrus', url: receiver.url })).rejects.toMatchObject({
      code: 'FORBIDDEN',
    });
    await prisma.webhook.update({ where: { id: webhook.id }, data: { organisationId: stranger.organisationId } });
    await line();
    await deliverWaiting();
    expect(entries().filter((entry) => entry.kind.startsWith('BUDGET'))).toEqual([]);
  });

  test('a secret that is replaced signs beside the new one for a week, and no longer', async () => {
    const { webhook, secret } = await make();
    const { secret: second } = await rotateWebhookSecret(administrator, { webhookId: webhook.id });
    expect(second).not.toBe(secret);
    await line();
    await deliverWaiting();
    const [arrived] = receiver.arrived;
    if (!arrived) throw new Error('Nothing arrived.');
    expect([verify(secret, arrived), verify(second, arrived)]).toEqual([true, true]);
    await prisma.webhook.update({ where: { id: webhook.id }, data: { formerUntil: new Date(0) } });
    await line();
    await deliverWaiting();
    const last = receiver.arrived[1];
    if (!last) throw new Error('Nothing arrived.');
    expect([verify(secret, last), verify(second, last)]).toEqual([false, true]);
    const kept = JSON.stringify([
      await rowOf(webhook.id),
      await listWebhooks(administrator, administrator.organisationId),
    ]);
    for (const one of [secret, second]) expect(kept).not.toContain(one.slice(6));
  });

  test('a receiver that is down is tried again under the same id, later each time; after a day it is paused and mailed', async () => {
    const { webhook } = await make();
    receiver.answer = (response) => void response.writeHead(503).end('en panne');
    await line();
    const waits: number[] = [];
    for (let tries = 0; tries < 9; tries += 1) {
      await deliverWaiting();
      waits.push(Math.round(((await rowOf(webhook.id)).nextAt.getTime() - Date.now()) / MINUTE));
      await deliverWaiting();
      await later(webhook.id);
    }
    expect(receiver.arrived).toHaveLength(9);
    expect(new Set(receiver.arrived.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
    expect(waits.slice(0, 8).reduce((sum, minutes) => sum + minutes)).toBe(24 * 60);
    expect([...waits.slice(0, 8)].sort((one, other) => one - other)).toEqual(waits.slice(0, 8));
    const paused = await rowOf(webhook.id);
    expect(paused).toMatchObject({ pausedFor: 'FAILING', cursor: webhook.cursor });
    expect(outside.mails.map(({ to, subject }) => [to, subject])).toEqual([
      [administrator.email, expect.stringContaining('est en pause')],
    ]);
    await deliverWaiting();
    expect(receiver.arrived).toHaveLength(9);
    const log = await logOf(webhook.id);
    expect(log).toHaveLength(9);
    expect(log[0]?.node).toMatchObject({ status: 503, failure: 'REFUSED', answer: 'en panne' });
    receiver.answer = takes;
    await resumeWebhook(administrator, { webhookId: webhook.id });
    await deliverWaiting();
    expect(entries().at(-1)?.kind).toBe('WEBHOOK_RESUMED');
    expect(entries().filter(({ kind }) => kind === 'BUDGET_LINE_CREATED')).toHaveLength(10);
    expect(await rowOf(webhook.id)).toMatchObject({ failures: 0, pausedAt: null });
  });

  test.each<[string, string, (response: import('node:http').ServerResponse) => void]>([
    [
      'a redirection is not followed',
      'REDIRECTED',
      (r) => void r.writeHead(302, { location: `${receiver.url}/ailleurs` }).end(),
    ],
    ['a closed connection is a failure', 'BROKEN_OFF', (r) => void r.socket?.destroy()],
    ['a refusal is a failure', 'REFUSED', (r) => void r.writeHead(400).end('<script>alert(1)</script>\0')],
  ])('%s', async (_title, failure, answer) => {
    const { webhook } = await make();
    receiver.answer = answer;
    await line();
    await deliverWaiting();
    expect(receiver.arrived).toHaveLength(1);
    expect((await logOf(webhook.id))[0]?.node).toMatchObject({ failure });
    expect((await rowOf(webhook.id)).cursor).toBe(webhook.cursor);
  });

  test('an endless answer is read to 64 KB and let go, one that never comes is let go of, and neither holds the others up', async () => {
    let written = 0;
    receiver.answer = (response) => {
      response.writeHead(200);
      const chunk = Buffer.alloc(65_536, 'a');
      const more = () => {
        while (!response.destroyed && written < 1_000_000_000) {
          written += chunk.length;
          if (!response.write(chunk)) return void response.once('drain', more);
        }
      };
      more();
    };
    const { webhook } = await make();
    await line();
    await deliverWaiting();
    expect(written).toBeLessThan(20_000_000);
    expect((await logOf(webhook.id))[0]?.node).toMatchObject({ status: 200, failure: null });
    // One never answers, another does.
    const slow = await openReceiver();
    slow.answer = () => undefined;
    receiver.answer = takes;
    const { webhook: hanging } = await make({ name: 'Lent', url: slow.url });
    await line();
    receiver.arrived.length = 0;
    const running = deliverWaiting();
    await vi.waitFor(() => expect(receiver.arrived).toHaveLength(1), { timeout: 10_000 });
    await running;
    expect((await logOf(hanging.id))[0]?.node).toMatchObject({ failure: 'TOO_SLOW', status: null });
    slow.close();
  });

  test('a receiver that says that it is gone is paused at once', async () => {
    const { webhook } = await make();
    receiver.answer = (response) => void response.writeHead(410).end();
    await line();
    await deliverWaiting();
    expect(await rowOf(webhook.id)).toMatchObject({ pausedFor: 'GONE' });
    expect(outside.mails).toHaveLength(1);
  });

  test('of several servers one sends; what another one had begun is sent again under its id once its turn is over', async () => {
    const { webhook } = await make();
    await line();
    receiver.answer = (response) => void setTimeout(() => response.writeHead(204).end(), 200);
    await Promise.all(Array.from({ length: 6 }, deliverWaiting));
    expect(receiver.arrived).toHaveLength(1);
    // A process that is killed while its message is under way.
    receiver.arrived.length = 0;
    receiver.answer = () => undefined;
    await line();
    const { child } = await startOwnProcess(database.url, { DATA_DIR: tmpdir() }, 'webhooks-child.ts');
    await vi.waitFor(() => expect(receiver.arrived).toHaveLength(1), { timeout: 60_000 });
    child.kill('SIGKILL');
    receiver.answer = takes;
    await deliverWaiting();
    expect(receiver.arrived).toHaveLength(1);
    await later(webhook.id);
    await deliverWaiting();
    const ids = receiver.arrived.map(({ headers, body }) => [headers['webhook-id'], body]);
    expect(ids).toHaveLength(2);
    expect(ids[1]).toEqual(ids[0]);
    await deliverWaiting();
    expect(receiver.arrived).toHaveLength(2);
  });

  test('it is sent again from a cursor, also while a message is under way, and from one that leads nowhere never', async () => {
    const { webhook } = await make();
    await line();
    await deliverWaiting();
    const first = entries();
    receiver.arrived.length = 0;
    const input = { webhookId: webhook.id, after: webhook.cursor };
    receiver.answer = (response) => {
      receiver.answer = takes;
      void replayWebhook(administrator, input).then(() => response.writeHead(204).end());
    };
    await line();
    await deliverWaiting();
    await deliverWaiting();
    const again = receiver.arrived[1]?.message.data.changes.map(({ id }) => id);
    expect(again?.slice(0, first.length)).toEqual(first.map(({ id }) => id));
    await expect(replayWebhook(administrator, { ...input, after: 'zz' })).rejects.toMatchObject({
      code: 'CURSOR_EXPIRED',
    });
  });

  test('a cursor that leads nowhere any more is said, and what follows is sent', async () => {
    const { webhook } = await make();
    await prisma.$executeRaw`update "FeedHead" set epoch = gen_random_uuid()`;
    await deliverWaiting();
    expect(receiver.arrived.map(({ message }) => message.type)).toEqual(['changes.expired']);
    expect((await rowOf(webhook.id)).cursor).toBe(await readFeedHead());
    await line();
    await deliverWaiting();
    expect(entries().map(({ kind }) => kind)).toEqual(['BUDGET_LINE_CREATED']);
  });

  test('what is no longer visible when a message is tried again is left out of it', async () => {
    await make();
    await line();
    receiver.answer = (response) => void response.writeHead(500).end();
    await deliverWaiting();
    expect(entries().map(({ kind }) => kind)).toContain('BUDGET_LINE_CREATED');
    await removeParticipant(administrator, { participantId });
    receiver.arrived.length = 0;
    receiver.answer = takes;
    await prisma.webhook.updateMany({ data: { nextAt: new Date(0) } });
    await deliverWaiting();
    expect(entries().map(({ kind }) => kind)).not.toContain('BUDGET_LINE_CREATED');
    expect(entries().map(({ kind }) => kind)).toContain('ACCESS_LOST');
  });

  test('a test says at once what was answered; pausing holds everything back; removing forgets', async () => {
    const { webhook, secret } = await make();
    const input = { webhookId: webhook.id };
    receiver.answer = (response) => void response.writeHead(200).end('reçu');
    expect(await testWebhook(administrator, input)).toMatchObject({ kind: 'TEST', status: 200, answer: 'reçu' });
    expect(receiver.arrived[0]?.message).toMatchObject({ type: 'test', data: { changes: [] } });
    expect(receiver.arrived[0] && verify(secret, receiver.arrived[0])).toBe(true);
    await pauseWebhook(administrator, input);
    await line();
    await deliverWaiting();
    expect(receiver.arrived).toHaveLength(1);
    await prisma.webhookDelivery.updateMany({ data: { at: new Date(0) } });
    await forgetOldDeliveries();
    expect(await logOf(webhook.id)).toEqual([]);
    await removeWebhook(administrator, input);
    expect(await prisma.webhook.count()).toBe(0);
    await pause(10);
    await deliverWaiting();
    expect(receiver.arrived).toHaveLength(1);
  });

  test('a test is sent five times at once and no more, however many are asked for together', async () => {
    const { webhook } = await make();
    receiver.answer = (response) => void response.writeHead(200).end();
    const tries = Array.from({ length: 12 }, () => testWebhook(administrator, { webhookId: webhook.id }));
    const done = await Promise.allSettled(tries);
    expect(done.filter(({ status }) => status === 'fulfilled')).toHaveLength(5);
    for (const one of done)
      if (one.status === 'rejected') expect(one.reason).toMatchObject({ code: 'TOO_MANY_ATTEMPTS' });
    expect(receiver.arrived).toHaveLength(5);
    const { webhook: other } = await make();
    expect(await testWebhook(administrator, { webhookId: other.id })).toMatchObject({ status: 200 });
  });

  test.each([
    ['http://10.0.0.1/', 'réseau privé'],
    ['https://169.254.169.254/latest/meta-data', 'réseau privé'],
    ['https://[::ffff:127.0.0.1]/', 'réseau privé'],
    ['https://user:secret@exemple.fr/', 'mot de passe'],
    ['file:///etc/passwd', 'https://'],
    ['https://exemple.fr/#a', 'https://'],
    ['nothing', 'https://'],
  ])('%s is refused with a sentence', async (url, words) => {
    await expect(make({ url })).rejects.toMatchObject({
      code: 'INVALID_INPUT',
      fields: { url: expect.stringContaining(words) },
    });
  });

  test('an organisation has twenty at most', async () => {
    const made = await Promise.allSettled(Array.from({ length: 23 }, () => make()));
    expect(made.filter(({ status }) => status === 'fulfilled')).toHaveLength(20);
  });
});
