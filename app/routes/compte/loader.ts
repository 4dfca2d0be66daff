// One’s account and the devices that are signed in to it.
import type { LoaderFunctionArgs } from '@remix-run/node';
import { ReadAccount } from './queries.ts';

export const loader = ({ context }: LoaderFunctionArgs) => context.api.query(ReadAccount);
