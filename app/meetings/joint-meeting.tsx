// « Prochaine rencontre conjointe »: the next territorial exchange of the two MDADT, on the home of both and on the pages of
// the territories. Says so, and who may prepare one, when there is none.
import { Link } from '@remix-run/react';
import type { Territory } from '#domain/vocabulary.ts';
import { formatList } from '../french-format.ts';
import { territoryPath } from '../organisations/territories.ts';
import { territoryLabels } from '../organisations/words.ts';
import { LinkButton } from '../ui/button.tsx';
import { Card, Section, Stack } from '../ui/section.tsx';
import styles from './joint-meeting.module.css';
import { AnswerBadge } from './meeting-badge.tsx';
import type { ListedMeeting } from './meeting-queries.ts';
import { answersOf, spanOf } from './words.ts';

export interface JointMeetingProps {
  meeting: ListedMeeting | null;
  /** Shown when there is none. */
  mayPrepare: boolean;
  /** The viewer's own, on a page that is not of it: leads to its page. */
  territory?: Territory;
}

/** The section. */
export function JointMeeting({ meeting, mayPrepare, territory }: JointMeetingProps) {
  const ways = (
    <>
      {territory && <Link to={territoryPath(territory)}>Territoire {territoryLabels[territory]}</Link>}
      <Link to="/reunions/calendrier">Calendrier</Link>
    </>
  );
  return (
    <Section title="Prochaine rencontre conjointe" actions={ways}>
      {meeting ? (
        <Card as="article">
          <Stack gap="s">
            <p className={styles.when}>{spanOf(meeting)}</p>
            <h3 className={styles.title}>
              <Link to={`/reunions/${meeting.id}`}>{meeting.title}</Link>
            </h3>
            <p className={styles.facts}>
              {[
                meeting.place ?? (meeting.link ? 'Visioconférence' : null),
                formatList(meeting.organisers.map(({ shortName }) => shortName)),
                answersOf(meeting.invitees),
              ]
                .filter(Boolean)
                .join(' · ')}
            </p>
            {meeting.viewerAnswer && (
              <p>
                Votre réponse : <AnswerBadge answer={meeting.viewerAnswer} />
              </p>
            )}
          </Stack>
        </Card>
      ) : (
        <div className={styles.none}>
          <p>Aucun échange territorial n’est convoqué par les deux MDADT.</p>
          {mayPrepare && (
            <LinkButton to="/reunions/nouvelle" icon="add" size="s">
              Préparer une réunion
            </LinkButton>
          )}
        </div>
      )}
    </Section>
  );
}
