// Who publishes the platform, and on what terms it is used.
import type { MetaFunction } from '@remix-run/node';
import { pageTitle } from '../../french.ts';
import { PlainPage } from '../../help/plain-page.tsx';

export const meta: MetaFunction = () => [{ title: pageTitle('Mentions légales') }];

const topics = [
  {
    title: 'Éditeur',
    words: [
      'La plate-forme est éditée par l’organisme qui la met à votre disposition à cette adresse. Son administrateur est celui qui a créé votre organisme ; il répond aux demandes qui la concernent.',
    ],
  },
  {
    title: 'Hébergement',
    words: [
      'Elle est hébergée par cet organisme ou par le prestataire qu’il a choisi. Aucun autre service n’est appelé par les pages.',
    ],
  },
  {
    title: 'Ce qui fait foi',
    words: [
      'Le texte signé d’une convention est gardé tel quel, avec son empreinte et son PDF. Les pages du suivi rapportent ce que les partenaires y ont inscrit ; elles ne remplacent ni la convention ni ses avenants.',
    ],
  },
];

export default function LegalNoticePage() {
  return <PlainPage title="Mentions légales" topics={topics} />;
}
