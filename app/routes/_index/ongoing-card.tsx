import { Link } from '@remix-run/react';
import { titleWithYear } from '#domain/convention-title.ts';
import { participantRoleLabels } from '../../conventions/words.ts';
import { count, formatNumber, plural } from '../../french-format.ts';
import { runsByDay, verbOf, whatOf } from '../../history/runs.ts';
import { StateBadge } from '../../ui/badge.tsx';
import { ButtonRow, LinkButton } from '../../ui/button.tsx';
import { ProgressBar } from '../../ui/progress.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { Card } from '../../ui/section.tsx';
import styles from './home-page.module.css';
import type { OngoingConvention } from './queries.ts';

/** Lines of recent activity on a card. */
const LINES = 3;

/** One convention in progress: where it stands, what waits in it, what happened last; `made` tells it from one of the same name. */
export function OngoingCard({ convention, made }: { convention: OngoingConvention; made: string | undefined }) {
  const { id, state, viewerRole, viewerMayWrite, viewerMaySuggest } = convention;
  const home = `/conventions/${id}`;
  const isInForce = state === 'RUNNING' || state === 'SIGNED';
  return (
    <Card as="li">
      <div className={styles.card}>
        <header>
          <h3 className={styles.title}>
            <Link to={isInForce ? `${home}/suivi` : viewerMaySuggest ? home : `${home}/lecture`}>
              {titleWithYear(convention)}
            </Link>
          </h3>
          <p className={styles.stands}>
            <StateBadge state={state} />
            {made && <span>{made}</span>}
            <span>{viewerRole ? participantRoleLabels[viewerRole] : 'Administration'}</span>
          </p>
        </header>
        <RollOver convention={convention} />
        <RecentActivity convention={convention} />
        <ButtonRow>
          {isInForce && (
            <LinkButton to={`${home}/suivi`} icon="check" size="s">
              Suivre
            </LinkButton>
          )}
          {viewerMaySuggest && (
            <LinkButton to={home} icon="edit" size="s">
              {viewerMayWrite ? 'Rédiger' : 'Proposer'}
            </LinkButton>
          )}
          <LinkButton
            to={`${home}/lecture`}
            icon="document"
            size="s"
            variant={viewerMaySuggest || isInForce ? 'quiet' : 'secondary'}
          >
            Lire
          </LinkButton>
        </ButtonRow>
      </div>
    </Card>
  );
}

/** How far one has come in deciding what becomes of last year's text; nothing once all is decided. */
function RollOver({ convention }: { convention: OngoingConvention }) {
  const { id, viewerMayDecideCarryOvers, carryOverProgress } = convention;
  const { total, decided } = carryOverProgress;
  if (decided >= total) return null;
  return (
    <div className={styles.rollOver}>
      <ProgressBar
        label="Reprise de l’an dernier"
        value={decided}
        max={total}
        words={`${count(decided, 'passage')} sur ${formatNumber(total)} ${plural(decided, 'décidé')}`}
      />
      <Link to={`/conventions/${id}/reprise`}>
        {viewerMayDecideCarryOvers ? 'Poursuivre la reprise' : 'Voir la reprise'}
      </Link>
    </div>
  );
}

function RecentActivity({ convention }: { convention: OngoingConvention }) {
  const { id, activity } = convention;
  const runs = runsByDay(activity.edges.map(({ node }) => node))
    .flatMap((day) => day.runs)
    .slice(0, LINES);
  if (runs.length === 0) return null;
  return (
    <div className={styles.activity}>
      <h4 className={styles.activityTitle}>
        <Link to={`/conventions/${id}/activite`} aria-label={`Activité de ${titleWithYear(convention)}`}>
          Activité
        </Link>
      </h4>
      <ul className={styles.lines}>
        {runs.map((run) => (
          <li key={run.change.id}>
            <span>
              <strong>{run.change.actors.map(({ name }) => name).join(', ') || 'La plate-forme'}</strong> {verbOf(run)}
              {whatOf(run) && `\u00a0: ${whatOf(run)}`}
            </span>
            <span className={styles.when}>
              <RelativeTime at={run.change.at} />
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}
