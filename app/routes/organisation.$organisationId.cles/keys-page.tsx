import { useFetcher, useLoaderData } from '@remix-run/react';
import { useState } from 'react';
import { useDoneToast } from '../../forms/done-toast.ts';
import { formatDate, formatList } from '../../french-format.ts';
import { areasOf } from '../../organisations/scopes.ts';
import { ShownSecret } from '../../organisations/shown-secret.tsx';
import { apiKeyModeLabels, areaLabels } from '../../organisations/words.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button, ButtonRow } from '../../ui/button.tsx';
import { ConfirmDialog, Dialog } from '../../ui/dialog.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { Section, Stack } from '../../ui/section.tsx';
import { type Column, Table } from '../../ui/table.tsx';
import type { action } from './action.ts';
import { ChangeKey } from './change-key.tsx';
import { CreateKey } from './create-key.tsx';
import styles from './keys-page.module.css';
import type { loader } from './loader.ts';
import type { ListedApiKey } from './queries.ts';

/** The keys and what makes a new one. */
export function KeysPage() {
  const { apiKeys } = useLoaderData<typeof loader>();
  const fetcher = useFetcher<typeof action>();
  const [changed, setChanged] = useState<ListedApiKey | null>(null);
  useDoneToast(fetcher.data);
  const act = (intent: string, apiKeyId: string) => fetcher.submit({ intent, apiKeyId }, { method: 'post' });
  const actions: Column<ListedApiKey> = {
    id: 'revoke',
    header: 'Action',
    isHeaderHidden: true,
    align: 'end',
    cell: (key) =>
      !key.revokedAt && (
        <ButtonRow>
          <Button
            variant="quiet"
            size="s"
            aria-label={`Modifier la clé ${key.name}`}
            onPress={() => {
              setChanged(key);
            }}
          >
            Modifier
          </Button>
          <ReplaceButton apiKey={key} onReplace={() => act('replace', key.id)} />
          <RevokeButton apiKey={key} onRevoke={() => act('revoke', key.id)} />
        </ButtonRow>
      ),
  };
  const made = fetcher.data && 'secret' in fetcher.data ? fetcher.data : null;
  return (
    <Section
      title="Clés d’accès"
      lead="Une clé permet à un logiciel de l’organisme de lire les conventions auxquelles il participe, et d’y écrire si vous le décidez."
    >
      <Stack gap="l">
        {made && <ShownSecret title={`Voici la clé « ${made.name} »`} secret={made.secret} done="La clé est copiée." />}
        <CreateKey />
        {apiKeys.length === 0 ? (
          <EmptyState icon="lock" title="Aucune clé">
            Créez une clé par logiciel : vous pourrez révoquer l’une sans toucher aux autres.
          </EmptyState>
        ) : (
          <Table caption="Clés d’accès" rows={apiKeys} rowKey={({ id }) => id} columns={[...columns, actions]} />
        )}
      </Stack>
      <Dialog
        title={`Modifier la clé « ${changed?.name ?? ''} »`}
        isOpen={changed !== null}
        onOpenChange={(isOpen) => !isOpen && setChanged(null)}
      >
        {changed && <ChangeKey apiKey={changed} onDone={() => setChanged(null)} />}
      </Dialog>
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
  { id: 'mode', header: 'Permet', cell: (key) => <Terms apiKey={key} /> },
  {
    id: 'made',
    header: 'Créée',
    cell: ({ createdAt, createdBy }) => `le ${formatDate(createdAt)} par ${createdBy.name}`,
  },
  {
    id: 'used',
    header: 'Dernier usage',
    cell: (key) => <LastUse apiKey={key} />,
  },
];

/** What it opens, from where, until when. */
function Terms({ apiKey: { mode, scopes, ranges, expiresAt } }: { apiKey: ListedApiKey }) {
  const opened = areasOf(scopes);
  return (
    <span className={styles.terms}>
      <span>{apiKeyModeLabels[mode]}</span>
      {opened.length > 0 && <span className={styles.detail}>{formatList(opened.map((area) => areaLabels[area]))}</span>}
      {ranges.length > 0 && <span className={styles.detail}>Depuis {formatList(ranges)}</span>}
      {expiresAt && <span className={styles.detail}>Jusqu’au {formatDate(expiresAt)}</span>}
    </span>
  );
}

/** When, from where and for what it was last used. */
function LastUse({ apiKey: { lastUsedAt, lastUsedFrom, lastUsedFor } }: { apiKey: ListedApiKey }) {
  if (!lastUsedAt) return 'Jamais';
  const where = [lastUsedFrom, lastUsedFor].filter(Boolean).join(', ');
  return (
    <span className={styles.terms}>
      <RelativeTime at={lastUsedAt} />
      {where !== '' && <span className={styles.detail}>{where}</span>}
    </span>
  );
}

function KeyBadge({ apiKey }: { apiKey: ListedApiKey }) {
  if (apiKey.revokedAt) return <Badge>Révoquée</Badge>;
  return apiKey.expiresAt && String(apiKey.expiresAt) <= new Date().toISOString() ? <Badge>Terminée</Badge> : null;
}

function ReplaceButton({ apiKey, onReplace }: { apiKey: ListedApiKey; onReplace: () => void }) {
  return (
    <ConfirmDialog
      title={`Remplacer la clé « ${apiKey.name} » ?`}
      confirmLabel="Remplacer la clé"
      trigger={
        <Button variant="quiet" size="s" aria-label={`Remplacer la clé ${apiKey.name}`}>
          Remplacer
        </Button>
      }
      onConfirm={() => {
        onReplace();
      }}
    >
      Une clé semblable est créée et montrée une fois. L’ancienne fonctionne encore deux semaines, le temps de changer
      le logiciel qui l’utilise.
    </ConfirmDialog>
  );
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
