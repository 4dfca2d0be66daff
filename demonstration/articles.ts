// Articles 3 and 8 to 11 of the demonstration's convention 2025, in words of our own.
import { heading, list, paragraph } from './blocks.ts';

const commitments = () => [
  heading('article', 'Engagements des partenaires'),
  paragraph(
    'Le bénéficiaire s’engage à associer le Département, en amont, aux réflexions qui touchent ses compétences.',
    { mark: 'OBLIGATION', degree: 'COMMITS' },
  ),
  paragraph(
    'Une fois par an, à la demande du Département, il pourra présenter ses travaux et analyses aux élus départementaux.',
    { mark: 'OBLIGATION', degree: 'MAY' },
  ),
  paragraph(
    'Il s’engage à prendre part à «\u00a0Ingénierie 62\u00a0», selon la charte du 26\u00a0mars\u00a02018, et aux ateliers des partenaires.',
    { mark: 'OBLIGATION', degree: 'COMMITS' },
  ),
  paragraph(
    'Il s’engage à partager les données qu’il collecte ou produit, et à mutualiser l’observation territoriale.',
    { mark: 'OBLIGATION', degree: 'COMMITS' },
  ),
  paragraph('Toute action aidée doit être valorisée comme telle sur ses supports de communication.', {
    mark: 'OBLIGATION',
    degree: 'MUST',
  }),
];

const control = () => [
  heading('article', 'Suivi et contrôle', { startAt: 8 }),
  heading('subheading', 'Suivi'),
  paragraph(
    'Le comité technique de suivi réunit tous les signataires deux fois par an\u202f; la Direction Accompagnement des Territoires doit y être associée.',
    { mark: 'OBLIGATION', degree: 'MUST' },
  ),
  paragraph('Les instances techniques se tiennent chaque trimestre.', { mark: 'OBLIGATION', degree: 'MUST' }),
  paragraph(
    'Les MDADT de Lens-Hénin et de l’Artois, interlocutrices de la Mission, organisent ensemble des échanges réguliers qui préparent les conventions à venir.',
    { mark: 'OBLIGATION', degree: 'COMMITS' },
  ),
  heading('subheading', 'Contrôle'),
  paragraph('Le bénéficiaire s’engage :', { mark: 'COMMITMENT', degree: 'COMMITS' }),
  list(
    { text: 'à consacrer la totalité des fonds au programme d’actions\u202f;', mark: 'OBLIGATION', degree: 'COMMITS' },
    { text: 'à rechercher d’autres financements\u202f;', mark: 'OBLIGATION', degree: 'COMMITS' },
    {
      text: 'à remettre son compte rendu financier, son budget et ses comptes dans les six mois qui suivent la clôture de l’exercice\u202f;',
      mark: 'OBLIGATION',
      degree: 'COMMITS',
    },
    {
      text: 'à signaler toute modification de ses statuts, de son administration ou sa dissolution\u202f;',
      mark: 'OBLIGATION',
      degree: 'COMMITS',
    },
    { text: 'à ne reverser la participation à aucun autre organisme.', mark: 'OBLIGATION', degree: 'COMMITS' },
  ),
];

const closing = () => [
  heading('article', 'Modification'),
  paragraph('Toute modification fait l’objet d’un avenant signé par les deux parties.'),
  heading('article', 'Reversement et résiliation'),
  paragraph('Le bénéficiaire doit informer sans délai le Département de tout fait qui empêche une action.', {
    mark: 'OBLIGATION',
    degree: 'MUST',
  }),
  paragraph(
    'Après une mise en demeure restée sans effet pendant un mois, chaque partie peut résilier. Le Département peut demander le remboursement total ou partiel de sa participation.',
  ),
  heading('article', 'Litiges'),
  paragraph(
    'Les parties cherchent un accord amiable\u202f; à défaut, le tribunal administratif de Lille est compétent.',
  ),
];

/** Article 3, then 8 to 11: the source of the facts has lost articles 4 to 7, and nothing is invented for them. */
export const followUp = () => [...commitments(), ...control(), ...closing()];
