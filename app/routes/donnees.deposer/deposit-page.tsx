import { Link, useLoaderData } from '@remix-run/react';
import { DEPOSIT_LIMIT_WORDS, depositAccept, isPicture } from '#domain/datasets/bounds.ts';
import { DatasetFields } from '../../datasets/dataset-fields.tsx';
import { backPath } from '../../datasets/link-path.ts';
import { UploadList } from '../../datasets/upload-list.tsx';
import { useUploads } from '../../datasets/use-uploads.ts';
import { datasetLinkKindLabels } from '../../datasets/words.ts';
import { useAnswer } from '../../forms/answer.ts';
import { plural } from '../../french-format.ts';
import { ButtonRow } from '../../ui/button.tsx';
import { Fields } from '../../ui/field.tsx';
import { FileField } from '../../ui/file-field.tsx';
import { Form, SubmitButton } from '../../ui/form.tsx';
import { Notice } from '../../ui/notice.tsx';
import { PageTitle } from '../../ui/page-title.tsx';
import { Narrow } from '../../ui/section.tsx';
import type { action } from './action.ts';
import type { loader } from './loader.ts';

/** Choose, describe, deposit. */
export function DepositPage() {
  const { organisations, ownId, place } = useLoaderData<typeof loader>();
  const answer = useAnswer<typeof action>();
  const { files, add, remove } = useUploads();
  const isUnderWay = files.some(({ uploadId, refusal }) => uploadId === null && refusal === null);
  const arrived = files.filter(({ uploadId }) => uploadId !== null);
  const errorsOf = (name: string) => (answer?.fields[name] ? [answer.fields[name]] : undefined);
  const words = answer && (Object.values(answer.fields)[0] ?? answer.message);
  return (
    <Narrow>
      <PageTitle
        crumbs={[{ to: '/donnees', label: 'Données' }]}
        lead="Tableaux, cartes, documents ou images. L’envoi reprend seul si le réseau se coupe."
      >
        Déposer des données
      </PageTitle>
      <Form preventScrollReset>
        <Fields>
          {place && (
            <Notice>
              Sera rattaché à : {datasetLinkKindLabels[place.kind].toLowerCase()},{' '}
              <Link to={backPath(place)}>d’où vous venez</Link>. Vous y reviendrez après le dépôt.
            </Notice>
          )}
          {words && (
            <Notice tone="error" isLive>
              {words}
            </Notice>
          )}
          <FileField
            key={files.length}
            label="Fichiers"
            isRequired
            accept={depositAccept}
            isMultiple
            limits={`GeoJSON, Shapefile (zip), GeoPackage, KML, CSV, XLSX, ODS, PDF, DOCX, ODT, images · ${DEPOSIT_LIMIT_WORDS} au plus chacun`}
            errors={errorsOf('files')}
            onSelect={add}
          />
          <UploadList files={files} onRemove={remove} withTitles errorsOf={errorsOf} />
          <DatasetFields
            said={{
              kind: 'DATASET',
              themes: [],
              territories: [],
              periodFrom: null,
              periodTo: null,
              frequency: 'IRREGULAR',
              licence: 'CONVENTION',
              access: 'PARTNERS',
              producerId: ownId,
              contact: null,
              alternative: null,
              organisationIds: [],
              unitIds: [],
            }}
            organisations={organisations}
            errorsOf={errorsOf}
            withAlternative={files.length === 1 && files.some(({ name }) => isPicture(name))}
          />
        </Fields>
        <ButtonRow>
          <SubmitButton isDisabled={isUnderWay}>
            {isUnderWay
              ? 'Envoi en cours…'
              : `Déposer ${arrived.length > 1 ? `les ${arrived.length} ` : 'le '}${plural(arrived.length, 'fichier')}`}
          </SubmitButton>
        </ButtonRow>
      </Form>
    </Narrow>
  );
}
