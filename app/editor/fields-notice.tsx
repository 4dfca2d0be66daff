// « 3 champs à compléter »: what a text made of a template still leaves open, in order, each with the way to its place.
import type { Editor } from '@tiptap/core';
import { useEffect, useMemo, useState } from 'react';
import { fieldPlaces } from '#domain/templates/fields.ts';
import { count } from '../french-format.ts';
import { OPEN_FIELDS } from '../templates/open-fields.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { useEditorValue } from './use-editor.ts';

/** A place as the text has it now. */
interface OpenField {
  blockId: string | null;
  name: string;
}

/** As one value: the notice is drawn again only when it differs. */
function readOpenFields({ state: { doc } }: Editor): string {
  const found: OpenField[] = [];
  let blockId: string | null = null;
  doc.descendants((node) => {
    // What has no id stands in the block before it: paragraphs of an item or of a cell.
    if (typeof node.attrs.id === 'string') blockId = node.attrs.id;
    if (!node.isTextblock) return true;
    const words = node.textContent;
    if (words.includes('[[')) for (const { name } of fieldPlaces(words)) found.push({ blockId, name });
    return false;
  });
  return JSON.stringify(found);
}

interface FieldsNoticeProps {
  editor: Editor | null;
  jump(blockId: string): void;
}

/** The notice and its window; nothing while nothing is open. */
export function FieldsNotice({ editor, jump }: FieldsNoticeProps) {
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
        <ul>
          {fields.map(({ blockId, name }, index) => (
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
            </li>
          ))}
        </ul>
      </Dialog>
    </>
  );
}
