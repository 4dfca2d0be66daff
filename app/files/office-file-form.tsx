import { Form, useNavigation } from '@remix-run/react';
import { type FormEvent, useState } from 'react';
import { chosenFile } from '#domain/imports/inputs.ts';
import { useAnswer } from '../forms/answer.ts';
import { FileField } from '../ui/file-field.tsx';
import { SubmitButton } from '../ui/form.tsx';
import { Spinner } from '../ui/progress.tsx';
import styles from './office-file-form.module.css';

/** What is wrong with the chosen file, before it is sent for nothing. */
const faultOf = (file: File | undefined): string | null =>
  chosenFile.safeParse({ size: file?.size }).error?.issues[0]?.message ?? null;

type Props = {
  /** What the file is. */
  label: string;
  /** Endings that may be chosen: « .docx,.odt ». */
  accept: string;
  /** Which file is taken, and how large: « DOCX ou ODT, 20 Mo au plus ». */
  limits: string;
  /** What the button does. */
  send: string;
};

/** Hands a Word or LibreOffice file to the action of its page (field `file`), whose refusal of it is shown at the field. */
export function OfficeFileForm({ label, accept, limits, send }: Props) {
  const answer = useAnswer<{ fields: Record<string, string> }>();
  const { state, formData } = useNavigation();
  const [file, setFile] = useState<File>();
  /** What this page found by itself; undefined until it has looked at a file. */
  const [found, setFound] = useState<string | null>();
  const isReading = state !== 'idle' && formData !== undefined;
  const fault = isReading ? null : found === undefined ? (answer?.fields.file ?? null) : found;
  const choose = ([chosen]: readonly File[]) => {
    setFile(chosen);
    setFound(chosen ? faultOf(chosen) : null);
  };
  const check = (event: FormEvent) => {
    const wrong = faultOf(file);
    if (wrong || isReading) event.preventDefault();
    // What the server then says of it is shown.
    setFound(wrong ?? undefined);
  };
  return (
    <Form method="post" encType="multipart/form-data" className={styles.form} onSubmit={check}>
      <FileField
        label={label}
        name="file"
        accept={accept}
        limits={limits}
        errors={fault ? [fault] : []}
        isRequired
        onSelect={choose}
      />
      <div className={styles.send}>
        {/* The words beside it tell of the waiting; a pending button would tell it twice. */}
        <SubmitButton icon="import" isPending={false}>
          {send}
        </SubmitButton>
        {isReading && <Spinner label="Envoi et lecture du fichier…" />}
      </div>
    </Form>
  );
}
