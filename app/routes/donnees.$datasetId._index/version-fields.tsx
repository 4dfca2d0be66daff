// What a new version of a dataset is asked for; brought when its dialog opens.
import { DEPOSIT_LIMIT_WORDS, depositAccept } from '#domain/datasets/bounds.ts';
import { UploadList } from '../../datasets/upload-list.tsx';
import { useUploads } from '../../datasets/use-uploads.ts';
import type { ErrorsOf } from '../../forms/act-form.tsx';
import { FileField } from '../../ui/file-field.tsx';
import { TextField } from '../../ui/text-field.tsx';

/** The file and what changes with it. */
export function VersionFields({ errorsOf }: { errorsOf: ErrorsOf }) {
  const { files, add, remove } = useUploads();
  return (
    <>
      {files.length === 0 && (
        <FileField
          label="Fichier"
          isRequired
          accept={depositAccept}
          limits={`${DEPOSIT_LIMIT_WORDS} au plus`}
          errors={errorsOf('files') ?? errorsOf('uploadId')}
          onSelect={add}
        />
      )}
      <UploadList files={files} onRemove={remove} />
      <TextField
        label="Ce qui change"
        name="note"
        description="Une phrase, pour ceux qui suivent ces données."
        errors={errorsOf('note')}
        autoComplete="off"
      />
    </>
  );
}
