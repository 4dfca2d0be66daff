// What an obligation and its occurrences say in French: how often, how far, until when. Used by every page that shows one;
// knows no page.
import type { OccurrenceState, Periodicity, ProofKind } from '#domain/vocabulary.ts';
import { formatDate, formatList, plural } from '../french-format.ts';

export const periodicityLabels: Record<Periodicity, string> = {
  ONCE: 'Une fois',
  TIMES_A_YEAR: 'Plusieurs fois par an',
  TWICE_A_YEAR: 'Deux fois par an',
  QUARTERLY: 'Chaque trimestre',
  WITHIN_MONTHS: 'Dans les mois qui suivent un événement',
  REGULAR: 'Régulièrement',
  CONTINUOUS: 'En continu',
  ON_REQUEST: 'Sur demande',
  ON_EVENT: 'Selon l’événement',
};

export const proofKindLabels: Record<ProofKind, string> = {
  MEETING: 'Réunion tenue',
  DOCUMENT: 'Document déposé',
  STATEMENT: 'Déclaration',
};

export const occurrenceStateLabels: Record<OccurrenceState, string> = {
  TO_PLAN: 'À planifier',
  PLANNED: 'Planifiée',
  MET: 'Satisfaite',
  LATE: 'En retard',
  LAPSED: 'Facultative, non tenue',
  NOT_APPLICABLE: 'Sans objet',
};

interface Named {
  name: string;
}

/** How the first word of a body's name is announced; other names stand alone. */
const articles: readonly (readonly [RegExp, string])[] = [
  [/^(Agence|Association|État|Inspection|Union|Office|Établissement|EPCI|Agglomération)\b/i, 'l’'],
  [
    /^(Direction|Communauté|Région|Mission|Préfecture|MDADT|Maison|Fondation|Chambre|Ville|Commune|CA|DAT|DRAC)\b/,
    'la ',
  ],
  [/^(Département|Service|Pôle|Comité|Syndicat|Conseil|Parc)\b/, 'le '],
];

/** « la Direction des affaires culturelles », « l’Agence d’urbanisme de l’Artois », « EDEN 62 ». */
export const withArticle = (name: string): string =>
  `${articles.find(([pattern]) => pattern.test(name))?.[1] ?? ''}${name}`;

/** What is counted, one and many. */
const counted: Record<ProofKind, readonly [string, string]> = {
  MEETING: ['réunion tenue', 'réunions tenues'],
  DOCUMENT: ['document déposé', 'documents déposés'],
  STATEMENT: ['déclaration faite', 'déclarations faites'],
};

/** The act that proves an obligation, as a button says it. */
export const proveVerbs: Record<ProofKind, string> = {
  MEETING: 'Consigner une réunion',
  DOCUMENT: 'Déposer un document',
  STATEMENT: 'Déclarer',
};

/** What these words need of an obligation. */
export interface Spoken {
  periodicity: Periodicity;
  times: number | null;
  months: number | null;
  event: string | null;
  eventOn: string | null;
  proof: ProofKind;
  attendees: readonly Named[];
  occurrences: readonly { state: OccurrenceState; dueOn: string }[];
}

/** « Deux fois par an », « Dans les 6 mois : clôture de l’exercice (31 décembre 2025) ». */
export function periodicityWords({ periodicity, times, months, event, eventOn }: Spoken): string {
  switch (periodicity) {
    case 'TIMES_A_YEAR':
      return times === 1 ? 'Une fois par an' : `${times} fois par an`;
    case 'WITHIN_MONTHS': {
      const origin = [event, eventOn && `(${formatDate(eventOn)})`].filter(Boolean).join(' ');
      return `Dans les ${months} mois${origin && `\u00a0: ${origin}`}`;
    }
    case 'REGULAR':
      return months === null ? periodicityLabels[periodicity] : `Régulièrement, ${rhythmWords(months)}`;
    case 'CONTINUOUS':
      return `En continu, attesté dans les ${months}\u00a0mois après la période`;
    case 'ON_REQUEST':
    case 'ON_EVENT':
      return event ? `${periodicityLabels[periodicity]}\u00a0: ${event}` : periodicityLabels[periodicity];
    default:
      return periodicityLabels[periodicity];
  }
}

/** « au moins tous les 3 mois ». */
const rhythmWords = (months: number) =>
  months === 1 ? 'au moins chaque mois' : `au moins tous les ${months}\u00a0mois`;

/** « du 1 juillet 2025 au 31 décembre 2025 ». */
export const windowWords = ({ startsOn, dueOn }: { startsOn: string; dueOn: string }): string =>
  `du ${formatDate(startsOn)} au ${formatDate(dueOn)}`;

/** « Rien depuis 4 mois : une preuve est attendue au moins tous les 3 mois »; null while the rhythm is kept. */
export const silenceWords = ({ silentMonths, months }: { silentMonths: number | null; months: number | null }) =>
  silentMonths === null || months === null
    ? null
    : `Rien depuis ${silentMonths}\u00a0mois\u00a0: une preuve est attendue ${rhythmWords(months)}`;

/** The first due date that still waits, late ones first; null when nothing does. */
export function nextDue({ occurrences }: Pick<Spoken, 'occurrences'>): string | null {
  const waiting = occurrences.filter(({ state }) => state === 'LATE' || state === 'TO_PLAN' || state === 'PLANNED');
  return waiting.map(({ dueOn }) => dueOn).sort()[0] ?? null;
}

/** How far it has come: « 0/1 réunion tenue avec la Direction des affaires culturelles, échéance 31 décembre 2025 ». */
export function progressWords(obligation: Spoken): string {
  const { periodicity, proof, attendees, occurrences } = obligation;
  const owed = occurrences.filter(({ state }) => state !== 'NOT_APPLICABLE');
  const due = nextDue(obligation);
  if (occurrences.length === 0)
    return periodicity === 'ON_EVENT' ? 'Aucun événement signalé' : 'Aucune demande enregistrée';
  if (owed.length === 0) return 'Sans objet';
  const met = owed.filter(({ state }) => state === 'MET').length;
  const [one, many] = counted[proof];
  const presence = attendees.length > 0 ? ` avec ${formatList(attendees.map(({ name }) => withArticle(name)))}` : '';
  return `${met}/${owed.length}\u00a0${plural(owed.length, one, many)}${presence}${due ? `, échéance ${formatDate(due)}` : ''}`;
}

/** A block as people name it: « Objectif stratégique 1 », « Article 8 », « 3.2 »; empty for what has no number. */
export function placeNumber({ kind, number }: { kind: string; number: string | null }): string {
  if (!number) return '';
  if (kind === 'AXIS') return `Objectif stratégique\u00a0${number}`;
  return kind === 'ARTICLE' ? `Article\u00a0${number}` : number;
}
