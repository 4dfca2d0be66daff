// The outline beside the text: where one is, where one may jump to, and which clauses are absent.
import type { OutlineEntry } from './outline.ts';
import styles from './outline-panel.module.css';
import { absentText } from './words.ts';

export interface OutlinePanelProps {
  outline: readonly OutlineEntry[];
  /** The heading whose section holds the cursor or the top of the page. */
  currentId: string | null;
  onJump(id: string): void;
  /** Where a heading is read, for who opens it elsewhere or copies its link. */
  linkTo(id: string): string;
}

/** The outline as a list of links to the headings. */
export function OutlinePanel({ outline, currentId, onJump, linkTo }: OutlinePanelProps) {
  if (outline.length === 0)
    return (
      <p className={styles.empty}>
        Le plan se compose des titres du texte : article, objectif stratégique, objectif, intertitre.
      </p>
    );
  return (
    <nav aria-label="Plan du texte">
      <ol className={styles.list}>
        {outline.map((entry) => (
          <Entry
            key={entry.id}
            entry={entry}
            isCurrent={entry.id === currentId}
            onJump={onJump}
            href={linkTo(entry.id)}
          />
        ))}
      </ol>
    </nav>
  );
}

interface EntryProps extends Pick<OutlinePanelProps, 'onJump'> {
  entry: OutlineEntry;
  isCurrent: boolean;
  href: string;
}

function Entry({ entry, isCurrent, onJump, href }: EntryProps) {
  const { id, kind, label, title, absent } = entry;
  return (
    <>
      {absent && <li className={styles.absent}>{absentText(absent)}</li>}
      <li className={styles.entry} data-kind={kind}>
        <a
          href={href}
          className={styles.link}
          aria-current={isCurrent ? 'location' : undefined}
          onClick={(event) => {
            event.preventDefault();
            onJump(id);
          }}
        >
          {label && <span className={styles.label}>{label} </span>}
          <span className={styles.title}>{title || (label ? '' : 'Sans titre')}</span>
        </a>
      </li>
    </>
  );
}
