// One deliverable: how many pieces of how many, each with its link or file, and the list it ticks off.
import { useFetcher } from '@remix-run/react';
import type { LinkedDataset } from '../../datasets/dataset-queries.ts';
import { LinkedDatasetLines } from '../../datasets/linked-datasets.tsx';
import { count, formatDate, formatNumber } from '../../french-format.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button, ButtonRow } from '../../ui/button.tsx';
import { ConfirmDialog } from '../../ui/dialog.tsx';
import { Disclosure } from '../../ui/disclosure.tsx';
import { Form, SubmitButton } from '../../ui/form.tsx';
import { ProgressBar } from '../../ui/progress.tsx';
import { Card } from '../../ui/section.tsx';
import type { action } from './action.ts';
import { DeliverForm } from './deliver-form.tsx';
import { ChangeDeliverable } from './deliverable-dialogs.tsx';
import styles from './deliverables-page.module.css';
import type { ShownDeliverable, ShownSet } from './queries.ts';
import { ReferenceList } from './reference-list.tsx';

export interface DeliverableCardProps {
  deliverable: ShownDeliverable;
  convention: { id: string; viewerMayFollow: boolean; viewerMayStoreFiles: boolean };
  sets: readonly ShownSet[];
  datasets: readonly LinkedDataset[];
}

export function DeliverableCard({ deliverable, convention, sets, datasets }: DeliverableCardProps) {
  const set = sets.find(({ id }) => id === deliverable.referenceSetId) ?? null;
  const { id, title, target, delivered, blockText, isBlockGone, pieces } = deliverable;
  return (
    <Card as="li">
      <div className={styles.card} id={`l-${id}`}>
        <ProgressBar
          label={title}
          value={Math.min(delivered, target)}
          max={target}
          words={`${formatNumber(delivered)} sur ${formatNumber(target)}`}
        />
        <Facts {...deliverable} />
        {blockText && (
          <p className={styles.from}>
            {isBlockGone ? 'Passage supprimé : ' : 'Passage : '}
            {blockText.slice(0, 160)}
            {blockText.length > 160 && '…'}
          </p>
        )}
        {set && <ReferenceList set={set} deliverable={deliverable} convention={convention} />}
        {pieces.length > 0 && (
          <Disclosure title={count(pieces.length, 'pièce remise', 'pièces remises')}>
            <ul className={styles.pieces}>
              {pieces.map((piece) => (
                <PieceLine key={piece.id} piece={piece} mayFollow={convention.viewerMayFollow} />
              ))}
            </ul>
          </Disclosure>
        )}
        <LinkedDatasetLines
          title={title}
          datasets={datasets}
          place={{ kind: 'DELIVERABLE', conventionId: convention.id, subjectId: id }}
          mayDeposit={convention.viewerMayStoreFiles}
        />
        {convention.viewerMayFollow && (
          <>
            <Disclosure
              title={
                <span>
                  Remettre une pièce<span className="visually-hidden"> pour « {title} »</span>
                </span>
              }
            >
              <DeliverForm key={delivered} deliverable={deliverable} conventionId={convention.id} set={set} />
            </Disclosure>
            <ButtonRow>
              <ChangeDeliverable deliverable={deliverable} sets={sets} />
              <Withdraw deliverable={deliverable} />
            </ButtonRow>
          </>
        )}
      </div>
    </Card>
  );
}

function Facts({ isLate, isComplete, delivered, target, dueOn }: ShownDeliverable) {
  return (
    <p className={styles.facts}>
      {isLate && (
        <Badge tone="danger" icon="warning">
          En retard
        </Badge>
      )}
      {isComplete && (
        <Badge tone="success" icon="check">
          Complet
        </Badge>
      )}
      {delivered > target && <span>{formatNumber(delivered - target)} de plus que promis</span>}
      {dueOn && <span>Échéance : {formatDate(dueOn)}</span>}
    </p>
  );
}

function PieceLine({ piece, mayFollow }: { piece: ShownDeliverable['pieces'][number]; mayFollow: boolean }) {
  const fetcher = useFetcher<typeof action>();
  const { id, title, on, url, file } = piece;
  const address = file ? `/fichiers/${file.id}` : url;
  return (
    <li className={styles.piece}>
      <span>
        {address ? <a href={address}>{title}</a> : title} <span className={styles.from}>{formatDate(on)}</span>
      </span>
      {mayFollow && (
        <Form fetcher={fetcher} preventScrollReset>
          <input type="hidden" name="pieceId" value={id} />
          <SubmitButton
            intent="withdrawPiece"
            fetcher={fetcher}
            variant="quiet"
            size="s"
            aria-label={`Retirer ${title}`}
          >
            Retirer
          </SubmitButton>
        </Form>
      )}
    </li>
  );
}

function Withdraw({ deliverable: { id, title } }: { deliverable: ShownDeliverable }) {
  const fetcher = useFetcher<typeof action>();
  return (
    <ConfirmDialog
      title="Retirer ce livrable ?"
      trigger={
        <Button variant="quiet" size="s" icon="delete" aria-label={`Retirer le livrable\u00a0: ${title}`}>
          Retirer le livrable
        </Button>
      }
      confirmLabel="Retirer le livrable"
      isDangerous
      onConfirm={() => fetcher.submit({ intent: 'withdraw', deliverableId: id }, { method: 'post' })}
    >
      « {title} » et ses pièces ne seront plus comptés. L’historique en garde la trace.
    </ConfirmDialog>
  );
}
