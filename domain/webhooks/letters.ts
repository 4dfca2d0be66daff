// The mails about an organisation's webhooks. Their frame is the hall’s letters.ts.
import { type Letter, letter, pageAddress } from '../letters.ts';
import type { WebhookPause } from '../vocabulary.ts';

const reasons: Record<Exclude<WebhookPause, 'BY_HAND'>, string> = {
  FAILING: 'Rien de ce qui lui a été envoyé depuis vingt-quatre heures n’a été pris.',
  GONE: 'Le logiciel qui recevait a répondu que cette adresse n’existe plus (410).',
};

/** Nothing is sent to a webhook any more, for a reason that its organisation must look at. */
export const webhookPausedLetter = (
  webhook: { id: string; name: string; organisationId: string },
  reason: Exclude<WebhookPause, 'BY_HAND'>,
  administrator: string,
): Letter =>
  letter(
    `Le webhook « ${webhook.name} » est en pause`,
    { name: administrator, why: 'Ce message vous est adressé parce que vous administrez votre organisme.' },
    [
      `Le webhook « ${webhook.name} » annonce à un logiciel de votre organisme ce qui change sur la plate-forme. ${reasons[reason]} Il est en pause.`,
      `Rien n’est perdu : une fois le logiciel réparé, reprenez le webhook ; il envoie tout ce qui a changé depuis, dans l’ordre.\n${pageAddress(`/organisation/${webhook.organisationId}/webhooks/${webhook.id}`)}`,
    ],
  );
