// The head that the pages of one convention share: which one it is, where it stands, and the way to its other pages.
// The editing page takes the tabs alone: its text has the whole width.
import type { ReactNode } from 'react';
import { titleWithYear } from '#domain/convention-title.ts';
import type { ConventionState } from '#domain/vocabulary.ts';
import { StateBadge } from '../ui/badge.tsx';
import { PageTitle } from '../ui/page-title.tsx';
import { type TabLink, TabLinks } from '../ui/tab-links.tsx';
import styles from './convention-frame.module.css';

/** The pages of a convention that carry this head, as their addresses name them. */
export type ConventionPage =
  | 'lecture'
  | 'commentaires'
  | 'suivi'
  | 'documents'
  | 'reprise'
  | 'participants'
  | 'parcours'
  | 'activite'
  | 'versions'
  | 'gestion';

export interface ConventionFrameProps {
  convention: {
    id: string;
    title: string;
    year: number;
    state: ConventionState;
    previousId: string | null;
    viewerMayWrite: boolean;
    viewerMayContinue: boolean;
    viewerMayArchive: boolean;
  };
  current: ConventionPage;
  /** The page itself, under its head. */
  children?: ReactNode;
}

/** The pages of a convention, in the order of their tabs: each named for what this one may do there, and none for nothing. */
const tabsOf = ({ id, previousId, ...may }: ConventionFrameProps['convention']): TabLink[] => [
  { to: `/conventions/${id}`, label: may.viewerMayWrite ? 'Rédiger' : 'Texte' },
  { to: `/conventions/${id}/lecture`, label: 'Lire' },
  { to: `/conventions/${id}/commentaires`, label: 'Commentaires' },
  { to: `/conventions/${id}/suivi`, label: 'Suivi' },
  { to: `/conventions/${id}/documents`, label: 'Documents' },
  ...(previousId === null ? [] : [{ to: `/conventions/${id}/reprise`, label: 'Reprise' }]),
  { to: `/conventions/${id}/parcours`, label: 'Parcours' },
  { to: `/conventions/${id}/participants`, label: 'Participants' },
  { to: `/conventions/${id}/activite`, label: 'Activité' },
  { to: `/conventions/${id}/versions`, label: 'Versions' },
  ...(may.viewerMayContinue || may.viewerMayArchive ? [{ to: `/conventions/${id}/gestion`, label: 'Gestion' }] : []),
];

/** The way between the pages of a convention; `current` is null on the editing page. */
export function ConventionTabs({
  convention,
  current,
}: {
  convention: ConventionFrameProps['convention'];
  current: ConventionPage | null;
}) {
  const home = `/conventions/${convention.id}`;
  return (
    <div className={styles.tabs}>
      <TabLinks
        label="Pages de la convention"
        links={tabsOf(convention)}
        current={current ? `${home}/${current}` : home}
      />
    </div>
  );
}

/** The head and what is under it. It holds the page's `<h1>`, the convention's title: parts of the page start at h2. */
export function ConventionFrame({ convention, current, children }: ConventionFrameProps) {
  const { state } = convention;
  return (
    <>
      <div className={styles.head}>
        <PageTitle crumbs={[{ to: '/conventions', label: 'Conventions' }]} badges={<StateBadge state={state} />}>
          {titleWithYear(convention)}
        </PageTitle>
        <ConventionTabs convention={convention} current={current} />
      </div>
      {children}
    </>
  );
}
