// The notes of a meeting over the wire, with the domain's own rights: who is invited writes, others read, and an invitation
// taken back takes effect in the open text.

import { expect, test } from 'vitest';
import { openMeetingNotes } from '#domain/minutes/meeting-notes.ts';
import { handIn } from '#domain/outside.ts';
import { invite, uninvite } from '#domain/scheduling/invitations.ts';
import { textMode } from '#domain/texts/access.ts';
import type { PersonViewer } from '#domain/viewers.ts';
import { prisma } from '#prisma/client.ts';
import { useHost } from '#tests/rig/realtime-host.ts';
import { buildCalled, buildJoint, type Joint } from '../build/meetings.ts';
import { blocksOfText, setKey } from '../build/texts.ts';
import { useDatabase } from '../rig/database.ts';
import { keptFiles, storedTexts, useOutside } from '../rig/outside.ts';
import { addParagraph, storedText, textOf, until } from './host.ts';

useDatabase();
const outside = useOutside();

const viewers = new Map<string, PersonViewer>();

const host = useHost({
  modeOf: async ({ personId }, documentId) => {
    const viewer = viewers.get(personId);
    return viewer ? textMode(viewer, documentId) : null;
  },
});

/** The domain tells this host whose rights changed, as server.ts has it do. */
function announceToHost() {
  handIn({
    live: storedTexts,
    announcements: {
      changed: (changes) => outside.announced.push(...changes),
      rightsChanged: (whose) => host.sockets.rightsChanged(whose),
      sessionsEnded: () => undefined,
    },
    mail: { queue: async (_tx, message) => void outside.mails.push(message) },
    files: keptFiles(),
  });
}

async function join(viewer: PersonViewer, documentId: string) {
  viewers.set(viewer.personId, viewer);
  const person = { ...host.person(viewer.name), personId: viewer.personId };
  host.people.set(person.bearer, person);
  const connection = host.connect(person, documentId);
  await connection.whenSynced;
  return connection;
}

async function buildNotes(joint: Joint) {
  const { id: meetingId } = await buildCalled(joint);
  await openMeetingNotes(joint.agent, { meetingId });
  const { documentId } = await prisma.meetingNotes.findUniqueOrThrow({ where: { meetingId } });
  return { meetingId, documentId };
}

test('R12 who is invited writes the notes, who is not reads them, and who is taken off reads from then on', async () => {
  const joint = await buildJoint();
  announceToHost();
  const { agent, reader } = joint;
  const { meetingId, documentId } = await buildNotes(joint);
  const organiser = await join(agent, documentId);
  const guest = await join(reader, documentId);
  expect([organiser.status.mode, guest.status.mode]).toEqual(['write', 'read']);

  await invite(agent, { meetingId, personId: reader.personId });
  await until(() => guest.status.mode === 'write' && guest.status.synced);
  addParagraph(guest.doc, 'Vu par la personne invitée.');
  await until(() => textOf(organiser.doc).includes('personne invitée'));

  const { id: inviteeId } = await prisma.invitee.findFirstOrThrow({ where: { meetingId, personId: reader.personId } });
  await uninvite(agent, { meetingId, inviteeId });
  await until(() => guest.status.mode === 'read' && guest.status.synced);
  addParagraph(guest.doc, 'Trop tard.');
  addParagraph(organiser.doc, 'La suite.');
  await until(() => organiser.status.unconfirmedBytes === 0);
  const kept = textOf(await storedText(documentId));
  expect(kept).toContain('La suite.');
  expect(kept).not.toContain('Trop tard.');
  expect(organiser.status.mode).toBe('write');
});

test('a block marked as a decision or a task passes the check of what may be written', async () => {
  const joint = await buildJoint();
  announceToHost();
  const { documentId } = await buildNotes(joint);
  const writer = await join(joint.agent, documentId);
  const refused: string[] = [];
  writer.on('refused', (code) => refused.push(code));
  setKey(writer.doc, 0, 'outcome', 'DECISION');
  await until(() => writer.status.unconfirmedBytes === 0);
  expect(refused).toEqual([]);
  expect(blocksOfText(await storedText(documentId))[0]?.facts.outcome).toBe('DECISION');
});
