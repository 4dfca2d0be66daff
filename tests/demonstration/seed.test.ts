// The demonstration: whole, made once, begun anew when it was cut short, in our own words, never put among people's work.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { seedDemonstration } from '#demonstration/seed.ts';
import { appointAdministrator } from '#domain/accounts/first-administrator.ts';
import { openSession } from '#domain/accounts/sessions.ts';
import { readPreviousAgenda } from '#domain/agendas/previous-agendas.ts';
import { listCarryOvers } from '#domain/conventions/carry-overs.ts';
import { archiveConvention, createConvention, listConventions } from '#domain/conventions/conventions.ts';
import { findParticipantsOf } from '#domain/conventions/participants.ts';
import { readProgramme } from '#domain/conventions/programmes.ts';
import { continueConvention } from '#domain/conventions/roll-over.ts';
import { staleYears } from '#domain/conventions/stale-years.ts';
import { listObligations } from '#domain/obligations/obligation-lists.ts';
import type { Viewer } from '#domain/viewers.ts';
import { prisma } from '#prisma/client.ts';
import { buildPerson, signIn } from '#tests/build/organisations.ts';
import { useDatabase } from '#tests/rig/database.ts';
import { useOutside } from '#tests/rig/outside.ts';

const participantsOf = async (viewer: Viewer, id: string) => (await findParticipantsOf(viewer, [id])).get(id) ?? [];

useDatabase();
useOutside();

const viewerOf = async (email: string) => signIn(await prisma.person.findUniqueOrThrow({ where: { email } }));

async function conventionsOf(email: string) {
  const viewer = await viewerOf(email);
  const { nodes } = await listConventions(viewer, {});
  return { viewer, conventions: nodes.map(({ node }) => node) };
}

const countAll = async () => ({
  organisations: await prisma.organisation.count(),
  people: await prisma.person.count(),
  conventions: await prisma.convention.count(),
  participants: await prisma.participant.count(),
  items: await prisma.programmeItem.count(),
  threads: await prisma.thread.count(),
  comments: await prisma.comment.count(),
  obligations: await prisma.obligation.count(),
  evidence: await prisma.evidence.count(),
  meetings: await prisma.meeting.count(),
  approved: await prisma.minutes.count({ where: { state: 'APPROVED' } }),
  sessions: await prisma.session.count(),
});

test('an empty platform gets one account a role, a whole convention and the one that continues it', async () => {
  const demonstration = await seedDemonstration();
  expect(demonstration?.accounts.length).toBeGreaterThanOrEqual(7);
  expect(demonstration?.password.length).toBeGreaterThanOrEqual(12);
  for (const { email } of demonstration?.accounts ?? []) {
    const credentials = { email, password: demonstration?.password ?? '' };
    expect((await openSession(credentials, { ip: email, userAgent: null })).token).toBeTruthy();
  }
  const { viewer, conventions } = await conventionsOf('dat@demo.test');
  expect(conventions.map(({ year }) => year)).toEqual([2026, 2025]);
  const [next, last] = conventions;
  const roles = new Set((await participantsOf(viewer, next?.id ?? '')).map(({ role }) => role));
  expect([...roles].sort()).toEqual(['COMMENTER', 'EDITOR', 'READER', 'STEWARD']);

  const items = await (await readProgramme(viewer, last?.id ?? '')).items();
  const numbers = (kind: string) =>
    items.filter((item) => item.kind === kind && item.number).map(({ number }) => number);
  expect(numbers('ARTICLE')).toEqual(['1', '2', '3', '8', '9', '10', '11']);
  expect(numbers('AXIS')).toEqual(['1', '2', '3', '4']);
  expect(numbers('OBJECTIVE')).toEqual(['1.1', '1.2', '1.3', '2.1', '2.2', '3.1', '3.2', '4.1', '4.2']);
  expect(items.some(({ kind, number }) => kind === 'AXIS' && number === null)).toBe(true);
  expect(items.some(({ kind }) => kind === 'TABLE')).toBe(true);
  for (const degree of ['MUST', 'COMMITS', 'EXPECTED', 'CONTRIBUTES', 'MAY'])
    expect(items.some((item) => item.degree === degree)).toBe(true);
  const stale = items.find(({ text, year }) => staleYears(text, year).length > 0);
  expect(items.find(({ blockId }) => blockId === stale?.parentBlockId)?.number).toBe('1.1');
  expect(await listCarryOvers(viewer, next?.id ?? '')).toHaveLength(items.length);
  expect(await prisma.thread.count()).toBeGreaterThan(0);

  const { nodes } = await listObligations(viewer, { filter: { conventionId: last?.id } });
  expect(nodes).toHaveLength(19);
  const states = new Set(nodes.flatMap(({ node }) => node.occurrences.map(({ state }) => state)));
  expect(states.size).toBeGreaterThanOrEqual(4);
});

test('the meeting to come takes up a task of the one held the year before, may take up its points, and has leaders', async () => {
  const {
    id: meetingId,
    agenda,
    convention,
  } = await prisma.meeting.findFirstOrThrow({
    where: { state: 'CALLED' },
    include: { agenda: { orderBy: { position: 'asc' } }, convention: true },
  });
  expect(agenda.length).toBeGreaterThanOrEqual(3);
  expect(agenda.filter(({ leaderId }) => leaderId === null)).toEqual([]);
  const earlier = await prisma.meeting.findUniqueOrThrow({ where: { id: agenda[0]?.outcomeMeetingId ?? '' } });
  expect(earlier).toMatchObject({ state: 'HELD', conventionId: convention.previousId });
  const previous = await readPreviousAgenda(await viewerOf('lens-henin@demo.test'), { meetingId });
  expect(previous).toMatchObject({ meeting: { id: earlier.id } });
  expect(previous?.points).toHaveLength(2);
});

test('made again it changes nothing', async () => {
  await prisma.session.deleteMany();
  const before = await countAll();
  expect(await seedDemonstration()).not.toBeNull();
  expect(await countAll()).toEqual(before);
});

test('whatever people did with its conventions since, it is not made again and nothing looks for its rows', async () => {
  const { viewer, conventions } = await conventionsOf('dat@demo.test');
  const [next, last] = conventions;
  const year = { year: 2026, title: 'Notre convention' };
  const own = await createConvention(viewer, { ...year, year: 2025 });
  await continueConvention(viewer, { ...year, conventionId: own.id });
  await archiveConvention(viewer, next?.id ?? '');
  await prisma.convention.update({ where: { id: last?.id }, data: { title: 'Renommée', year: 2024 } });
  await prisma.session.deleteMany();
  const before = await countAll();
  expect(await seedDemonstration()).not.toBeNull();
  expect(await countAll()).toEqual(before);
});

const realText = join(import.meta.dirname, '../../../shared/data/convention/convention-2025.txt');

test.skipIf(!existsSync(realText))(
  `it takes no sentence of the real convention${existsSync(realText) ? '' : ' (skipped: its text is not here)'}`,
  async () => {
    // Names of the parties side by side make twelve words in a row and are facts; more is a sentence.
    const RUN = 13;
    const wordsOf = (text: string) =>
      text
        .toLowerCase()
        .normalize('NFC')
        .match(/[\p{L}\p{N}]+/gu) ?? [];
    const runsOf = (words: string[]) =>
      words.slice(RUN - 1).map((_, start) => words.slice(start, start + RUN).join(' '));
    const real = new Set(runsOf(wordsOf(readFileSync(realText, 'utf8'))));
    expect(real.size).toBeGreaterThan(1000);
    const items = await prisma.programmeItem.findMany();
    expect(items.flatMap(({ text }) => runsOf(wordsOf(text))).filter((run) => real.has(run))).toEqual([]);
  },
);

describe('a start that was cut short', () => {
  test('is begun anew by the next, whole, and leaves nothing of what it had made', async () => {
    const whole = { ...(await countAll()), sessions: 0 };
    await prisma.demonstration.update({ where: { id: 1 }, data: { madeAt: null } });
    await prisma.person.deleteMany({ where: { email: 'lecture@demo.test' } });
    await prisma.meeting.updateMany({ data: { title: 'À moitié faite' } });
    await seedDemonstration();
    // The two conventions that somebody added in the test before were, as far as it knows, its own.
    const { conventions, participants, items, ...rest } = { ...(await countAll()), sessions: 0 };
    const { conventions: before, participants: _p, items: _i, ...wholeRest } = whole;
    expect(before - conventions).toBe(2);
    expect(participants).toBe(12);
    expect(items).toBeGreaterThan(100);
    expect(rest).toEqual(wholeRest);
    expect(await prisma.meeting.count({ where: { title: 'À moitié faite' } })).toBe(0);
    expect(await prisma.convention.count({ where: { demonstration: false } })).toBe(0);
  });

  test('is given up where somebody was named meanwhile, whose account stays', async () => {
    await prisma.demonstration.update({ where: { id: 1 }, data: { madeAt: null } });
    await appointAdministrator({ email: 'reelle@exemple.fr', name: 'Zoé Martin', organisation: 'Un organisme' });
    expect(await seedDemonstration()).toBeNull();
    expect(await prisma.person.findMany({ select: { email: true } })).toEqual([{ email: 'reelle@exemple.fr' }]);
    expect(await prisma.convention.count()).toBe(0);
  });
});

test('where somebody works already, nothing is put', async () => {
  await buildPerson();
  const before = await countAll();
  expect(await seedDemonstration()).toBeNull();
  expect(await countAll()).toEqual(before);
});
