// What the page of this address shows, read for whoever asks.
import type { LoaderFunctionArgs } from '@remix-run/node';
import { ReadAccount } from './queries.ts';

export const loader = ({ context }: LoaderFunctionArgs) => context.api.query(ReadAccount);
