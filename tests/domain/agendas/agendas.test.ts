// Agendas: points in order whoever moves them at once, drawn from what is open, sent to those invited.
import { randomUUID } from 'node:crypto';
import ICAL from 'ical.js';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { suggestAgenda } from '#domain/agendas/agenda-suggestions.ts';
import {
  addAgendaItem,
  changeAgendaItem,
  moveAgendaItem,
  removeAgendaItem,
  sendAgenda,
} from '#domain/agendas/agendas.ts';
import { addDays, instantIn, setClock, today } from '#domain/calendar.ts';
import { openThread } from '#domain/discussions/threads.ts';
import { agendaOf } from '#domain/meetings/agenda-hours.ts';
import { readMeeting } from '#domain/meetings/meeting-views.ts';
import { followOutcome } from '#domain/outcomes/outcome-follow-ups.ts';
import { projectOutcomes } from '#domain/outcomes/outcomes.ts';
import type { MailMessage } from '#domain/outside.ts';
import { callMeeting, cancelMeeting } from '#domain/scheduling/meetings.ts';
import { prisma } from '#prisma/client.ts';
import {
  buildCalled,
  buildJoint,
  buildMeeting,
  buildNotes,
  type DatedMeeting,
  type Joint,
  outcome,
} from '../../build/meetings.ts';
import { buildObligation, setState } from '../../build/obligations.ts';
import { buildViewer } from '../../build/organisations.ts';
import { useDatabase } from '../../rig/database.ts';
import { useOutside } from '../../rig/outside.ts';

useDatabase();
const outside = useOutside();

let joint: Joint;
let meeting: DatedMeeting;
beforeEach(async () => {
  joint = await buildJoint();
  meeting = await buildMeeting(joint);
});

const add = (title: string, more: object = {}) => addAgendaItem(joint.agent, { meetingId: meeting.id, title, ...more });
const read = () => readMeeting(joint.agent, meeting.id);
const titles = async () => (await read()).agenda.map(({ title }) => title);
const positions = async () => (await read()).agenda.map(({ position }) => position);

describe('points', () => {
  test('stand in the order they were added, each with its hour while the ones before it have a duration', async () => {
    await add('Bilan du trimestre', { minutes: 20 });
    await add('Questions diverses');
    const agenda = agendaOf(await add('Date de la prochaine réunion', { minutes: '10' }));
    expect(agenda.map(({ title, startsAt }) => [title, startsAt])).toEqual([
      ['Bilan du trimestre', meeting.startsAt],
      ['Questions diverses', new Date(+meeting.startsAt + 20 * 60_000)],
      ['Date de la prochaine réunion', null],
    ]);
  });

  test('two who reorder, add and take off at once lose no point, and ranks stay 0 to n - 1', async () => {
    for (const title of ['A', 'B', 'C', 'D']) await add(title);
    const [a, b, c, d] = (await read()).agenda.map(({ id }) => id);
    await Promise.all([
      moveAgendaItem(joint.agent, { itemId: a, to: 3 }),
      moveAgendaItem(joint.artoisAgent, { itemId: d, to: 0 }),
      moveAgendaItem(joint.agent, { itemId: b, to: 99 }),
      removeAgendaItem(joint.artoisAgent, { itemId: c }),
      add('E'),
      add('F'),
    ]);
    expect((await titles()).sort()).toEqual(['A', 'B', 'D', 'E', 'F']);
    expect(await positions()).toEqual([0, 1, 2, 3, 4]);
  });

  test('one is moved where it is asked to; beyond the last it is the last', async () => {
    for (const title of ['A', 'B', 'C']) await add(title);
    const [a] = (await read()).agenda.map(({ id }) => id);
    await moveAgendaItem(joint.agent, { itemId: a, to: 1 });
    expect(await titles()).toEqual(['B', 'A', 'C']);
    await moveAgendaItem(joint.agent, { itemId: a, to: 50 });
    expect(await titles()).toEqual(['B', 'C', 'A']);
    await moveAgendaItem(joint.agent, { itemId: a, to: 0 });
    expect(await titles()).toEqual(['A', 'B', 'C']);
  });

  test('two who say one anew: the second is told; one that was taken off is found no more', async () => {
    const [item] = (await add('Bilan')).agenda;
    const said = { itemId: item?.id, version: item?.version, title: 'Bilan annuel', minutes: 30, leaderId: null };
    const both = await Promise.allSettled([
      changeAgendaItem(joint.agent, said),
      changeAgendaItem(joint.artoisAgent, { ...said, title: 'Bilan du semestre' }),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    await removeAgendaItem(joint.agent, { itemId: item?.id });
    await expect(removeAgendaItem(joint.agent, { itemId: item?.id })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect(await titles()).toEqual([]);
  });

  test.each<[string, () => object, string]>([
    ['no title', () => ({ title: '  ' }), 'title'],
    ['half a minute', () => ({ minutes: '0,5' }), 'minutes'],
    ['a leader who is not invited', () => ({ leaderId: randomUUID() }), 'leaderId'],
    ['what is owed elsewhere', () => ({ occurrenceId: randomUUID() }), 'title'],
    ['a passage of nowhere', () => ({ blockId: randomUUID() }), 'title'],
    ['a task without its meeting', () => ({ outcomeBlockId: randomUUID() }), 'outcomeBlockId'],
    ['a meeting without its task', () => ({ outcomeMeetingId: meeting.id }), 'outcomeBlockId'],
    ['a task of nowhere', () => ({ outcomeMeetingId: meeting.id, outcomeBlockId: randomUUID() }), 'title'],
    ['two sources', () => ({ blockId: joint.blockId, occurrenceId: randomUUID() }), 'title'],
  ])('%s is refused in a sentence', async (_what, more, field) => {
    await expect(add('Point', more())).rejects.toMatchObject({ fields: { [field]: expect.stringMatching(/\.$/) } });
    expect(await titles()).toEqual([]);
  });

  test('who reads may look and not change; a stranger knows of nothing; what is over stays', async () => {
    const [item] = (await add('Bilan')).agenda;
    const added = { meetingId: meeting.id, title: 'Autre' };
    await expect(addAgendaItem(joint.reader, added)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(moveAgendaItem(joint.reader, { itemId: item?.id, to: 0 })).rejects.toMatchObject({
      code: 'FORBIDDEN',
    });
    const stranger = await buildViewer();
    await expect(addAgendaItem(stranger, added)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(removeAgendaItem(stranger, { itemId: item?.id })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(suggestAgenda(stranger, { meetingId: meeting.id })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    const { version } = await read();
    await cancelMeeting(joint.agent, { meetingId: meeting.id, version });
    await expect(add('Trop tard')).rejects.toMatchObject({ code: 'CONFLICT' });
  });
});

describe('what it may be drawn from', () => {
  const suggested = async (words?: string) => suggestAgenda(joint.agent, { meetingId: meeting.id, words });

  test('what is late or due soon, never what is on it already; its title stays when it is withdrawn', async () => {
    const due = (title: string, days: number) =>
      buildObligation(joint, { title, startsOn: '2025-01-01', endsOn: addDays(today(), days) });
    const late = await due('Réunir les financeurs', -1);
    await due('Remettre le bilan', 30);
    await due('Préparer la suite', 90);
    const found = await suggested();
    expect(found.map(({ source, title, isLate }) => [source, title, isLate])).toEqual([
      ['OBLIGATION', 'Réunir les financeurs', true],
      ['OBLIGATION', 'Remettre le bilan', false],
    ]);
    expect(found[0]?.occurrenceId).toBe(late.occurrences[0]?.id);
    for (const { title, occurrenceId } of found) await add(title, { occurrenceId });
    expect(await suggested()).toEqual([]);
    await prisma.obligation.delete({ where: { id: late.id } });
    expect(await titles()).toEqual(['Réunir les financeurs', 'Remettre le bilan']);
  });

  test('tasks that an earlier meeting left open, until they are done', async () => {
    const before = await buildCalled(joint, { title: 'La précédente', endsAt: instantIn(addDays(today(), 1), 9, 45) });
    await prisma.meeting.update({
      where: { id: before.id },
      data: { startsAt: instantIn(addDays(today(), -7), 9), endsAt: instantIn(addDays(today(), -7), 10) },
    });
    const blockId = randomUUID();
    await projectOutcomes(await buildNotes(before.id, [outcome('TASK', 'Écrire aux offices.', blockId)]));
    expect(await suggested()).toMatchObject([
      { source: 'TASK', title: 'Écrire aux offices.', outcomeBlockId: blockId },
    ]);
    await followOutcome(joint.agent, { meetingId: before.id, blockId, doneOn: today() });
    expect(await suggested()).toEqual([]);
  });

  test('threads while the text is open, and passages that hold all the words', async () => {
    await setState(joint.convention.id, 'DRAFT');
    await openThread(joint.agent, {
      conventionId: joint.convention.id,
      blockId: joint.paragraphId,
      body: 'Qui réunit\u202f?',
    });
    expect(await suggested()).toMatchObject([{ source: 'THREAD' }]);
    expect((await suggested('réunit financeurs')).map(({ source }) => source)).toEqual(['THREAD', 'PASSAGE']);
    expect(await suggested('réunit 100\u00a0%')).toHaveLength(1);
    await setState(joint.convention.id, 'RUNNING');
    expect(await suggested()).toEqual([]);
  });

  test('words that no text can hold find nothing, and those around them are still looked for', async () => {
    expect(await suggested('\u0000')).toEqual([]);
    expect(await suggested(' réunit\u0000financeurs ')).toMatchObject([{ source: 'PASSAGE' }]);
  });
});

describe('sending', () => {
  afterEach(() => setClock(null));

  const eventsOf = (mail?: MailMessage) =>
    new ICAL.Component(ICAL.parse(mail?.calendar?.content ?? '')).getAllSubcomponents('vevent');

  test('goes to those invited once the meeting is called, and calendars take it over', async () => {
    await expect(sendAgenda(joint.agent, { meetingId: meeting.id })).rejects.toMatchObject({ code: 'CONFLICT' });
    await callMeeting(joint.agent, { meetingId: meeting.id, version: (await read()).version });
    await expect(sendAgenda(joint.agent, { meetingId: meeting.id })).rejects.toMatchObject({ code: 'CONFLICT' });
    const leader = meeting.invitees.find(({ personId }) => personId === joint.agent.personId);
    await add('Bilan\u202f; points, et «\u00a0suites\u00a0»\r\nEND:VEVENT', { minutes: 20, leaderId: leader?.id });
    const [invitation] = outside.mails;
    outside.mails = [];
    // DTSTAMP counts in seconds.
    const later = Date.now() + 60_000;
    setClock(() => new Date(later));
    await sendAgenda(joint.agent, { meetingId: meeting.id });
    expect(outside.mails).toHaveLength(2);
    const [mail] = outside.mails;
    const line = `9\u00a0h\u00a030 – Bilan\u202f; points, et «\u00a0suites\u00a0» END:VEVENT (20\u00a0min, ${joint.agent.name})`;
    expect(mail?.text).toContain(line);
    const [event, ...others] = eventsOf(mail);
    expect(others).toEqual([]);
    expect(String(event?.getFirstPropertyValue('description'))).toMatch(
      /9\sh\s30 – Bilan\s; points, et .*END\s?:VEVENT \(20\smin/,
    );
    // The same revision, said again later: RFC 5546 § 2.1.5 has the newer DTSTAMP win.
    expect(event?.getFirstPropertyValue('sequence')).toBe(0);
    const [former] = eventsOf(invitation);
    expect(event?.getFirstPropertyValue('uid')).toBe(former?.getFirstPropertyValue('uid'));
    expect(String(event?.getFirstPropertyValue('dtstamp')) > String(former?.getFirstPropertyValue('dtstamp'))).toBe(
      true,
    );
    expect((await read()).invitees.find(({ id }) => id === leader?.id)?.answer).toBe('YES');
  });

  test('the invitation brings the agenda that stands when it leaves', async () => {
    await add('Bilan');
    await callMeeting(joint.agent, { meetingId: meeting.id, version: (await read()).version });
    expect(outside.mails[0]?.text).toContain('Ordre du jour\u00a0:\n9\u00a0h\u00a030 – Bilan');
    await expect(sendAgenda(joint.reader, { meetingId: meeting.id })).rejects.toMatchObject({ code: 'FORBIDDEN' });
  });
});
