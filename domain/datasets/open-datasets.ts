// The datasets that are open to everyone, for catalogues that harvest them: in the order in which they were deposited, so that
// who goes from page to page meets each once.
import { prisma } from '#prisma/client.ts';
import { visibleDatasets } from '../permissions.ts';
import { heldIn } from './dataset-views.ts';

const PAGE = 100;

/** A page of them, from 1, each with its latest version that can be read. */
export async function listOpenDatasets(page: number) {
  const where = { AND: [visibleDatasets(null)], access: 'EVERYONE' as const };
  const [total, found] = await Promise.all([
    prisma.dataset.count({ where }),
    prisma.dataset.findMany({
      where,
      include: { producer: true, versions: { where: { state: 'READY' }, orderBy: { number: 'desc' }, take: 1 } },
      orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
      skip: (page - 1) * PAGE,
      take: PAGE,
    }),
  ]);
  const datasets = found.flatMap(({ versions: [latest], ...dataset }) =>
    latest ? [{ ...dataset, latest, held: heldIn(latest) }] : [],
  );
  return { total, pages: Math.max(1, Math.ceil(total / PAGE)), datasets };
}

/** One of them. */
export type OpenDataset = Awaited<ReturnType<typeof listOpenDatasets>>['datasets'][number];
