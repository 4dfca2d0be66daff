// Makers for the follow-up: a convention whose text promises things and whose rows say so, with one viewer a role.
import { randomUUID } from 'node:crypto';
import type { JSONContent } from '@tiptap/core';
import { projectProgramme } from '#domain/conventions/projection.ts';
import type { PersonViewer } from '#domain/viewers.ts';
import type { ConventionState, ItemMark } from '#domain/vocabulary.ts';
import type { Convention } from '#generated/prisma/client.ts';
import { prisma } from '#prisma/client.ts';
import { buildConvention, heading, paragraph } from './conventions.ts';
import { buildOrganisation, buildPerson, signIn } from './organisations.ts';

/** A paragraph that promises something. */
export const promise = (text: string, mark: ItemMark, id: string = randomUUID()): JSONContent => ({
  type: 'paragraph',
  attrs: { id, mark },
  content: [{ type: 'text', text }],
});

/** Ids of the blocks of a followed convention. */
export interface FollowedBlocks {
  axis: string;
  objective: string;
  action: string;
  commitment: string;
  deliverable: string;
  plain: string;
  otherAxis: string;
  otherAction: string;
}

export interface Followed {
  convention: Convention;
  blocks: FollowedBlocks;
  steward: PersonViewer;
  editor: PersonViewer;
  reader: PersonViewer;
  stranger: PersonViewer;
}

const newBlocks = (): FollowedBlocks => ({
  axis: randomUUID(),
  objective: randomUUID(),
  action: randomUUID(),
  commitment: randomUUID(),
  deliverable: randomUUID(),
  plain: randomUUID(),
  otherAxis: randomUUID(),
  otherAction: randomUUID(),
});

const contentOf = (blocks: FollowedBlocks) => [
  heading('Programme'),
  heading('Gérer le Bien', 'axis', blocks.axis),
  heading('Veiller sur le patrimoine', 'objective', blocks.objective),
  promise('Animer la gouvernance du Bien.', 'ACTION', blocks.action),
  promise('Associer les services du Département.', 'COMMITMENT', blocks.commitment),
  promise('Une fiche-bilan par cité.', 'DELIVERABLE', blocks.deliverable),
  paragraph('Le Bien a été inscrit en 2012.', blocks.plain),
  heading('Rénover les cités', 'axis', blocks.otherAxis),
  promise('Tenir le groupe Habitat.', 'ACTION', blocks.otherAction),
];

/** A running convention with two axes, four promises and one viewer a role; in 2025 unless said otherwise. */
export async function buildFollowed({
  state = 'RUNNING',
  year = 2025,
}: {
  state?: ConventionState;
  year?: number;
} = {}): Promise<Followed> {
  const { id: organisationId } = await buildOrganisation();
  const [steward, editor, reader, stranger] = await Promise.all([
    signIn(await buildPerson({ organisationId })),
    signIn(await buildPerson()),
    signIn(await buildPerson()),
    signIn(await buildPerson()),
  ]);
  const blocks = newBlocks();
  const convention = await buildConvention({
    state,
    year,
    content: contentOf(blocks),
    participants: [
      { personId: steward.personId, role: 'STEWARD' },
      { personId: editor.personId, role: 'EDITOR' },
      { personId: reader.personId, role: 'READER' },
    ],
  });
  await projectProgramme(convention.documentId);
  const row = await prisma.convention.findUniqueOrThrow({ where: { id: convention.id } });
  return { convention: row, blocks, steward, editor, reader, stranger };
}
