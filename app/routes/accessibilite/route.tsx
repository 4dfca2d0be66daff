// How far everybody can use the platform, and whom to tell when somebody cannot.
import type { MetaFunction } from '@remix-run/node';
import { pageTitle } from '../../french.ts';
import { PlainPage } from '../../help/plain-page.tsx';
import { RGAA_DAY, type RgaaGap, rgaaCounts, rgaaNotMet, rgaaNotTested } from '../../help/rgaa.ts';

export const meta: MetaFunction = () => [{ title: pageTitle('Accessibilité') }];

const told = ({ criterion, words }: RgaaGap) => `Critère ${criterion} : ${words}.`;

const topics = [
  {
    title: 'Ce qui est visé',
    words: [
      'Chacun doit pouvoir lire, écrire et répondre, au clavier seul, avec un lecteur d’écran, avec un texte agrandi à 200 %, dans un affichage clair ou sombre. Les règles suivies sont celles du RGAA 4.1, qui reprend les WCAG.',
    ],
  },
  {
    title: 'Ce qui est vérifié',
    words: [
      'Chaque page est vérifiée par des outils automatiques à chaque version, en clair et en sombre, au clavier, à 320 pixels de large et avec un texte agrandi.',
      `Relevé de l’équipe au ${RGAA_DAY}, sur les 106 critères du RGAA : ${rgaaCounts.met} conformes, ${rgaaCounts.notMet} non conformes, ${rgaaCounts.doesNotApply} sans objet, ${rgaaCounts.notTested} non testés. Aucun audit par un tiers n’a encore été fait : la conformité est donc, à ce jour, non établie.`,
    ],
  },
  { title: 'Ce qui n’est pas conforme', words: rgaaNotMet.map(told) },
  { title: 'Ce qui n’est pas testé', words: rgaaNotTested.map(told) },
  {
    title: 'Signaler une difficulté',
    words: [
      'Écrivez à l’administrateur de votre organisme. Sans réponse satisfaisante, vous pouvez saisir le Défenseur des droits, sur son site ou par courrier.',
    ],
  },
];

export default function AccessibilityPage() {
  return <PlainPage title="Accessibilité" topics={topics} />;
}
