// Makers for the follow-up of obligations: a followed convention with its parties, and an obligation on its one article.
import { randomUUID } from 'node:crypto';
import { toColumn } from '#domain/calendar.ts';
import { projectProgramme } from '#domain/conventions/projection.ts';
import { createObligation } from '#domain/obligations/obligations.ts';
import type { PersonViewer, Viewer } from '#domain/viewers.ts';
import type { ConventionState } from '#domain/vocabulary.ts';
import type { Convention, Organisation, Unit } from '#generated/prisma/client.ts';
import { prisma } from '#prisma/client.ts';
import { buildConvention, heading, paragraph } from './conventions.ts';
import { buildOrganisation, buildPerson, buildViewer, signIn } from './organisations.ts';

/** A convention of 2025 with the Department (steward, two MDADT, the culture direction) and who owes it (editor). */
export interface Followed {
  convention: Convention;
  /** Of the article. */
  blockId: string;
  /** Of the paragraph under it. */
  paragraphId: string;
  department: Organisation;
  debtor: Organisation;
  lensHenin: Unit;
  artois: Unit;
  culture: Unit;
  steward: PersonViewer;
  /** Of the MDADT of Lens-Hénin. */
  agent: PersonViewer;
  /** Of the debtor. */
  debtorViewer: PersonViewer;
  reader: PersonViewer;
}

/** Makes one; the state is set as it is, whatever the path to it. */
export async function buildFollowed(state: ConventionState = 'DRAFT'): Promise<Followed> {
  const department = await buildOrganisation({ kind: 'DEPARTMENT' });
  const debtor = await buildOrganisation({ kind: 'ASSOCIATION' });
  const unit = (name: string, territory?: 'LENS_HENIN' | 'ARTOIS') =>
    prisma.unit.create({ data: { organisationId: department.id, name, shortName: name, territory } });
  const lensHenin = await unit('MDADT Lens-Hénin', 'LENS_HENIN');
  const artois = await unit('MDADT Artois', 'ARTOIS');
  const culture = await unit('Direction des affaires culturelles');
  const steward = await buildViewer({ organisationId: department.id });
  const agent = await signIn(await buildPerson({ organisationId: department.id, unitId: lensHenin.id }));
  const debtorViewer = await buildViewer({ organisationId: debtor.id });
  const reader = await buildViewer();
  const [blockId, paragraphId] = [randomUUID(), randomUUID()];
  const convention = await buildConvention({
    state,
    year: 2025,
    content: [heading('Suivi', 'article', blockId), paragraph('Le partenaire réunit ses financeurs.', paragraphId)],
    participants: [
      { personId: steward.personId, role: 'STEWARD' },
      { personId: agent.personId, role: 'EDITOR' },
      { personId: debtorViewer.personId, role: 'EDITOR' },
      { personId: reader.personId, role: 'READER' },
    ],
  });
  await projectProgramme(convention.documentId);
  const viewers = { steward, agent, debtorViewer, reader };
  return { convention, blockId, paragraphId, department, debtor, lensHenin, artois, culture, ...viewers };
}

/** What a new obligation takes: one meeting in 2025 unless said otherwise. */
export const newObligation = (followed: Followed, more: object = {}) => ({
  conventionId: followed.convention.id,
  blockId: followed.blockId,
  title: 'Réunir les financeurs',
  debtorIds: [followed.debtor.id],
  periodicity: 'ONCE',
  proof: 'MEETING',
  startsOn: '2025-01-01',
  endsOn: '2025-12-31',
  ...more,
});

/** Writes it and gives it with its occurrences. */
export async function buildObligation(followed: Followed, more: object = {}, viewer: Viewer = followed.steward) {
  const { id } = await createObligation(viewer, newObligation(followed, more));
  return readRows(id);
}

/** An obligation with its occurrences by rank, as rows. */
export const readRows = (id: string) =>
  prisma.obligation.findUniqueOrThrow({ where: { id }, include: { occurrences: { orderBy: { rank: 'asc' } } } });

/** Puts a convention in a state, whatever the path to it. */
export const setState = (conventionId: string, state: ConventionState) =>
  prisma.convention.update({ where: { id: conventionId }, data: { state } });

/** Writes a proof as a row, past the rules of the verb. */
export const buildEvidence = (
  occurrenceId: string,
  evidence: {
    proof: 'MEETING' | 'DOCUMENT' | 'STATEMENT';
    on: string;
    withdrawn?: boolean;
    attendees?: { organisationId?: string; unitId?: string }[];
  },
) =>
  prisma.evidence.create({
    data: {
      occurrenceId,
      proof: evidence.proof,
      on: toColumn(evidence.on),
      title: 'Preuve',
      withdrawnAt: evidence.withdrawn ? new Date() : null,
      attendees: { create: evidence.attendees ?? [] },
    },
  });
