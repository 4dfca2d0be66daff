// What the platform knows of people, why, for how long, and their rights.
import type { MetaFunction } from '@remix-run/node';
import { pageTitle } from '../../french.ts';
import { PlainPage } from '../../help/plain-page.tsx';

export const meta: MetaFunction = () => [{ title: pageTitle('Données personnelles') }];

const topics = [
  {
    title: 'Ce qui est gardé',
    words: [
      'Votre nom, votre adresse électronique, votre fonction, votre organisme et votre service ; ce que vous écrivez et quand ; les réunions où vous êtes invité et vos réponses. Le mot de passe n’est gardé que sous une forme qui ne permet pas de le retrouver.',
    ],
  },
  {
    title: 'Pourquoi',
    words: [
      'Pour écrire et suivre les conventions à plusieurs, et pour savoir qui s’est engagé à quoi. C’est une mission d’intérêt public des organismes signataires.',
    ],
  },
  {
    title: 'Qui les voit',
    words: [
      'Les personnes qui participent aux mêmes conventions voient votre nom, votre organisme et votre service. Votre adresse n’est montrée qu’aux personnes de votre organisme et à ceux qui organisent une réunion où vous êtes invité.',
    ],
  },
  {
    title: 'Un seul témoin de connexion',
    words: [
      'Un témoin (cookie) garde votre session ; un autre, le thème choisi. Aucun ne sert à mesurer l’audience ni à la publicité.',
    ],
  },
  {
    title: 'Vos droits',
    words: [
      'Vous pouvez demander à lire, corriger ou effacer vos données auprès de l’administrateur de votre organisme, et saisir la CNIL. Ce que vous avez écrit dans un texte signé y reste, parce qu’il engage les partenaires.',
    ],
  },
];

export default function PersonalDataPage() {
  return <PlainPage title="Données personnelles" topics={topics} />;
}
