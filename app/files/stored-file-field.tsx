// A file kept as soon as it is chosen: the form posts its id. A refusal is said beside the field, and the rest of the form
// keeps what was typed.
import { useFetcher } from '@remix-run/react';
import { useId } from 'react';
import { STORED_FILE_LIMIT_WORDS } from '#domain/files/bounds.ts';
import { FileField } from '../ui/file-field.tsx';
import { Notice } from '../ui/notice.tsx';

/** What the door answers: the kept file, or why there is none. */
interface Kept {
  file?: { id: string; name: string };
  message?: string;
}

export interface StoredFileFieldProps {
  conventionId: string;
  /** Under this name the form posts the file's id; nothing while none is kept. */
  name: string;
  label: string;
  description?: string;
}

export function StoredFileField({ conventionId, name, label, description }: StoredFileFieldProps) {
  const fetcher = useFetcher<Kept>();
  const statusId = useId();
  const keep = (chosen: readonly File[]) => {
    const [file] = chosen;
    if (!file) return;
    const form = new FormData();
    form.set('file', file);
    fetcher.submit(form, {
      method: 'post',
      action: `/conventions/${conventionId}/fichiers`,
      encType: 'multipart/form-data',
    });
  };
  const isSending = fetcher.state !== 'idle';
  const kept = isSending ? undefined : fetcher.data?.file;
  return (
    <div>
      <FileField
        label={label}
        description={description}
        limits={`${STORED_FILE_LIMIT_WORDS} au plus`}
        onSelect={keep}
      />
      <p id={statusId} role="status">
        {isSending ? 'Envoi du fichier…' : kept ? `« ${kept.name} » est déposé.` : ''}
      </p>
      {fetcher.data?.message && !isSending && (
        <Notice tone="error" isLive>
          {fetcher.data.message}
        </Notice>
      )}
      {kept && <input type="hidden" name={name} value={kept.id} />}
    </div>
  );
}
