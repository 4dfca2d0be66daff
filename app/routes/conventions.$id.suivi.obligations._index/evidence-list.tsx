// What was shown for a due date: each proof with its day, who was there, its document; and why one does not count.
import { Link, useFetcher } from '@remix-run/react';
import type { ProofKind } from '#domain/vocabulary.ts';
import { useDoneToast } from '../../forms/done-toast.ts';
import { formatDate, formatList, plural } from '../../french-format.ts';
import { withArticle } from '../../obligations/words.ts';
import { IconButton } from '../../ui/button.tsx';
import { ConfirmDialog } from '../../ui/dialog.tsx';
import { Icon } from '../../ui/icon.tsx';
import type { IconName } from '../../ui/icon-shapes.ts';
import type { action } from './action.ts';
import styles from './obligations-page.module.css';
import type { EvidenceLine } from './queries.ts';

const icons: Record<ProofKind, IconName> = { MEETING: 'people', DOCUMENT: 'document', STATEMENT: 'check' };

export function EvidenceList({ evidence, mayRecord }: { evidence: readonly EvidenceLine[]; mayRecord: boolean }) {
  return (
    <ul className={styles.evidence}>
      {evidence.map((proof) => (
        <Proof key={proof.id} proof={proof} mayRecord={mayRecord} />
      ))}
    </ul>
  );
}

const namesOf = (parties: EvidenceLine['attendees']) => formatList(parties.map(({ shortName }) => shortName));

/** « Ne compte pas : il manquait le Département du Nord ». */
function missingWords({ missing }: EvidenceLine): string {
  if (missing.length === 0) return 'Ne compte pas pour cette échéance';
  return `Ne compte pas\u00a0: il manquait ${formatList(missing.map(({ name }) => withArticle(name)))}`;
}

function Proof({ proof, mayRecord }: { proof: EvidenceLine; mayRecord: boolean }) {
  const { id, on, title, url, file, dataset, meetingId, counts, attendees, excused, recordedBy } = proof;
  const fetcher = useFetcher<typeof action>();
  useDoneToast(fetcher.data);
  return (
    <li className={styles.proof}>
      <Icon name={icons[proof.proof]} className={styles.proofIcon} />
      <div>
        <p>
          {meetingId ? <Link to={`/reunions/${meetingId}`}>{title}</Link> : <strong>{title}</strong>}{' '}
          <span className={styles.detail}>{formatDate(on)}</span>
        </p>
        {attendees.length > 0 && <p className={styles.detail}>Présents : {namesOf(attendees)}</p>}
        {excused.length > 0 && (
          <p className={styles.detail}>
            {plural(excused.length, 'Invité absent', 'Invités absents')} : {namesOf(excused)}
          </p>
        )}
        {(file || url || dataset) && (
          <p className={styles.documents}>
            {file && (
              <a href={`/fichiers/${file.id}`}>
                <Icon name="download" size="s" /> {file.name}
              </a>
            )}
            {dataset && (
              <Link to={`/donnees/${dataset.datasetId}?version=${dataset.number}`}>
                <Icon name="data" size="s" /> {dataset.title}, version {dataset.number}
              </Link>
            )}
            {url && (
              <a href={url} rel="noreferrer noopener" target="_blank">
                <Icon name="external" size="s" /> Ouvrir le lien
                <span className="visually-hidden"> (nouvelle fenêtre)</span>
              </a>
            )}
          </p>
        )}
        {recordedBy && <p className={styles.recorder}>Consigné par {recordedBy.name}</p>}
        {!counts && (
          <p className={styles.uncounted}>
            <Icon name="warning" size="s" /> {missingWords(proof)}
          </p>
        )}
      </div>
      {mayRecord && (
        <ConfirmDialog
          title="Retirer cette preuve ?"
          trigger={<IconButton icon="delete" size="s" label={`Retirer « ${title} »`} />}
          confirmLabel="Retirer"
          isDangerous
          onConfirm={() => fetcher.submit({ intent: 'withdraw', evidenceId: id }, { method: 'post' })}
        >
          « {title} » ne comptera plus. L’historique de la convention en garde la trace.
        </ConfirmDialog>
      )}
    </li>
  );
}
