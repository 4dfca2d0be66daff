import { useFetcher, useLoaderData } from '@remix-run/react';
import type { JSONContent } from '@tiptap/core';
import type { ReactNode } from 'react';
import { ActDialog } from '../../forms/act-form.tsx';
import { formatDateTime, formatList } from '../../french-format.ts';
import { templateKindLabels } from '../../templates/words.ts';
import { PrintedText } from '../../texts/printed-text.tsx';
import { Button, ButtonRow } from '../../ui/button.tsx';
import { ConfirmDialog } from '../../ui/dialog.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Section, Stack } from '../../ui/section.tsx';
import { TextField } from '../../ui/text-field.tsx';
import type { action } from './action.ts';
import type { loader } from './loader.ts';
import styles from './template-page.module.css';

/** The template, to read. */
export function TemplatePage() {
  const template = useLoaderData<typeof loader>();
  const { title, kind, savedAt, text, fields, unknownFields, viewerMayManage } = template;
  const isNamed = fields.length > 0;
  return (
    <Section
      title={`Modèle «\u00a0${title}\u00a0»`}
      lead={`${templateKindLabels[kind]}. Enregistré le ${formatDateTime(savedAt)}.`}
      actions={viewerMayManage && <Acts />}
    >
      <Stack gap="l">
        <p>
          {isNamed
            ? `Ses champs, remplis à chaque usage\u00a0: ${formatList(fields.map(({ name }) => name))}.`
            : 'Ce modèle n’a pas de champ\u00a0: il est repris tel quel.'}
        </p>
        {unknownFields.length > 0 && (
          <Notice tone="warning" title="Ces noms ne sont pas ceux d’un champ">
            {`Ils restent tels quels dans ce qui est fait du modèle\u00a0: ${formatList(unknownFields)}.`}
          </Notice>
        )}
        <article className={styles.sheet} aria-label="Texte du modèle">
          <PrintedText text={text as unknown as JSONContent} draw={drawFields} />
        </article>
      </Stack>
    </Section>
  );
}

/** Words with what is between double brackets in sight. */
const drawFields = (words: string): ReactNode =>
  words.split(/(\[\[[^[\]\n]+\]\])/).map((part, index) =>
    index % 2 === 1 ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one stretch have no other name
      <mark key={index} className={styles.field}>
        {part}
      </mark>
    ) : (
      part
    ),
  );

function Acts() {
  const { title, version } = useLoaderData<typeof loader>();
  const fetcher = useFetcher<typeof action>();
  const refusal = fetcher.data && 'message' in fetcher.data ? fetcher.data.message : null;
  return (
    <>
      {refusal && (
        <Notice tone="error" isLive>
          {refusal}
        </Notice>
      )}
      <ButtonRow>
        <ActDialog
          title="Renommer le modèle"
          trigger={<Button icon="edit">Renommer</Button>}
          intent="rename"
          submitLabel="Enregistrer le nom"
        >
          {(errorsOf) => (
            <>
              <input type="hidden" name="version" value={version} />
              <TextField
                label="Nom du modèle"
                name="title"
                isRequired
                autoComplete="off"
                defaultValue={title}
                errors={errorsOf('title')}
              />
            </>
          )}
        </ActDialog>
        <ConfirmDialog
          title={`Retirer le modèle «\u00a0${title}\u00a0»\u202f?`}
          confirmLabel="Retirer le modèle"
          isDangerous
          isPending={fetcher.state !== 'idle'}
          trigger={<Button icon="delete">Retirer</Button>}
          onConfirm={() => fetcher.submit({ intent: 'remove', version }, { method: 'post' })}
        >
          On ne pourra plus partir de lui. Ce qui en est né reste.
        </ConfirmDialog>
      </ButtonRow>
    </>
  );
}
