// Agendas across the years: what a meeting may draw from the convention beside its own, what it may not, and what is shown
// of it to who does not see that year.
import { beforeEach, describe, expect, test } from 'vitest';
import { type AgendaSuggestion, suggestAgenda } from '#domain/agendas/agenda-suggestions.ts';
import { addAgendaItem } from '#domain/agendas/agendas.ts';
import { addDays, today } from '#domain/calendar.ts';
import { openThread } from '#domain/discussions/threads.ts';
import type { MeetingView } from '#domain/meetings/meeting-views.ts';
import { projectOutcomes } from '#domain/outcomes/outcomes.ts';
import { createMeeting } from '#domain/scheduling/meetings.ts';
import type { PersonViewer } from '#domain/viewers.ts';
import { createEndpoint } from '#graphql/endpoint.ts';
import { prisma } from '#prisma/client.ts';
import { buildNext, buildPast, type Next } from '../../build/agendas.ts';
import { buildJoint, buildMeeting, buildNotes, type Joint, newMeeting, outcome } from '../../build/meetings.ts';
import { buildObligation, setState } from '../../build/obligations.ts';
import { buildViewer } from '../../build/organisations.ts';
import { useDatabase } from '../../rig/database.ts';
import { useOutside } from '../../rig/outside.ts';

useDatabase();
useOutside();

let joint: Joint;
let next: Next;
/** Of the running year, and of the year that is prepared. */
let ofYear: MeetingView;
let ofNext: MeetingView;
beforeEach(async () => {
  joint = await buildJoint();
  next = await buildNext(joint);
  ofYear = await buildMeeting(joint);
  ofNext = await createMeeting(joint.agent, newMeeting({ ...joint, convention: next.convention }));
});

const suggested = (meeting: MeetingView, words?: string, viewer = joint.agent) =>
  suggestAgenda(viewer, { meetingId: meeting.id, words });
const saidOf = (suggestions: AgendaSuggestion[]) =>
  suggestions.map(({ source, title, isLate, convention }) => [source, title, isLate, convention.year]);
const take = (meeting: MeetingView, { title, occurrenceId, outcomeMeetingId, outcomeBlockId }: AgendaSuggestion) =>
  addAgendaItem(joint.agent, { meetingId: meeting.id, title, occurrenceId, outcomeMeetingId, outcomeBlockId });

const buildLate = () => buildObligation(joint, { startsOn: '2025-01-01', endsOn: addDays(today(), -10) });

/** A meeting of last week in the running year, with tasks left open. */
async function buildEarlier(tasks: string[], more: object = {}): Promise<MeetingView> {
  const earlier = await buildPast(joint, 7, more);
  const blocks = tasks.map((words) => outcome('TASK', words));
  await projectOutcomes(await buildNotes(earlier.id, blocks));
  return earlier;
}

describe('across the years', () => {
  test('a meeting of the year to come takes what the year it continues owes late and left open', async () => {
    await buildLate();
    await buildEarlier(['Écrire aux offices.']);
    const found = await suggested(ofNext);
    expect(saidOf(found)).toEqual([
      ['OBLIGATION', 'Réunir les financeurs', true, 2025],
      ['TASK', 'Écrire aux offices.', false, 2025],
    ]);
    for (const suggestion of found) await take(ofNext, suggestion);
    expect(await suggested(ofNext)).toEqual([]);
  });

  test('a meeting of the running year takes threads and passages of the draft that continues it', async () => {
    const thread = { conventionId: next.convention.id, blockId: next.paragraphId, body: 'Lesquels ?' };
    await openThread(joint.agent, thread);
    expect(saidOf(await suggested(ofYear, 'chemins'))).toEqual([
      ['THREAD', 'Discuter « Les chemins de terril sont ouverts. »', false, 2026],
      ['PASSAGE', 'Les chemins de terril sont ouverts.', false, 2026],
    ]);
    const { agenda } = await addAgendaItem(joint.agent, {
      meetingId: ofYear.id,
      title: 'Chemins',
      blockId: next.paragraphId,
    });
    expect(agenda).toMatchObject([{ title: 'Chemins', blockId: next.paragraphId }]);
  });

  test('what both years say in the same words is found once, in the meeting’s own', async () => {
    const words = 'Le partenaire réunit ses financeurs.';
    expect(saidOf(await suggested(ofYear, 'réunit financeurs'))).toEqual([['PASSAGE', words, false, 2025]]);
    expect(saidOf(await suggested(ofNext, 'réunit financeurs'))).toEqual([['PASSAGE', words, false, 2026]]);
  });

  test('the draft beside it owes nothing yet, and the year that is over owes nothing any more', async () => {
    const ofDraft = { ...joint, convention: next.convention, blockId: next.objectiveId };
    await buildObligation(ofDraft, { title: 'Suivre les chemins', endsOn: addDays(today(), -10) });
    expect(await suggested(ofYear)).toEqual([]);
    await buildLate();
    expect(saidOf(await suggested(ofYear))).toEqual([['OBLIGATION', 'Réunir les financeurs', true, 2025]]);
    await setState(joint.convention.id, 'CLOSED');
    expect(saidOf(await suggested(ofNext))).toEqual([['OBLIGATION', 'Suivre les chemins', true, 2026]]);
  });

  test('nothing comes from two years away nor from what is archived', async () => {
    const { occurrences } = await buildLate();
    const { convention: after } = await buildNext(joint, next.convention.id, 2027);
    const ofAfter = await createMeeting(joint.agent, newMeeting({ ...joint, convention: after }));
    expect(await suggested(ofAfter)).toEqual([]);
    const point = { meetingId: ofAfter.id, title: 'Bilan', occurrenceId: occurrences[0]?.id };
    await expect(addAgendaItem(joint.agent, point)).rejects.toMatchObject({ code: 'INVALID_INPUT' });
    const passages = async () => (await suggested(ofYear, 'chemins')).filter(({ source }) => source === 'PASSAGE');
    expect(await passages()).toHaveLength(1);
    await prisma.convention.update({ where: { id: next.convention.id }, data: { archivedAt: new Date() } });
    expect(await passages()).toEqual([]);
  });

  test('nothing is offered to nor taken by who does not see that year', async () => {
    await buildLate();
    await buildEarlier(['Écrire aux offices.']);
    const found = await suggested(ofNext);
    expect(found).toHaveLength(2);
    await prisma.participant.deleteMany({
      where: { conventionId: joint.convention.id, personId: joint.agent.personId },
    });
    expect(await suggested(ofNext)).toEqual([]);
    for (const suggestion of found)
      await expect(take(ofNext, suggestion)).rejects.toMatchObject({ fields: { title: expect.stringMatching(/\.$/) } });
  });

  test('twenty open tasks are offered, those of the same kind of meeting first, then the soonest due', async () => {
    const many = Array.from({ length: 21 }, (_, index) => `Autre tâche ${index}.`);
    await buildEarlier(many, { kind: 'TECHNICAL_COMMITTEE' });
    const { id: meetingId } = await buildEarlier(['Sans échéance.', 'Pour bientôt.']);
    const dueOn = new Date(`${addDays(today(), 5)}T00:00:00Z`);
    await prisma.outcome.updateMany({ where: { meetingId, text: 'Pour bientôt.' }, data: { dueOn } });
    const found = await suggested(ofNext);
    expect(found).toHaveLength(20);
    expect(found.slice(0, 3).map(({ title }) => title)).toEqual(['Pour bientôt.', 'Sans échéance.', 'Autre tâche 0.']);
  });
});

describe('what is shown of a point', () => {
  const query = `query ($id: ID!) { meeting(id: $id) { agenda { title source path convention { year } } } }`;

  async function shownTo(viewer: PersonViewer) {
    const response = await createEndpoint().fetch(
      'http://localhost/graphql',
      {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ query, variables: { id: ofNext.id } }),
      },
      { viewer, from: { ip: '192.0.2.1', userAgent: null } },
    );
    const { data } = (await response.json()) as { data: { meeting: { agenda: { title: string }[] } } };
    return data.meeting.agenda;
  }

  test('links lead into the year it comes from; who does not see that year reads its title alone', async () => {
    await buildLate();
    const earlier = await buildEarlier(['Écrire aux offices.']);
    for (const suggestion of await suggested(ofNext)) await take(ofNext, suggestion);
    const blocks = { 'Chez eux': joint.paragraphId, 'Chez nous': next.paragraphId };
    for (const [title, blockId] of Object.entries(blocks))
      await addAgendaItem(joint.agent, { meetingId: ofNext.id, title, blockId });
    await addAgendaItem(joint.agent, { meetingId: ofNext.id, title: 'Divers' });
    const own = {
      title: 'Chez nous',
      path: `/conventions/${next.convention.id}/lecture#b-${next.paragraphId}`,
      convention: { year: 2026 },
    };
    const last = { year: 2025 };
    expect(await shownTo(joint.agent)).toMatchObject([
      {
        path: expect.stringContaining(`/conventions/${joint.convention.id}/suivi/obligations?echeance=`),
        convention: last,
      },
      { path: `/reunions/${earlier.id}#decisions`, convention: last },
      { path: `/conventions/${joint.convention.id}/lecture#b-${joint.paragraphId}`, convention: last },
      own,
      { title: 'Divers', source: null, path: null, convention: null },
    ]);
    const newcomer = await buildViewer();
    await prisma.participant.create({
      data: { conventionId: next.convention.id, personId: newcomer.personId, role: 'READER' },
    });
    const unseen = { path: null, convention: null };
    expect(await shownTo(newcomer)).toMatchObject([
      { title: 'Réunir les financeurs', ...unseen },
      { title: 'Écrire aux offices.', ...unseen },
      { title: 'Chez eux', ...unseen },
      own,
      { title: 'Divers', ...unseen },
    ]);
  });

  test('once what it comes from is gone, its title stays and leads nowhere', async () => {
    const { id } = await buildLate();
    for (const suggestion of await suggested(ofNext)) await take(ofNext, suggestion);
    await prisma.obligation.delete({ where: { id } });
    expect(await shownTo(joint.agent)).toMatchObject([
      { title: 'Réunir les financeurs', source: 'OBLIGATION', path: null, convention: null },
    ]);
  });
});
