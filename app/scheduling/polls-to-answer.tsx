// The dates that somebody is asked about and has not answered yet: on the home page and above the notifications.
import { Link } from '@remix-run/react';
import { titleWithYear } from '#domain/convention-title.ts';
import { formatDate } from '../french-format.ts';
import type { AskedMeeting } from '../meetings/meeting-queries.ts';
import { Section } from '../ui/section.tsx';
import styles from './polls-to-answer.module.css';

/** The polls that wait for one's answer, each with the way to it; nothing where none does. */
export function PollsToAnswer({ meetings }: { meetings: readonly AskedMeeting[] }) {
  if (meetings.length === 0) return null;
  return (
    <Section title="Sondages à compléter" lead="Une date dépend de votre réponse.">
      <ul className={styles.polls}>
        {meetings.map(({ id, title, poll, convention }) => (
          <li key={id}>
            <p className={styles.words}>
              <Link to={`/reunions/${id}/sondage`}>{title}</Link>
              <span className={styles.where}>{titleWithYear(convention)}</span>
            </p>
            {poll && <p className={styles.where}>à compléter avant le {formatDate(poll.answerBy)} inclus</p>}
          </li>
        ))}
      </ul>
    </Section>
  );
}
