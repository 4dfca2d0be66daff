// Reminders: whom, when, once; and a whole year of a convention, played with the clock.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { addDays, type Day, instantIn, setClock } from '#domain/calendar.ts';
import { sendDigests } from '#domain/notifications/digests.ts';
import { recordEvidence } from '#domain/obligations/evidence.ts';
import { countOccurrences } from '#domain/obligations/obligation-lists.ts';
import { addOccurrence, planOccurrence, setOccurrenceAside } from '#domain/obligations/occurrence-plans.ts';
import { sendReminders, silenceReminders } from '#domain/obligations/reminders.ts';
import { prisma } from '#prisma/client.ts';
import { buildFollowed, buildObligation, type Followed, setState } from '../../build/obligations.ts';
import { buildPerson } from '../../build/organisations.ts';
import { useDatabase } from '../../rig/database.ts';
import { useOutside } from '../../rig/outside.ts';

const on = (day: Day, hour = 9) => setClock(() => instantIn(day, hour));
afterEach(() => setClock(null));

const remindersOf = async (occurrenceId: string | undefined) =>
  (await prisma.reminder.findMany({ where: { occurrenceId }, orderBy: { sentAt: 'asc' } })).map(({ step }) => step);

describe('reminders', () => {
  useDatabase();
  const outside = useOutside();
  let followed: Followed;
  beforeEach(async () => {
    followed = await buildFollowed('RUNNING');
    on('2025-01-02');
  });

  /** Asks on this day, twice: what was sent is not sent again. */
  async function sentOn(day: Day): Promise<number> {
    on(day);
    const sent = await sendReminders();
    expect(await sendReminders()).toBe(0);
    return sent;
  }

  test('come at 60, 30 and 7 days and the day after, each once; of several missed the latest alone', async () => {
    const { occurrences } = await buildObligation(followed, { endsOn: '2025-12-31' });
    const id = occurrences[0]?.id;
    expect(await sentOn('2025-10-31')).toBe(0);
    expect(await sentOn('2025-11-01')).toBe(1);
    expect(await sentOn('2025-11-20')).toBe(0);
    expect(await sentOn('2025-12-26')).toBe(1);
    expect(await remindersOf(id)).toEqual(['DUE_60', 'DUE_7']);
    expect(await sentOn('2025-12-31')).toBe(0);
    expect(await sentOn('2026-01-01')).toBe(1);
    expect(await sentOn('2026-02-01')).toBe(0);
    const told = await prisma.notification.findMany({ where: { occurrenceId: id }, orderBy: { createdAt: 'asc' } });
    expect(told.map(({ kind }) => kind)).toEqual(['OBLIGATION_DUE', 'OBLIGATION_DUE', 'OBLIGATION_LATE']);
    expect(new Set(told.map(({ personId }) => personId))).toEqual(new Set([followed.debtorViewer.personId]));
  });

  test('two nodes at once remind once', async () => {
    const { occurrences } = await buildObligation(followed, { endsOn: '2025-03-31' });
    on('2025-03-01');
    await Promise.all([sendReminders(), sendReminders(), sendReminders()]);
    expect(await remindersOf(occurrences[0]?.id)).toEqual(['DUE_30']);
    expect(await prisma.notification.count({ where: { occurrenceId: occurrences[0]?.id } })).toBe(1);
    expect(outside.announced.filter(({ kind }) => kind === 'occurrence.reminded')).toHaveLength(1);
  });
});

describe('a reminder', () => {
  useDatabase();
  const outside = useOutside();
  let followed: Followed;
  beforeEach(async () => {
    // Each test counts its own alone.
    await prisma.obligation.deleteMany();
    followed = await buildFollowed('RUNNING');
    on('2025-03-25');
  });

  const near = (more: object = {}) => buildObligation(followed, { endsOn: '2025-03-31', ...more });
  const toldOf = async (occurrenceId: string | undefined) =>
    (await prisma.reminder.findMany({ where: { occurrenceId } })).map(({ personId }) => personId).sort();

  test('goes to the living pilots; without any to those of the debtor who write, by name before by organisation', async () => {
    const { debtor, debtorViewer, agent, convention } = followed;
    const colleague = await buildPerson({ organisationId: debtor.id });
    const piloted = await near({ pilotIds: [agent.personId] });
    const unpiloted = await near();
    await sendReminders();
    expect(await toldOf(piloted.occurrences[0]?.id)).toEqual([agent.personId]);
    expect(await toldOf(unpiloted.occurrences[0]?.id)).toEqual([debtorViewer.personId]);

    await prisma.participant.updateMany({
      where: { conventionId: convention.id, personId: debtorViewer.personId },
      data: { role: 'COMMENTER' },
    });
    await prisma.participant.create({
      data: { conventionId: convention.id, organisationId: debtor.id, role: 'EDITOR' },
    });
    const byOrganisation = await near();
    await prisma.person.update({ where: { id: agent.personId }, data: { deactivatedAt: new Date() } });
    const orphaned = await near();
    await prisma.obligationPilot.create({ data: { obligationId: orphaned.id, personId: agent.personId } });
    await sendReminders();
    const all = [debtorViewer.personId, colleague.id].sort();
    expect(await toldOf(byOrganisation.occurrences[0]?.id)).toEqual(all);
    expect(await toldOf(orphaned.occurrences[0]?.id)).toEqual(all);
  });

  test('of what services owe goes to the people of each', async () => {
    const { agent, lensHenin, artois, department, convention } = followed;
    const other = await buildPerson({ organisationId: department.id, unitId: artois.id });
    await prisma.participant.create({ data: { conventionId: convention.id, personId: other.id, role: 'EDITOR' } });
    const joint = await near({ debtorIds: [lensHenin.id, artois.id] });
    await sendReminders();
    expect(await toldOf(joint.occurrences[0]?.id)).toEqual([agent.personId, other.id].sort());
  });

  test('of what one may do comes before its day and never after', async () => {
    const free = await near({ degree: 'MAY' });
    expect(await sendReminders()).toBe(1);
    on('2025-04-01');
    expect(await sendReminders()).toBe(0);
    expect(await remindersOf(free.occurrences[0]?.id)).toEqual(['DUE_7']);
  });

  test('is never sent for what is done or not owed; planned is not done', async () => {
    const [done, aside, planned] = [await near(), await near(), await near()];
    const [doneId, asideId, plannedId] = [done, aside, planned].map(({ occurrences }) => occurrences[0]?.id);
    await recordEvidence(followed.agent, {
      occurrenceId: doneId,
      proof: 'MEETING',
      on: '2025-03-20',
      title: 'Tenue',
      attendeeIds: [followed.culture.id],
    });
    await setOccurrenceAside(followed.steward, { occurrenceId: asideId, version: 1, reason: 'Sans objet' });
    await planOccurrence(followed.agent, { occurrenceId: plannedId, version: 1, plannedOn: '2025-03-30' });
    expect(await sendReminders()).toBe(1);
    expect(await toldOf(plannedId)).toHaveLength(1);
  });

  test('is silenced by each for themselves, and comes again when they wish', async () => {
    const { steward, debtorViewer } = followed;
    const { occurrences } = await near({ pilotIds: [steward.personId, debtorViewer.personId] });
    const occurrenceId = occurrences[0]?.id ?? '';
    await silenceReminders(debtorViewer, { occurrenceId, silenced: true });
    await sendReminders();
    expect(await toldOf(occurrenceId)).toEqual([steward.personId]);
    await silenceReminders(debtorViewer, { occurrenceId, silenced: false });
    expect(await sendReminders()).toBe(1);
  });

  test.each(['DRAFT', 'IN_REVIEW', 'ADOPTED', 'CLOSED', 'TERMINATED'] as const)(
    'is not sent of a convention that is %s',
    async (state) => {
      await near();
      await setState(followed.convention.id, state);
      expect(await sendReminders()).toBe(0);
    },
  );

  test('is in the digest of the next working morning, unless it was done meanwhile', async () => {
    const [late, done] = [await near({ title: 'Rendre les comptes' }), await near({ title: 'Tenir la réunion' })];
    await sendReminders();
    await recordEvidence(followed.agent, {
      occurrenceId: done.occurrences[0]?.id,
      proof: 'MEETING',
      on: '2025-03-20',
      title: 'Tenue',
      attendeeIds: [followed.culture.id],
    });
    expect(late.occurrences).toHaveLength(1);
    await sendDigests(new Date(Date.now() + 5 * 86_400_000));
    const { text = '' } = outside.mails.find(({ to }) => to === followed.debtorViewer.email) ?? {};
    expect(text).toContain('À faire\u00a0: Rendre les comptes (échéance\u00a0: 31\u00a0mars\u00a02025)');
    expect(text).toContain(`/suivi/obligations?echeance=${late.occurrences[0]?.id}`);
    expect(text).not.toContain('Tenir la réunion');
  });
});

describe('a whole year is played', () => {
  useDatabase();
  useOutside();

  test('every state and every reminder is on its day, over both changes of the hour', async () => {
    on('2025-01-02');
    const followed = await buildFollowed('RUNNING');
    const { agent, culture, lensHenin, artois, steward } = followed;
    const culturalMeeting = await buildObligation(followed, {
      title: 'Culture',
      periodicity: 'TIMES_A_YEAR',
      times: 1,
      attendeeIds: [culture.id],
    });
    const bodies = await buildObligation(followed, { title: 'Instances', periodicity: 'QUARTERLY' });
    const joint = await buildObligation(followed, {
      title: 'MDADT',
      periodicity: 'TWICE_A_YEAR',
      attendeeIds: [lensHenin.id, artois.id],
    });
    const accounts = await buildObligation(followed, {
      title: 'Comptes',
      periodicity: 'WITHIN_MONTHS',
      months: 6,
      eventOn: '2025-12-31',
      proof: 'DOCUMENT',
    });
    const request = await buildObligation(followed, { title: 'Élus', periodicity: 'ON_REQUEST' });

    const meet = (occurrenceId: string | undefined, day: Day, attendeeIds: string[]) =>
      recordEvidence(agent, { occurrenceId, proof: 'MEETING', on: day, title: 'Réunion', attendeeIds });
    const [q1, q2, q3, q4] = bodies.occurrences.map(({ id }) => id);
    const [s1, s2] = joint.occurrences.map(({ id }) => id);
    const happens: Record<Day, () => Promise<unknown>> = {
      '2025-03-20': () => meet(q1, '2025-03-20', [culture.id]),
      '2025-05-14': () => meet(s1, '2025-05-14', [lensHenin.id]),
      '2025-06-20': () => meet(s1, '2025-06-19', [lensHenin.id, artois.id]),
      '2025-07-04': () => meet(q2, '2025-07-03', [culture.id]),
      '2025-09-01': () =>
        addOccurrence(agent, {
          obligationId: request.id,
          occasion: 'Commission',
          on: '2025-09-01',
          dueOn: '2025-10-10',
        }),
      '2025-09-10': () => planOccurrence(agent, { occurrenceId: q3, version: 1, plannedOn: '2025-09-25' }),
      '2025-12-01': () => setOccurrenceAside(steward, { occurrenceId: q4, version: 1, reason: 'Reportée à janvier' }),
      '2025-12-15': () => meet(culturalMeeting.occurrences[0]?.id, '2025-12-15', [culture.id]),
      '2026-07-10': () =>
        recordEvidence(agent, {
          occurrenceId: accounts.occurrences[0]?.id,
          proof: 'DOCUMENT',
          on: '2026-07-09',
          title: 'Comptes 2025',
          url: 'https://exemple.fr/comptes',
        }),
    };
    const hourChanges = ['2025-03-29', '2025-03-30', '2025-10-25', '2025-10-26', '2026-03-28', '2026-03-29'];
    const diary: string[] = [];
    for (let day = '2025-01-02'; day <= '2026-07-15'; day = addDays(day, 1)) {
      // From midnight on; around a change of the hour also in the last second: it is that same day.
      on(day, 0);
      await happens[day]?.();
      let sent = await sendReminders();
      if (hourChanges.includes(day)) {
        setClock(() => new Date(instantIn(addDays(day, 1), 0).getTime() - 1000));
        sent += await sendReminders();
      }
      if (sent === 0) continue;
      const reminders = await prisma.reminder.findMany({
        include: { occurrence: { include: { obligation: true } } },
        orderBy: { sentAt: 'asc' },
      });
      for (const { step, occurrence } of reminders.slice(diary.length))
        diary.push(`${day} ${step} ${occurrence.obligation.title} ${occurrence.rank}`);
    }
    expect(diary).toEqual([
      '2025-01-30 DUE_60 Instances 1',
      '2025-03-01 DUE_30 Instances 1',
      '2025-05-01 DUE_60 Instances 2',
      '2025-05-01 DUE_60 MDADT 1',
      '2025-05-31 DUE_30 Instances 2',
      '2025-05-31 DUE_30 MDADT 1',
      '2025-06-23 DUE_7 Instances 2',
      '2025-07-01 LATE Instances 2',
      '2025-08-01 DUE_60 Instances 3',
      '2025-08-31 DUE_30 Instances 3',
      '2025-09-01 DUE_60 Élus 1',
      '2025-09-10 DUE_30 Élus 1',
      '2025-09-23 DUE_7 Instances 3',
      '2025-10-01 LATE Instances 3',
      '2025-10-03 DUE_7 Élus 1',
      '2025-10-11 LATE Élus 1',
      ...['Culture 1', 'Instances 4', 'MDADT 2'].map((what) => `2025-11-01 DUE_60 ${what}`),
      ...['Culture 1', 'MDADT 2'].map((what) => `2025-12-01 DUE_30 ${what}`),
      '2025-12-24 DUE_7 MDADT 2',
      '2026-01-01 LATE MDADT 2',
      '2026-05-01 DUE_60 Comptes 1',
      '2026-05-31 DUE_30 Comptes 1',
      '2026-06-23 DUE_7 Comptes 1',
      '2026-07-01 LATE Comptes 1',
    ]);
    expect(s2).toBeTruthy();
    expect(await countOccurrences(steward)).toEqual([
      { quarter: '2025-Q1', state: 'MET', count: 1 },
      { quarter: '2025-Q2', state: 'MET', count: 2 },
      { quarter: '2025-Q3', state: 'LATE', count: 1 },
      { quarter: '2025-Q4', state: 'LATE', count: 2 },
      { quarter: '2025-Q4', state: 'MET', count: 1 },
      { quarter: '2025-Q4', state: 'NOT_APPLICABLE', count: 1 },
      { quarter: '2026-Q2', state: 'MET', count: 1 },
    ]);
  });
});
