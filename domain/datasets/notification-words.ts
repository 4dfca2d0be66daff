// What notifications about datasets say, as things stand when they are shown or mailed. Called by the room of notifications.
import type { Notification } from '#generated/prisma/client.ts';
import type { Tx } from '#prisma/client.ts';

type Told = Pick<Notification, 'kind' | 'datasetId'> & { change: { subjectId: string; details: unknown } | null };

const detail = ({ change }: Told, name: string): unknown => (change?.details as Record<string, unknown> | null)?.[name];

/** A sentence for each, and whether it is of no use any more; null for what is gone. */
export async function readDatasetSaid(tx: Tx, told: readonly Told[]) {
  const ids = told.flatMap(({ datasetId }) => datasetId ?? []);
  if (ids.length === 0) return () => null;
  const datasets = await tx.dataset.findMany({ where: { id: { in: ids } } });
  const requests = await tx.accessRequest.findMany({
    where: { id: { in: told.flatMap(({ change }) => change?.subjectId ?? []) } },
    include: { person: true },
  });
  return (one: Told): { words: string; isOver: boolean } | null => {
    const dataset = datasets.find(({ id }) => id === one.datasetId);
    if (!dataset) return null;
    const isOver = dataset.withdrawnAt !== null;
    if (one.kind === 'DATASET_UPDATED')
      return { words: `Nouvelle version (n° ${detail(one, 'number')}) de « ${dataset.title} ».`, isOver };
    if (one.kind === 'DATASET_DAMAGED')
      return {
        words: `Le fichier de la version ${detail(one, 'number')} de « ${dataset.title} » n’est plus celui qui a été déposé : déposez-le de nouveau.`,
        isOver,
      };
    const request = requests.find(({ id }) => id === one.change?.subjectId);
    if (one.kind === 'ACCESS_ASKED')
      return {
        words: `${request?.person.name ?? 'Quelqu’un'} demande à consulter « ${dataset.title} ».`,
        isOver: isOver || request?.isGranted != null,
      };
    // What stays closed is not named: whoever asked knows its address alone.
    return request?.isGranted
      ? { words: `L’accès à « ${dataset.title} » vous est ouvert.`, isOver }
      : { words: 'Votre demande d’accès à des données n’a pas été acceptée.', isOver: false };
  };
}
