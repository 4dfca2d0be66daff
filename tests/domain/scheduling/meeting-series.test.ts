// Series: on which days the later meetings fall, with whom and what for, and that each is then on its own.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { instantIn, setClock } from '#domain/calendar.ts';
import { type MeetingView, readMeeting } from '#domain/meetings/meeting-views.ts';
import { movedTo, readSeries, repeatMeeting, seriesDays } from '#domain/scheduling/meeting-series.ts';
import { cancelMeeting } from '#domain/scheduling/meetings.ts';
import { prisma } from '#prisma/client.ts';
import { buildCalled, buildJoint, buildMeeting, type Joint } from '../../build/meetings.ts';
import { buildObligation } from '../../build/obligations.ts';
import { buildViewer } from '../../build/organisations.ts';
import { buildPoll } from '../../build/scheduling.ts';
import { useDatabase } from '../../rig/database.ts';
import { useOutside } from '../../rig/outside.ts';

describe('the days of a series', () => {
  const days = (from: string, rhythm: 'MONTHLY' | 'QUARTERLY' | 'TWICE_A_YEAR', until: string) =>
    seriesDays(from, { rhythm, until, most: 24 });

  test('fall on the same weekday of their month', () => {
    // The second Tuesday.
    expect(days('2026-09-08', 'MONTHLY', '2027-01-31')).toEqual([
      '2026-10-13',
      '2026-11-10',
      '2026-12-08',
      '2027-01-12',
    ]);
    expect(days('2026-09-08', 'QUARTERLY', '2027-06-30')).toEqual(['2026-12-08', '2027-03-09', '2027-06-08']);
    expect(days('2026-09-08', 'TWICE_A_YEAR', '2027-12-31')).toEqual(['2027-03-09', '2027-09-14']);
  });

  test('a fifth weekday is the last of a month that has four', () => {
    expect(days('2026-09-29', 'MONTHLY', '2026-12-31')).toEqual(['2026-10-27', '2026-11-24', '2026-12-29']);
  });

  test('move to the next working day off public holidays and weekends', () => {
    // The second Wednesday of November 2026 is the armistice; the first Friday of May 2026 the fête du Travail.
    expect(days('2026-10-14', 'MONTHLY', '2026-11-30')).toEqual(['2026-11-12']);
    expect(days('2026-04-03', 'MONTHLY', '2026-05-31')).toEqual(['2026-05-04']);
    expect(days('2026-09-05', 'MONTHLY', '2026-10-31')).toEqual(['2026-10-05']);
  });

  test('the clock of Paris says the same on both sides of both changes of the hour', () => {
    const span = { startsAt: instantIn('2026-02-10', 9, 30), endsAt: instantIn('2026-02-11', 12) };
    expect(movedTo('2026-04-14', span)).toEqual({
      startsAt: new Date('2026-04-14T07:30:00Z'),
      endsAt: new Date('2026-04-15T10:00:00Z'),
    });
    expect(movedTo('2026-11-10', span).startsAt).toEqual(new Date('2026-11-10T08:30:00Z'));
    // Over the night itself: the hour is that of the clock, not a length.
    expect(movedTo('2026-03-28', span).endsAt).toEqual(new Date('2026-03-29T10:00:00Z'));
    expect(movedTo('2026-10-24', span).endsAt).toEqual(new Date('2026-10-25T11:00:00Z'));
  });
});

describe('repeating', () => {
  useDatabase();
  const outside = useOutside();
  let joint: Joint;
  beforeEach(async () => {
    setClock(() => new Date('2025-01-06T08:00:00Z'));
    joint = await buildJoint();
  });
  afterEach(() => setClock(null));

  const second = { startsAt: instantIn('2025-02-11', 9, 30), endsAt: instantIn('2025-02-11', 11) };
  const repeat = ({ id, version }: MeetingView, more: object = {}) =>
    repeatMeeting(joint.agent, { meetingId: id, version, rhythm: 'QUARTERLY', until: '2025-12-31', ...more });
  const meetingsOf = async ({ id }: MeetingView) => (await readSeries([id])).get(id)?.meetings ?? [];

  test('prepares the later ones with the same people, in preparation, with names of their own for calendars', async () => {
    const called = await buildCalled(joint, second);
    outside.mails = [];
    const first = await repeat(called);
    const meetings = await meetingsOf(first);
    expect(meetings.map(({ rank, state }) => [rank, state])).toEqual([
      [1, 'CALLED'],
      [2, 'DRAFT'],
      [3, 'DRAFT'],
      [4, 'DRAFT'],
    ]);
    expect(meetings.map(({ startsAt }) => startsAt?.toISOString())).toEqual([
      '2025-02-11T08:30:00.000Z',
      '2025-05-13T07:30:00.000Z',
      '2025-08-12T07:30:00.000Z',
      '2025-11-12T08:30:00.000Z',
    ]);
    expect(new Set(meetings.map(({ uid }) => uid)).size).toBe(4);
    for (const meeting of meetings) {
      expect(meeting.parties).toHaveLength(2);
      expect(meeting.invitees.map(({ personId }) => personId).sort()).toEqual(
        [joint.agent.personId, joint.artoisAgent.personId].sort(),
      );
    }
    expect(meetings[1]?.invitees.map(({ answer }) => answer)).toEqual(['NEEDS_ACTION', 'NEEDS_ACTION']);
    expect(outside.mails).toEqual([]);
    expect(await prisma.change.count({ where: { kind: 'meeting.repeated', subjectId: first.id } })).toBe(1);
  });

  test('each aims at the next occurrence whose period has begun by then, and none is aimed at twice', async () => {
    const { occurrences } = await buildObligation(joint, { periodicity: 'QUARTERLY' });
    const ids = occurrences.map(({ id }) => id);
    await buildMeeting(joint, { occurrenceIds: [ids[2]] });
    const first = await repeat(await buildMeeting(joint, { ...second, occurrenceIds: [ids[0]] }));
    const aims = (await meetingsOf(first)).map((meeting) => meeting.aims.map(({ occurrenceId }) => occurrenceId));
    // The third quarter’s is another meeting’s; the fourth’s is not owed before October.
    expect(aims).toEqual([[ids[0]], [ids[1]], [], [ids[3]]]);
  });

  test('one that aims at two of one obligation, as rows of before the rule do, is repeated as one that aims at the later', async () => {
    const { occurrences } = await buildObligation(joint, { periodicity: 'QUARTERLY' });
    const ids = occurrences.map(({ id }) => id);
    const meeting = await buildMeeting(joint, { ...second, occurrenceIds: [ids[0]] });
    await prisma.meetingAim.create({ data: { meetingId: meeting.id, occurrenceId: ids[1] ?? '' } });
    const aims = (await meetingsOf(await repeat(meeting))).map((one) =>
      one.aims.map(({ occurrenceId }) => occurrenceId),
    );
    expect(aims.slice(1).flat().sort()).toEqual([ids[2], ids[3]].sort());
  });

  test('what is done to one is done to it alone', async () => {
    const first = await repeat(await buildMeeting(joint, second));
    const [, later] = await meetingsOf(first);
    if (!later) throw new Error('The series has one meeting only.');
    await cancelMeeting(joint.agent, { meetingId: later.id, version: later.version });
    expect((await meetingsOf(first)).map(({ state }) => state)).toEqual(['DRAFT', 'CANCELLED', 'DRAFT', 'DRAFT']);
  });

  test('two who repeat one at once prepare one series', async () => {
    const meeting = await buildMeeting(joint, second);
    const both = await Promise.allSettled([repeat(meeting), repeat(meeting)]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(await prisma.meetingSeries.count({ where: { conventionId: joint.convention.id } })).toBe(1);
  });

  test('too many, none, a day that is none, an open poll, and who may not are refused', async () => {
    const meeting = await buildMeeting(joint, second);
    for (const more of [{ rhythm: 'MONTHLY', until: '2030-01-01' }, { until: '2025-02-12' }, { until: '2025-02-30' }])
      await expect(repeat(meeting, more)).rejects.toMatchObject({ fields: { until: expect.stringMatching(/\.$/) } });
    await expect(repeat(meeting, { rhythm: 'DAILY' })).rejects.toMatchObject({
      fields: { rhythm: expect.any(String) },
    });
    const polled = (await buildPoll(joint)).meeting;
    await expect(repeat(polled)).rejects.toMatchObject({ code: 'CONFLICT' });
    const input = { meetingId: meeting.id, version: 1, rhythm: 'MONTHLY', until: '2025-12-31' };
    await expect(repeatMeeting(joint.reader, input)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(repeatMeeting(await buildViewer(), input)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect((await readMeeting(joint.agent, meeting.id)).seriesId).toBeNull();
  });
});
