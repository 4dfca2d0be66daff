import { Link, useLoaderData, useNavigate } from '@remix-run/react';
import { useState } from 'react';
import { useFreshConvention } from '../../conventions/use-fresh-convention.ts';
import { SheetLinks } from '../../exports/sheet-links.tsx';
import { FollowUpFrame } from '../../follow-up/follow-up-frame.tsx';
import { LinkButton } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { More } from '../../ui/more.tsx';
import { Section, Stack } from '../../ui/section.tsx';
import { groupsOf } from './groups.ts';
import type { loader } from './loader.ts';
import { ObligationCard } from './obligation-card.tsx';
import { ObligationFilters } from './obligation-filters.tsx';
import styles from './obligations-page.module.css';
import { OccurrenceDialog } from './occurrence-dialog.tsx';
import type { Opened } from './occurrence-window.tsx';
import type { ObligationLine } from './queries.ts';

/** What a window was opened on, as the page knows it now: it may have been read again since. */
function asReadNow(opened: Opened, obligations: readonly ObligationLine[]): Opened {
  const obligation = obligations.find(({ id }) => id === opened.obligation.id) ?? opened.obligation;
  if (opened.act === 'add') return { ...opened, obligation };
  const occurrence = obligation.occurrences.find(({ id }) => id === opened.occurrence.id) ?? opened.occurrence;
  return { ...opened, obligation, occurrence };
}

/** The window that the address opens: a due date, to be proved with what was deposited for it. */
function openedBy(occurrenceId: string | null, obligations: readonly ObligationLine[]): Opened | null {
  for (const obligation of obligations) {
    const occurrence = obligation.occurrences.find(({ id }) => id === occurrenceId);
    if (occurrence) return { act: 'prove', obligation, occurrence };
  }
  return null;
}

/** What is owed by a convention, and what is still to be done for it. */
export function ObligationsPage() {
  const { convention, choice, counts, obligations, more, parties, proving, linked } = useLoaderData<typeof loader>();
  const [opened, setOpened] = useState(() => openedBy(proving.occurrenceId, obligations));
  const navigate = useNavigate();
  useFreshConvention(convention.id);
  const close = () => {
    setOpened(null);
    if (proving.occurrenceId) navigate('.', { replace: true, preventScrollReset: true });
  };
  const isNarrowed = choice.state !== null || choice.territory !== null || choice.mine;
  const { viewerMayManageObligations: mayManage, viewerMayRecordEvidence: mayRecord } = convention;
  const add = mayManage && (
    <LinkButton to={`/conventions/${convention.id}/suivi/obligations/nouvelle`} icon="add" variant="primary">
      Ajouter une obligation
    </LinkButton>
  );
  return (
    <FollowUpFrame convention={convention} current="/obligations">
      <div className={styles.head}>
        <h2 className={styles.title}>Obligations</h2>
        {obligations.length > 0 && add}
      </div>
      {(isNarrowed || obligations.length > 0) && <ObligationFilters choice={choice} counts={counts} />}
      {obligations.length === 0 && (
        <EmptyState
          icon="obligation"
          title={isNarrowed ? 'Aucune obligation ne répond à ce choix' : 'Aucune obligation n’est encore suivie'}
          action={isNarrowed ? <Link to="?">Voir toutes les obligations</Link> : add}
        >
          {!isNarrowed && (
            <p>
              Une obligation dit qui doit quoi, à qui, combien de fois et avec quelle preuve, pour un passage du texte.
            </p>
          )}
        </EmptyState>
      )}
      <Stack gap="l">
        {groupsOf(obligations).map(({ key, title, obligations: owed }) => (
          <Section key={key} title={title} level={3}>
            <ul className={styles.list}>
              {owed.map((obligation) => (
                <ObligationCard
                  key={obligation.id}
                  obligation={obligation}
                  conventionId={convention.id}
                  linked={linked}
                  rights={{ mayManage, mayRecord, mayStore: convention.viewerMayStoreFiles }}
                  onOpen={setOpened}
                />
              ))}
            </ul>
          </Section>
        ))}
      </Stack>
      {more && <More to={`?combien=${more}`} shown={obligations.length} />}
      {obligations.length > 0 && <SheetLinks list="obligations" what="ces obligations" conventionId={convention.id} />}
      {opened && (
        <OccurrenceDialog
          conventionId={convention.id}
          parties={parties}
          opened={asReadNow(opened, obligations)}
          onClose={close}
        />
      )}
    </FollowUpFrame>
  );
}
