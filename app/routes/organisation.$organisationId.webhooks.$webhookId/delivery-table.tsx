// What was sent to a webhook and what was answered, the latest first.
import { formatDateTime, formatNumber } from '../../french-format.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { ConfirmDialog } from '../../ui/dialog.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { More } from '../../ui/more.tsx';
import { Section } from '../../ui/section.tsx';
import { type Column, Table } from '../../ui/table.tsx';
import { failureLabels, messageLabels } from '../../webhooks/words.ts';
import styles from './delivery-table.module.css';
import type { ListedDelivery, SeenWebhook } from './queries.ts';

const columns: Column<ListedDelivery>[] = [
  { id: 'at', header: 'Parti', isRowHeader: true, cell: ({ at }) => formatDateTime(at) },
  {
    id: 'kind',
    header: 'Message',
    cell: ({ kind, changes }) =>
      kind === 'CHANGES'
        ? `${messageLabels[kind]}, ${formatNumber(changes)} ${changes > 1 ? 'entrées' : 'entrée'}`
        : messageLabels[kind],
  },
  {
    id: 'outcome',
    header: 'Réponse',
    cell: ({ failure, status, answer }) => (
      <span className={styles.answer}>
        <Badge tone={failure ? 'danger' : 'success'}>
          {[failure ? failureLabels[failure] : 'Pris', status].filter(Boolean).join(', ')}
        </Badge>
        {answer !== '' && <code className={styles.words}>{answer}</code>}
      </span>
    ),
  },
  { id: 'took', header: 'Durée', align: 'end', cell: ({ tookMs }) => `${formatNumber(tookMs)} ms` },
];

interface DeliveryTableProps {
  webhook: SeenWebhook;
  onReplay: (after: string) => void;
}

/** The log, each line with a way to send again from there. */
export function DeliveryTable({ webhook: { deliveries }, onReplay }: DeliveryTableProps) {
  const rows = deliveries.edges.map(({ node }) => node);
  const replay: Column<ListedDelivery> = {
    id: 'replay',
    header: 'Action',
    isHeaderHidden: true,
    align: 'end',
    cell: ({ kind, after, at }) =>
      kind === 'CHANGES' && (
        <ConfirmDialog
          title="Renvoyer depuis cet envoi ?"
          confirmLabel="Renvoyer"
          trigger={
            <Button variant="quiet" size="s" aria-label={`Renvoyer depuis ici, de l’envoi du ${formatDateTime(at)}`}>
              Renvoyer depuis ici
            </Button>
          }
          onConfirm={() => onReplay(after)}
        >
          Tout ce qui a changé depuis est envoyé de nouveau, dans l’ordre. Un logiciel qui tient compte du numéro des
          messages n’en est pas gêné.
        </ConfirmDialog>
      ),
  };
  return (
    <Section title="Envois" level={3} lead="Ceux des trente derniers jours.">
      {rows.length === 0 ? (
        <EmptyState icon="calendar" title="Rien n’a encore été envoyé">
          Un message part dès que quelque chose change.
        </EmptyState>
      ) : (
        <Table caption="Envois" rows={rows} rowKey={({ id }) => id} columns={[...columns, replay]} />
      )}
      {deliveries.pageInfo.hasNextPage && (
        <More to={`?apres=${encodeURIComponent(deliveries.pageInfo.endCursor ?? '')}`} shown={rows.length} />
      )}
    </Section>
  );
}
