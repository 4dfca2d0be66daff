import { Link, useFetcher, useLoaderData } from '@remix-run/react';
import { formatDate, formatList } from '../../french-format.ts';
import { areasOf } from '../../organisations/scopes.ts';
import { ShownSecret } from '../../organisations/shown-secret.tsx';
import { areaLabels } from '../../organisations/words.ts';
import { Badge } from '../../ui/badge.tsx';
import { Disclosure } from '../../ui/disclosure.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Section, Stack } from '../../ui/section.tsx';
import { type Column, Table } from '../../ui/table.tsx';
import { WebhookForm } from '../../webhooks/webhook-form.tsx';
import type { action } from './action.ts';
import type { loader } from './loader.ts';
import type { ListedWebhook } from './queries.ts';
import styles from './webhooks-page.module.css';

const columns = (organisationId: string): Column<ListedWebhook>[] => [
  {
    id: 'name',
    header: 'Logiciel',
    isRowHeader: true,
    cell: ({ id, name }) => <Link to={`/organisation/${organisationId}/webhooks/${id}`}>{name}</Link>,
  },
  { id: 'url', header: 'Adresse', cell: ({ url }) => <span className={styles.url}>{url}</span> },
  {
    id: 'areas',
    header: 'Annonce',
    cell: ({ scopes }) => (scopes.length === 0 ? 'Tout' : formatList(areasOf(scopes).map((area) => areaLabels[area]))),
  },
  { id: 'state', header: 'État', cell: (webhook) => <State webhook={webhook} /> },
  { id: 'made', header: 'Créé', cell: ({ createdAt }) => `le ${formatDate(createdAt)}` },
];

function State({ webhook: { pausedAt, failures } }: { webhook: ListedWebhook }) {
  if (pausedAt) return <Badge tone="ochre">En pause</Badge>;
  return failures > 0 ? <Badge tone="danger">Nouvel essai prévu</Badge> : <Badge tone="success">Envoie</Badge>;
}

/** The list, and what makes a new one. */
export function WebhooksPage() {
  const { organisationId, webhooks } = useLoaderData<typeof loader>();
  const fetcher = useFetcher<typeof action>();
  const made = fetcher.data && 'secret' in fetcher.data ? fetcher.data : null;
  return (
    <Section
      title="Webhooks"
      lead="Un webhook annonce à un logiciel de l’organisme ce qui change, dès que cela change : il n’a plus à le demander."
    >
      <Stack gap="l">
        {made && (
          <ShownSecret
            title={`Voici la clé de signature du webhook « ${made.name} »`}
            secret={made.secret}
            done="La clé de signature est copiée."
          />
        )}
        <Disclosure title="Créer un webhook">
          <WebhookForm key={made?.secret ?? ''} fetcher={fetcher} />
        </Disclosure>
        {webhooks.length === 0 ? (
          <EmptyState icon="link" title="Aucun webhook">
            Sans webhook, un logiciel lit le journal des changements quand il veut, avec sa clé d’accès.
          </EmptyState>
        ) : (
          <Table caption="Webhooks" rows={webhooks} rowKey={({ id }) => id} columns={columns(organisationId)} />
        )}
      </Stack>
    </Section>
  );
}
