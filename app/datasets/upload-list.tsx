// The files that one sends: each with how far it came, or why it goes no further. Used where data are deposited.
import { formatBytes } from '../french-format.ts';
import { IconButton } from '../ui/button.tsx';
import { Icon } from '../ui/icon.tsx';
import { ProgressBar } from '../ui/progress.tsx';
import { TextField } from '../ui/text-field.tsx';
import styles from './upload-list.module.css';
import type { SentFile } from './use-uploads.ts';

/** A title to begin with: the file's name without what a machine put in it. */
export const titleOf = (fileName: string): string => {
  const words = fileName
    .replace(/\.[^.]+$/, '')
    .replace(/[_.]+/g, ' ')
    .trim();
  return words ? words[0]?.toUpperCase() + words.slice(1) : fileName;
};

interface UploadListProps {
  files: readonly SentFile[];
  onRemove: (key: string) => void;
  /** Asks for a title of each. */
  withTitles?: boolean;
  errorsOf?: (name: string) => string[] | undefined;
}

/** The list; each file that has arrived posts its `uploadId`, and its title under `title-<uploadId>`. */
export function UploadList({ files, onRemove, withTitles = false, errorsOf }: UploadListProps) {
  if (files.length === 0) return null;
  return (
    <ul className={styles.list} aria-label="Fichiers">
      {files.map((file) => (
        <li key={file.key} className={styles.file} data-refused={file.refusal !== null || undefined}>
          <div className={styles.words}>
            <Progress file={file} />
            {withTitles && !file.refusal && (
              <TextField
                label={`Titre de «\u00a0${file.name}\u00a0»`}
                name={file.uploadId ? `title-${file.uploadId}` : undefined}
                defaultValue={titleOf(file.name)}
                errors={file.uploadId ? errorsOf?.(`title-${file.uploadId}`) : undefined}
                isRequired
                autoComplete="off"
              />
            )}
          </div>
          <IconButton icon="close" label={`Retirer «\u00a0${file.name}\u00a0»`} onPress={() => onRemove(file.key)} />
          {file.uploadId && <input type="hidden" name="uploadId" value={file.uploadId} />}
        </li>
      ))}
    </ul>
  );
}

function Progress({ file: { name, size, sent, uploadId, refusal, isWaiting } }: { file: SentFile }) {
  if (refusal)
    return (
      <p className={styles.refusal} role="alert">
        <Icon name="error" />
        <span>
          <strong>{name}</strong> : {refusal}
        </span>
      </p>
    );
  if (uploadId)
    return (
      <p className={styles.arrived} role="status">
        <Icon name="success" />
        <span>
          <strong>{name}</strong> est arrivé ({formatBytes(size)}).
        </span>
      </p>
    );
  const words = isWaiting
    ? 'Le réseau est coupé\u00a0: l’envoi reprendra seul'
    : `${formatBytes(sent)} sur ${formatBytes(size)}`;
  return <ProgressBar label={name} value={sent} max={size} words={words} />;
}
