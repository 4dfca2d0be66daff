// What a yearly report is made of: everything followed in one convention, sorted under the headings of its text. Called by
// year-reports.ts; writes nothing.

import type { ActionNote } from '#generated/prisma/client.ts';
import { prisma } from '#prisma/client.ts';
import { type Action, type By, listActions, type NamedParty } from '../follow-up/action-views.ts';
import { listDeliverables, type Piece, type ReadDeliverable } from '../follow-up/deliverable-views.ts';
import { listIndicators, type MeasuredIndicator } from '../follow-up/indicators.ts';
import { listObligations } from '../obligations/obligation-lists.ts';
import type { ObligationView } from '../obligations/obligation-views.ts';
import type { Page, PageRequest } from '../paging.ts';
import type { Viewer } from '../viewers.ts';
import type { ItemKind } from '../vocabulary.ts';

/** An action with all that is told of it. */
export interface ToldAction {
  action: Action;
  parties: NamedParty[];
  notes: By<ActionNote>[];
}

/** Facts below one heading. */
export interface Facts {
  actions: ToldAction[];
  deliverables: { deliverable: ReadDeliverable; pieces: Piece[] }[];
  obligations: ObligationView[];
  indicators: MeasuredIndicator[];
}

/** A heading of the text with its facts; null heading: what stands above the first one, or has left the text. */
export interface ReportSection extends Facts {
  heading: { blockId: string; kind: ItemKind; number: string | null; title: string } | null;
}

const MOST_A_PAGE = 500;

/** All the pages of a list. */
async function readAll<Row>(list: (page: PageRequest) => Promise<Page<Row>>): Promise<Row[]> {
  const rows: Row[] = [];
  let after: string | null = null;
  do {
    const page: Page<Row> = await list({ first: MOST_A_PAGE, after });
    rows.push(...page.nodes.map(({ node }) => node));
    after = page.hasNextPage ? (page.nodes.at(-1)?.cursor ?? null) : null;
  } while (after !== null);
  return rows;
}

const empty = (heading: ReportSection['heading']): ReportSection => ({
  heading,
  actions: [],
  deliverables: [],
  obligations: [],
  indicators: [],
});

/** The sections of a text in reading order, and the one that each block stands in. */
async function readSections(conventionId: string) {
  const items = await prisma.programmeItem.findMany({
    where: { conventionId, archivedAt: null },
    orderBy: { position: 'asc' },
    select: { blockId: true, kind: true, number: true, title: true },
  });
  const rest = empty(null);
  const sections: ReportSection[] = [];
  const sectionOf = new Map<string, ReportSection>();
  for (const { blockId, kind, number, title } of items) {
    if (kind === 'ARTICLE' || kind === 'AXIS' || kind === 'OBJECTIVE')
      sections.push(empty({ blockId, kind, number, title }));
    sectionOf.set(blockId, sections.at(-1) ?? rest);
  }
  return { sections: [...sections, rest], at: (blockId: string) => sectionOf.get(blockId) ?? rest };
}

/** Everything followed in a convention that `viewer` sees, heading by heading in reading order. */
export async function readReportFacts(viewer: Viewer, conventionId: string): Promise<ReportSection[]> {
  const { sections, at } = await readSections(conventionId);
  const filter = { conventionId };
  for (const action of await readAll((page) => listActions(viewer, { ...page, filter })))
    at(action.blockId).actions.push({ action, parties: await action.parties(), notes: await action.notes() });
  for (const deliverable of await readAll((page) => listDeliverables(viewer, { ...page, conventionId })))
    at(deliverable.blockId).deliverables.push({ deliverable, pieces: await deliverable.pieces() });
  for (const obligation of await readAll((page) => listObligations(viewer, { ...page, filter })))
    at(obligation.blockId).obligations.push(obligation);
  for (const indicator of await readAll((page) => listIndicators(viewer, { ...page, conventionId })))
    at(indicator.blockId).indicators.push(indicator);
  return sections;
}
