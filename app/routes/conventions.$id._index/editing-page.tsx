import { Link, useLoaderData } from '@remix-run/react';
import { useCallback } from 'react';
import { titleWithYear } from '#domain/convention-title.ts';
import { ConventionTabs } from '../../conventions/convention-frame.tsx';
import { CommentsPanel } from '../../discussions/comments-panel.tsx';
import { useDiscussion } from '../../discussions/use-discussion.ts';
import { TextWorkspace } from '../../editor/text-workspace.tsx';
import { sentences } from '../../french.ts';
import { StateBadge } from '../../ui/badge.tsx';
import styles from './editing-page.module.css';
import type { loader } from './loader.ts';

type Convention = ReturnType<typeof useLoaderData<typeof loader>>['convention'];

/** The co-editing page of one convention. */
export function EditingPage() {
  const { convention, viewerId } = useLoaderData<typeof loader>();
  const { id, title, year, documentId, viewerMayWrite, viewerMaySuggest } = convention;
  const discussion = useDiscussion(id);
  const linkTo = useCallback(
    (blockId: string) => new URL(`${readingPath(id)}#b-${blockId}`, window.location.origin).href,
    [id],
  );
  const removedAt = useCallback((blockId: string) => `/conventions/${id}/passages/${blockId}`, [id]);
  return (
    <TextWorkspace
      key={documentId}
      kind="convention"
      documentId={documentId}
      viewerId={viewerId}
      title={title}
      kicker={`Convention annuelle · ${year}`}
      mode={viewerMayWrite ? 'write' : viewerMaySuggest ? 'suggest' : 'read'}
      linkTo={linkTo}
      removedAt={removedAt}
      discussion={discussion}
      end={{
        label: 'Commentaires',
        icon: 'comment',
        count: discussion.threads.filter(({ resolvedAt }) => resolvedAt === null).length,
        content: ({ discussion, comments }) => <CommentsPanel discussion={discussion} {...comments} />,
      }}
      tabs={<ConventionTabs convention={convention} current={null} />}
      heading={<Heading convention={convention} />}
      waiting={<Waiting id={id} />}
    />
  );
}

const readingPath = (id: string) => `/conventions/${id}/lecture`;

/** Which convention it is and where it stands: in sight however far one has read. */
function Heading({ convention }: { convention: Convention }) {
  return (
    <div className={styles.heading}>
      {/* The sheet holds the page's h1. */}
      <span aria-hidden="true" className={styles.title}>
        {titleWithYear(convention)}
      </span>
      <span className={styles.stands}>
        <StateBadge state={convention.state} />
      </span>
    </div>
  );
}

/** Until the text has come; all there is without scripts. */
function Waiting({ id }: { id: string }) {
  return (
    <div className={styles.waiting}>
      <p className={styles.loading}>{sentences.loading}</p>
      <noscript>
        <p>La rédaction demande JavaScript. Le texte se lit sans lui.</p>
      </noscript>
      <p>
        <Link to={readingPath(id)}>Lire le texte</Link>
      </p>
    </div>
  );
}
