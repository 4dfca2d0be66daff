// The files of a convention as they are found again: in which order, by what words, as what, and by whom.
import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, test } from 'vitest';
import { addPaymentProof, receivePaymentProof } from '#domain/budgets/payment-proofs.ts';
import { addDays, today } from '#domain/calendar.ts';
import { type FileRequest, listFiles, usesOfFiles } from '#domain/files/file-views.ts';
import { readFile, storeFile } from '#domain/files/files.ts';
import { createDeliverable, deliverPiece, withdrawDeliverable, withdrawPiece } from '#domain/follow-up/deliverables.ts';
import { recordEvidence, withdrawEvidence } from '#domain/obligations/evidence.ts';
import type { Viewer } from '#domain/viewers.ts';
import { type FileKind, fileKinds } from '#domain/vocabulary.ts';
import { prisma } from '#prisma/client.ts';
import { buildLine, buildPayment } from '../../build/budgets.ts';
import { buildConvention } from '../../build/conventions.ts';
import { buildApprovedMinutes, buildJoint, buildMeeting, type Joint } from '../../build/meetings.ts';
import { buildObligation } from '../../build/obligations.ts';
import { buildSystemViewer, buildViewer } from '../../build/organisations.ts';
import { useDatabase } from '../../rig/database.ts';
import { useOutside } from '../../rig/outside.ts';

useDatabase();
useOutside();

let joint: Joint;
beforeEach(async () => {
  joint = await buildJoint();
});

const coded = (code: string) => expect.objectContaining({ code });

/** Keeps a file of this name, handed in so many minutes after the first of the year. */
async function keep(fileName: string, minute = 0): Promise<string> {
  const { id } = await storeFile(joint.agent, joint.convention.id, {
    fileName,
    bytes: Buffer.from(`%PDF-1.7 ${fileName}`),
  });
  const createdAt = new Date(Date.UTC(2025, 0, 1, 0, minute));
  await prisma.storedFile.update({ where: { id }, data: { createdAt } });
  return id;
}

const list = (request: FileRequest = {}, viewer: Viewer = joint.reader) =>
  listFiles(viewer, joint.convention.id, request);
const namesOf = async (request: FileRequest = {}) => (await list(request)).nodes.map(({ node }) => node.name);
const usesOf = async (fileId: string, viewer: Viewer = joint.reader) =>
  ((await usesOfFiles(viewer, [fileId])).get(fileId) ?? []).map(({ kind, title }) => `${kind} ${title}`);

/** Hands a file in as a piece of a new deliverable. */
async function asPiece(fileId: string, title = 'Fiches-bilan') {
  const place = { conventionId: joint.convention.id, blockId: joint.blockId };
  const deliverable = await createDeliverable(joint.agent, { ...place, title, target: 2 });
  const piece = await deliverPiece(joint.agent, { deliverableId: deliverable.id, on: today(), fileId });
  return { deliverable, piece };
}

/** Shows a file as the proof of an obligation. */
async function asEvidence(fileId: string) {
  const obligation = await buildObligation(joint, { proof: 'DOCUMENT', title: 'Remettre le rapport' });
  const [occurrence] = obligation.occurrences;
  const shown = { proof: 'DOCUMENT', on: '2025-06-01', title: 'Rapport', attendeeIds: [], fileId };
  const evidence = await recordEvidence(joint.agent, { occurrenceId: occurrence?.id, ...shown });
  return { obligation, evidence };
}

async function asPaymentProof(fileId: string): Promise<void> {
  const { id: paymentId } = await buildPayment(joint.steward, (await buildLine(joint.steward, joint.convention.id)).id);
  await addPaymentProof(joint.steward, { paymentId, title: 'Bilan financier' });
  const { id: proofId } = await prisma.paymentProof.findFirstOrThrow({ where: { paymentId } });
  await receivePaymentProof(joint.steward, { proofId, receivedOn: addDays(today(), -1), fileId });
}

/** Freezes the text with this file as its PDF, whatever the path to it. */
const asSignedText = (pdfId: string) =>
  prisma.frozenText.create({
    data: { conventionId: joint.convention.id, sequence: 1, canonical: '{}', sha256: '0'.repeat(64), pdfId },
  });

describe('the list', () => {
  test('gives the newest first, each file once whatever the size of the pages', async () => {
    // Three of one instant: the id decides.
    for (const [name, minute] of Object.entries({ a: 3, b: 1, c: 2, d: 2, e: 2 })) await keep(name, minute);
    const whole = await namesOf();
    expect([whole[0], [...whole.slice(1, 4)].sort(), whole[4]]).toEqual(['a', ['c', 'd', 'e'], 'b']);
    for (const first of [1, 2, 3]) {
      const seen: string[] = [];
      let after: string | null = null;
      for (let hasNextPage = true; hasNextPage; ) {
        const page: Awaited<ReturnType<typeof list>> = await list({ first, after });
        seen.push(...page.nodes.map(({ node }) => node.name));
        after = page.nodes.at(-1)?.cursor ?? null;
        ({ hasNextPage } = page);
      }
      expect(seen).toEqual(whole);
    }
  });

  test('goes on after the last one seen, also when that one is gone and newer ones came', async () => {
    await keep('ancien', 1);
    const goneId = await keep('parti', 2);
    const { nodes } = await list({ first: 1 });
    await prisma.storedFile.delete({ where: { id: goneId } });
    await keep('nouveau', 3);
    expect(await namesOf({ after: nodes[0]?.cursor })).toEqual(['ancien']);
  });

  test.each([
    ['words', 'n’importe quoi'],
    ['no instant', Buffer.from(`hier\n${randomUUID()}`).toString('base64url')],
    ['an instant that is not', Buffer.from(`2025-02-40T00:00:00.000Z\n${randomUUID()}`).toString('base64url')],
    ['no id', Buffer.from(`2025-02-01T00:00:00.000Z\n${'-'.repeat(36)}`).toString('base64url')],
  ])('a cursor of %s is refused', async (_what, after) => {
    await expect(list({ after })).rejects.toEqual(coded('INVALID_INPUT'));
  });

  test('is of what may be downloaded, no more and no less: others learn of nothing', async () => {
    const id = await keep('rapport.pdf');
    const administrator = await buildViewer({ platformAdministrator: true });
    for (const viewer of [joint.reader, joint.agent, administrator]) {
      expect((await list({}, viewer)).nodes.map(({ node }) => node.id)).toEqual([id]);
      expect((await readFile(viewer, id)).id).toBe(id);
    }
    // A person takes part by name: a key of the same organisation does not.
    for (const viewer of [await buildViewer(), await buildSystemViewer(joint.debtor.id, 'READ')]) {
      await expect(list({}, viewer)).rejects.toEqual(coded('NOT_FOUND'));
      await expect(readFile(viewer, id)).rejects.toEqual(coded('NOT_FOUND'));
    }
    for (const nowhere of [randomUUID(), 'ailleurs'])
      await expect(listFiles(joint.reader, nowhere, {})).rejects.toEqual(coded('NOT_FOUND'));
  });

  test('holds the files of its convention alone', async () => {
    await keep('ici.pdf');
    const participants = [{ personId: joint.reader.personId, role: 'READER' as const }];
    const other = await buildConvention({ participants });
    expect((await listFiles(joint.reader, other.id, {})).nodes).toEqual([]);
  });
});

describe('words', () => {
  test.each([
    ['', ['50 %_fait.pdf', 'Lens.pdf', 'Compte rendu – Été.pdf']],
    ['RENDU ete', ['Compte rendu – Été.pdf']],
    ['été compte', ['Compte rendu – Été.pdf']],
    ['e\u0301te\u0301', ['Compte rendu – Été.pdf']],
    ['rendu Lens', []],
    ['%', ['50 %_fait.pdf']],
    ['_', ['50 %_fait.pdf']],
    ['%_', ['50 %_fait.pdf']],
    ['c_mpte', []],
    ['\\', []],
    ['\\%', []],
    ['\u0000', ['50 %_fait.pdf', 'Lens.pdf', 'Compte rendu – Été.pdf']],
    ['re\u200bndu\u0000 \ud800', ['Compte rendu – Été.pdf']],
    ["' or 1=1 --", []],
  ])('%j finds what holds all of them, and no sign means more than itself', async (words, found) => {
    for (const [minute, name] of ['Compte rendu – Été.pdf', 'Lens.pdf', '50 %_fait.pdf'].entries())
      await keep(name, minute);
    expect(await namesOf({ words })).toEqual(found);
  });

  test('that are too many are refused at their field', async () => {
    await expect(list({ words: 'a'.repeat(201) })).rejects.toMatchObject({
      code: 'INVALID_INPUT',
      fields: { words: 'Raccourcissez la recherche.' },
    });
    await expect(list({ kind: 'TOUT' })).rejects.toEqual(coded('INVALID_INPUT'));
  });
});

describe('what a file serves as', () => {
  test('is told with the thing’s title, and narrows the list', async () => {
    const [piece, proof] = [await keep('fiche.pdf', 1), await keep('rapport.pdf', 2)];
    const [received, signed] = [await keep('bilan.pdf', 3), await keep('signé.pdf', 4)];
    await keep('note.pdf', 5);
    await asPiece(piece);
    await asEvidence(proof);
    await asPaymentProof(received);
    await asSignedText(signed);
    await buildApprovedMinutes(await buildMeeting(joint));
    const found = Object.fromEntries(
      await Promise.all(fileKinds.map(async (kind: FileKind) => [kind, await namesOf({ kind })] as const)),
    );
    expect(found).toEqual({
      MINUTES: ['Compte rendu.pdf'],
      DELIVERABLE: ['fiche.pdf'],
      EVIDENCE: ['rapport.pdf'],
      PAYMENT_PROOF: ['bilan.pdf'],
      SIGNED_TEXT: ['signé.pdf'],
      OTHER: ['note.pdf'],
    });
    const uses = await usesOfFiles(joint.reader, [piece, proof, received, signed]);
    expect([...uses.values()].flat().map(({ kind, title }) => [kind, title])).toEqual(
      expect.arrayContaining([
        ['DELIVERABLE', 'Fiches-bilan'],
        ['EVIDENCE', 'Remettre le rapport'],
        ['PAYMENT_PROOF', 'Bilan financier'],
        ['SIGNED_TEXT', joint.convention.title],
      ]),
    );
    expect(await namesOf({ kind: 'EVIDENCE', words: 'fiche' })).toEqual([]);
  });

  test('may be several things, each told once', async () => {
    const id = await keep('tout.pdf');
    const { deliverable } = await asPiece(id);
    await deliverPiece(joint.agent, { deliverableId: deliverable.id, on: today(), fileId: id });
    await asEvidence(id);
    expect(await usesOf(id)).toEqual(['DELIVERABLE Fiches-bilan', 'EVIDENCE Remettre le rapport']);
    for (const kind of ['DELIVERABLE', 'EVIDENCE']) expect(await namesOf({ kind })).toEqual(['tout.pdf']);
    expect(await namesOf({ kind: 'OTHER' })).toEqual([]);
  });

  test('is told of twenty things at most', async () => {
    const id = await keep('tout.pdf');
    for (let number = 1; number <= 21; number += 1) await asPiece(id, `Livrable ${number}`);
    expect(await usesOf(id)).toHaveLength(20);
  });

  test('is told no more once it is withdrawn; the file stays', async () => {
    const [first, second, third] = [await keep('un.pdf', 3), await keep('deux.pdf', 2), await keep('trois.pdf', 1)];
    await withdrawPiece(joint.agent, (await asPiece(first, 'Retirée')).piece.id);
    await withdrawDeliverable(joint.agent, (await asPiece(second, 'Retiré')).deliverable.id);
    await withdrawEvidence(joint.agent, { evidenceId: (await asEvidence(third)).evidence.id });
    for (const id of [first, second, third]) expect(await usesOf(id)).toEqual([]);
    expect(await namesOf({ kind: 'OTHER' })).toEqual(['un.pdf', 'deux.pdf', 'trois.pdf']);
    for (const kind of ['DELIVERABLE', 'EVIDENCE']) expect(await namesOf({ kind })).toEqual([]);
  });

  test('is told to those alone who see that thing: an amendment takes the file, not the meeting', async () => {
    await buildApprovedMinutes(await buildMeeting(joint));
    const newcomer = await buildViewer();
    const amendment = await buildConvention({
      participants: [
        { personId: joint.reader.personId, role: 'READER' },
        { personId: newcomer.personId, role: 'READER' },
      ],
    });
    const { id } = await prisma.storedFile.findFirstOrThrow({ where: { conventionId: joint.convention.id } });
    await prisma.storedFile.update({ where: { id }, data: { conventionId: amendment.id } });
    expect(await usesOf(id)).toEqual(['MINUTES Échange des deux MDADT']);
    expect(await usesOf(id, newcomer)).toEqual([]);
    const seen = async (viewer: Viewer, kind: FileKind) =>
      (await listFiles(viewer, amendment.id, { kind })).nodes.map(({ node }) => node.id);
    expect(await Promise.all([seen(joint.reader, 'MINUTES'), seen(newcomer, 'MINUTES')])).toEqual([[id], []]);
    expect(await Promise.all([seen(joint.reader, 'OTHER'), seen(newcomer, 'OTHER')])).toEqual([[], [id]]);
  });
});
