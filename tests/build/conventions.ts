// Makers: each creates one thing with all it needs, in the database of the running test file, and takes what the test
// says of it. `viewer…` sign in through the real door.

import { randomUUID } from 'node:crypto';
import type { JSONContent } from '@tiptap/core';
import { Doc, encodeStateAsUpdate } from 'yjs';
import { moveConvention } from '#domain/conventions/lifecycle.ts';
import { createDocument } from '#domain/texts/documents.ts';
import { parseText, writeText } from '#domain/texts/live-text.ts';
import type { Viewer } from '#domain/viewers.ts';
import type { ConventionState, ParticipantRole } from '#domain/vocabulary.ts';
import type { Convention } from '#generated/prisma/client.ts';
import { prisma } from '#prisma/client.ts';
import { next } from './organisations.ts';

/** A paragraph of a text, with an id of its own unless one is given. */
export const paragraph = (text: string, id: string = randomUUID()): JSONContent => ({
  type: 'paragraph',
  attrs: { id },
  content: text === '' ? [] : [{ type: 'text', text }],
});

/** A heading of a text. */
export const heading = (text: string, kind = 'article', id: string = randomUUID()): JSONContent => ({
  type: 'heading',
  attrs: { id, kind },
  content: [{ type: 'text', text }],
});

/** Who takes part in a convention and as what. */
export type Parts = readonly { personId?: string; organisationId?: string; role: ParticipantRole }[];

/** A convention whose stored text holds these blocks. */
export async function buildConvention({
  state = 'DRAFT',
  content = [paragraph('Le texte de la convention.')],
  participants = [],
  title = `Convention ${next()}`,
  year = 2026,
}: {
  state?: ConventionState;
  content?: JSONContent[];
  participants?: Parts;
  title?: string;
  year?: number;
} = {}): Promise<Convention> {
  const doc = new Doc();
  writeText(doc, parseText({ type: 'doc', content }));
  return prisma.$transaction(async (tx) => {
    const documentId = await createDocument(tx, { kind: 'CONVENTION', bytes: encodeStateAsUpdate(doc) });
    return tx.convention.create({
      data: { title, year, state, documentId, participants: { create: participants.map((part) => ({ ...part })) } },
    });
  });
}

/** A vote that adopts. */
export const vote = {
  body: 'Commission permanente',
  deliberation: '2025-117',
  votesFor: 40,
  votesAgainst: 0,
  abstentions: 0,
  absent: 4,
  present: 35,
  excused: 5,
  leftRoom: ['Une conseillère', 'Un conseiller', 'Un autre conseiller'],
};

/** Two parties sign. */
export const signature = {
  place: 'Arras',
  originals: 2,
  signatories: [
    { name: 'Un président', capacity: 'Président du Conseil départemental', organisation: 'Département' },
    { name: 'Une présidente', capacity: 'Présidente', organisation: 'Mission' },
  ],
};

/** What a step must record, and passing over whatever is warned of. */
export const stepInputs: Partial<Record<ConventionState, object>> = {
  DRAFT: { reason: 'Une erreur de montant.' },
  OPINION_GIVEN: { opinion: { body: '5e commission', outcome: 'FAVOURABLE' } },
  ADOPTED: { vote },
  REJECTED: { reason: 'Crédits insuffisants.' },
  SIGNED: { signature },
  TERMINATED: { reason: 'Actions arrêtées.', termination: { ground: 'WITHOUT_NOTICE' } },
};

/** The input of one step, on a day of 2025 unless said otherwise. */
export const stepInput = (conventionId: string, to: ConventionState, more: object = {}) => ({
  conventionId,
  to,
  on: '2025-04-22',
  passOver: true,
  ...stepInputs[to],
  ...more,
});

const path = ['IN_REVIEW', 'OPINION_GIVEN', 'ADOPTED', 'SIGNED', 'RUNNING', 'REPORTED', 'CLOSED'] as const;

/** Takes a draft along the path as its steward, up to a state. */
export async function moveTo(steward: Viewer, conventionId: string, state: (typeof path)[number]): Promise<void> {
  for (const to of path.slice(0, path.indexOf(state) + 1)) await moveConvention(steward, stepInput(conventionId, to));
}
