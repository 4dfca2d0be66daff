// Takes a text away as a file: on paper, for Word, for LibreOffice. Every page that shows a text uses it.
import { Button } from '../ui/button.tsx';
import { Menu } from '../ui/menu.tsx';

interface DownloadMenuProps {
  /** Where the file is made: what it is asked for is added to it. */
  address: string;
  /** Also with what is said of the text. */
  hasComments?: boolean;
  /** Also with what waits for a decision in it. */
  hasSuggestions?: boolean;
  /** The PDF is given elsewhere on the page. */
  withoutPdf?: boolean;
  size?: 'm' | 's';
}

/** The address of a text's file, by its document or its version. */
export const textFileAddress = (id: string): string => `/textes/${id}/fichier`;

const formats = [
  { id: 'pdf', label: 'PDF', description: 'À lire et à imprimer' },
  { id: 'docx', label: 'Word', description: 'Fichier .docx' },
  { id: 'odt', label: 'LibreOffice', description: 'Fichier .odt' },
] as const;

/** What may go along, as the address asks for it. */
const along = {
  comments: { words: 'les commentaires', query: '&commentaires=1' },
  suggestions: { words: 'les propositions', query: '&propositions=1' },
  both: { words: 'propositions et commentaires', query: '&propositions=1&commentaires=1' },
} as const;

export function DownloadMenu({
  address,
  hasComments = false,
  hasSuggestions = false,
  withoutPdf = false,
  size,
}: DownloadMenuProps) {
  const go = (query: string) => () => window.location.assign(`${address}${address.includes('?') ? '&' : '?'}${query}`);
  const shown = formats.filter(({ id }) => id !== 'pdf' || !withoutPdf);
  const plain = shown.map((entry) => ({ ...entry, onAction: go(`format=${entry.id}`) }));
  const kinds = [
    ...(hasSuggestions ? [along.suggestions] : []),
    ...(hasComments ? [along.comments] : []),
    ...(hasSuggestions && hasComments ? [along.both] : []),
  ];
  const more = kinds.flatMap(({ words, query }) => [
    null,
    ...formats
      .filter(({ id }) => id !== 'pdf')
      .map(({ id, label, description }) => ({
        id: `${id}${query}`,
        label: `${label}, avec ${words}`,
        description,
        onAction: go(`format=${id}${query}`),
      })),
  ]);
  return (
    <Menu
      label="Télécharger le texte"
      trigger={
        <Button icon="download" size={size}>
          {withoutPdf ? 'Télécharger pour Word ou LibreOffice' : 'Télécharger'}
        </Button>
      }
      entries={[...plain, ...more]}
    />
  );
}
