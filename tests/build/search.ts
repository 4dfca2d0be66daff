// Makers for the search: what a viewer finds, in words a test can compare.
import { randomUUID } from 'node:crypto';
import type { Segment } from '#domain/search/hits.ts';
import type { SearchKind } from '#domain/search/inputs.ts';
import { searchEverything } from '#domain/search/search.ts';
import type { Viewer } from '#domain/viewers.ts';
import { prisma } from '#prisma/client.ts';
import type { Joint } from './meetings.ts';
import { buildOrganisation, buildPerson } from './organisations.ts';

/** « L’**aménagement** du site »: the words that match between asterisks. */
export const markedWords = (segments: readonly Segment[]): string =>
  segments.map(({ text, isMatch }) => (isMatch ? `*${text}*` : text)).join('');

const plainWords = (segments: readonly Segment[]) => segments.map(({ text }) => text).join('');

/** « KIND words » of each thing that a viewer finds, the best first. */
export async function found(viewer: Viewer, words: string, more: object = {}): Promise<string[]> {
  const { hits } = await searchEverything(viewer, { words, ...more });
  return hits.nodes.map(({ node }) => `${node.kind} ${plainWords(node.title) || plainWords(node.passage)}`);
}

/** One thing of every kind that holds `word`, in the meeting's convention and its organisation; ids by kind. */
export async function buildEveryKind({ convention, department, agent, blockId }: Joint, word: string) {
  const conventionId = convention.id;
  const at = new Date('2025-06-01T08:00:00Z');
  const [item, action, decision, task, notes] = Array.from({ length: 5 }, () => randomUUID()) as [
    string,
    string,
    string,
    string,
    string,
  ];
  const common = { conventionId, title: '', position: 90 };
  await prisma.convention.update({ where: { id: conventionId }, data: { title: `Convention ${word}` } });
  await prisma.programmeItem.createMany({
    data: [
      { ...common, blockId: item, kind: 'PARAGRAPH', text: `Un alinéa ${word}.` },
      { ...common, blockId: action, kind: 'PARAGRAPH', mark: 'ACTION', text: `Une action ${word}.` },
    ],
  });
  await prisma.actionFollowUp.create({ data: { conventionId, blockId: action } });
  const { id: note } = await prisma.actionNote.create({
    data: { conventionId, blockId: action, on: at, body: `Un point ${word}.`, authorId: agent.personId },
  });
  const thread = await prisma.thread.create({
    data: { conventionId, blockId, quotation: '', prefix: '', suffix: '', createdById: agent.personId },
  });
  const { id: comment } = await prisma.comment.create({
    data: { threadId: thread.id, authorId: agent.personId, body: `Un commentaire ${word}.` },
  });
  const { id: obligation } = await prisma.obligation.create({
    data: {
      ...{ conventionId, blockId, title: `Une obligation ${word}`, periodicity: 'ONCE', proof: 'DOCUMENT' },
      ...{ startsOn: at, endsOn: at },
    },
  });
  const { id: deliverable } = await prisma.deliverable.create({
    data: { conventionId, blockId, title: `Un livrable ${word}` },
  });
  const { id: meeting } = await prisma.meeting.create({
    data: {
      ...{ conventionId, kind: 'OTHER', title: 'Une réunion', place: `Salle ${word}`, uid: randomUUID() },
      ...{ startsAt: at, endsAt: new Date('2025-06-01T10:00:00Z') },
    },
  });
  const { id: agenda } = await prisma.agendaItem.create({
    data: { meetingId: meeting, position: 0, title: `Un point de l’ordre du jour ${word}` },
  });
  await prisma.outcome.createMany({
    data: [
      { meetingId: meeting, blockId: decision, kind: 'DECISION', text: `Une décision ${word}.`, position: 0 },
      { meetingId: meeting, blockId: task, kind: 'TASK', text: `Une tâche ${word}.`, position: 1 },
    ],
  });
  await prisma.notesPassage.create({
    data: { meetingId: meeting, blockId: notes, position: 0, heading: '', text: `Des notes ${word}.` },
  });
  const { id: file } = await prisma.storedFile.create({
    data: { conventionId, name: `bilan_${word}-v2.pdf`, mediaType: 'application/pdf', size: 1, sha256: '' },
  });
  const { id: dataset } = await prisma.dataset.create({
    data: {
      ...{ kind: 'DATASET', title: `Des données ${word}`, description: '', frequency: 'NEVER', licence: 'CONVENTION' },
      ...{ access: 'PARTNERS', producerId: department.id, organisationId: department.id, ownerId: agent.personId },
      versions: {
        create: { number: 1, fileName: 'x.csv', size: 1, createdById: agent.personId, state: 'READY', summary: {} },
      },
    },
  });
  const { id: organisation } = await buildOrganisation({ shortName: `L’agence ${word}` });
  const { id: person } = await buildPerson({ organisationId: department.id, name: `Camille ${word}` });
  return {
    ...{ CONVENTION: conventionId, ITEM: item, ACTION: action, ACTION_NOTE: note, DELIVERABLE: deliverable },
    ...{ OBLIGATION: obligation, COMMENT: comment, MEETING: meeting, AGENDA: agenda, NOTES: notes },
    ...{ DECISION: decision, TASK: task, FILE: file, DATASET: dataset, PERSON: person, ORGANISATION: organisation },
  } satisfies Record<SearchKind, string>;
}
