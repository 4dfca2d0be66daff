// The fields of templates in a text: what one made of a template still leaves open, in order, each with the way to its place; and
// those that may be written at the cursor. Fetched once the text is there by text-workspace.tsx.
import type { Editor } from '@tiptap/core';
import { type ReactNode, useEffect, useMemo, useState } from 'react';
import { everyField, fieldNames, fieldPlaces, writeField } from '#domain/templates/fields.ts';
import { count } from '../french-format.ts';
import { OPEN_FIELDS } from '../templates/open-fields.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import styles from './fields-notice.module.css';
import { perform } from './perform.ts';
import { useEditorValue } from './use-editor.ts';

/** The notice, and the window in which a field is chosen. */
export default function TemplateFields({ jump, ...choice }: NoticeProps & ChoiceProps): ReactNode {
  return (
    <>
      <FieldsNotice editor={choice.editor} jump={jump} />
      <FieldChoice {...choice} />
    </>
  );
}

/** A place as the text has it now. */
interface OpenField {
  blockId: string | null;
  name: string;
  /** What stands before it, to tell two of a name apart. */
  before: string;
}

/** Characters shown before a place. */
const BEFORE = 50;

/** As one value: the notice is drawn again only when it differs. */
function readOpenFields({ state: { doc } }: Editor): string {
  const found: OpenField[] = [];
  let blockId: string | null = null;
  doc.descendants((node) => {
    // What has no id stands in the block before it: paragraphs of an item or of a cell.
    if (typeof node.attrs.id === 'string') blockId = node.attrs.id;
    if (!node.isTextblock) return true;
    const words = node.textContent;
    if (words.includes('[['))
      for (const { name, start } of fieldPlaces(words))
        found.push({ blockId, name, before: words.slice(Math.max(0, start - BEFORE), start).trim() });
    return false;
  });
  return JSON.stringify(found);
}

interface NoticeProps {
  editor: Editor;
  jump(blockId: string): void;
}

/** The notice and its window; nothing while nothing is open. */
function FieldsNotice({ editor, jump }: NoticeProps) {
  // Who has just made the text of a template is shown the list; opened for nothing, it would come up at the first field typed.
  const [isOpen, setOpen] = useState(() => typeof window !== 'undefined' && window.location.hash === OPEN_FIELDS);
  const json = useEditorValue(editor, readOpenFields, '[]');
  const fields = useMemo(() => JSON.parse(json) as OpenField[], [json]);
  useEffect(() => {
    if (editor && fields.length === 0) setOpen(false);
  }, [editor, fields]);
  if (fields.length === 0) return null;
  const words = count(fields.length, 'champ à compléter', 'champs à compléter');
  return (
    <>
      <Button size="s" variant="quiet" icon="edit" onPress={() => setOpen(true)}>
        {words}
      </Button>
      <Dialog title={words} isOpen={isOpen} onOpenChange={setOpen}>
        <p>
          Ces endroits sont entre doubles crochets. Remplacez chacun par ce qui convient&#8239;; la liste se vide à
          mesure.
        </p>
        <ul className={styles.list}>
          {fields.map(({ blockId, name, before }, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: one passage may leave the same field open twice
            <li key={`${blockId} ${name} ${index}`}>
              <Button
                size="s"
                variant="quiet"
                icon="arrow-right"
                isDisabled={blockId === null}
                onPress={() => {
                  setOpen(false);
                  if (blockId) jump(blockId);
                }}
              >
                {name}
              </Button>
              {before && <span className={styles.where}> après «&#160;{before}&#160;»</span>}
            </li>
          ))}
        </ul>
      </Dialog>
    </>
  );
}

interface ChoiceProps {
  editor: Editor;
  isOpen: boolean;
  onOpenChange(isOpen: boolean): void;
}

/** The window that lists the fields; the one that is chosen is written at the cursor. */
function FieldChoice({ editor, isOpen, onOpenChange }: ChoiceProps) {
  return (
    <Dialog title="Insérer un champ de modèle" isOpen={isOpen} onOpenChange={onOpenChange}>
      <p>Un modèle fait de ce texte le remplira de ce que la plate-forme sait.</p>
      <ul className={styles.fields}>
        {everyField.map((field) => (
          <li key={field}>
            <Button
              size="s"
              variant="quiet"
              onPress={() => {
                onOpenChange(false);
                perform(editor, (state, dispatch) => {
                  dispatch?.(state.tr.insertText(writeField(field)).scrollIntoView());
                  return true;
                });
              }}
            >
              {fieldNames[field]}
            </Button>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
