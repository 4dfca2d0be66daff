// Datasets one under the other, each with what it is, whose, and to whom it is open. Used by the page of data and by those of
// what data are of use for.
import { Link } from '@remix-run/react';
import { count, formatBytes, formatDate } from '../french-format.ts';
import { Badge } from '../ui/badge.tsx';
import { Icon } from '../ui/icon.tsx';
import type { IconName } from '../ui/icon-shapes.ts';
import styles from './dataset-list.module.css';
import type { DatasetLine } from './dataset-queries.ts';
import { datasetAccessLabels, formatLabel, territoriesWords } from './words.ts';

const icons: Readonly<Record<string, IconName>> = {
  FEATURES: 'map',
  TABLE: 'table',
  DOCUMENT: 'document',
  IMAGE: 'document',
};

/** What its file holds, in a few words. */
function heldWords({ latest }: DatasetLine): string {
  if (!latest?.content) return 'En cours de vérification';
  const { format, rowCount, kind } = latest.content;
  const held = rowCount === null ? formatBytes(latest.size) : count(rowCount, kind === 'FEATURES' ? 'objet' : 'ligne');
  return `${formatLabel(format)}, ${held}`;
}

/** The list. */
export function DatasetList({ datasets }: { datasets: readonly DatasetLine[] }) {
  return (
    <ul className={styles.list}>
      {datasets.map((dataset) => (
        <li key={dataset.id} className={styles.dataset}>
          <Icon name={icons[dataset.latest?.content?.kind ?? ''] ?? 'data'} size="l" className={styles.icon} />
          <div className={styles.words}>
            <p className={styles.title}>
              <Link to={`/donnees/${dataset.id}`}>{dataset.title}</Link>
              {dataset.lateSince && (
                <Badge tone="ochre">Mise à jour attendue depuis le {formatDate(dataset.lateSince)}</Badge>
              )}
              {dataset.access !== 'PARTNERS' && (
                <Badge icon={dataset.access === 'EVERYONE' ? 'external' : 'lock'}>
                  {datasetAccessLabels[dataset.access]}
                </Badge>
              )}
            </p>
            {dataset.description && <p className={styles.description}>{dataset.description}</p>}
            <p className={styles.facts}>
              {dataset.producer.shortName} · {heldWords(dataset)} · {territoriesWords(dataset.territories)} ·{' '}
              <time dateTime={dataset.changedAt}>{formatDate(dataset.changedAt)}</time>
            </p>
          </div>
        </li>
      ))}
    </ul>
  );
}
