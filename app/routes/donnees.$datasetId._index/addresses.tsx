// The addresses at which other programs open the latest version (a map in QGIS, a table in a spreadsheet, the file), and the
// keys that open what is not for everybody. A key is shown once, in the addresses themselves.
import { useFetcher } from '@remix-run/react';
import { useEffect, useState } from 'react';
import { useDoneToast } from '../../forms/done-toast.ts';
import type { Refusal } from '../../forms/form-result.ts';
import { formatDate } from '../../french-format.ts';
import { Button } from '../../ui/button.tsx';
import { ConfirmDialog, Dialog } from '../../ui/dialog.tsx';
import { Fields } from '../../ui/field.tsx';
import { Form, SubmitButton } from '../../ui/form.tsx';
import { Notice } from '../../ui/notice.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { Section, Stack } from '../../ui/section.tsx';
import { Table } from '../../ui/table.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { showToast } from '../../ui/toast.ts';
import styles from './addresses.module.css';
import type { ShownDataset } from './queries.ts';

interface Way {
  /** « Copier l’adresse pour … ». */
  program: string;
  path: string;
  how: string;
}

/** How other programs open what is in the latest version. */
function waysOf({ id, title, latest }: ShownDataset): Way[] {
  const { geometry = null, rowCount = null } = latest?.content ?? {};
  const base = `/donnees/${id}`;
  return [
    ...(geometry
      ? [
          {
            program: 'QGIS',
            path: '/ogc',
            how: `Dans QGIS, «\u00a0Couche\u00a0», «\u00a0Ajouter une couche\u00a0», «\u00a0Couche WFS / OGC API – Features\u00a0»\u00a0: collez cette adresse, puis choisissez «\u00a0${title}\u00a0» dans la liste.`,
          },
        ]
      : []),
    ...(rowCount === null
      ? []
      : [
          {
            program: 'un tableur',
            path: `${base}/selection.csv`,
            how: 'Dans Excel, «\u00a0Données\u00a0», «\u00a0À partir du web\u00a0»\u00a0; dans LibreOffice, «\u00a0Feuille\u00a0», «\u00a0Lien vers des données externes\u00a0».',
          },
        ]),
    { program: 'télécharger', path: `${base}/fichier`, how: 'Le fichier tel qu’il a été déposé.' },
  ];
}

interface MadeKey {
  done: string;
  secret: string;
}

/** The section; nothing while no version can be read. */
export function Addresses({ dataset }: { dataset: ShownDataset }) {
  const fetcher = useFetcher<MadeKey | Refusal>();
  // The page is where its reader sees it: that address is known in the browser alone.
  const [origin, setOrigin] = useState('');
  useEffect(() => setOrigin(window.location.origin), []);
  if (!dataset.latest) return null;
  const secret = fetcher.data && 'secret' in fetcher.data ? fetcher.data.secret : null;
  const isOpen = dataset.access === 'EVERYONE';
  return (
    <Section
      title="Ouvrir dans un autre logiciel"
      lead={
        isOpen
          ? 'Ces adresses donnent toujours la dernière version. Aucune clé n’est nécessaire.'
          : 'Ces adresses donnent toujours la dernière version. Ces données sont réservées\u00a0: il y faut une clé.'
      }
      actions={!isOpen && <MakeKey fetcher={fetcher} />}
    >
      <Stack>
        {secret && (
          <Notice tone="success" title="Voici les adresses avec leur clé" isLive>
            Copiez celle qu’il vous faut maintenant : la clé ne sera plus affichée. Qui la reçoit lit ces données.
          </Notice>
        )}
        <ul className={styles.ways}>
          {waysOf(dataset).map(({ program, path, how }) => (
            <Address
              key={path}
              program={program}
              address={`${origin}${path}${secret ? `?cle=${secret}` : ''}`}
              how={how}
            />
          ))}
        </ul>
        {!isOpen && <Keys dataset={dataset} />}
      </Stack>
    </Section>
  );
}

function Address({ program, address, how }: { program: string; address: string; how: string }) {
  const copy = () =>
    navigator.clipboard.writeText(address).then(
      () => showToast({ text: 'L’adresse est copiée.' }),
      () => showToast({ text: 'La copie n’est pas permise ici\u00a0: sélectionnez l’adresse.', tone: 'error' }),
    );
  return (
    <li>
      <span className={styles.address}>
        <code>{address}</code>
        <Button size="s" icon="copy" aria-label={`Copier l’adresse pour ${program}`} onPress={copy}>
          Copier
        </Button>
      </span>
      <span className={styles.how}>{how}</span>
    </li>
  );
}

function MakeKey({ fetcher }: { fetcher: ReturnType<typeof useFetcher<MadeKey | Refusal>> }) {
  const [isOpen, setOpen] = useState(false);
  const times = useDoneToast(fetcher.data);
  useEffect(() => {
    if (times > 0) setOpen(false);
  }, [times]);
  const refusal = fetcher.data && 'fields' in fetcher.data ? fetcher.data : null;
  const error = refusal && (refusal.fields.name ?? refusal.message);
  return (
    <Dialog
      title="Créer une adresse avec sa clé"
      trigger={<Button icon="link">Créer une adresse avec sa clé</Button>}
      isOpen={isOpen}
      onOpenChange={setOpen}
    >
      <Form fetcher={fetcher} preventScrollReset>
        <p>
          Pour un logiciel qui ne connaît qu’une adresse. La clé n’ouvre que ces données, en lecture, pendant un an, et
          tant qu’elles vous sont ouvertes. Vous la fermez quand vous voulez.
        </p>
        <Fields>
          <TextField
            label="À quoi servira-t-elle ?"
            name="name"
            description="Par exemple « Projet QGIS du diagnostic »."
            isRequired
            autoComplete="off"
            errors={error ? [error] : undefined}
          />
        </Fields>
        <SubmitButton intent="makeKey" fetcher={fetcher}>
          Créer l’adresse
        </SubmitButton>
      </Form>
    </Dialog>
  );
}

type Key = ShownDataset['viewerKeys'][number];

/** The keys that still open: one's own, and everybody's for who keeps the data up. */
function Keys({ dataset }: { dataset: ShownDataset }) {
  const fetcher = useFetcher<{ done: string } | Refusal>();
  useDoneToast(fetcher.data);
  if (dataset.viewerKeys.length === 0) return null;
  const close = ({ id }: Key) =>
    fetcher.submit({ intent: 'revokeKey', datasetKeyId: id }, { method: 'post', preventScrollReset: true });
  return (
    <Table
      caption="Clés qui ouvrent ces données"
      rows={dataset.viewerKeys}
      rowKey={({ id }) => id}
      columns={[
        { id: 'name', header: 'Sert à', isRowHeader: true, cell: ({ name }) => name },
        { id: 'prefix', header: 'Début de la clé', cell: ({ prefix }) => <code>{prefix}…</code> },
        {
          id: 'made',
          header: 'Créée',
          cell: ({ createdAt, person }) => `le ${formatDate(createdAt)} par ${person.name}`,
        },
        { id: 'until', header: 'Jusqu’au', cell: ({ expiresAt }) => formatDate(expiresAt) },
        {
          id: 'used',
          header: 'Dernier usage',
          cell: ({ lastUsedAt }) => (lastUsedAt ? <RelativeTime at={lastUsedAt} /> : 'Jamais'),
        },
        {
          id: 'close',
          header: 'Action',
          isHeaderHidden: true,
          align: 'end',
          cell: (key) => (
            <ConfirmDialog
              title={`Fermer la clé « ${key.name} » ?`}
              confirmLabel="Fermer la clé"
              isDangerous
              trigger={
                <Button variant="quiet" size="s" aria-label={`Fermer la clé ${key.name}`}>
                  Fermer
                </Button>
              }
              onConfirm={() => {
                close(key);
              }}
            >
              Les logiciels qui s’en servent n’ouvrent plus rien, aussitôt et pour toujours.
            </ConfirmDialog>
          ),
        },
      ]}
    />
  );
}
