// One action of the list: what it promises, where it stands, who leads it. The whole line leads to its own page.
import { Link } from '@remix-run/react';
import { ActionStatusBadge } from '../../follow-up/action-status-badge.tsx';
import { count, formatDate, formatList } from '../../french-format.ts';
import { MarkBadge } from '../../ui/badge.tsx';
import styles from './action-row.module.css';
import type { ListedAction } from './queries.ts';
import { SEVERAL } from './several-form.tsx';

/** Letters of an action that tell one box from another. */
const NAMED = 80;

export function ActionRow({ action, to, mayTick }: { action: ListedAction; to: string; mayTick: boolean }) {
  const { id, mark, degree, text, status, isLate, progress, dueOn, parties, notes } = action;
  const pilots = parties.filter(({ role }) => role === 'PILOT').map(({ name }) => name);
  const facts = [
    ...(pilots.length > 0 ? [`Pilotage : ${formatList(pilots)}`] : []),
    ...(dueOn ? [`Échéance : ${formatDate(dueOn)}`] : []),
    ...(notes.length > 0 ? [count(notes.length, 'note')] : []),
  ];
  return (
    <li className={styles.action} data-ticked={mayTick || undefined}>
      {mayTick && (
        <input
          type="checkbox"
          form={SEVERAL}
          name="blockId"
          value={id}
          aria-label={`Choisir\u00a0: ${text.slice(0, NAMED)}`}
          className={styles.box}
        />
      )}
      <div className={styles.words}>
        <Link to={to} className={styles.link}>
          {text}
        </Link>
        {facts.length > 0 && <p className={styles.facts}>{facts.join(' · ')}</p>}
      </div>
      <div className={styles.standing}>
        <span className={styles.badges}>
          {mark && <MarkBadge mark={mark} degree={degree} />}
          <ActionStatusBadge status={status} isLate={isLate} />
        </span>
        <span className={styles.progress}>
          <progress className={styles.bar} value={progress} max={100} aria-label="Avancement" />
          <span className={styles.percent}>{progress} %</span>
        </span>
      </div>
    </li>
  );
}
