// What the menu of a block offers: what it promises, what it is and how it is numbered, where it stands.
import type { Editor } from '@tiptap/core';
import { Separator } from 'react-aria-components';
import { listStyles } from '#domain/texts/text-grammar.ts';
import { degrees, itemMarks, numberSuffixes } from '#domain/vocabulary.ts';
import { degreeLabels, degreeMeanings, itemMarkLabels } from '../texts/words.ts';
import type { IconName } from '../ui/icon-shapes.ts';
import look from '../ui/menu.module.css';
import type { BlockChoices } from './block-choices.ts';
import { markBlocks, markOutcome, setForm, setList, setNumbered, setStartAt, setSuffix } from './commands.ts';
import { Entry, Submenu } from './menu-entry.tsx';
import { perform } from './perform.ts';
import { deleteBlock, insertTable, moveBlock } from './place-commands.ts';
import type { TextHabits } from './text-kinds.ts';
import { formChoices, listLabels, outcomeChoices } from './words.ts';

export interface EntriesProps {
  editor: Editor;
  choices: BlockChoices;
  habits: TextHabits;
}

/** What the block promises, and how strongly. */
export function Promises({ editor, choices }: EntriesProps) {
  const { mark, degree, suggestedDegree } = choices;
  return (
    <>
      <Submenu
        label="Marquer comme"
        entry={{ id: 'mark', label: mark ? itemMarkLabels[mark] : 'Marquer comme…', icon: 'flag' }}
      >
        {itemMarks.map((choice) => (
          <Entry
            key={choice}
            id={choice}
            label={itemMarkLabels[choice]}
            icon={markIcons[choice]}
            isChosen={choice === mark}
            onAction={() => perform(editor, markBlocks(choice, degree ?? suggestedDegree))}
          />
        ))}
        {mark && <Separator className={look.separator} />}
        {mark && (
          <Entry
            id="none"
            label="Retirer la marque"
            icon="close"
            onAction={() => perform(editor, markBlocks(null, null))}
          />
        )}
      </Submenu>
      {mark && (
        <Submenu
          label="Degré d’engagement"
          entry={{
            id: 'degree',
            label: 'Degré d’engagement',
            icon: 'obligation',
            description: degree ? degreeLabels[degree] : 'non précisé',
          }}
        >
          {degrees.map((choice) => (
            <Entry
              key={choice}
              id={choice}
              label={degreeLabels[choice]}
              description={choice === suggestedDegree ? 'proposé d’après la phrase' : degreeMeanings[choice]}
              isChosen={choice === degree}
              onAction={() => perform(editor, markBlocks(mark, choice))}
            />
          ))}
          <Separator className={look.separator} />
          <Entry
            id="none"
            label="Non précisé"
            isChosen={degree === null}
            onAction={() => perform(editor, markBlocks(mark, null))}
          />
        </Submenu>
      )}
    </>
  );
}

/** What a meeting made of the block. */
export function Outcomes({ editor, choices }: EntriesProps) {
  return (
    <>
      {outcomeChoices.map(({ outcome, label, icon, shortcut }) => (
        <Entry
          key={outcome}
          id={outcome}
          label={
            choices.outcome === outcome
              ? `Retirer la marque «\u00a0${label}\u00a0»`
              : `Marquer comme ${label.toLowerCase()}`
          }
          icon={choices.outcome === outcome ? 'close' : icon}
          shortcut={shortcut}
          onAction={() => perform(editor, markOutcome(outcome))}
        />
      ))}
      <Separator className={look.separator} />
    </>
  );
}

const markIcons: Record<(typeof itemMarks)[number], IconName> = {
  ACTION: 'action',
  COMMITMENT: 'commitment',
  DELIVERABLE: 'deliverable',
  OBLIGATION: 'obligation',
};

/** What the block is, and how it is numbered. */
export function Shape({
  editor,
  choices,
  habits,
  onImposeNumber,
}: EntriesProps & { onImposeNumber(current: number): void }) {
  const { form, numbered, startAt, number, suffix, list } = choices;
  return (
    <>
      {form !== null && (
        <Submenu label="Changer la nature" entry={{ id: 'form', label: 'Changer la nature', icon: 'paragraph' }}>
          {formChoices(habits).map((choice) => (
            <Entry
              key={choice.form}
              id={choice.form}
              label={choice.label}
              icon={choice.icon}
              shortcut={choice.shortcut}
              isChosen={choice.form === form}
              onAction={() => perform(editor, setForm(choice.form))}
            />
          ))}
        </Submenu>
      )}
      {numbered !== null && habits.marks === 'promises' && (
        <Submenu
          label="Numérotation"
          entry={{
            id: 'number',
            label: 'Numérotation',
            icon: 'ordered-list',
            description: !numbered
              ? 'hors numérotation'
              : startAt === null
                ? 'automatique'
                : `numéro imposé\u00a0: ${startAt}`,
          }}
        >
          <Entry
            id="automatic"
            label="Automatique"
            isChosen={numbered && startAt === null}
            onAction={() => perform(editor, setStartAt(null))}
          />
          <Entry
            id="imposed"
            label="Numéro imposé…"
            isChosen={numbered && startAt !== null}
            onAction={() => onImposeNumber(startAt ?? number ?? 1)}
          />
          <Entry
            id="none"
            label="Hors numérotation"
            isChosen={!numbered}
            onAction={() => perform(editor, setNumbered(false))}
          />
          {suffix !== null && <Separator className={look.separator} />}
          {suffix !== null &&
            numberSuffixes.map((choice) => (
              <Entry
                key={choice}
                id={choice}
                label={`Article\u00a0${choice}`}
                isChosen={choice === suffix}
                onAction={() => perform(editor, setSuffix(choice === suffix ? null : choice))}
              />
            ))}
        </Submenu>
      )}
      {list !== null && (
        <Submenu
          label="Numérotation de la liste"
          entry={{
            id: 'list',
            label: 'Numérotation de la liste',
            icon: 'ordered-list',
            description: listLabels[list.style ?? '1'],
          }}
        >
          {([null, ...listStyles] as const).map((style) => (
            <Entry
              key={style ?? '1'}
              id={style ?? '1'}
              label={listLabels[style ?? '1']}
              isChosen={style === list.style}
              onAction={() => perform(editor, setList({ type: style }))}
            />
          ))}
          <Separator className={look.separator} />
          <Entry
            id="start"
            label="Commencer à…"
            description={list.start === 1 ? undefined : `commence à ${list.start}`}
            onAction={() => onImposeNumber(list.start)}
          />
        </Submenu>
      )}
      <Separator className={look.separator} />
    </>
  );
}

/** Where the block is, and whether it stays. */
export function Places({ editor, choices }: EntriesProps) {
  return (
    <>
      <Separator className={look.separator} />
      <Entry
        id="up"
        label="Monter"
        icon="arrow-up"
        shortcut="Alt Maj ↑"
        isDisabled={!choices.mayMoveUp}
        onAction={() => perform(editor, moveBlock(-1))}
      />
      <Entry
        id="down"
        label="Descendre"
        icon="arrow-down"
        shortcut="Alt Maj ↓"
        isDisabled={!choices.mayMoveDown}
        onAction={() => perform(editor, moveBlock(1))}
      />
      <Entry
        id="table"
        label="Insérer un tableau après"
        icon="table"
        isDisabled={!choices.mayInsertTable}
        onAction={() => perform(editor, insertTable(3, 3))}
      />
      <Separator className={look.separator} />
      <Entry
        id="delete"
        label="Supprimer le passage"
        icon="delete"
        isDangerous
        onAction={() => perform(editor, deleteBlock)}
      />
    </>
  );
}
