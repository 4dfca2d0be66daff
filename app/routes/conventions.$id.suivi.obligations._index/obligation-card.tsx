// One obligation: what is owed, how far it has come, by whom and to whom, and each of its due dates.
import { Link } from '@remix-run/react';
import type { LinkedDataset } from '../../datasets/dataset-queries.ts';
import { LinkedDatasetLines } from '../../datasets/linked-datasets.tsx';
import { formatDate } from '../../french-format.ts';
import { periodicityWords, progressWords, silenceWords } from '../../obligations/words.ts';
import { degreeLabels } from '../../texts/words.ts';
import { Button } from '../../ui/button.tsx';
import { Disclosure } from '../../ui/disclosure.tsx';
import { Icon } from '../../ui/icon.tsx';
import type { Rights } from './groups.ts';
import { placeWords } from './groups.ts';
import styles from './obligations-page.module.css';
import { OccurrenceRow } from './occurrence-row.tsx';
import type { Opened } from './occurrence-window.tsx';
import type { ObligationLine } from './queries.ts';

export interface ObligationCardProps {
  obligation: ObligationLine;
  conventionId: string;
  /** What partners share for the convention. */
  linked: readonly LinkedDataset[];
  rights: Rights;
  onOpen: (opened: Opened) => void;
}

/** More due dates than this are folded once they are over: a year of weeks must not hide what comes after. */
const MOST_SHOWN = 6;

export function ObligationCard({ obligation, conventionId, linked, rights, onOpen }: ObligationCardProps) {
  const { id, title, periodicity, occurrences } = obligation;
  const silence = silenceWords(obligation);
  const waits = periodicity === 'ON_REQUEST' || periodicity === 'ON_EVENT';
  const isOver = ({ state }: (typeof occurrences)[number]) =>
    state === 'MET' || state === 'LAPSED' || state === 'NOT_APPLICABLE';
  const folded = occurrences.length > MOST_SHOWN ? occurrences.filter(isOver) : [];
  const shown = occurrences.filter((occurrence) => !folded.includes(occurrence));
  const rows = (some: typeof occurrences) => (
    <ol className={styles.occurrences}>
      {some.map((occurrence) => (
        <OccurrenceRow
          key={occurrence.id}
          occurrence={occurrence}
          obligation={obligation}
          rights={rights}
          onOpen={onOpen}
        />
      ))}
    </ol>
  );
  const addWords = periodicity === 'ON_REQUEST' ? 'Enregistrer une demande' : 'Signaler un événement';
  return (
    <li className={styles.card} id={`o-${id}`}>
      <h4 className={styles.what}>{title}</h4>
      <p className={styles.progress}>{progressWords(obligation)}</p>
      {silence && (
        <p className={styles.uncounted}>
          <Icon name="warning" size="s" /> {silence}
        </p>
      )}
      <Facts obligation={obligation} conventionId={conventionId} mayManage={rights.mayManage} />
      {shown.length > 0 && rows(shown)}
      {folded.length > 0 && (
        <Disclosure title={`Échéances passées ou sans objet (${folded.length})`}>{rows(folded)}</Disclosure>
      )}
      <LinkedDatasetLines
        title={title}
        datasets={linked}
        place={{ kind: 'OBLIGATION', conventionId, subjectId: id }}
        mayDeposit={rights.mayStore}
      />
      {waits && rights.mayRecord && (
        <div>
          <Button
            size="s"
            icon="add"
            aria-label={`${addWords}\u00a0: ${title}`}
            onPress={() => onOpen({ act: 'add', obligation })}
          >
            {addWords}
          </Button>
        </div>
      )}
    </li>
  );
}

/** « 2025 » for a whole year; else from when to when. */
function periodWords(startsOn: string, endsOn: string): string {
  const year = startsOn.slice(0, 4);
  const isWhole = startsOn === `${year}-01-01` && endsOn === `${year}-12-31`;
  return isWhole ? year : `du ${formatDate(startsOn)} au ${formatDate(endsOn)}`;
}

type FactsProps = Pick<ObligationCardProps, 'obligation' | 'conventionId'> & Pick<Rights, 'mayManage'>;

function Facts({ obligation, conventionId, mayManage }: FactsProps) {
  const { id, title, block, debtors, creditors, attendees, invited, pilots, degree, startsOn, endsOn } = obligation;
  const namesOf = (parties: typeof debtors) => parties.map(({ shortName }) => shortName).join(', ');
  const place = placeWords(obligation);
  const facts = [
    // « Doit » is a degree of engagement: it says how, not who.
    { term: 'À la charge de', value: namesOf(debtors) || 'Personne n’est désigné' },
    { term: 'Au bénéfice de', value: namesOf(creditors) },
    { term: 'Présence requise', value: namesOf(attendees) },
    { term: 'Invités', value: namesOf(invited) },
    { term: 'Périodicité', value: periodicityWords(obligation) },
    { term: 'Période', value: periodWords(startsOn, endsOn) },
    { term: 'Pilote', value: pilots.map(({ name }) => name).join(', ') },
    { term: 'Engagement', value: degree ? degreeLabels[degree] : '' },
  ].filter(({ value }) => value !== '');
  return (
    <dl className={styles.facts}>
      {facts.map(({ term, value }) => (
        <div key={term}>
          <dt>{term}</dt>
          <dd>{value}</dd>
        </div>
      ))}
      {block && (
        <div>
          <dt>Passage</dt>
          <dd>
            {block.archived ? (
              'Passage supprimé du texte'
            ) : (
              <Link to={`/conventions/${conventionId}/lecture#b-${block.blockId}`}>
                {place ?? (
                  <>
                    Lire le passage<span className="visually-hidden"> de l’obligation « {title} »</span>
                  </>
                )}
              </Link>
            )}
          </dd>
        </div>
      )}
      {mayManage && (
        <div>
          <dt className="visually-hidden">Modifier</dt>
          <dd>
            <Link to={`/conventions/${conventionId}/suivi/obligations/${id}`}>
              Modifier<span className="visually-hidden"> l’obligation « {title} »</span>
            </Link>
          </dd>
        </div>
      )}
    </dl>
  );
}
