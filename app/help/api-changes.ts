// What changes in the API, as its help tells it: the policy, then each publication, the last first. `npm run schema:publish`
// writes the journal.
import { formatDate } from '../french-format.ts';
import journal from './api-journal.json';
import type { HelpTopic } from './plain-page.tsx';

interface Publication {
  on: string;
  words: string;
  added: readonly string[];
  changed: readonly string[];
  deprecated: readonly string[];
  removed: readonly string[];
}

const told = [
  ['added', 'Ajouté'],
  ['changed', 'D’un autre type'],
  ['deprecated', 'Marqué « deprecated »'],
  ['removed', 'Retiré'],
] as const;

function wordsOf(publication: Publication): string {
  const lists = told
    .filter(([kind]) => publication[kind].length > 0)
    .map(([kind, label]) => `${label}\u00a0: ${publication[kind].join(', ')}.`);
  return [`${formatDate(publication.on)}\u00a0: ${publication.words}`, ...lists].join(' ');
}

/** The last topic of the API's help. */
export const apiChanges: HelpTopic = {
  title: 'Ce qui change dans l’API',
  words: [
    'Un champ ou une valeur peuvent s’ajouter à tout moment : ignorez ce que vous ne connaissez pas. Rien n’est retiré ni rendu incompatible sans avoir été publié ici et marqué « deprecated » dans le schéma pendant six mois.',
    ...(journal as readonly Publication[]).map(wordsOf),
  ],
};
