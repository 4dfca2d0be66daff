import { useLoaderData } from '@remix-run/react';
import { useFreshConvention } from '../../conventions/use-fresh-convention.ts';
import { noDiscussion } from '../../discussions/no-discussion.ts';
import { TextWorkspace } from '../../editor/text-workspace.tsx';
import { sentences } from '../../french.ts';
import { versionsAddress } from '../../texts/version-addresses.ts';
import { LinkButton } from '../../ui/button.tsx';
import type { loader } from './loader.ts';

/** The co-editing page of a yearly report. */
export function WritingPage() {
  const { convention, documentId, viewerId } = useLoaderData<typeof loader>();
  useFreshConvention(convention.id);
  const { id, title, year, viewerMayWriteReport } = convention;
  const reading = `/conventions/${id}/suivi/bilan`;
  return (
    <TextWorkspace
      key={documentId}
      kind="report"
      documentId={documentId}
      viewerId={viewerId}
      title={`Bilan ${year}`}
      kicker={title}
      mode={viewerMayWriteReport ? 'write' : 'read'}
      linkTo={(blockId) => new URL(`${reading}#b-${blockId}`, window.location.origin).href}
      discussion={noDiscussion}
      heading={
        <>
          <LinkButton to={reading} variant="quiet" size="s" icon="arrow-left">
            Bilan
          </LinkButton>
          <LinkButton to={versionsAddress(documentId)} variant="quiet" size="s" icon="history">
            Versions
          </LinkButton>
        </>
      }
      waiting={<p>{sentences.loading}</p>}
    />
  );
}
