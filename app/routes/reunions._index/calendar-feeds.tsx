// The secret addresses that one's calendar program subscribes to: made, shown once, revoked.

import { useFetcher, useLoaderData } from '@remix-run/react';
import { useEffect, useRef } from 'react';
import { titleWithYear } from '#domain/convention-title.ts';
import { namesToChoose } from '../../conventions/told-apart.ts';
import { useAnswer } from '../../forms/answer.ts';
import { useDoneToast } from '../../forms/done-toast.ts';
import { formatShortDate } from '../../french-format.ts';
import { Button, ButtonRow } from '../../ui/button.tsx';
import { ConfirmDialog } from '../../ui/dialog.tsx';
import { Disclosure } from '../../ui/disclosure.tsx';
import { Fields } from '../../ui/field.tsx';
import { Form, SubmitButton } from '../../ui/form.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Stack } from '../../ui/section.tsx';
import { SelectField } from '../../ui/select-field.tsx';
import { Table } from '../../ui/table.tsx';
import { showToast } from '../../ui/toast.ts';
import type { action } from './action.ts';
import type { loader } from './loader.ts';
import styles from './meetings-page.module.css';
import type { ListedFeed } from './queries.ts';

const nameOf = ({ unit, convention }: ListedFeed): string =>
  unit?.name ?? (convention ? titleWithYear(convention) : 'Mes réunions');

/** Folded: one does it once, for one's calendar program. */
export function CalendarFeeds() {
  const { feeds, unit, conventions } = useLoaderData<typeof loader>();
  const fetcher = useFetcher<typeof action>();
  // Without JavaScript it is the whole page that answers; an address is told but once.
  const posted = useAnswer<typeof action>();
  const answer = fetcher.data ?? posted;
  const { revoke, words } = useRevoking();
  const options = [
    { value: 'me', label: 'Mes réunions' },
    ...(unit ? [{ value: `unit:${unit.id}`, label: `Celles du service\u00a0: ${unit.name}` }] : []),
    ...[...namesToChoose(conventions)].map(([id, label]) => ({ value: `convention:${id}`, label })),
  ];
  return (
    <Disclosure title="Voir les réunions dans mon agenda" isOpenAtFirst={posted !== undefined}>
      <Stack>
        {answer && 'address' in answer && <NewAddress address={answer.address} />}
        {answer && 'message' in answer && (
          <Notice tone="error" isLive>
            {answer.message}
          </Notice>
        )}
        <p ref={words} tabIndex={-1}>
          Votre logiciel d’agenda (Outlook, Thunderbird, Google Agenda…) peut s’abonner à une adresse et se tenir à
          jour.
        </p>
        <Form fetcher={fetcher} preventScrollReset>
          <Fields>
            <SelectField label="Quelles réunions" name="whose" isRequired options={options} />
          </Fields>
          <ButtonRow>
            <SubmitButton intent="create" fetcher={fetcher} variant="secondary">
              Créer une adresse
            </SubmitButton>
          </ButtonRow>
        </Form>
        {feeds.length > 0 && <Feeds onRevoke={revoke} />}
      </Stack>
    </Disclosure>
  );
}

/** Takes the focus back to the words above once its line is gone. */
function useRevoking() {
  const fetcher = useFetcher<typeof action>();
  const words = useRef<HTMLParagraphElement>(null);
  const times = useDoneToast(fetcher.data);
  useEffect(() => {
    if (times > 0) words.current?.focus();
  }, [times]);
  const revoke = (calendarFeedId: string) =>
    fetcher.submit({ intent: 'revoke', calendarFeedId }, { method: 'post', preventScrollReset: true });
  return { revoke, words };
}

function NewAddress({ address }: { address: string }) {
  const copy = () =>
    navigator.clipboard.writeText(address).then(
      () => showToast({ text: 'L’adresse est copiée.' }),
      () => showToast({ text: 'La copie n’est pas permise ici\u00a0: sélectionnez l’adresse.', tone: 'error' }),
    );
  return (
    <Notice tone="success" title="Voici l’adresse de l’agenda" isLive>
      Copiez-la maintenant : elle ne sera plus affichée. Qui la connaît voit ces réunions.
      <div className={styles.address}>
        <code>{address}</code>
        <Button size="s" icon="copy" onPress={copy}>
          Copier
        </Button>
      </div>
    </Notice>
  );
}

function Feeds({ onRevoke }: { onRevoke: (id: string) => unknown }) {
  const { feeds } = useLoaderData<typeof loader>();
  return (
    <Table
      caption="Adresses d’agenda"
      rows={feeds}
      rowKey={({ id }) => id}
      columns={[
        { id: 'name', header: 'Agenda', isRowHeader: true, cell: nameOf },
        { id: 'made', header: 'Créée le', cell: ({ createdAt }) => formatShortDate(createdAt) },
        {
          id: 'revoke',
          header: 'Révoquer',
          isHeaderHidden: true,
          align: 'end',
          cell: (feed) => (
            <ConfirmDialog
              title={`Révoquer l’adresse « ${nameOf(feed)} » ?`}
              confirmLabel="Révoquer l’adresse"
              isDangerous
              trigger={
                <Button variant="quiet" size="s" aria-label={`Révoquer l’adresse ${nameOf(feed)}`}>
                  Révoquer
                </Button>
              }
              onConfirm={() => {
                onRevoke(feed.id);
              }}
            >
              Les agendas qui y sont abonnés ne se mettront plus à jour.
            </ConfirmDialog>
          ),
        },
      ]}
    />
  );
}
