// What the convention 2025 of the demonstration obliges its partners to, in our own words, and how its year went: what was
// held, who was missing, what came late, what is still awaited. followed-year.ts writes it.
import { addDays, type Day, today } from '#domain/calendar.ts';
import type { Degree, Periodicity, ProofKind } from '#domain/vocabulary.ts';

/** A proof: for which due date (its rank), on which day, in which words, and who was there. */
interface Proof {
  of?: number;
  on: Day;
  title: string;
  present?: string[];
  url?: string;
}

export interface Occasion {
  occasion: string;
  on: Day;
  dueOn: () => Day;
  plannedOn?: () => Day;
}

/** Organisations and services are named by their short names. */
export interface DemonstrationObligation {
  /** The heading that it stands under. */
  heading: string;
  title: string;
  periodicity: Periodicity;
  times?: number;
  /** After the event, of the rhythm, or after the end, as the periodicity has it. */
  months?: number;
  event?: string;
  eventOn?: Day;
  proof: ProofKind;
  /** The documents that are owed each time. */
  pieces?: string[];
  degree?: Degree;
  /** Who owes it, where it is not the association. */
  by?: string[];
  /** Who looks after it, where it is not the association's own: an address. */
  pilot?: string;
  to: string[];
  attendees?: string[];
  /** Who is asked to the meeting, which counts without them. */
  invited?: string[];
  occasions?: Occasion[];
  proofs?: Proof[];
  aside?: { of: number; reason: string };
}

const heritage = 'Gérer le Bien inscrit au Patrimoine mondial et animer son plan de gestion';
/** Who owes the joint exchanges together. */
const houses = ['MDADT Lens-Hénin', 'MDADT Artois'];

/** The thematic services of the Department. */
const thematic = ['DAC', 'Sports', 'Éducation', 'Emploi-insertion'];

const landscapes = 'Accompagner la transition par les paysages';

/** The nineteen of the convention. */
export const obligations: readonly DemonstrationObligation[] = [
  {
    heading: heritage,
    title: 'Réunion de travail avec la Direction des affaires culturelles\u00a0: actions faites, en cours, à venir',
    periodicity: 'TIMES_A_YEAR',
    times: 1,
    proof: 'MEETING',
    degree: 'MUST',
    to: ['DAC'],
    attendees: ['DAC'],
  },
  {
    heading: landscapes,
    title: 'Réunion avec les directions concernées (sports, éducation, emploi et insertion), choisies avec la DAT',
    periodicity: 'TIMES_A_YEAR',
    times: 1,
    proof: 'MEETING',
    degree: 'MUST',
    to: ['Sports', 'Éducation', 'Emploi-insertion'],
    attendees: ['Sports', 'Éducation', 'Emploi-insertion', 'DAT'],
    proofs: [
      {
        on: '2025-06-17',
        title: 'Point d’étape sur les paysages, à Arras',
        present: ['DAT', 'Sports', 'Éducation', 'Emploi-insertion'],
      },
    ],
  },
  {
    heading: 'Mettre en valeur l’armature paysagère héritée de la mine',
    title: 'Comité de gestion des terrils classés',
    periodicity: 'TIMES_A_YEAR',
    times: 1,
    proof: 'MEETING',
    degree: 'MAY',
    to: ['Département'],
    proofs: [{ on: '2025-10-09', title: 'Comité de gestion, à Oignies', present: ['EDEN 62', 'DAT'] }],
  },
  {
    heading: 'Participer au bilan qualitatif des réhabilitations',
    title: 'Partage des bonnes pratiques au sein de la gouvernance de l’ERBM',
    periodicity: 'TIMES_A_YEAR',
    times: 1,
    proof: 'MEETING',
    degree: 'COMMITS',
    to: ['Département'],
    proofs: [{ on: '2025-11-20', title: 'Atelier sur les cités-jardins', present: ['DAT', 'CA Lens-Liévin'] }],
  },
  {
    heading: 'Engagements des partenaires',
    title: 'Présentation des travaux aux élus du Département',
    periodicity: 'ON_REQUEST',
    event: 'Demande du Département, une fois par an',
    proof: 'MEETING',
    to: ['Département'],
    occasions: [
      { occasion: 'Présentation aux élus des deux territoires', on: '2025-09-15', dueOn: () => '2025-12-15' },
    ],
    proofs: [{ on: '2025-12-04', title: 'Présentation aux élus, à Lens', present: ['Département'] }],
  },
  {
    heading: 'Suivi',
    title: 'Comité technique de suivi avec tous les signataires',
    periodicity: 'TWICE_A_YEAR',
    proof: 'MEETING',
    degree: 'MUST',
    to: ['DAT'],
    attendees: ['DAT'],
    invited: ['État', 'Région', 'Département du Nord'],
    proofs: [
      {
        on: '2025-05-22',
        title: 'Premier comité technique de suivi',
        present: ['DAT', 'État', 'Région', 'Département du Nord'],
      },
      { of: 2, on: '2025-11-27', title: 'Second comité technique de suivi', present: ['DAT', 'État', 'Région'] },
    ],
  },
  {
    heading: 'Suivi',
    title: 'Instances techniques de la convention pluriannuelle',
    periodicity: 'QUARTERLY',
    proof: 'MEETING',
    to: ['DAT'],
    attendees: ['DAT'],
    proofs: [
      { on: '2025-03-13', title: 'Instance technique du premier trimestre', present: ['DAT'] },
      { of: 2, on: '2025-06-12', title: 'Instance technique du deuxième trimestre', present: ['DAT'] },
      { of: 3, on: '2025-10-02', title: 'Instance technique du troisième trimestre, reportée', present: ['DAT'] },
    ],
    aside: { of: 4, reason: 'Réunie en janvier 2026 avec le premier comité de suivi, d’un commun accord.' },
  },
  {
    heading: 'Suivi',
    title: 'Échanges conjoints avec les deux MDADT pour préparer les prochaines conventions',
    periodicity: 'REGULAR',
    months: 3,
    proof: 'MEETING',
    degree: 'MUST',
    by: houses,
    pilot: 'lens-henin@demo.test',
    to: ['Mission Bassin Minier'],
    attendees: [...houses, 'DAT', ...thematic],
    proofs: [
      { on: '2025-03-10', title: 'Réunion de préparation, à Lens', present: ['MDADT Lens-Hénin', 'DAT', ...thematic] },
      {
        of: 2,
        on: '2025-05-15',
        title: 'Revue des actions communes, à Béthune',
        present: [...houses, 'DAT', ...thematic],
      },
      {
        of: 3,
        on: '2025-09-18',
        title: 'Préparation de la convention 2026',
        present: [...houses, 'DAT', ...thematic],
      },
    ],
  },
  {
    heading: landscapes,
    title: 'Points d’étape courts par courriel',
    periodicity: 'REGULAR',
    months: 3,
    proof: 'STATEMENT',
    degree: 'EXPECTED',
    to: ['DAT'],
    proofs: [
      { of: 2, on: '2025-04-30', title: 'Point d’étape d’avril' },
      { of: 3, on: '2025-07-11', title: 'Point d’étape de juillet' },
      { of: 4, on: '2025-11-06', title: 'Point d’étape de novembre' },
    ],
  },
  {
    heading: 'Faire rayonner les bonnes pratiques du bassin minier',
    title: 'Information régulière du Département sur le rayonnement et la recherche',
    periodicity: 'REGULAR',
    months: 3,
    proof: 'STATEMENT',
    to: ['DAT'],
    proofs: [{ of: 4, on: '2025-10-17', title: 'Note sur les travaux de recherche de l’année' }],
  },
  {
    heading: 'Contrôle',
    title: 'Compte rendu financier, budget et comptes de l’exercice',
    periodicity: 'WITHIN_MONTHS',
    months: 6,
    event: 'Clôture de l’exercice 2025',
    eventOn: '2025-12-31',
    proof: 'DOCUMENT',
    pieces: ['Compte rendu financier', 'Budget', 'Comptes (bilan, compte de résultat, annexes)'],
    degree: 'MUST',
    to: ['Finances', 'DAT'],
  },
  {
    heading: 'Suivi',
    title: 'Présentation de l’avancement devant les instances élues',
    periodicity: 'ON_REQUEST',
    event: 'Demande du Département',
    proof: 'MEETING',
    to: ['Département'],
    occasions: [
      {
        occasion: 'Présentation à la commission chargée des territoires',
        on: '2025-12-01',
        dueOn: () => addDays(today(), 45),
        plannedOn: () => addDays(today(), 24),
      },
      { occasion: 'Point devant le comité de pilotage', on: '2025-12-15', dueOn: () => addDays(today(), 20) },
    ],
  },
  {
    heading: 'Contrôle',
    title: 'Statuts, changement du bureau, dissolution\u00a0: en tenir informé le Département',
    periodicity: 'ON_EVENT',
    event: 'Modification des statuts ou du bureau',
    proof: 'DOCUMENT',
    degree: 'MUST',
    to: ['DAT'],
    occasions: [{ occasion: 'Renouvellement du bureau', on: '2025-05-27', dueOn: () => '2025-06-27' }],
    proofs: [
      { on: '2025-06-10', title: 'Composition du nouveau bureau', url: 'https://www.exemple.fr/bureau-2025.pdf' },
    ],
  },
  {
    heading: 'Reversement et résiliation',
    title: 'Signaler sans délai tout fait qui empêche une action',
    periodicity: 'ON_EVENT',
    event: 'Fait qui empêche ou retarde une action',
    proof: 'STATEMENT',
    degree: 'MUST',
    to: ['DAT'],
  },
  {
    heading: 'Développer l’appropriation du Patrimoine mondial par les habitants',
    title: 'Consulter les directions avant d’arrêter l’ordre du jour des sessions destinées aux élus',
    periodicity: 'ON_EVENT',
    event: 'Session d’information des élus',
    proof: 'STATEMENT',
    to: ['DAC', 'DAT'],
  },
  {
    heading: 'Engagements des partenaires',
    title: 'Associer les services du Département en amont et aux réunions de travail',
    periodicity: 'REGULAR',
    months: 3,
    proof: 'MEETING',
    degree: 'COMMITS',
    to: thematic,
    proofs: [
      {
        of: 2,
        on: '2025-04-08',
        title: 'Lancement du dispositif territorial emploi-formation',
        present: ['Emploi-insertion'],
      },
      { of: 3, on: '2025-09-30', title: 'Comité technique de la destination', present: ['Sports', 'DAC'] },
    ],
  },
  {
    heading: 'Sports de nature et itinérance',
    title: 'Rendre tout nouvel outil numérique compatible avec ESCAPADE 62',
    periodicity: 'ON_EVENT',
    event: 'Création d’un outil numérique',
    proof: 'DOCUMENT',
    degree: 'MUST',
    to: ['Sports'],
  },
  {
    heading: 'Engagements des partenaires',
    title: 'Prendre part à Ingénierie 62 et aux ateliers des partenaires',
    periodicity: 'CONTINUOUS',
    months: 1,
    proof: 'STATEMENT',
    degree: 'COMMITS',
    to: ['Département'],
    proofs: [{ on: '2025-12-12', title: 'Participation aux trois ateliers de l’année' }],
  },
  {
    heading: 'Contrôle',
    title:
      'Employer toute la subvention au programme, sans la reverser, rechercher d’autres financements et tenir des comptes rigoureux',
    periodicity: 'CONTINUOUS',
    // With the accounts of the year.
    months: 6,
    proof: 'STATEMENT',
    degree: 'MUST',
    to: ['Finances'],
    proofs: [{ on: '2026-01-20', title: 'Attestation d’emploi de la subvention' }],
  },
];
