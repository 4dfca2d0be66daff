// « Enregistrer comme modèle »: the way from a text to the page that makes a template of it, beside the ways to take it away.
import { useRouteLoaderData } from '@remix-run/react';
import type { loader } from '../root.tsx';
import { LinkButton } from '../ui/button.tsx';

interface SaveAsTemplateProps {
  /** The text, or the meeting whose agenda it is. */
  documentId?: string;
  meetingId?: string;
  size?: 's' | 'm';
}

/** For who administers an organisation; nothing for others. */
export function SaveAsTemplate({ documentId, meetingId, size }: SaveAsTemplateProps) {
  const viewer = useRouteLoaderData<typeof loader>('root')?.viewer;
  if (!viewer?.organisationAdministrator && !viewer?.platformAdministrator) return null;
  return (
    <LinkButton
      to={`/modeles/nouveau?${documentId ? `texte=${documentId}` : `reunion=${meetingId}`}`}
      icon="document"
      size={size}
    >
      Enregistrer comme modèle
    </LinkButton>
  );
}
