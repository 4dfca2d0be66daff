// What the page of this address shows, read for whoever asks.

import { type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { localPath } from '../../accounts/local-path.ts';

export const nextOf = (request: Request) => localPath(new URL(request.url).searchParams.get('suite'));

export function loader({ request, context }: LoaderFunctionArgs) {
  if (context.viewer) throw redirect(nextOf(request));
  const reason = new URL(request.url).searchParams.get('motif');
  return { reason, demonstration: context.demonstration ?? null };
}
