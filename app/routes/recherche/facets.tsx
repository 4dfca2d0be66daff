// What results may be narrowed to, as links: kinds and years, each with how many there are.
import { Link, useLoaderData } from '@remix-run/react';
import { searchAddress } from '../../search/addresses.ts';
import { facetWords, kindChoices } from '../../search/words.ts';
import type { loader } from './loader.ts';
import styles from './search-page.module.css';

interface Choice {
  key: string;
  label: string;
  to: string;
  count: string | null;
  isChosen: boolean;
}

/** Beside the results; above them on a narrow page. */
export function Facets() {
  const { words, chosen, answer } = useLoaderData<typeof loader>();
  if (!answer) return null;
  // What was searched instead is what is narrowed.
  const searched = answer.correctedWords ?? words;
  const { kind, year } = chosen;
  const kinds = answer.kinds.map(
    (one): Choice => ({
      key: one.kind,
      label: kindChoices[one.kind],
      to: searchAddress(searched, { kind: one.kind, year }),
      count: facetWords(one.count, answer.isCapped),
      isChosen: one.kind === kind,
    }),
  );
  const years = answer.years.map(
    (one): Choice => ({
      key: String(one.year),
      label: String(one.year),
      to: searchAddress(searched, { kind, year: one.year }),
      count: facetWords(one.count, answer.isCapped),
      isChosen: one.year === year,
    }),
  );
  const all = (label: string, to: string, isChosen: boolean): Choice => ({
    ...{ key: 'all', label, to, count: null, isChosen },
  });
  return (
    <nav aria-label="Affiner la recherche" className={styles.facets}>
      <Facet title="Type" choices={[all('Tous', searchAddress(searched, { year }), kind === null), ...kinds]} />
      {years.length > 0 && (
        <Facet title="Année" choices={[all('Toutes', searchAddress(searched, { kind }), year === null), ...years]} />
      )}
    </nav>
  );
}

function Facet({ title, choices }: { title: string; choices: readonly Choice[] }) {
  return (
    <div>
      <h2 className={styles.facet}>{title}</h2>
      <ul className={styles.choices}>
        {choices.map(({ key, label, to, count, isChosen }) => (
          <li key={key}>
            <Link to={to} className={styles.choice} aria-current={isChosen ? 'true' : undefined} preventScrollReset>
              {label} {count && <span className={styles.number}>{count}</span>}
            </Link>
          </li>
        ))}
      </ul>
    </div>
  );
}
