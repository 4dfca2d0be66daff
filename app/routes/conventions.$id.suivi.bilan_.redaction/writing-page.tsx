import { useLoaderData } from '@remix-run/react';
import type { Discussion } from '../../comments/contract.ts';
import { TextWorkspace } from '../../editor/text-workspace.tsx';
import { sentences } from '../../french.ts';
import { LinkButton } from '../../ui/button.tsx';
import { useFreshConvention } from '../../use-fresh-convention.ts';
import type { loader } from './route.tsx';

/** A report is finished by hand and not discussed beside its text. */
const noDiscussion: Discussion = {
  conventionId: '',
  status: 'ready',
  threads: [],
  mayOpen: false,
  viewerPersonId: null,
  refresh: () => undefined,
  perform: async () => ({ ok: false, code: 'FORBIDDEN', message: '', fields: {} }),
};

/** The co-editing page of a yearly report. */
export function WritingPage() {
  const { convention, documentId, viewerId } = useLoaderData<typeof loader>();
  useFreshConvention(convention.id);
  const { id, title, year, viewerMayWriteReport } = convention;
  const reading = `/conventions/${id}/suivi/bilan`;
  return (
    <TextWorkspace
      key={documentId}
      documentId={documentId}
      viewerId={viewerId}
      title={`Bilan ${year}`}
      kicker={title}
      mayWrite={viewerMayWriteReport}
      linkTo={(blockId) => new URL(`${reading}#b-${blockId}`, window.location.origin).href}
      discussion={noDiscussion}
      heading={
        <LinkButton to={reading} variant="quiet" size="s" icon="arrow-left">
          Bilan
        </LinkButton>
      }
      waiting={<p>{sentences.loading}</p>}
    />
  );
}
