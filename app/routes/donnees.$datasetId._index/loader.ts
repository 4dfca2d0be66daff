// The dataset and the version that the address chooses; null, and 404, for what is not there or not open to who asks.
import { data, type LoaderFunctionArgs } from '@remix-run/node';
import { ReadDataset } from './queries.ts';

export async function loader({ params, request, context }: LoaderFunctionArgs) {
  try {
    const { dataset } = await context.api.query(ReadDataset, { id: params.datasetId ?? '' });
    const wanted = Number(new URL(request.url).searchParams.get('version'));
    const version = dataset.versions.find(({ number }) => number === wanted) ?? dataset.latest ?? null;
    return { dataset, version, mapTiles: context.mapTiles };
  } catch (error) {
    if (!(error instanceof Response) || error.status !== 404) throw error;
    return data({ dataset: null, version: null, mapTiles: null }, { status: 404 });
  }
}
