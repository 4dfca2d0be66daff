import { Form, Link, useLoaderData } from '@remix-run/react';
import { VERSION_NAME_LIMIT } from '#domain/versions/bounds.ts';
import { ActDialog } from '../../forms/act-form.tsx';
import { formatDateTime, formatList } from '../../french-format.ts';
import { comparisonAddress, versionsAddress } from '../../texts/version-addresses.ts';
import { Button, ButtonRow, LinkButton } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { More } from '../../ui/more.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Section } from '../../ui/section.tsx';
import { SelectField } from '../../ui/select-field.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { CURRENT, LAST_YEAR, lastYearOf } from '../../versions/moments.ts';
import type { Version } from '../../versions/queries.ts';
import { TextFrame } from '../../versions/text-frame.tsx';
import { frozenWords, versionsOf } from '../../versions/words.ts';
import type { loader } from './loader.ts';
import styles from './versions-page.module.css';

/** The versions of the text, and the ways to compare them. */
export function VersionsPage() {
  const { text, versions, more } = useLoaderData<typeof loader>();
  const { documentId, kind, isFrozen, viewerMayWrite } = text;
  const hasLastYear = lastYearOf(text) !== null;
  return (
    <TextFrame text={text}>
      <Section
        {...versionsOf[kind]}
        actions={
          <ButtonRow>
            {viewerMayWrite && <NameDialog />}
            {hasLastYear && (
              <LinkButton to={`${comparisonAddress(documentId)}?de=${LAST_YEAR}&a=${CURRENT}`} icon="compare">
                Différences avec l’an dernier
              </LinkButton>
            )}
          </ButtonRow>
        }
      >
        {isFrozen && (
          <div className={styles.frozen}>
            <Notice>{frozenWords(text)}</Notice>
          </div>
        )}
        {versions.length === 0 ? (
          <EmptyState icon="history" title="Aucune version n’est encore gardée">
            La première le sera cette nuit, à la prochaine étape, ou dès que vous en nommez une.
          </EmptyState>
        ) : (
          <>
            <CompareForm versions={versions} documentId={documentId} hasLastYear={hasLastYear} />
            <ol className={styles.versions}>
              {versions.map((version, index) => (
                <VersionLine
                  key={version.id}
                  version={version}
                  documentId={documentId}
                  before={versions[index + 1] ?? null}
                />
              ))}
            </ol>
          </>
        )}
        {more && <More to={`?combien=${more}`} shown={versions.length} />}
      </Section>
    </TextFrame>
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
  documentId,
  hasLastYear,
}: {
  versions: readonly Version[];
  documentId: string;
  hasLastYear: boolean;
}) {
  const options = [
    { value: CURRENT, label: 'Texte actuel' },
    ...versions.map((version) => ({ value: version.id, label: nameOf(version) })),
    ...(hasLastYear ? [{ value: LAST_YEAR, label: 'Texte de l’an dernier' }] : []),
  ];
  return (
    <Form action={comparisonAddress(documentId)} className={styles.compare}>
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
  documentId,
  before,
}: {
  version: Version;
  documentId: string;
  before: Version | null;
}) {
  const { id, keptBy, writers, summary } = version;
  const comparison = comparisonAddress(documentId);
  return (
    <li className={styles.version}>
      <p className={styles.name}>
        <Link to={`${versionsAddress(documentId)}/${id}`}>{nameOf(version)}</Link>
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
