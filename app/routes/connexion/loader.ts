// Why one is here, in a sentence; who is signed in already goes on to where they were going.

import { type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { localPath } from '../../accounts/local-path.ts';

export const nextOf = (request: Request) => localPath(new URL(request.url).searchParams.get('suite'));

export function loader({ request, context }: LoaderFunctionArgs) {
  if (context.viewer) throw redirect(nextOf(request));
  const reason = new URL(request.url).searchParams.get('motif');
  return { reason, demonstration: context.demonstration ?? null };
}
