import { useFetcher, useLoaderData } from '@remix-run/react';
import { useDoneToast } from '../../forms/done-toast.ts';
import { formatDate } from '../../french-format.ts';
import { apiKeyModeLabels } from '../../organisations/words.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { ConfirmDialog } from '../../ui/dialog.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { Section, Stack } from '../../ui/section.tsx';
import { type Column, Table } from '../../ui/table.tsx';
import type { action } from './action.ts';
import { CreateKey } from './create-key.tsx';
import styles from './keys-page.module.css';
import type { loader } from './loader.ts';
import type { ListedApiKey } from './queries.ts';

/** The keys and what makes a new one. */
export function KeysPage() {
  const { apiKeys } = useLoaderData<typeof loader>();
  const fetcher = useFetcher<typeof action>();
  useDoneToast(fetcher.data);
  const revoke = (apiKeyId: string) => fetcher.submit({ intent: 'revoke', apiKeyId }, { method: 'post' });
  const actions: Column<ListedApiKey> = {
    id: 'revoke',
    header: 'Action',
    isHeaderHidden: true,
    align: 'end',
    cell: (key) => !key.revokedAt && <RevokeButton apiKey={key} onRevoke={() => revoke(key.id)} />,
  };
  return (
    <Section
      title="Clés d’accès"
      lead="Une clé permet à un logiciel de l’organisme de lire les conventions auxquelles il participe, et d’y écrire si vous le décidez."
    >
      <Stack gap="l">
        <CreateKey />
        {apiKeys.length === 0 ? (
          <EmptyState icon="lock" title="Aucune clé">
            Créez une clé par logiciel : vous pourrez révoquer l’une sans toucher aux autres.
          </EmptyState>
        ) : (
          <Table caption="Clés d’accès" rows={apiKeys} rowKey={({ id }) => id} columns={[...columns, actions]} />
        )}
      </Stack>
    </Section>
  );
}

const columns: Column<ListedApiKey>[] = [
  {
    id: 'name',
    header: 'Logiciel',
    isRowHeader: true,
    cell: (key) => (
      <span className={styles.name}>
        {key.name}
        <KeyBadge apiKey={key} />
      </span>
    ),
  },
  { id: 'prefix', header: 'Début de la clé', cell: ({ prefix }) => <code>{prefix}…</code> },
  { id: 'mode', header: 'Permet', cell: ({ mode }) => apiKeyModeLabels[mode] },
  {
    id: 'made',
    header: 'Créée',
    cell: ({ createdAt, createdBy }) => `le ${formatDate(createdAt)} par ${createdBy.name}`,
  },
  {
    id: 'used',
    header: 'Dernier usage',
    cell: ({ lastUsedAt }) => (lastUsedAt ? <RelativeTime at={lastUsedAt} /> : 'Jamais'),
  },
];

function KeyBadge({ apiKey }: { apiKey: ListedApiKey }) {
  if (apiKey.revokedAt) return <Badge>Révoquée</Badge>;
  // It opens nothing while the account of the person who answers for it is closed.
  return apiKey.createdBy.isActive ? null : <Badge tone="ochre">Suspendue</Badge>;
}

function RevokeButton({ apiKey, onRevoke }: { apiKey: ListedApiKey; onRevoke: () => void }) {
  return (
    <ConfirmDialog
      title={`Révoquer la clé « ${apiKey.name} » ?`}
      confirmLabel="Révoquer la clé"
      isDangerous
      trigger={
        <Button variant="quiet" size="s" aria-label={`Révoquer la clé ${apiKey.name}`}>
          Révoquer
        </Button>
      }
      onConfirm={() => {
        onRevoke();
      }}
    >
      Le logiciel qui l’utilise perd aussitôt son accès. Une clé révoquée ne peut pas être rétablie.
    </ConfirmDialog>
  );
}
