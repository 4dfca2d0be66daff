import { type SyntheticEvent, useCallback, useMemo, useRef, useState } from 'react';
import { count } from '../../french-format.ts';
import { Badge } from '../../ui/badge.tsx';
import { Icon } from '../../ui/icon.tsx';
import { BlockRow } from './block-row.tsx';
import { bodyWords, type CorrectedKind, isHeading, type Part, partsOf } from './outline.ts';
import styles from './outline-tree.module.css';
import type { ReviewedBlock, ReviewedDraft } from './queries.ts';
import type { Choice } from './use-corrections.ts';

interface OutlineTreeProps {
  preview: ReviewedDraft['preview'];
  choices: ReadonlyMap<string, Choice>;
  onChoose: (blockId: string, choice: Choice) => void;
  /** Shows what stands under every title. */
  isWhole: boolean;
}

const idOf = ({ heading }: Part): string => heading?.id ?? 'start';

/** The text as recognised: its titles, and under each what it holds, folded until asked for. */
export function OutlineTree({ preview, choices, onChoose, isWhole }: OutlineTreeProps) {
  const { blocks, warnings } = preview;
  const parts = useMemo(() => partsOf(blocks), [blocks]);
  const flagged = useMemo(() => new Set(warnings.flatMap(({ blockIds }) => blockIds)), [warnings]);
  const folds = useFolds(parts);
  const { keepInSight } = folds;
  const changeKind = useCallback(
    (block: ReviewedBlock, kind: CorrectedKind) => {
      keepInSight(block, kind);
      onChoose(block.id, { kind });
    },
    [keepInSight, onChoose],
  );
  const changeNumbering = useCallback(
    (block: ReviewedBlock, numbering: NonNullable<Choice['numbering']>) => onChoose(block.id, { numbering }),
    [onChoose],
  );
  const row = (block: ReviewedBlock) => (
    <BlockRow
      key={block.id}
      block={block}
      choice={choices.get(block.id)}
      onKind={changeKind}
      onNumbering={changeNumbering}
    />
  );
  return (
    <ol className={styles.tree}>
      {parts.map((part) => {
        const { heading, blocks: body } = part;
        return (
          <li key={idOf(part)} className={styles.part} data-depth={Math.min(heading?.depth ?? 0, 3)}>
            {heading && row(heading)}
            {body.length > 0 && (
              <details
                className={styles.body}
                open={isWhole || folds.open.has(idOf(part))}
                onToggle={(event) => folds.toggled(idOf(part), event)}
              >
                <Fold body={body} isFirst={heading === null} flagged={flagged} />
                <div className={styles.blocks}>{body.map(row)}</div>
              </details>
            )}
          </li>
        );
      })}
    </ol>
  );
}

interface FoldProps {
  body: readonly ReviewedBlock[];
  isFirst: boolean;
  flagged: ReadonlySet<string>;
}

/** What is folded, in a line, and whether some of it is to be looked at. */
function Fold({ body, isFirst, flagged }: FoldProps) {
  const doubts = body.filter(({ id }) => flagged.has(id)).length;
  return (
    <summary className={styles.fold}>
      <Icon name="chevron-right" size="s" className={styles.chevron} />
      <span>
        {isFirst && 'Avant le premier titre\u00a0: '}
        {bodyWords(body)}
      </span>
      {doubts > 0 && <Badge tone="ochre">{count(doubts, 'passage')} à vérifier</Badge>}
    </summary>
  );
}

/** Which parts are unfolded. A block that changes its part because of its new kind stays in sight. */
function useFolds(parts: readonly Part[]) {
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set());
  const current = useRef(parts);
  current.current = parts;
  const set = useCallback((partId: string, isOpen: boolean) => {
    setOpen((all) => {
      if (all.has(partId) === isOpen) return all;
      return new Set(isOpen ? [...all, partId] : [...all].filter((id) => id !== partId));
    });
  }, []);
  const toggled = (partId: string, { currentTarget }: SyntheticEvent<HTMLDetailsElement>) =>
    set(partId, currentTarget.open);
  const keepInSight = useCallback(
    (block: ReviewedBlock, kind: CorrectedKind) => {
      if (isHeading(kind) === isHeading(block.kind)) return;
      if (isHeading(kind)) return set(block.id, true);
      const own = current.current.findIndex(({ heading }) => heading?.id === block.id);
      const before = current.current[own - 1];
      set(before ? idOf(before) : 'start', true);
    },
    [set],
  );
  return { open, toggled, keepInSight };
}
