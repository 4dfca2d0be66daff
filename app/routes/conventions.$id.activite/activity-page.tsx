import { Link, useLoaderData } from '@remix-run/react';
import { affiliationOf } from '#domain/identity.ts';
import { ConventionFrame } from '../../conventions/convention-frame.tsx';
import { useFreshConvention } from '../../conventions/use-fresh-convention.ts';
import { formatTime } from '../../french-format.ts';
import { placeOf } from '../../history/places.ts';
import { type Run, runsByDay, verbOf, whatOf } from '../../history/runs.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Icon } from '../../ui/icon.tsx';
import { More } from '../../ui/more.tsx';
import { Section, Stack } from '../../ui/section.tsx';
import styles from './activity-page.module.css';
import type { loader } from './loader.ts';

/** The history of a convention. */
export function ActivityPage() {
  const { convention, changes, more } = useLoaderData<typeof loader>();
  useFreshConvention(convention.id);
  return (
    <Stack gap="l">
      <ConventionFrame convention={convention} current="activite" />
      {changes.length === 0 && <EmptyState icon="history" title="Rien ne s’est encore passé ici" />}
      {runsByDay(changes).map(({ day, runs }) => (
        <Section key={day} title={day}>
          <ol className={styles.runs}>
            {runs.map((run) => (
              <Line key={run.change.id} run={run} conventionId={convention.id} />
            ))}
          </ol>
        </Section>
      ))}
      {more && <More to={`?combien=${more}`} shown={changes.length} />}
    </Stack>
  );
}

function Line({ run, conventionId }: { run: Run; conventionId: string }) {
  const { actors, at, apiKeyId } = run.change;
  const place = placeOf(run, conventionId);
  const what = whatOf(run);
  const [first] = actors;
  const names = actors.map((actor) => `${actor.name} (${affiliationOf(actor)})`).join(', ');
  return (
    <li className={styles.run}>
      {first ? <Avatar id={first.id} name={first.name} size="s" /> : <Icon name="settings" />}
      <span className={styles.words}>
        <strong>{names || 'La plate-forme'}</strong> {place ? <Link to={place}>{verbOf(run)}</Link> : verbOf(run)}
        {what && <>{`\u00a0: ${what}`}</>}
        {apiKeyId && ' par une clé d’accès'}
      </span>
      <time dateTime={String(at)} className={styles.time}>
        {formatTime(at)}
      </time>
    </li>
  );
}
