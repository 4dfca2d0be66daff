// What a dataset is of use for, who asks to see it, who took it.
import { Link } from '@remix-run/react';
import { titleWithYear } from '#domain/convention-title.ts';
import { linkPath } from '../../datasets/link-path.ts';
import { datasetLinkKindLabels } from '../../datasets/words.ts';
import { useAct } from '../../forms/act-form.tsx';
import { count, formatDate } from '../../french-format.ts';
import { Button, ButtonRow, IconButton, LinkButton } from '../../ui/button.tsx';
import { Disclosure } from '../../ui/disclosure.tsx';
import { Card, Section, Stack } from '../../ui/section.tsx';
import { Table } from '../../ui/table.tsx';
import styles from './dataset-lists.module.css';
import type { ShownDataset } from './queries.ts';

/** The things of conventions that it is of use for. */
export function Links({ dataset }: { dataset: ShownDataset }) {
  const { fetcher } = useAct();
  return (
    <Section
      title="Sert à"
      actions={
        <LinkButton to={`/donnees/${dataset.id}/rattacher`} icon="link">
          Rattacher
        </LinkButton>
      }
    >
      {dataset.links.length === 0 && <p>Rattachez ces données à une convention : on les y retrouvera.</p>}
      <ul className={styles.links}>
        {dataset.links.map((link) => (
          <li key={link.id}>
            <span>
              {datasetLinkKindLabels[link.kind]} : <Link to={linkPath(link)}>{link.title}</Link>
              {link.kind !== 'CONVENTION' && (
                <span className={styles.note}>
                  {' '}
                  ({titleWithYear({ title: link.conventionTitle, year: link.year })})
                </span>
              )}
            </span>
            {dataset.viewerMayChange && (
              <fetcher.Form method="post">
                <input type="hidden" name="linkId" value={link.id} />
                <IconButton
                  type="submit"
                  name="intent"
                  value="unlink"
                  icon="unlink"
                  size="s"
                  label={`Détacher de «\u00a0${link.title}\u00a0»`}
                />
              </fetcher.Form>
            )}
          </li>
        ))}
      </ul>
    </Section>
  );
}

/** Requests that wait, for those who may answer. */
export function Requests({ dataset }: { dataset: ShownDataset }) {
  const { fetcher, notice } = useAct();
  if (dataset.accessRequests.length === 0) return null;
  return (
    <div id="demandes">
      <Section title="Demandes d’accès">
        <Stack>
          {notice}
          {dataset.accessRequests.map(({ id, reason, createdAt, person }) => (
            <Card key={id}>
              <p>
                <strong>{person?.name}</strong>, {person?.organisation.shortName}, le {formatDate(createdAt)} :
              </p>
              <p className={styles.reason}>{reason}</p>
              <fetcher.Form method="post">
                <input type="hidden" name="requestId" value={id} />
                <ButtonRow>
                  <Button type="submit" name="intent" value="grant" variant="primary">
                    Ouvrir l’accès
                  </Button>
                  <Button type="submit" name="intent" value="refuse">
                    Refuser
                  </Button>
                </ButtonRow>
              </fetcher.Form>
            </Card>
          ))}
        </Stack>
      </Section>
    </div>
  );
}

/** Who took it, for those who keep it up. */
export function Taken({ dataset: { downloads } }: { dataset: ShownDataset }) {
  if (!downloads || downloads.length === 0) return null;
  const total = downloads.reduce((sum, one) => sum + one.count, 0);
  return (
    <Disclosure title={`Qui les a prises (${count(total, 'téléchargement')})`}>
      <Table
        caption="Téléchargements par organisme"
        columns={[
          { id: 'name', header: 'Organisme', isRowHeader: true, cell: ({ name }) => name },
          { id: 'count', header: 'Téléchargements', align: 'end', cell: (one) => one.count },
          { id: 'last', header: 'Le dernier', cell: ({ lastAt }) => formatDate(lastAt) },
        ]}
        rows={downloads}
        rowKey={({ name }) => name}
      />
    </Disclosure>
  );
}
