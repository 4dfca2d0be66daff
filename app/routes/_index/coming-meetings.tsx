// The meetings one is invited to.
import { Link } from '@remix-run/react';
import { AnswerBadge } from '../../meetings/meeting-badge.tsx';
import type { ListedMeeting } from '../../meetings/meeting-queries.ts';
import { spanOf } from '../../meetings/words.ts';
import { Section } from '../../ui/section.tsx';
import styles from './home-page.module.css';

/** The next meetings, the soonest first; nothing where there is none. */
export function ComingMeetings({ meetings }: { meetings: readonly ListedMeeting[] }) {
  if (meetings.length === 0) return null;
  return (
    <Section title="Mes prochaines réunions" actions={<Link to="/reunions">Toutes les réunions</Link>}>
      <ul className={styles.due}>
        {meetings.map((meeting) => (
          <li key={meeting.id}>
            <p className={styles.dueWords}>
              <Link to={`/reunions/${meeting.id}`}>{meeting.title}</Link>
              <span className={styles.where}>{meeting.place}</span>
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
