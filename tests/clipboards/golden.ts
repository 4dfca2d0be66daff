// What the clipboards of this folder become, and what is left out of each. Written after reading them by hand.
import type { LeftOut, QuotedKind } from '#domain/written/written-text.ts';

export interface Golden {
  lines: readonly string[];
  /** What is said to be left out; the rest of the account is empty. */
  leftOut: Partial<Omit<LeftOut, QuotedKind | 'quotes'> & Record<QuotedKind, string[]>>;
}

export const golden: Readonly<Record<string, Golden>> = {
  word: {
    lines: [
      'article Objet de la convention',
      'Le montant est de 180~000~€, «~plafond~» <b>en gras</b>, <i>italique</i>, <u>souligné</u>, , m<sup>2</sup>, CO<sub>2</sub>.',
      'axis Accompagner le dispositif',
      '• Première puce ;',
      '    • Sous-puce ;',
      '• Deuxième puce.',
      '1a. Point a',
      '2a. Point b',
      'Voir <a>le site</a> et l’article 1, piège.[1]',
      'Texte INSÉRÉ et et passage commenté fin.',
      'row',
      '| 2×1',
      '|   <b>Fusion</b>',
      '|',
      '|   C',
      'row',
      '| 1×2',
      '|   L',
      '|',
      '|   B1',
      '|   B1 bis',
      '|',
      '|   • puce cellule',
      'row',
      '|',
      '|   B2',
      '|',
      '|   C2',
      'Centré après saut tabulé',
      '[1] Texte de la note.',
    ],
    leftOut: { deletions: ['SUPPRIMÉ'], struck: ['barré'], comments: 1, pictures: 1 },
  },
  'word-on-the-web': {
    lines: [
      'Engagements :',
      '• Réunir les partenaires',
      '    • une fois par trimestre',
      '1. Premier livrable',
      '2. Second livrable',
    ],
    leftOut: {},
  },
  revisions: {
    lines: ['Le Département met un local à disposition ; surface de 10<sup>2</sup> m<sup>2</sup>.'],
    leftOut: { deletions: ['versera 12 000 euros'], struck: ['article abrogé'] },
  },
  libreoffice: {
    lines: [
      'article=8 Suivi de la convention',
      'axis Accompagner les communes',
      'Le bilan[1] est <b>transmis</b> chaque année~; 10<sup>6</sup> m².',
      '• Première puce',
      '    • Sous-puce',
      '• Deuxième puce',
      '    suite de la deuxième',
      '3a. Point c',
      '4a. Point d',
      '☐ À faire α~= 2',
      'row',
      '|',
      '|   Titre de cellule',
      '|   Corps',
      '|',
      '|   dedans',
      '|   encore',
      '[1] Note de bas de page.',
    ],
    leftOut: { struck: ['avant le 1er mars'], nestedTables: 1 },
  },
  'google-docs': {
    lines: [
      'article Objet',
      'Le montant est de <b>180 000 €</b> pour 10 m<sup>2</sup>.',
      '1. Premier',
      '    1a. Détail a',
      '    2a. Détail b',
      '2. Second',
      'axis Un titre dans une puce',
      '• Une puce',
    ],
    leftOut: { struck: ['200 000 €'], pictures: 1 },
  },
  outlook: {
    lines: [
      'Bonjour,',
      '8. Article huit',
      '9. Article neuf',
      '9a. Neuvième lettre',
      '• Une flèche',
      '✓ Fait → suite',
      'Le Département et ses partenaires.',
      'x=2 est la formule.',
    ],
    leftOut: { hidden: ['secret du service'], formulas: 1 },
  },
};
