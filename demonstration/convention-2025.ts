// The convention 2025 of the demonstration: the facts of the partnership, in words of our own. It is not the signed text.
import type { JSONContent } from '@tiptap/core';
import { followUp } from './articles.ts';
import { landscapes, outreach } from './axes-3-4.ts';
import { heading, list, paragraph, table } from './blocks.ts';

const preamble = [
  heading('article', 'Préambule', { numbered: false }),
  paragraph(
    'Texte de démonstration\u00a0: il reprend les faits du partenariat dans une rédaction propre à la plate-forme et n’engage personne.',
  ),
  paragraph(
    'Le Département du Pas-de-Calais et l’association Mission Bassin Minier Nord-Pas de Calais travaillent ensemble sur les territoires de l’ancien bassin minier. Dans le Pas-de-Calais, trois agglomérations sont concernées :',
  ),
  list(
    'la communauté d’agglomération Béthune-Bruay, Artois-Lys Romane\u202f;',
    'la communauté d’agglomération de Lens-Liévin\u202f;',
    'la communauté d’agglomération Hénin-Carvin.',
  ),
  paragraph(
    'Après deux conventions pluriannuelles (2018-2020 et 2021-2023) signées avec l’État, la Région Hauts-de-France et le Département du Nord, le partenariat est fixé chaque année.',
  ),
];

const object = [
  heading('article', 'Objet'),
  paragraph(
    'La présente convention fixe, pour l’année 2025, les actions que la Mission Bassin Minier mène dans le Pas-de-Calais avec le concours du Département, et la façon dont elles sont suivies.',
  ),
];

const model = [
  heading('axis', 'Évolution du modèle socio-économique de la Mission', { numbered: false }),
  paragraph(
    'L’année est d’abord consacrée à l’avenir de la structure. Un consultant extérieur propose un plan stratégique\u00a0: objet social, modèle économique et financements, gouvernance, ressources humaines.',
    { mark: 'ACTION' },
  ),
  paragraph(
    'Les services et les élus du Département prennent part aux réunions de travail, aux ateliers et aux restitutions. Les premières propositions sont attendues en avril, les arbitrages en mai 2025.',
  ),
];

const heritage = [
  heading('axis', 'Gérer le Bien inscrit au Patrimoine mondial et animer son plan de gestion'),
  heading('objective', 'Faire vivre la gouvernance et le suivi du Bien inscrit'),
  // The year is one behind on purpose, as in many a text continued from the last: the platform must find it.
  paragraph(
    'Pour 2024, la Mission prépare et anime les instances de gouvernance du Bien, et produit les supports qui aident élus et techniciens à en mesurer les enjeux.',
    { mark: 'ACTION' },
  ),
  heading('objective', 'Veiller sur le patrimoine bâti et naturel du Bien'),
  paragraph('Il est attendu de la Mission qu’elle associe les services du Département à ses travaux sur :', {
    mark: 'COMMITMENT',
    degree: 'EXPECTED',
  }),
  list(
    'l’outil de veille sur la valeur universelle exceptionnelle, dans le Bien comme dans sa zone tampon\u202f;',
    'les édifices miniers à enjeux et les sites en péril, études comprises mais hors maîtrise d’œuvre\u202f;',
    'la Trame verte et bleue et la Chaîne des Parcs\u202f;',
    { text: 'des indicateurs partagés de suivi de l’inscription.', mark: 'DELIVERABLE' },
  ),
  paragraph('La Mission consulte, le cas échéant, les services compétents sur le risque minier.', {
    mark: 'COMMITMENT',
    degree: 'MAY',
  }),
  heading('objective', 'Développer l’appropriation du Patrimoine mondial par les habitants'),
  list(
    {
      text: 'faire de la culture un levier d’appropriation, avec les équipements et les compagnies\u202f;',
      mark: 'ACTION',
    },
    { text: 'poursuivre l’animation du comité technique des cinq grands sites\u202f;', mark: 'ACTION' },
    { text: 'réunir les acteurs culturels du territoire\u202f;', mark: 'ACTION' },
    { text: 'partager les pratiques de médiation.', mark: 'ACTION' },
  ),
  paragraph(
    'Avant d’arrêter l’ordre du jour d’une session d’information destinée aux élus, la Mission doit consulter les directions du Département.',
    { mark: 'OBLIGATION', degree: 'MUST' },
  ),
  paragraph(
    'Sur l’ensemble de cet axe, la Mission devra tenir en 2025 au moins une réunion avec la Direction des affaires culturelles\u00a0: ce qui est fait, ce qui est en cours, ce qui vient.',
    { mark: 'OBLIGATION', degree: 'MUST' },
  ),
];

const housing = [
  heading('axis', 'Contribuer à l’Engagement pour le renouveau du bassin minier'),
  heading('objective', 'Conseiller la rénovation des cités minières'),
  paragraph('Dans les cités prioritaires, la Mission contribuera aux projets de deux façons :', {
    mark: 'COMMITMENT',
    degree: 'CONTRIBUTES',
  }),
  list(
    {
      text: 'pour les logements\u00a0: avis sur les cahiers des charges, comités techniques et de pilotage, visites, validation des façades sur place\u202f;',
      mark: 'ACTION',
    },
    {
      text: 'pour les espaces publics\u00a0: visites avec les équipes candidates, comités, avis écrits.',
      mark: 'ACTION',
    },
  ),
  paragraph(
    'La Mission rend un avis sur les dossiers déposés sur l’application «\u00a0Démarches Simplifiées\u00a0» pour le fonds de l’État et de la Région.',
    { mark: 'ACTION' },
  ),
  paragraph('Au groupe Habitat, elle porte le référentiel d’ambitions partagées et les outils de suivi :', {
    mark: 'ACTION',
  }),
  list(
    { text: 'un tableau de bord des 35 cités\u202f;', mark: 'DELIVERABLE' },
    { text: 'des fiches de retour d’expérience.', mark: 'DELIVERABLE' },
  ),
  heading('objective', 'Participer au bilan qualitatif des réhabilitations'),
  paragraph('Le bilan porte sur les 35 opérations prioritaires. Il donne lieu à :'),
  table([
    ['Livrable', 'Quantité', 'Précision'],
    ['Fiches-bilan', '35', 'Une par cité prioritaire'],
    ['Rapport de synthèse', '1', 'Avec recommandations'],
    ['Addendum au référentiel', '1', 'Complète l’édition de 2018'],
  ]),
  paragraph('Une fois par an, la Mission s’engage à partager les bonnes pratiques avec la gouvernance.', {
    mark: 'OBLIGATION',
    degree: 'COMMITS',
  }),
];

const title = [
  heading('article', 'Convention 2025', { numbered: false }),
  paragraph(
    'Entre **le Département du Pas-de-Calais** et **la Mission Bassin Minier Nord-Pas de Calais**, «\u00a0le bénéficiaire\u00a0».',
  ),
];

/** The whole text. Articles 4 to 7 are wanting in it, as they are in the source of its facts. */
export const convention2025 = (): JSONContent => ({
  type: 'doc',
  content: [
    ...title,
    ...preamble,
    ...object,
    heading('article', 'Programme d’actions 2025'),
    ...model,
    ...heritage,
    ...housing,
    ...landscapes(),
    ...outreach(),
    ...followUp(),
  ],
});
