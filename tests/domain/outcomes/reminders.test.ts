// Reminders of tasks: whom, on which days, once; what stops them, what makes them come again, and how they read.
import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { addDays, type Day, instantIn, setClock } from '#domain/calendar.ts';
import type { MeetingView } from '#domain/meetings/meeting-views.ts';
import { sendDigests } from '#domain/notifications/digests.ts';
import { followOutcome } from '#domain/outcomes/outcome-follow-ups.ts';
import { projectOutcomes } from '#domain/outcomes/outcomes.ts';
import { sendTaskReminders } from '#domain/outcomes/reminders.ts';
import { invite, uninvite } from '#domain/scheduling/invitations.ts';
import { cancelMeeting } from '#domain/scheduling/meetings.ts';
import { prisma } from '#prisma/client.ts';
import { buildCalled, buildJoint, buildNotes, type Joint, outcome } from '../../build/meetings.ts';
import { setState } from '../../build/obligations.ts';
import { buildPerson } from '../../build/organisations.ts';
import { setKey } from '../../build/texts.ts';
import { useDatabase } from '../../rig/database.ts';
import { storedTexts, useOutside } from '../../rig/outside.ts';
import { readNotifications } from '../../rig/single-lists.ts';

const on = (day: Day, hour = 9) => setClock(() => instantIn(day, hour));
afterEach(() => setClock(null));

interface Entrusted {
  joint: Joint;
  meeting: MeetingView;
  documentId: string;
  task: string;
}

/** A task of a meeting called in January 2026, entrusted to the agent of the Artois for a day of March unless said. */
async function buildTask(said: object = {}): Promise<Entrusted> {
  on('2026-01-05');
  const joint = await buildJoint();
  const meeting = await buildCalled(joint);
  const task = randomUUID();
  const documentId = await buildNotes(meeting.id, [outcome('TASK', 'Écrire aux offices de tourisme.', task)]);
  await projectOutcomes(documentId);
  const who = { personId: joint.artoisAgent.personId, dueOn: '2026-03-20' };
  await followOutcome(joint.agent, { meetingId: meeting.id, blockId: task, ...who, ...said });
  return { joint, meeting, documentId, task };
}

let entrusted: Entrusted;
const follow = (said: object) =>
  followOutcome(entrusted.joint.agent, { meetingId: entrusted.meeting.id, blockId: entrusted.task, ...said });
const remindersOf = async () =>
  (await prisma.taskReminder.findMany({ where: { blockId: entrusted.task }, orderBy: { sentAt: 'asc' } })).map(
    ({ step, dueOn }) => `${step} ${dueOn.toISOString().slice(0, 10)}`,
  );
const told = async () =>
  (
    await prisma.notification.findMany({
      where: { meetingId: entrusted.meeting.id, kind: { in: ['TASK_DUE', 'TASK_LATE'] } },
      orderBy: { createdAt: 'asc' },
    })
  ).map(({ personId }) => personId);

/** Asks on this day, twice: what was sent is not sent again. */
async function sentOn(day: Day): Promise<number> {
  on(day);
  const sent = await sendTaskReminders();
  expect(await sendTaskReminders()).toBe(0);
  return sent;
}

describe('reminders of tasks', () => {
  useDatabase();
  const outside = useOutside();

  test('come 7 days before and once the day is over, each once, to who does it', async () => {
    entrusted = await buildTask();
    const days: Day[] = [];
    for (let day = '2026-03-10'; day <= '2026-04-10'; day = addDays(day, 1)) if (await sentOn(day)) days.push(day);
    expect(days).toEqual(['2026-03-13', '2026-03-21']);
    expect(await remindersOf()).toEqual(['DUE_7 2026-03-20', 'LATE 2026-03-20']);
    expect(new Set(await told())).toEqual(new Set([entrusted.joint.artoisAgent.personId]));
  });

  test('are sent once by three nodes at once', async () => {
    entrusted = await buildTask();
    on('2026-03-16');
    await Promise.all([sendTaskReminders(), sendTaskReminders(), sendTaskReminders()]);
    expect(await remindersOf()).toEqual(['DUE_7 2026-03-20']);
    expect(await told()).toHaveLength(1);
    expect(outside.announced.filter(({ kind }) => kind === 'outcome.reminded')).toHaveLength(1);
  });
});

describe('a reminder of a task', () => {
  useDatabase();
  const outside = useOutside();
  beforeEach(async () => {
    // Each test counts its own alone.
    await prisma.outcome.deleteMany();
    entrusted = await buildTask();
  });

  test('that a stop made miss its day comes at the next; of two missed the latest alone', async () => {
    expect(await sentOn('2026-03-19')).toBe(1);
    await follow({ dueOn: '2026-03-25' });
    expect(await sentOn('2026-04-02')).toBe(1);
    expect(await remindersOf()).toEqual(['DUE_7 2026-03-20', 'LATE 2026-03-25']);
  });

  test('comes again for another day, and not for the same again', async () => {
    expect(await sentOn('2026-03-13')).toBe(1);
    await follow({ dueOn: '2026-03-18' });
    expect(await sentOn('2026-03-13')).toBe(1);
    await follow({ dueOn: '2026-03-20' });
    expect(await sentOn('2026-03-14')).toBe(0);
    await follow({ dueOn: null });
    expect(await sentOn('2026-05-04')).toBe(0);
  });

  test.each<[string, () => Promise<unknown>]>([
    ['is done', () => follow({ doneOn: '2026-01-05' })],
    ['nobody is to do', () => follow({ personId: null })],
    [
      'has left the notes',
      async () => {
        await storedTexts.edit(entrusted.documentId, null, (doc) => setKey(doc, entrusted.task, 'outcome', null));
        await projectOutcomes(entrusted.documentId);
      },
    ],
    [
      'a meeting that was cancelled decided',
      () => {
        const { id: meetingId, version } = entrusted.meeting;
        return cancelMeeting(entrusted.joint.agent, { meetingId, version });
      },
    ],
    ['belongs to a convention that is over', () => setState(entrusted.joint.convention.id, 'CLOSED')],
    [
      'belongs to a convention that was archived',
      () =>
        prisma.convention.update({ where: { id: entrusted.joint.convention.id }, data: { archivedAt: new Date() } }),
    ],
    [
      'is entrusted to who no longer sees the convention',
      () => prisma.participant.deleteMany({ where: { personId: entrusted.joint.artoisAgent.personId } }),
    ],
    [
      'is entrusted to a closed account',
      () =>
        prisma.person.update({
          where: { id: entrusted.joint.artoisAgent.personId },
          data: { deactivatedAt: new Date() },
        }),
    ],
  ])('is not sent of one that %s', async (_what, stop) => {
    await stop();
    expect(await sentOn('2026-03-16')).toBe(0);
    expect(await sentOn('2026-03-23')).toBe(0);
    expect(await prisma.change.count({ where: { kind: 'outcome.reminded', subjectId: entrusted.task } })).toBe(0);
  });

  test('goes to the people of a service who see the convention; of an organisation to those it sends', async () => {
    const { joint, meeting } = entrusted;
    await buildPerson({ organisationId: joint.department.id, unitId: joint.artois.id });
    await follow({ personId: null, partyId: joint.artois.id });
    expect(await sentOn('2026-03-16')).toBe(1);
    expect(await told()).toEqual([joint.artoisAgent.personId]);
    on('2026-01-05');
    await invite(joint.agent, { meetingId: meeting.id, personId: joint.debtorViewer.personId });
    await follow({ partyId: joint.debtor.id });
    expect(await sentOn('2026-03-16')).toBe(1);
    expect((await told()).at(-1)).toBe(joint.debtorViewer.personId);
    on('2026-01-05');
    const { id: inviteeId } = await prisma.invitee.findFirstOrThrow({
      where: { meetingId: meeting.id, personId: joint.debtorViewer.personId },
    });
    await uninvite(joint.agent, { meetingId: meeting.id, inviteeId });
    expect(await sentOn('2026-03-23')).toBe(0);
  });

  test('comes to the next who is to do it, at the step it has reached', async () => {
    const { joint } = entrusted;
    expect(await sentOn('2026-03-13')).toBe(1);
    await follow({ personId: joint.debtorViewer.personId });
    expect(await sentOn('2026-03-23')).toBe(1);
    expect(await told()).toEqual([joint.artoisAgent.personId, joint.debtorViewer.personId]);
  });

  test('reads as a sentence on the page and in the digest, and leads to the decisions', async () => {
    const { joint, meeting } = entrusted;
    await sentOn('2026-03-16');
    const sentence = async () => {
      const { nodes } = await readNotifications(joint.artoisAgent, { first: 1 });
      return nodes[0]?.node.said;
    };
    const due = 'Tâche à faire avant le 20\u00a0mars\u00a02026\u00a0: Écrire aux offices de tourisme.';
    expect(await sentence()).toEqual({ words: due, isOver: false });
    const digest = async () => {
      outside.mails.length = 0;
      await sendDigests(new Date(Date.now() + 5 * 86_400_000));
      return outside.mails.find(({ to }) => to === joint.artoisAgent.email)?.text ?? '';
    };
    const mailed = await digest();
    expect(mailed).toContain(`• ${due}\n`);
    expect(mailed).toContain(`/reunions/${meeting.id}#decisions`);
    await sentOn('2026-03-23');
    const late = 'Tâche en retard\u00a0: Écrire aux offices de tourisme.';
    expect(await sentence()).toEqual({ words: late, isOver: false });
    await follow({ doneOn: '2026-03-23' });
    expect(await sentence()).toEqual({ words: 'Tâche faite\u00a0: Écrire aux offices de tourisme.', isOver: true });
    // Done meanwhile: the mail does not ask for it.
    expect(await digest()).not.toContain(late);
  });
});

describe('the days of Paris', () => {
  useDatabase();
  useOutside();

  test.each<[string, Day, Day[]]>([
    ['clocks going forward before the day', '2026-04-02', ['2026-03-26', '2026-04-03']],
    ['clocks going forward on the day', '2026-03-29', ['2026-03-22', '2026-03-30']],
    ['clocks going back before the day', '2026-10-29', ['2026-10-22', '2026-10-30']],
    ['clocks going back on the day', '2026-10-25', ['2026-10-18', '2026-10-26']],
    ['the 29th of February', '2028-02-29', ['2028-02-22', '2028-03-01']],
    ['a week after the 29th of February', '2028-03-07', ['2028-02-29', '2028-03-08']],
    ['a week after a year without it', '2027-03-07', ['2027-02-28', '2027-03-08']],
  ])('count from midnight to midnight: %s', async (_what, dueOn, [before = '', after = '']) => {
    await prisma.outcome.deleteMany();
    entrusted = await buildTask({ dueOn });
    for (const [day, step] of [
      [before, 'DUE_7'],
      [after, 'LATE'],
    ] as const) {
      // In the last second of the day before there is nothing to send; at midnight there is.
      setClock(() => new Date(instantIn(day, 0).getTime() - 1000));
      expect(await sendTaskReminders()).toBe(0);
      on(day, 0);
      expect(await sendTaskReminders()).toBe(1);
      setClock(() => new Date(instantIn(addDays(day, 1), 0).getTime() - 1000));
      expect(await sendTaskReminders()).toBe(0);
      expect((await remindersOf()).at(-1)).toBe(`${step} ${dueOn}`);
    }
  });
});
