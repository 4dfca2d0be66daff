// Pages of a deposited PDF, drawn for who may see it.
import { drawPage } from '#formats/pdf/pages.ts';
import { invalid, notFound } from '../errors.ts';
import { files } from '../outside.ts';
import type { Viewer } from '../viewers.ts';
import { heldIn, readVersion } from './dataset-views.ts';

/** A page, from 1, of a version (null: the latest), to be drawn: `tag` changes when the drawing would. */
export async function readPage(
  viewer: Viewer | null,
  { datasetId, number, page }: { datasetId: string; number: number | null; page: number },
): Promise<{ tag: string; draw(): Promise<string> }> {
  const { version } = await readVersion(viewer, datasetId, number);
  const pages = heldIn(version)?.pages ?? 0;
  if (!Number.isInteger(page) || page < 1 || page > pages) throw notFound();
  return {
    tag: `"${version.sha256}-${page}"`,
    async draw() {
      const drawn = await files.withPath(version.id, (path) => drawPage({ path, page }));
      if (drawn === null)
        throw invalid({ page: 'Cette page ne peut pas être dessinée\u00a0: téléchargez le document.' });
      return drawn;
    },
  };
}
