// The head that the pages of one meeting share: which one it is, where it stands, and the way to its other pages. Its
// full-width page of notes has a head of its own.
import { useLocation } from '@remix-run/react';
import type { ReactNode } from 'react';
import { useFreshConvention } from '../conventions/use-fresh-convention.ts';
import { graphql, type ResultOf } from '../graphql.ts';
import { versionsAddress } from '../texts/version-addresses.ts';
import { PageTitle } from '../ui/page-title.tsx';
import { type TabLink, TabLinks } from '../ui/tab-links.tsx';
import { MeetingBadge } from './meeting-badge.tsx';
import styles from './meeting-frame.module.css';
import { hasBegun, isPolled, meetingKindLabels, spanOf } from './words.ts';

/** What the head shows of a meeting; every page under it spreads it in its query. */
export const FramedMeeting = graphql(`
  fragment FramedMeeting on Meeting @_unmask {
    id
    kind
    title
    startsAt
    endsAt
    state
    viewerMayOrganise
    poll {
      closedAt
    }
    notes {
      documentId
    }
    convention {
      id
    }
  }
`);
export type FramedMeeting = ResultOf<typeof FramedMeeting>;

export interface MeetingFrameProps {
  meeting: FramedMeeting;
  /** Beside the name, after its state. */
  badges?: ReactNode;
  /** Buttons, the main one last. */
  actions?: ReactNode;
  /** The page whose tab it is in, where its own address does not say. */
  under?: string;
  /** The page itself, under its head: parts of it start at h2. */
  children?: ReactNode;
}

/** The pages of a meeting, in the order of its life: those that have something to show. */
export function meetingTabs(meeting: FramedMeeting): TabLink[] {
  const { id, state, poll, notes, viewerMayOrganise } = meeting;
  const base = `/reunions/${id}`;
  return [
    { to: base, label: 'Réunion' },
    ...(poll || (state === 'DRAFT' && viewerMayOrganise) ? [{ to: `${base}/sondage`, label: 'Sondage' }] : []),
    ...(state === 'CANCELLED' ? [] : [{ to: `${base}/ordre-du-jour`, label: 'Ordre du jour' }]),
    ...(state === 'CALLED' || state === 'HELD' || (state === 'DRAFT' && hasBegun(meeting))
      ? [{ to: `${base}/notes`, label: 'Notes' }]
      : []),
    ...(state === 'HELD' ? [{ to: `${base}/compte-rendu`, label: 'Compte rendu' }] : []),
    ...(notes ? [{ to: versionsAddress(notes.documentId), label: 'Versions' }] : []),
  ];
}

/** When it is, or how its date is found. */
const whenOf = (meeting: FramedMeeting): string => {
  if (isPolled(meeting)) return 'date demandée aux invités';
  return meeting.state === 'DRAFT' && !meeting.startsAt ? 'date à trouver' : spanOf(meeting);
};

/** The head and what is under it. It holds the page's `<h1>`, and reads the page again when something happens. */
export function MeetingFrame({ meeting, badges, actions, under, children }: MeetingFrameProps) {
  useFreshConvention(meeting.convention.id);
  const own = useLocation().pathname;
  const pathname = under ?? own;
  const tabs = meetingTabs(meeting);
  // A page below one of them is in its tab.
  const current = tabs.findLast(({ to }) => pathname === to || pathname.startsWith(`${to}/`))?.to ?? pathname;
  return (
    <>
      <div className={styles.head}>
        <PageTitle
          crumbs={[{ to: '/reunions', label: 'Réunions' }]}
          badges={
            <>
              <MeetingBadge state={meeting.state} />
              {badges}
            </>
          }
          lead={`${meetingKindLabels[meeting.kind]} · ${whenOf(meeting)}`}
          actions={actions}
        >
          {meeting.title}
        </PageTitle>
        <TabLinks label="Pages de la réunion" links={tabs} current={current} />
      </div>
      {children}
    </>
  );
}
