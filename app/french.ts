// The French words of the closed lists of the trade, and the few sentences that many pages say. Dates, numbers and
// amounts are written by french-format.ts. Pages take words from here; nothing here knows a page.
import { titleWithYear } from '#domain/convention-title.ts';

/** The product's name, as in every page title. */
export const PRODUCT = 'Ingénierie 62';

/** A page's `<title>`: « Convention 2026 · Ingénierie 62 ». */
export const pageTitle = (title: string): string => `${title} · ${PRODUCT}`;

/** A page of a convention: « Activité · Convention annuelle, 2026 · Ingénierie 62 »; the page alone while it is not known. */
export const conventionPageTitle = (page: string, convention?: { title: string; year: number }): string =>
  pageTitle(convention ? `${page} · ${titleWithYear(convention)}` : page);

/** The convention that a notification names, with its year. */
export const conventionOf = (line: { conventionTitle: string; conventionYear: number | null }): string =>
  line.conventionYear === null
    ? line.conventionTitle
    : titleWithYear({ title: line.conventionTitle, year: line.conventionYear });

/** Sentences that many pages say in the same words. */
export const sentences = {
  saved: 'Enregistré',
  saving: 'Enregistrement…',
  offline: 'Hors connexion : vos modifications sont gardées sur ce poste',
  nothingSent: 'Hors connexion, rien n’est parti. Votre saisie est gardée : réessayez dès que le réseau sera revenu.',
  noAnswer: 'La plate-forme ne répond pas. Votre saisie est gardée : réessayez, rien ne sera fait deux fois.',
  perhapsDone:
    'Votre premier envoi est arrivé, mais sa réponse s’est perdue. Vérifiez s’il a été pris avant de recommencer.',
  sessionOver: 'Votre session est terminée. Votre texte est gardé sur ce poste : reconnectez-vous pour l’envoyer.',
  loading: 'Chargement…',
  more: 'Afficher la suite',
  cancel: 'Annuler',
  close: 'Fermer',
  confirm: 'Confirmer',
  optional: 'facultatif',
} as const;
