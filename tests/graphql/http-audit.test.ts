// GraphQL over HTTP as its working group's own audit has it: every line of it, also those that only recommend.
import { serverAudits } from 'graphql-http';
import { expect, test } from 'vitest';
import { createEndpoint } from '#graphql/endpoint.ts';
import { useDatabase } from '../rig/database.ts';
import { useOutside } from '../rig/outside.ts';

useDatabase();
useOutside();

const endpoint = createEndpoint();
const from = { ip: '127.0.0.1', userAgent: null };

const audits = serverAudits({
  url: 'http://localhost/graphql',
  fetchFn: (url: string, init: RequestInit) => endpoint.fetch(url, init, { viewer: null, from }),
});

test('the audit has lines', () => {
  expect(audits.length).toBeGreaterThan(50);
});

test.each(audits.map((audit) => [audit.name, audit] as const))('%s', async (_name, audit) => {
  const { status, ...said } = await audit.fn();
  expect({ status, reason: 'reason' in said ? said.reason : null }).toEqual({ status: 'ok', reason: null });
});
