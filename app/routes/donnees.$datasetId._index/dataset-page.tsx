import { Link, useLoaderData } from '@remix-run/react';
import { useLookAgain } from '../../datasets/use-look-again.ts';
import {
  datasetAccessLabels,
  datasetKindLabels,
  datasetLicenceLabels,
  datasetThemeLabels,
  formatLabel,
  territoriesWords,
  updateFrequencyLabels,
} from '../../datasets/words.ts';
import { formatBytes, formatDate, formatList } from '../../french-format.ts';
import { Badge } from '../../ui/badge.tsx';
import { LinkButton } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { PageTitle } from '../../ui/page-title.tsx';
import { DescriptionList, Section, Stack } from '../../ui/section.tsx';
import { Addresses } from './addresses.tsx';
import { AskForAccess } from './ask-for-access.tsx';
import { ChangeReading } from './change-reading.tsx';
import { Content } from './content.tsx';
import { DatasetActs } from './dataset-acts.tsx';
import { Links, Requests, Taken } from './dataset-lists.tsx';
import type { loader } from './loader.ts';
import type { ShownDataset, ShownVersion } from './queries.ts';
import { Versions } from './versions.tsx';

/** A dataset, or the way to ask for one that is not open. */
export function DatasetPage() {
  const { dataset, version } = useLoaderData<typeof loader>();
  return dataset ? <Shown dataset={dataset} version={version} /> : <AskForAccess />;
}

function Shown({ dataset, version }: { dataset: ShownDataset; version: ShownVersion | null }) {
  const isChecking = dataset.versions.some(({ state }) => state === 'CHECKING');
  useLookAgain(isChecking);
  const file = version && `/donnees/${dataset.id}/versions/${version.number}/fichier`;
  return (
    <>
      <PageTitle
        crumbs={[{ to: '/donnees', label: 'Données' }]}
        badges={
          <>
            <Badge icon={dataset.access === 'EVERYONE' ? 'external' : 'lock'}>
              {datasetAccessLabels[dataset.access]}
            </Badge>
            {dataset.lateSince && (
              <Badge tone="ochre" icon="clock">
                Mise à jour attendue depuis le {formatDate(dataset.lateSince)}
              </Badge>
            )}
          </>
        }
        lead={dataset.description}
        actions={
          <>
            {file && version.state === 'READY' && (
              <LinkButton to={file} reloadDocument variant="primary" icon="download">
                Télécharger ({formatBytes(version.size)})
              </LinkButton>
            )}
            <DatasetActs dataset={dataset} />
          </>
        }
      >
        {dataset.title}
      </PageTitle>
      <Stack gap="l">
        <CheckNotices dataset={dataset} />
        {version && dataset.latest && version.number !== dataset.latest.number && version.state === 'READY' && (
          <Notice tone="warning" actions={<Link to="?">Voir la dernière version</Link>}>
            Vous regardez la version {version.number}, du {formatDate(version.createdAt)}. Une plus récente existe.
          </Notice>
        )}
        {version?.content && version.state === 'READY' && (
          <>
            <Content key={version.id} dataset={dataset} version={version} content={version.content} />
            <Remarks dataset={dataset} version={version} />
          </>
        )}
        <Facts dataset={dataset} version={version} />
        <Addresses dataset={dataset} />
        <Versions dataset={dataset} />
        <Links dataset={dataset} />
        <Requests dataset={dataset} />
        <Taken dataset={dataset} />
      </Stack>
    </>
  );
}

function CheckNotices({ dataset }: { dataset: ShownDataset }) {
  return dataset.versions.map(({ id, number, state, refusal, damagedAt }) =>
    damagedAt ? (
      <Notice key={id} tone="error" title={`Le fichier de la version ${number} est abîmé`}>
        Relu le {formatDate(damagedAt)}, il n’est plus celui qui a été déposé : ne vous en servez pas. Qui l’a déposé
        est prévenu.
      </Notice>
    ) : state === 'CHECKING' ? (
      <Notice key={id} isLive>
        La version {number} est arrivée. Elle est en cours de vérification : vous pouvez fermer cette page.
      </Notice>
    ) : state === 'REFUSED' ? (
      <Notice key={id} tone="error" title={`La version ${number} n’a pas été acceptée`}>
        {refusal} Déposez une version corrigée ; les versions précédentes ne changent pas.
      </Notice>
    ) : null,
  );
}

/** What was guessed or left out, and the way to say otherwise. */
function Remarks({ dataset, version }: { dataset: ShownDataset; version: ShownVersion }) {
  const { remarks = [], reading, geometry } = version.content ?? {};
  const said = [...remarks, ...(geometry?.note ? [geometry.note] : [])];
  const mayCorrect = dataset.viewerMayChange && reading !== null && version.number === dataset.latest?.number;
  if (said.length === 0 && !mayCorrect) return null;
  return (
    <Notice title="Comment ce fichier a été lu" actions={mayCorrect && <ChangeReading reading={reading} />}>
      {said.length > 0 && (
        <ul>
          {said.map((words) => (
            <li key={words}>{words}</li>
          ))}
        </ul>
      )}
    </Notice>
  );
}

function Facts({ dataset, version }: { dataset: ShownDataset; version: ShownVersion | null }) {
  const { periodFrom, periodTo, grants } = dataset;
  const period =
    periodFrom && periodTo
      ? `Du ${formatDate(periodFrom)} au ${formatDate(periodTo)}`
      : periodFrom
        ? `Depuis le ${formatDate(periodFrom)}`
        : periodTo && `Jusqu’au ${formatDate(periodTo)}`;
  const opened = grants.map(
    ({ organisation, unit, person }) => organisation?.shortName ?? unit?.shortName ?? person?.name,
  );
  const facts = [
    { term: 'Nature', value: datasetKindLabels[dataset.kind] },
    { term: 'Producteur', value: dataset.producer.name },
    dataset.contact ? { term: 'Contact', value: dataset.contact } : null,
    { term: 'Déposé par', value: `${dataset.owner.name}, ${dataset.depositor.shortName}` },
    { term: 'Licence', value: datasetLicenceLabels[dataset.licence] },
    { term: 'Mise à jour', value: updateFrequencyLabels[dataset.frequency] },
    { term: 'Territoire', value: territoriesWords(dataset.territories) },
    dataset.themes.length > 0
      ? { term: 'Thèmes', value: formatList(dataset.themes.map((theme) => datasetThemeLabels[theme])) }
      : null,
    period ? { term: 'Période', value: period } : null,
    opened.length > 0 ? { term: 'Ouvert à', value: formatList(opened.map(String)) } : null,
    version?.content ? { term: 'Format', value: formatLabel(version.content.format) } : null,
    version?.content?.geometry ? { term: 'Coordonnées', value: version.content.geometry.crs } : null,
    version?.sha256 ? { term: 'Empreinte SHA-256', value: <code>{version.sha256}</code> } : null,
  ];
  return (
    <Section title="Informations">
      <DescriptionList facts={facts.filter((fact) => fact !== null)} />
    </Section>
  );
}
