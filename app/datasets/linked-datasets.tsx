// What partners share for one thing: an objective, a deliverable, an obligation, a meeting; and the way to deposit more for it.
import { Link } from '@remix-run/react';
import { LinkButton } from '../ui/button.tsx';
import { Icon } from '../ui/icon.tsx';
import { Section } from '../ui/section.tsx';
import type { LinkedDataset } from './dataset-queries.ts';
import { type DatasetPlace, depositPath } from './link-path.ts';
import styles from './linked-datasets.module.css';
import { formatLabel } from './words.ts';

interface LinkedDatasetsProps {
  /** Of the whole convention or of this thing: those of other things are left out. */
  datasets: readonly LinkedDataset[];
  place: DatasetPlace;
  mayDeposit: boolean;
}

const formatOf = ({ latest }: LinkedDataset) =>
  latest?.content ? formatLabel(latest.content.format) : 'en cours de vérification';

const ofPlace = ({ datasets, place }: LinkedDatasetsProps) =>
  datasets.filter(({ links }) => links.some(({ subjectId }) => subjectId === place.subjectId));

const Lines = ({ datasets }: { datasets: readonly LinkedDataset[] }) => (
  <ul className={styles.list}>
    {datasets.map((dataset) => (
      <li key={dataset.id}>
        <Icon name="data" size="s" /> <Link to={`/donnees/${dataset.id}`}>{dataset.title}</Link>{' '}
        <span className={styles.facts}>
          {dataset.producer.shortName}, {formatOf(dataset)}
        </span>
      </li>
    ))}
  </ul>
);

/** As a part of the page of the thing. */
export function LinkedDatasets(props: LinkedDatasetsProps) {
  const datasets = ofPlace(props);
  if (datasets.length === 0 && !props.mayDeposit) return null;
  return (
    <Section
      title="Données partagées"
      actions={
        props.mayDeposit && (
          <LinkButton to={depositPath(props.place)} icon="upload" size="s">
            Déposer des données
          </LinkButton>
        )
      }
    >
      {datasets.length > 0 ? <Lines datasets={datasets} /> : <p>Rien n’est rattaché pour l’instant.</p>}
    </Section>
  );
}

/** Within the card of a thing; `title` names the thing. */
export function LinkedDatasetLines({ title, ...props }: LinkedDatasetsProps & { title: string }) {
  const datasets = ofPlace(props);
  return (
    <>
      {datasets.length > 0 && <Lines datasets={datasets} />}
      {props.mayDeposit && (
        <p className={styles.facts}>
          <Link to={depositPath(props.place)}>
            Déposer des données<span className="visually-hidden"> pour « {title} »</span>
          </Link>
        </p>
      )}
    </>
  );
}
