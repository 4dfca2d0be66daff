// How many notifications wait, for the bell of an open page. No page of its own.
import type { LoaderFunctionArgs } from '@remix-run/node';
import { asJson } from '../../discussions/as-json.ts';
import { CountUnread } from './queries.ts';

export const loader = ({ context }: LoaderFunctionArgs) =>
  asJson(async () => (await context.api.query(CountUnread)).unreadNotifications);
