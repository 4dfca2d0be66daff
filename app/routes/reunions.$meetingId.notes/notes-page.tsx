import { useLoaderData } from '@remix-run/react';
import { useFreshConvention } from '../../conventions/use-fresh-convention.ts';
import { noDiscussion } from '../../discussions/no-discussion.ts';
import { TextWorkspace } from '../../editor/text-workspace.tsx';
import { sentences } from '../../french.ts';
import { spanOf } from '../../meetings/words.ts';
import { versionsAddress } from '../../texts/version-addresses.ts';
import { LinkButton } from '../../ui/button.tsx';
import { Tabs } from '../../ui/tabs.tsx';
import { AttendancePanel } from './attendance-panel.tsx';
import type { loader } from './loader.ts';
import styles from './notes-page.module.css';
import { OutcomesPanel } from './outcomes-panel.tsx';

/** The co-editing page of a meeting's notes. */
export function NotesPage() {
  const { meeting, documentId, passages, viewerId } = useLoaderData<typeof loader>();
  useFreshConvention(meeting.convention.id);
  const { id, title, outcomes, invitees } = meeting;
  const reading = `/reunions/${id}/notes/lecture`;
  const present = invitees.filter(({ attendance }) => attendance !== null).length;
  return (
    <TextWorkspace
      key={documentId}
      kind="notes"
      documentId={documentId}
      viewerId={viewerId}
      title={title}
      kicker={`Notes de réunion · ${spanOf(meeting)}`}
      mode="write"
      linkTo={(blockId) => new URL(`${reading}#b-${blockId}`, window.location.origin).href}
      discussion={noDiscussion}
      end={{
        label: 'Décisions et présences',
        icon: 'resolve',
        count: outcomes.length,
        content: ({ editor, jump, mayWrite }) => (
          <Tabs
            label="À côté des notes"
            views={[
              {
                id: 'outcomes',
                label: 'Décisions et tâches',
                content: (
                  <OutcomesPanel
                    editor={editor}
                    jump={jump}
                    mayWrite={mayWrite}
                    meeting={meeting}
                    passages={passages}
                  />
                ),
              },
              {
                id: 'attendance',
                label: 'Présences',
                count: present,
                content: <AttendancePanel invitees={invitees} mayWrite={mayWrite} />,
              },
            ]}
          />
        ),
      }}
      heading={
        <>
          <LinkButton to={`/reunions/${id}`} variant="quiet" size="s" icon="arrow-left">
            Réunion
          </LinkButton>
          <LinkButton to={reading} variant="quiet" size="s" icon="document">
            Lire
          </LinkButton>
          <LinkButton to={versionsAddress(documentId)} variant="quiet" size="s" icon="history">
            Versions
          </LinkButton>
        </>
      }
      waiting={
        <div className={styles.waiting}>
          <p>{sentences.loading}</p>
          <noscript>
            <p>L’écriture des notes demande JavaScript. Elles se lisent sans lui.</p>
          </noscript>
          <LinkButton to={reading} variant="quiet">
            Lire les notes
          </LinkButton>
        </div>
      }
    />
  );
}
