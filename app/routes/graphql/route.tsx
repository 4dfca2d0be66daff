// GraphiQL, the page of /graphql for people: tries queries with one's own session. Programs post to the same address.
import type { MetaFunction } from '@remix-run/node';
import { lazy, Suspense, useEffect, useState } from 'react';

export const meta: MetaFunction = () => [{ title: 'GraphQL — Ingénierie 62' }];

// GraphiQL needs a window, and no other page pays for its weight.
const Explorer = lazy(() => import('./graphql-explorer.tsx'));

export default function GraphqlPage() {
  const [inBrowser, setInBrowser] = useState(false);
  useEffect(() => setInBrowser(true), []);
  const waiting = <p>L’explorateur se charge. Il a besoin de JavaScript.</p>;
  return (
    <>
      <h1 className="visually-hidden">Explorateur GraphQL</h1>
      {inBrowser ? <Suspense fallback={waiting}>{<Explorer />}</Suspense> : waiting}
    </>
  );
}
