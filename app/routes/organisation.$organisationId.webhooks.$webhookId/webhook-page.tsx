import { useFetcher, useLoaderData } from '@remix-run/react';
import { useDoneToast } from '../../forms/done-toast.ts';
import { formatDate } from '../../french-format.ts';
import { areasOf } from '../../organisations/scopes.ts';
import { ShownSecret } from '../../organisations/shown-secret.tsx';
import { Button, ButtonRow } from '../../ui/button.tsx';
import { ConfirmDialog } from '../../ui/dialog.tsx';
import { Disclosure } from '../../ui/disclosure.tsx';
import { Notice } from '../../ui/notice.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { Section, Stack } from '../../ui/section.tsx';
import { WebhookForm } from '../../webhooks/webhook-form.tsx';
import { pauseSentences } from '../../webhooks/words.ts';
import type { action } from './action.ts';
import { DeliveryTable } from './delivery-table.tsx';
import type { loader } from './loader.ts';
import type { SeenWebhook } from './queries.ts';

/** The webhook, its log, and its buttons. */
export function WebhookPage() {
  const { webhook } = useLoaderData<typeof loader>();
  const { name, url, scopes } = webhook;
  const fetcher = useFetcher<typeof action>();
  const changing = useFetcher<typeof action>();
  useDoneToast(fetcher.data);
  useDoneToast(changing.data);
  const act = (intent: string, more: Record<string, string> = {}) =>
    fetcher.submit({ intent, ...more }, { method: 'post' });
  const answer = fetcher.data;
  return (
    <Section
      title={`Webhook « ${webhook.name} »`}
      lead={`Vers ${webhook.url}. Créé le ${formatDate(webhook.createdAt)} par ${webhook.createdBy.name}.`}
    >
      <Stack gap="l">
        <State webhook={webhook} />
        {answer && 'failed' in answer && <Notice tone="error" title={answer.failed} isLive />}
        {answer && 'message' in answer && <Notice tone="error" title={answer.message} isLive />}
        {answer && 'secret' in answer && (
          <ShownSecret
            title="Voici la nouvelle clé de signature"
            secret={answer.secret}
            done="La clé de signature est copiée."
          />
        )}
        <Acts webhook={webhook} isBusy={fetcher.state !== 'idle'} onAct={act} />
        <Disclosure title="Modifier le webhook">
          <WebhookForm fetcher={changing} webhook={{ name, url, areas: areasOf(scopes) }} />
        </Disclosure>
        <DeliveryTable webhook={webhook} onReplay={(after) => act('replay', { after })} />
      </Stack>
    </Section>
  );
}

function State({ webhook: { pausedFor, failures, nextAt, formerSecretUntil } }: { webhook: SeenWebhook }) {
  const isReplaced = formerSecretUntil && String(formerSecretUntil) > new Date().toISOString();
  return (
    <>
      {pausedFor && (
        <Notice tone="warning" title="En pause">
          {pauseSentences[pausedFor]}
        </Notice>
      )}
      {!pausedFor && failures > 0 && (
        <Notice tone="warning" title="Le dernier envoi n’a pas été pris">
          Prochain essai <RelativeTime at={nextAt} />. Après vingt-quatre heures d’essais, le webhook est mis en pause.
        </Notice>
      )}
      {isReplaced && (
        <Notice title="La clé de signature vient d’être remplacée">
          L’ancienne signe aussi jusqu’au {formatDate(formerSecretUntil)}.
        </Notice>
      )}
    </>
  );
}

interface ActsProps {
  webhook: SeenWebhook;
  isBusy: boolean;
  onAct: (intent: string) => void;
}

function Acts({ webhook: { name, pausedAt, failures }, isBusy, onAct }: ActsProps) {
  return (
    <ButtonRow>
      <Button onPress={() => onAct('test')} isPending={isBusy}>
        Envoyer un essai
      </Button>
      {(pausedAt || failures > 0) && (
        <Button onPress={() => onAct('resume')}>{pausedAt ? 'Reprendre' : 'Réessayer maintenant'}</Button>
      )}
      {!pausedAt && <Button onPress={() => onAct('pause')}>Mettre en pause</Button>}
      <ConfirmDialog
        title="Remplacer la clé de signature ?"
        confirmLabel="Remplacer la clé"
        trigger={<Button>Remplacer la clé de signature</Button>}
        onConfirm={() => onAct('rotate')}
      >
        La nouvelle est montrée une fois. Les messages portent les deux signatures pendant une semaine, le temps de
        changer le logiciel qui reçoit.
      </ConfirmDialog>
      <ConfirmDialog
        title={`Supprimer le webhook « ${name} » ?`}
        confirmLabel="Supprimer le webhook"
        isDangerous
        trigger={<Button variant="quiet">Supprimer</Button>}
        onConfirm={() => onAct('remove')}
      >
        Plus rien ne lui est envoyé, et le journal de ses envois disparaît avec lui.
      </ConfirmDialog>
    </ButtonRow>
  );
}
