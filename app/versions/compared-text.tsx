// A comparison on the page: in one text, or side by side in a table. What happened to each passage is said in words.
import type { ReactNode } from 'react';
import { headingLevels } from '#domain/texts/numbering.ts';
import type { HeadingKind } from '#domain/vocabulary.ts';
import { headingLabel } from '../editor/words.ts';
import { Badge, type BadgeTone } from '../ui/badge.tsx';
import { classes } from '../ui/classes.ts';
import styles from './compared-text.module.css';
import { ComparedWords } from './compared-words.tsx';
import type { Difference } from './queries.ts';
import { commitmentWords, factWords } from './words.ts';

const tones: Record<Difference['state'], BadgeTone> = {
  KEPT: 'neutral',
  CHANGED: 'info',
  ADDED: 'success',
  DROPPED: 'danger',
};

const headingKind = (kind: Difference['kind']): HeadingKind | null =>
  kind.toLowerCase() in headingLevels ? (kind.toLowerCase() as HeadingKind) : null;

const isOpen = ({ state, isMoved }: Difference) => state !== 'KEPT' || isMoved;

/** What happened, what binds, and what one may do about it. */
function Remarks({ difference, act }: { difference: Difference; act: ReactNode }) {
  if (!isOpen(difference)) return null;
  const remarks = [...difference.commitments.map(commitmentWords), ...factWords(difference)];
  return (
    <div className={styles.remarks}>
      <Badge tone={tones[difference.state]}>{difference.summary}</Badge>
      {difference.isBinding && (
        <Badge tone="ochre" icon="obligation">
          Engage
        </Badge>
      )}
      {remarks.map((remark) => (
        <span key={remark} className={styles.remark}>
          {remark}
        </span>
      ))}
      {act}
    </div>
  );
}

function Passage({ difference, side }: { difference: Difference; side?: 'before' | 'after' }) {
  const { kind, number, formerNumber, words, state } = difference;
  const heading = headingKind(kind);
  const shown = <ComparedWords words={words} side={side} />;
  if (heading === null) return <p className={classes(styles.words, kind === 'LIST_ITEM' && styles.item)}>{shown}</p>;
  const label = headingLabel(heading, side === 'before' || state === 'DROPPED' ? formerNumber : number);
  return (
    <p className={classes(styles.words, styles.heading)}>
      {label} {shown}
    </p>
  );
}

export interface ComparedTextProps {
  differences: readonly Difference[];
  /** What one may do about a passage: bring it back. */
  actOf: (difference: Difference) => ReactNode;
}

const keyOf = ({ blockId, state }: Difference, index: number) => `${state} ${blockId ?? index}`;

/** Both texts in one: what was dropped and added stands where it was. */
export function OneText({ differences, actOf }: ComparedTextProps) {
  return (
    <div className={styles.sheet}>
      {differences.map((difference, index) => (
        <div key={keyOf(difference, index)} className={classes(styles.passage, isOpen(difference) && styles.open)}>
          <Remarks difference={difference} act={actOf(difference)} />
          <Passage difference={difference} />
        </div>
      ))}
    </div>
  );
}

/** One beside the other, passage by passage. */
export function SideBySide({
  differences,
  actOf,
  titles: [before, after],
}: ComparedTextProps & { titles: [string, string] }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls sideways on a narrow page, by the keyboard too
    <section className={styles.scroll} aria-label="Les deux textes côte à côte" tabIndex={0}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">Avant : {before}</th>
            <th scope="col">Après : {after}</th>
          </tr>
        </thead>
        <tbody>
          {differences.map((difference, index) => (
            <tr key={keyOf(difference, index)}>
              <td>{difference.state === 'ADDED' ? <None /> : <Passage difference={difference} side="before" />}</td>
              <td>
                <Remarks difference={difference} act={actOf(difference)} />
                {difference.state === 'DROPPED' ? <None /> : <Passage difference={difference} side="after" />}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

const None = () => (
  <p className={styles.none}>
    <span aria-hidden="true">—</span>
    <span className="visually-hidden">Passage absent</span>
  </p>
);
