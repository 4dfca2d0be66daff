// A file to hand in: chosen, or dropped anywhere on the field. The native input lies over the whole box, so both work
// by themselves and without JavaScript.
import { useEffect, useRef, useState } from 'react';
import { formatBytes } from '../french-format.ts';
import { Field, type FieldProps, useFieldWiring } from './field.tsx';
import styles from './file-field.module.css';
import { Icon } from './icon.tsx';

export interface FileFieldProps extends Omit<FieldProps, 'defaultValue'> {
  /** `.docx,.odt` */
  accept?: string;
  /** What may be handed in, in words: « DOCX ou ODT, 20 Mo au plus ». */
  limits: string;
  isMultiple?: boolean;
  /** What is chosen is handed on at once: the field is empty again, and the same file may be chosen anew. */
  isHandedOn?: boolean;
  onSelect?: (files: readonly File[]) => void;
}

/** Posts the file under the field's name; its form needs `encType="multipart/form-data"`. */
export function FileField(props: FileFieldProps) {
  const wiring = useFieldWiring(props);
  const [files, setFiles] = useState<readonly File[]>([]);
  const input = useRef<HTMLInputElement>(null);
  const told = useRef<File>();
  const choose = (control: HTMLInputElement) => {
    const chosen = [...(control.files ?? [])];
    // One choice may be told twice: found as the page begins to work, and by the event that made it do so.
    if (chosen[0] && chosen[0] === told.current) return;
    told.current = chosen[0];
    if (props.isHandedOn) control.value = '';
    else setFiles(chosen);
    props.onSelect?.(chosen);
  };
  // Chosen before the page worked: nobody was told of it then. What was told is not told again.
  useEffect(() => {
    if (input.current?.files?.length) choose(input.current);
  });
  const described = `${wiring.id}-limits ${wiring.control['aria-describedby'] ?? ''}`.trim();
  return (
    <Field wiring={wiring} props={props}>
      <div className={styles.drop}>
        <input
          key={props.field?.key}
          {...wiring.control}
          ref={input}
          aria-describedby={described}
          type="file"
          accept={props.accept}
          multiple={props.isMultiple}
          onChange={({ target }) => choose(target)}
          className={styles.input}
        />
        <Icon name={files.length > 0 ? 'document' : 'upload'} size="l" className={styles.icon} />
        <div className={styles.words} aria-live="polite">
          {files.length > 0 ? (
            files.map((file) => (
              <p key={file.name} className={styles.file}>
                <strong>{file.name}</strong> <span>{formatBytes(file.size)}</span>
              </p>
            ))
          ) : (
            <p>
              <span className={styles.choose}>{props.isMultiple ? 'Choisir des fichiers' : 'Choisir un fichier'}</span>{' '}
              ou {props.isMultiple ? 'les' : 'le'} déposer ici
            </p>
          )}
          <p id={`${wiring.id}-limits`} className={styles.limits}>
            {props.limits}
          </p>
        </div>
      </div>
    </Field>
  );
}
