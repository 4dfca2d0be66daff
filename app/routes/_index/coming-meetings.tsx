// The meetings one is invited to, and for the two MDADT the next one that they hold together.
import { Link } from '@remix-run/react';
import { AnswerBadge } from '../../meetings/meeting-badge.tsx';
import type { ListedMeeting } from '../../meetings/meeting-queries.ts';
import { spanOf } from '../../meetings/words.ts';
import { Section } from '../../ui/section.tsx';
import styles from './home-page.module.css';

export interface ComingMeetingsProps {
  meetings: readonly ListedMeeting[];
  joint: ListedMeeting | null;
}

/** The next meetings, the soonest first; nothing where there is none. */
export function ComingMeetings({ meetings, joint }: ComingMeetingsProps) {
  const isListed = meetings.some(({ id }) => id === joint?.id);
  const lines = joint && !isListed ? [...meetings, joint] : meetings;
  if (lines.length === 0) return null;
  return (
    <Section title="Mes prochaines réunions" actions={<Link to="/reunions">Toutes les réunions</Link>}>
      <ul className={styles.due}>
        {lines.map((meeting) => (
          <li key={meeting.id}>
            <p className={styles.dueWords}>
              <Link to={`/reunions/${meeting.id}`}>{meeting.title}</Link>
              <span className={styles.where}>
                {[meeting.id === joint?.id && 'Prochaine rencontre conjointe', meeting.place]
                  .filter(Boolean)
                  .join(' · ')}
              </span>
            </p>
            <p className={styles.dueState}>
              {meeting.viewerAnswer && <AnswerBadge answer={meeting.viewerAnswer} />}
              <span className={styles.when}>{spanOf(meeting)}</span>
            </p>
          </li>
        ))}
      </ul>
    </Section>
  );
}
