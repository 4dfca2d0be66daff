import type { ChangeEvent } from 'react';
import { itemKindLabels } from '../../texts/words.ts';
import { Icon } from '../../ui/icon.tsx';
import styles from './block-row.module.css';
import { type CorrectedKind, correctedKinds, firstWords } from './outline.ts';
import { fieldsOf } from './posted-corrections.ts';
import type { ReviewedBlock } from './queries.ts';

interface KindSelectProps {
  block: ReviewedBlock;
  kind: ReviewedBlock['kind'];
  onChoose: (kind: CorrectedKind) => void;
}

/** What the block is taken for, and the list to say otherwise. */
export function KindSelect({ block, kind, onChoose }: KindSelectProps) {
  if (kind === 'TABLE') return <span className={styles.fixedKind}>{itemKindLabels.TABLE}</span>;
  const { kind: name } = fieldsOf(block.id);
  const choose = (event: ChangeEvent<HTMLSelectElement>) => onChoose(event.target.value as CorrectedKind);
  return (
    <span className={styles.kind}>
      <select
        id={name}
        name={name}
        value={kind}
        onChange={choose}
        aria-label={`Type de « ${firstWords(block.text) || 'passage vide'} »`}
        className={styles.select}
      >
        {correctedKinds.map((one) => (
          <option key={one} value={one}>
            {itemKindLabels[one]}
          </option>
        ))}
      </select>
      <Icon name="chevron-down" size="s" className={styles.chevron} />
    </span>
  );
}
