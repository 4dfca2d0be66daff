// The last things that happened in a convention, a line each; the whole history has its own page.
import { Link } from '@remix-run/react';
import { kindNamed } from '#domain/vocabulary.ts';
import { formatList } from '../../french-format.ts';
import { changeKindVerbs } from '../../history/words.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { Section } from '../../ui/section.tsx';
import type { Dashboard } from './queries.ts';
import styles from './recent-activity.module.css';

type Change = Dashboard['activity']['edges'][number]['node'];

export function RecentActivity({ convention }: { convention: Dashboard }) {
  const changes = convention.activity.edges.map(({ node }) => node);
  return (
    <Section
      title="Activité récente"
      actions={<Link to={`/conventions/${convention.id}/activite`}>Toute l’activité</Link>}
    >
      {changes.length === 0 ? (
        <EmptyState icon="history" title="Rien ne s’est encore passé ici" />
      ) : (
        <ol className={styles.changes}>
          {changes.map((change) => (
            <Line key={change.id} {...change} />
          ))}
        </ol>
      )}
    </Section>
  );
}

function Line({ at, kind, actors }: Change) {
  const known = kindNamed(kind);
  return (
    <li className={styles.change}>
      <span>
        <strong>{formatList(actors.map(({ name }) => name)) || 'La plate-forme'}</strong>{' '}
        {known ? changeKindVerbs[known] : kind}
      </span>
      <span className={styles.time}>
        <RelativeTime at={String(at)} />
      </span>
    </li>
  );
}
