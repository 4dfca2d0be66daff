// Somebody knows better than the guess how a table is to be read: separator, decimal mark, encoding, line of names, sheet.
import type { CheckedDataset } from '#formats/datasets/checked.ts';
import type { Dataset, Prisma } from '#generated/prisma/client.ts';
import { transact } from '../changes.ts';
import { invalid } from '../errors.ts';
import { parseInput } from '../parse.ts';
import type { Viewer } from '../viewers.ts';
import { readVersion } from './dataset-views.ts';
import { datasetFor } from './datasets.ts';
import { readingInput } from './inputs.ts';
import { refusalSentence } from './refusals.ts';
import { readHeld } from './version-checks.ts';

/** Reads the latest version of a dataset anew, as said; what is not said is guessed. Refused, it stays as it was read. */
export async function correctReading(viewer: Viewer, input: unknown): Promise<Dataset> {
  const { datasetId, ...said } = parseInput(readingInput, input);
  await datasetFor(viewer, datasetId);
  const { version } = await readVersion(viewer, datasetId, null);
  const reading = Object.fromEntries(Object.entries(said).filter(([, value]) => value != null));
  const held = await readAgain({ ...version, reading });
  return transact(viewer, async (tx, record) => {
    const data = { reading, summary: held as unknown as Prisma.InputJsonObject };
    await tx.datasetVersion.update({ where: { id: version.id }, data });
    const dataset = await tx.dataset.update({ where: { id: datasetId }, data: { version: { increment: 1 } } });
    await record({
      kind: 'dataset.changed',
      subject: 'Dataset',
      subjectId: datasetId,
      version: dataset.version,
      datasetId,
      details: { title: dataset.title, number: version.number },
    });
    return dataset;
  });
}

async function readAgain(version: Parameters<typeof readHeld>[0]): Promise<CheckedDataset> {
  try {
    return await readHeld(version);
  } catch (error) {
    const sentence = refusalSentence(error);
    if (sentence === null) throw error;
    throw invalid({ delimiter: sentence });
  }
}
