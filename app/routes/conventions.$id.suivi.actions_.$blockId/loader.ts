// One action with its history, and for who follows it also the bodies that may lead it.
import type { LoaderFunctionArgs } from '@remix-run/node';
import { ReadBodies } from '../../follow-up/leaders.ts';
import { ReadAction } from './queries.ts';

export const placeOf = (params: LoaderFunctionArgs['params']) => ({
  conventionId: params.id ?? '',
  blockId: params.blockId ?? '',
});

export async function loader({ params, context }: LoaderFunctionArgs) {
  const { convention, action, datasets } = await context.api.query(ReadAction, placeOf(params));
  const bodies = convention.viewerMayFollow ? (await context.api.query(ReadBodies)).organisations.edges : [];
  return {
    convention,
    action,
    datasets: datasets.edges.map(({ node }) => node),
    bodies: bodies.map(({ node }) => node),
  };
}
