import { memo, type ReactNode } from 'react';
import { MarkBadge } from '../../ui/badge.tsx';
import styles from './block-row.module.css';
import { KindSelect } from './kind-select.tsx';
import { NumberingPanel } from './numbering-panel.tsx';
import { type CorrectedKind, isCounted, isHeading } from './outline.ts';
import type { ReviewedBlock } from './queries.ts';
import type { Choice } from './use-corrections.ts';

interface BlockRowProps {
  block: ReviewedBlock;
  choice: Choice | undefined;
  onKind: (block: ReviewedBlock, kind: CorrectedKind) => void;
  onNumbering: (block: ReviewedBlock, numbering: NonNullable<Choice['numbering']>) => void;
}

/** Where the links of the warnings lead. */
export const anchorOf = (blockId: string): string => `bloc-${blockId}`;

/** One block: its words, and what it is taken for. Drawn again only when it changes: a text has hundreds. */
export const BlockRow = memo(function BlockRow({ block, choice, onKind, onNumbering }: BlockRowProps) {
  const { kind, mark, degree } = block;
  return (
    <div id={anchorOf(block.id)} className={styles.row} data-kind={kind} data-list={block.listDepth ?? undefined}>
      <div className={styles.words}>
        {isCounted(kind) && (
          <NumberingPanel
            block={block}
            chosen={choice?.numbering}
            onChoose={(numbering) => onNumbering(block, numbering)}
          />
        )}
        <span className={isHeading(kind) ? styles.title : styles.text}>
          <Words block={block} />
          {mark && (
            <span className={styles.mark}>
              <MarkBadge mark={mark} degree={degree} />
            </span>
          )}
        </span>
      </div>
      <KindSelect block={block} kind={choice?.kind ?? kind} onChoose={(chosen) => onKind(block, chosen)} />
    </div>
  );
});

/** The words, with the years that are past marked. */
function Words({ block: { text, staleYears } }: { block: ReviewedBlock }) {
  if (!text) return <em>(sans texte)</em>;
  const pieces: ReactNode[] = [];
  let done = 0;
  for (const { start, end } of staleYears) {
    pieces.push(
      text.slice(done, start),
      <mark key={start} className={styles.stale}>
        {text.slice(start, end)}
      </mark>,
    );
    done = end;
  }
  return [...pieces, text.slice(done)];
}
