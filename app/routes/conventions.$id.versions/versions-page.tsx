import { Form, Link, useLoaderData } from '@remix-run/react';
import { VERSION_NAME_LIMIT } from '#domain/versions/bounds.ts';
import { ConventionFrame } from '../../conventions/convention-frame.tsx';
import { ActDialog } from '../../forms/act-form.tsx';
import { formatDateTime, formatList } from '../../french-format.ts';
import { Button, ButtonRow, LinkButton } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { More } from '../../ui/more.tsx';
import { Section, Stack } from '../../ui/section.tsx';
import { SelectField } from '../../ui/select-field.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { CURRENT, LAST_YEAR } from '../../versions/moments.ts';
import type { Version } from '../../versions/queries.ts';
import type { loader } from './loader.ts';
import styles from './versions-page.module.css';

/** The versions of the text, and the ways to compare them. */
export function VersionsPage() {
  const { convention, versions, more } = useLoaderData<typeof loader>();
  return (
    <Stack gap="l">
      <ConventionFrame convention={convention} current="versions" />
      <Section
        title="Versions du texte"
        lead="Le texte est gardé à chaque étape de la convention, avant un rétablissement ou un remplacement partout, en partant pour Word, et une fois par jour lorsqu’il a changé."
        actions={
          <ButtonRow>
            {convention.viewerMayWrite && <NameDialog />}
            {convention.previous && (
              <LinkButton to={`/conventions/${convention.id}/comparer?de=${LAST_YEAR}&a=${CURRENT}`} icon="compare">
                Différences avec l’an dernier
              </LinkButton>
            )}
          </ButtonRow>
        }
      >
        {versions.length === 0 ? (
          <EmptyState icon="history" title="Aucune version n’est encore gardée">
            La première le sera cette nuit, à la prochaine étape, ou dès que vous en nommez une.
          </EmptyState>
        ) : (
          <>
            <CompareForm versions={versions} conventionId={convention.id} hasLastYear={convention.previous !== null} />
            <ol className={styles.versions}>
              {versions.map((version, index) => (
                <VersionLine
                  key={version.id}
                  version={version}
                  conventionId={convention.id}
                  before={versions[index + 1] ?? null}
                />
              ))}
            </ol>
          </>
        )}
        {more && <More to={`?combien=${more}`} shown={versions.length} />}
      </Section>
    </Stack>
  );
}

function NameDialog() {
  return (
    <ActDialog
      title="Nommer cette version"
      trigger={<Button icon="flag">Nommer une version</Button>}
      intent="name"
      submitLabel="Garder cette version"
    >
      {(errorsOf) => (
        <TextField
          label="Nom de la version"
          name="name"
          description={`${VERSION_NAME_LIMIT} caractères au plus. Exemple\u00a0: Avant la réunion du 12 mars.`}
          errors={errorsOf('name')}
          isRequired
        />
      )}
    </ActDialog>
  );
}

const nameOf = ({ title, keptAt }: Version) =>
  `${title.charAt(0).toUpperCase()}${title.slice(1)}, ${formatDateTime(keptAt)}`;

function CompareForm({
  versions,
  conventionId,
  hasLastYear,
}: {
  versions: readonly Version[];
  conventionId: string;
  hasLastYear: boolean;
}) {
  const options = [
    { value: CURRENT, label: 'Texte actuel' },
    ...versions.map((version) => ({ value: version.id, label: nameOf(version) })),
    ...(hasLastYear ? [{ value: LAST_YEAR, label: 'Texte de l’an dernier' }] : []),
  ];
  return (
    <Form action={`/conventions/${conventionId}/comparer`} className={styles.compare}>
      <SelectField label="Comparer" name="de" options={options} defaultValue={versions[0]?.id} />
      <SelectField label="avec" name="a" options={options} defaultValue={CURRENT} />
      <Button type="submit" icon="compare">
        Comparer
      </Button>
    </Form>
  );
}

function VersionLine({
  version,
  conventionId,
  before,
}: {
  version: Version;
  conventionId: string;
  before: Version | null;
}) {
  const { id, keptBy, writers, summary } = version;
  const comparison = `/conventions/${conventionId}/comparer`;
  return (
    <li className={styles.version}>
      <p className={styles.name}>
        <Link to={`/conventions/${conventionId}/versions/${id}`}>{nameOf(version)}</Link>
      </p>
      <p className={styles.facts}>
        {keptBy ? `Gardée par ${keptBy.name}.` : 'Gardée par la plate-forme.'}{' '}
        {writers.length > 0 && `A écrit depuis la précédente\u00a0: ${formatList(writers.map(({ name }) => name))}.`}{' '}
        {summary && `${summary}.`}
      </p>
      <p className={styles.links}>
        <Link to={`${comparison}?de=${id}&a=${CURRENT}`}>
          Comparer <span className="visually-hidden">{nameOf(version)} </span>avec le texte actuel
        </Link>
        {before && (
          <Link to={`${comparison}?de=${before.id}&a=${id}`}>
            Comparer <span className="visually-hidden">{nameOf(version)} </span>avec la précédente
          </Link>
        )}
      </p>
    </li>
  );
}
