// « Enregistrer comme modèle »: the way from a text to the page that makes a template of it, for who administers an organisation.
import { useMakesTemplates } from '../frame/use-makes-templates.ts';
import { LinkButton } from '../ui/button.tsx';

/** The link, by the text or by the meeting whose agenda it is. */
export function SaveAsTemplate({ size, ...source }: { documentId?: string; meetingId?: string; size?: 's' | 'm' }) {
  if (!useMakesTemplates()) return null;
  const query = source.documentId ? `texte=${source.documentId}` : `reunion=${source.meetingId}`;
  return (
    <LinkButton to={`/modeles/nouveau?${query}`} icon="document" size={size}>
      Enregistrer comme modèle
    </LinkButton>
  );
}
