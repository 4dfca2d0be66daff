// Axes 3 and 4 of the demonstration's convention 2025, in words of our own.
import { heading, list, paragraph } from './blocks.ts';

const armature = () => [
  heading('objective', 'Mettre en valeur l’armature paysagère héritée de la mine'),
  paragraph('Sur les 78 terrils classés et la Chaîne des terrils, la Mission pourra :', {
    mark: 'COMMITMENT',
    degree: 'MAY',
  }),
  list(
    {
      text: 'animer le collectif des propriétaires et gestionnaires, avec l’Inspection régionale des sites\u202f;',
      mark: 'ACTION',
    },
    {
      text: 'réunir le comité de gestion des terrils classés, au moins une fois par an\u202f;',
      mark: 'OBLIGATION',
      degree: 'MAY',
    },
    { text: 'conduire des études de cas sur des secteurs paysagers\u202f;', mark: 'ACTION' },
    { text: 'repérer les liaisons possibles entre les cités et les itinéraires de déplacement doux.', mark: 'ACTION' },
  ),
];

const tourism = () => [
  heading('objective', 'Appuyer la stratégie touristique Autour du Louvre-Lens'),
  paragraph('En 2025, la Mission appuie les acteurs du tourisme sur trois thèmes :'),
  list(
    'le Patrimoine mondial et les cinq grands sites\u202f;',
    'l’itinérance, avec Pas-de-Calais Tourisme\u202f;',
    'les sports de nature, dont l’édition 2025 du Trail des Pyramides noires.',
  ),
  heading('subheading', 'Sports de nature et itinérance'),
  list(
    { text: 'animer un comité technique de la destination\u202f;', mark: 'ACTION' },
    {
      text: 'faire inscrire des espaces, sites et itinéraires au plan départemental :',
      mark: 'ACTION',
      items: [
        'groupes thématiques et séances plénières de la commission départementale\u202f;',
        'réseau de trail compatible avec les plans départementaux\u202f;',
        'étude d’une grande traversée du bassin minier à pied\u202f;',
        'plan d’actions emploi et formation.',
      ],
    },
    {
      text: 'consolider puis faire valider la stratégie vélo, avec un cahier de références\u202f;',
      mark: 'DELIVERABLE',
    },
    { text: 'installer un groupe projet EuroVelo 5 entre Olhain, Louvre-Lens et le 11/19\u202f;', mark: 'ACTION' },
    { text: 'proposer un plan d’actions et une méthode pour la signalétique.', mark: 'DELIVERABLE' },
  ),
  paragraph('Si un nouvel outil numérique est jugé utile, il doit être compatible avec l’application ESCAPADE 62.', {
    mark: 'OBLIGATION',
    degree: 'MUST',
  }),
  heading('subheading', 'Rayonnement de la destination'),
  list({
    text: 'diffuser le schéma stratégique selon un plan partagé\u00a0: cibles et liste des participants.',
    mark: 'DELIVERABLE',
  }),
  paragraph(
    'Au moins une réunion est attendue dans l’année avec les directions concernées, choisies avec la Direction Accompagnement des Territoires.',
    { mark: 'OBLIGATION', degree: 'EXPECTED' },
  ),
  paragraph('La Mission doit informer régulièrement les services par de courts points d’étape envoyés par courriel.', {
    mark: 'OBLIGATION',
    degree: 'MUST',
  }),
];

/** Axis 3. */
export const landscapes = () => [
  heading('axis', 'Accompagner la transition par les paysages'),
  ...armature(),
  ...tourism(),
];

/** Axis 4. */
export const outreach = () => [
  heading('axis', 'Faire rayonner les bonnes pratiques du bassin minier'),
  heading('objective', 'Montrer le territoire comme démonstrateur de la transition juste'),
  paragraph('La Mission contribuera aux réseaux européens et aux accueils de délégations.', {
    mark: 'COMMITMENT',
    degree: 'CONTRIBUTES',
  }),
  heading('objective', 'Observer, chercher, innover'),
  paragraph('Elle met l’institut fédératif IF2RT en relation avec les acteurs locaux et publie ses travaux :', {
    mark: 'ACTION',
  }),
  list(
    { text: 'le portrait socio-économique du bassin minier\u202f;', mark: 'DELIVERABLE' },
    { text: 'le cahier technique sur la situation des ayants droit des mines.', mark: 'DELIVERABLE' },
  ),
  paragraph('L’avancement de cet axe doit être partagé régulièrement avec les services du Département.', {
    mark: 'OBLIGATION',
    degree: 'MUST',
  }),
];
