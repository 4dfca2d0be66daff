import { type KeyboardEvent, useState } from 'react';
import { Checkbox } from '../../ui/choice-field.tsx';
import { DropPanel } from '../../ui/drop-panel.tsx';
import { TextField } from '../../ui/text-field.tsx';
import styles from './block-row.module.css';
import { firstWords } from './outline.ts';
import { fieldsOf } from './posted-corrections.ts';
import type { ReviewedBlock } from './queries.ts';
import type { Choice } from './use-corrections.ts';

interface NumberingPanelProps {
  block: ReviewedBlock;
  chosen: Choice['numbering'];
  onChoose: (numbering: NonNullable<Choice['numbering']>) => void;
}

/** How a title is counted: in its turn, from a number one gives, or not at all. */
export function NumberingPanel({ block, chosen, onChoose }: NumberingPanelProps) {
  const names = fieldsOf(block.id);
  const isNumbered = chosen?.isNumbered ?? block.isNumbered;
  const saved = chosen?.number ?? String(block.startAt ?? '');
  const [typed, setTyped] = useState<string | null>(null);
  const commit = () => {
    if (typed !== null && typed.trim() !== saved) onChoose({ isNumbered: true, number: typed.trim() });
    setTyped(null);
  };
  const commitOnEnter = (event: KeyboardEvent) => {
    if (event.key !== 'Enter') return;
    event.preventDefault();
    commit();
  };
  return (
    <DropPanel
      className={styles.numbering}
      summary={
        <>
          <span className={styles.numberWords}>{block.number ?? '–'}</span>
          <span className="visually-hidden">
            {block.number ? '' : ' hors numérotation'}, numérotation de « {firstWords(block.text)} »
          </span>
        </>
      }
    >
      {/* biome-ignore lint/a11y/noStaticElementInteractions: Enter would send the whole form; it saves this number */}
      <div className={styles.numberingFields} onKeyDown={commitOnEnter} onBlur={commit}>
        {block.prefix && <p className={styles.typed}>Tapé dans le fichier : « {block.prefix} »</p>}
        <Checkbox
          label="Hors numérotation"
          name={names.unnumbered}
          isChecked={!isNumbered}
          onChange={(event) => onChoose({ isNumbered: !event.target.checked, number: '' })}
        />
        <TextField
          label="Numéro imposé"
          description="Vide : le numéro tapé, ou le suivant."
          name={names.number}
          inputMode="numeric"
          autoComplete="off"
          value={typed ?? saved}
          onChange={(event) => setTyped(event.target.value)}
        />
      </div>
    </DropPanel>
  );
}
