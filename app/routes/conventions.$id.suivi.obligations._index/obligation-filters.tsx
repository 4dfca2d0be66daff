// Which obligations the page shows: by where their due dates stand (with how many), by territory, one's own. Links: they
// work without JavaScript and can be kept.
import { Link, useSearchParams } from '@remix-run/react';
import { type OccurrenceState, territories } from '#domain/vocabulary.ts';
import { occurrenceStateLabels } from '../../obligations/words.ts';
import { territoryLabels } from '../../organisations/words.ts';
import { Count } from '../../ui/badge.tsx';
import type { loader } from './loader.ts';
import styles from './obligation-filters.module.css';

type Loaded = Awaited<ReturnType<typeof loader>>;

/** What needs somebody comes first. */
const order: readonly OccurrenceState[] = ['LATE', 'TO_PLAN', 'PLANNED', 'MET', 'LAPSED', 'NOT_APPLICABLE'];

export function ObligationFilters({ choice, counts }: Pick<Loaded, 'choice' | 'counts'>) {
  const [search] = useSearchParams();
  const towards = (name: string, value: string | null) => {
    const next = new URLSearchParams(search);
    for (const spent of ['echeance', 'combien']) next.delete(spent);
    if (value === null) next.delete(name);
    else next.set(name, value);
    return `?${next}`;
  };
  const countOf = (state: OccurrenceState) => counts.find((one) => one.state === state)?.count ?? 0;
  return (
    <nav aria-label="Choix des obligations" className={styles.filters}>
      <ul className={styles.choices}>
        <li>
          <Link to={towards('etat', null)} preventScrollReset aria-current={choice.state === null || undefined}>
            Toutes
          </Link>
        </li>
        {order.map((state) => (
          <li key={state}>
            <Link
              to={towards('etat', state)}
              preventScrollReset
              aria-current={choice.state === state || undefined}
              data-state={state}
            >
              {occurrenceStateLabels[state]} <Count>{countOf(state)}</Count>
            </Link>
          </li>
        ))}
      </ul>
      <ul className={styles.choices}>
        <li>
          <Link
            to={towards('moi', choice.mine ? null : 'oui')}
            preventScrollReset
            aria-current={choice.mine || undefined}
          >
            Les miennes
          </Link>
        </li>
        {territories.map((territory) => {
          const isChosen = choice.territory === territory;
          return (
            <li key={territory}>
              <Link
                to={towards('territoire', isChosen ? null : territory)}
                preventScrollReset
                aria-current={isChosen || undefined}
              >
                {territoryLabels[territory]}
              </Link>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}
