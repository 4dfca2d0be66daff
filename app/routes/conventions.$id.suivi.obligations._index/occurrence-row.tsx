// One due date: where it stands, what was shown for it, and what one may do.
import { useFetcher, useSearchParams } from '@remix-run/react';
import { useDoneToast } from '../../forms/done-toast.ts';
import { formatDate } from '../../french-format.ts';
import { OccurrenceBadge } from '../../obligations/occurrence-badge.tsx';
import { proveVerbs, windowWords } from '../../obligations/words.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { Menu, type MenuEntry } from '../../ui/menu.tsx';
import { Notice } from '../../ui/notice.tsx';
import type { action } from './action.ts';
import { EvidenceList } from './evidence-list.tsx';
import type { Rights } from './groups.ts';
import styles from './obligations-page.module.css';
import type { Opened } from './occurrence-window.tsx';
import type { ObligationLine, OccurrenceLine } from './queries.ts';

export interface OccurrenceRowProps {
  occurrence: OccurrenceLine;
  obligation: ObligationLine;
  rights: Rights;
  onOpen: (opened: Opened) => void;
}

/** What is known beside the state: the day planned, the day it was met, why it is not owed. */
function detailOf({ state, plannedOn, metOn, notApplicableReason }: OccurrenceLine): string | null {
  if (state === 'NOT_APPLICABLE') return notApplicableReason;
  if (state === 'MET') return metOn && `le ${formatDate(metOn)}`;
  return plannedOn && `prévue le ${formatDate(plannedOn)}`;
}

export function OccurrenceRow({ occurrence, obligation, rights, onOpen }: OccurrenceRowProps) {
  const { id, dueOn, state, metLate, occasion, piece, evidence } = occurrence;
  const [search] = useSearchParams();
  const fetcher = useFetcher<typeof action>();
  useDoneToast(fetcher.data);
  const refusal = fetcher.data && 'message' in fetcher.data ? fetcher.data : null;
  const due = formatDate(dueOn);
  const isWaiting = state !== 'NOT_APPLICABLE' && state !== 'MET';
  // What an obligation of several due dates or documents says of each.
  const name = [piece, `échéance ${due}`].filter(Boolean).join(', ');
  const detail = detailOf(occurrence);
  return (
    <li id={`e-${id}`} className={styles.occurrence} data-shown={search.get('echeance') === id || undefined}>
      <div className={styles.line}>
        <div className={styles.state}>
          <OccurrenceBadge state={state} metLate={metLate} />
          <span className={styles.due}>
            {(occasion ?? piece) && <strong className={styles.occasion}>{occasion ?? piece}</strong>}
            <span>Échéance {due}</span>
            <span className={styles.detail}>période {windowWords(occurrence)}</span>
            {detail && <span className={styles.detail}>{detail}</span>}
          </span>
        </div>
        <div className={styles.acts}>
          {rights.mayRecord && isWaiting && (
            <Button
              size="s"
              icon={obligation.proof === 'MEETING' ? 'people' : obligation.proof === 'DOCUMENT' ? 'upload' : 'check'}
              aria-label={`${proveVerbs[obligation.proof]}\u00a0: ${obligation.title}, ${name}`}
              onPress={() => onOpen({ act: 'prove', obligation, occurrence })}
            >
              {proveVerbs[obligation.proof]}
            </Button>
          )}
          <Menu
            label={`Autres actions\u00a0: ${name}`}
            trigger={<IconButton icon="more" size="s" label={`Autres actions\u00a0: ${obligation.title}, ${name}`} />}
            entries={entriesOf({ occurrence, obligation, rights, onOpen }, (form) =>
              fetcher.submit({ ...form, occurrenceId: id, version: occurrence.version }, { method: 'post' }),
            )}
          />
        </div>
      </div>
      {refusal && (
        <Notice tone="error" isLive>
          {refusal.message}
        </Notice>
      )}
      {evidence.length > 0 && <EvidenceList evidence={evidence} mayRecord={rights.mayRecord} />}
    </li>
  );
}

/** What the menu offers, by rights and state. */
function entriesOf(
  { occurrence, obligation, rights, onOpen }: OccurrenceRowProps,
  post: (form: Record<string, string>) => void,
): MenuEntry[] {
  const { state, plannedOn, silenced } = occurrence;
  const isOpen = state === 'TO_PLAN' || state === 'PLANNED' || state === 'LATE';
  const open = (act: 'prove' | 'plan' | 'setAside') => () => onOpen({ act, obligation, occurrence });
  const offered: [boolean, MenuEntry][] = [
    [
      rights.mayRecord && state === 'MET',
      { id: 'prove', label: 'Ajouter une preuve', icon: 'add', onAction: open('prove') },
    ],
    [
      rights.mayRecord && isOpen,
      {
        id: 'plan',
        label: plannedOn ? 'Changer la date prévue' : 'Planifier',
        icon: 'calendar',
        onAction: open('plan'),
      },
    ],
    [
      rights.mayRecord && isOpen && plannedOn !== null,
      { id: 'unplan', label: 'Retirer la date prévue', icon: 'close', onAction: () => post({ intent: 'unplan' }) },
    ],
    [
      rights.mayManage && isOpen,
      { id: 'setAside', label: 'Déclarer sans objet', icon: 'archive', onAction: open('setAside') },
    ],
    [
      rights.mayManage && state === 'NOT_APPLICABLE',
      { id: 'takeUp', label: 'Reprendre l’échéance', icon: 'undo', onAction: () => post({ intent: 'takeUp' }) },
    ],
    [
      true,
      {
        id: 'silence',
        label: silenced ? 'Me la rappeler de nouveau' : 'Ne plus me la rappeler',
        icon: 'bell',
        onAction: () => post({ intent: 'silence', silenced: String(!silenced) }),
      },
    ],
  ];
  return offered.filter(([isOffered]) => isOffered).map(([, entry]) => entry);
}
