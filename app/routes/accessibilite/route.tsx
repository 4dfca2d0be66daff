// How far everybody can use the platform, and whom to tell when somebody cannot.
import type { MetaFunction } from '@remix-run/node';
import { pageTitle } from '../../french.ts';
import { PlainPage } from '../../help/plain-page.tsx';

export const meta: MetaFunction = () => [{ title: pageTitle('Accessibilité') }];

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
      'Chaque page est vérifiée par des outils automatiques à chaque version. Aucun audit complet par un tiers n’a encore été fait : la conformité est donc, à ce jour, non établie.',
    ],
  },
  {
    title: 'Ce qui manque encore',
    words: [
      'Les essais avec des lecteurs d’écran n’ont pas été menés sur toutes les pages, en particulier celles où l’on écrit à plusieurs.',
    ],
  },
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
