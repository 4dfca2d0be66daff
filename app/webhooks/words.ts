// What a webhook says of itself and of what was sent, in French. Used by its pages; knows none.
import type { WebhookFailure, WebhookMessage, WebhookPause } from '#domain/vocabulary.ts';

export const pauseSentences: Record<WebhookPause, string> = {
  BY_HAND: 'Rien n’est envoyé : ce qui change attend. Reprenez quand vous voulez.',
  FAILING: 'Rien de ce qui a été envoyé pendant vingt-quatre heures n’a été pris. Ce qui change attend.',
  GONE: 'Le logiciel a répondu que cette adresse n’existe plus (410). Ce qui change attend.',
};

export const messageLabels: Record<WebhookMessage, string> = {
  CHANGES: 'Journal',
  EXPIRED: 'Curseur expiré',
  TEST: 'Essai',
};

export const failureLabels: Record<WebhookFailure, string> = {
  UNKNOWN_HOST: 'Nom inconnu',
  PRIVATE_ADDRESS: 'Réseau privé',
  UNREACHABLE: 'Injoignable',
  NOT_SECURE: 'Connexion non sûre',
  TOO_SLOW: 'Trop lent',
  BROKEN_OFF: 'Connexion coupée',
  REDIRECTED: 'Redirection',
  REFUSED: 'Refusé',
};
