import { conventionStates, degrees, itemMarks } from '#domain/vocabulary.ts';
import { conventionStateLabels } from '../../conventions/words.ts';
import { formatAmount, formatDate, formatDateTime } from '../../french-format.ts';
import { Avatar, AvatarStack } from '../../ui/avatar.tsx';
import { Badge, MarkBadge, StateBadge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { Disclosure } from '../../ui/disclosure.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Menu } from '../../ui/menu.tsx';
import { More } from '../../ui/more.tsx';
import { Notice } from '../../ui/notice.tsx';
import { ProgressBar, Skeleton, Spinner } from '../../ui/progress.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { Card, CardGrid, DescriptionList, Section, Stack } from '../../ui/section.tsx';
import { type Column, Table } from '../../ui/table.tsx';
import styles from './composants.module.css';

const people = [
  'Élodie Caron',
  'Karim Benali',
  'Anne-Sophie Leroux',
  'Paul Wattrelot',
  'Inès Moreau',
  'Luc Delattre',
].map((name) => ({ id: name, name }));

const rows = conventionStates.map((state, rank) => ({
  state,
  title: `Convention ${2026 - rank}`,
  amount: 180_000 - rank * 1_250.5,
  day: `${2026 - rank}-04-22`,
}));

const columns: Column<(typeof rows)[number]>[] = [
  { id: 'title', header: 'Convention', isRowHeader: true, cell: ({ title }) => <a href="#affichage">{title}</a> },
  { id: 'state', header: 'État', cell: ({ state }) => <StateBadge state={state} /> },
  { id: 'day', header: 'Adoption', cell: ({ day }) => formatDate(day) },
  { id: 'amount', header: 'Montant', align: 'end', cell: ({ amount }) => formatAmount(amount) },
  {
    id: 'actions',
    header: 'Actions',
    isHeaderHidden: true,
    align: 'end',
    cell: ({ title, state }) => (
      <Menu
        label={`Actions sur ${title} (${conventionStateLabels[state]})`}
        entries={[{ id: 'open', label: 'Ouvrir', icon: 'document' }]}
      />
    ),
  },
];

/** What is read: tables, badges, people, notices, cards, waiting, emptiness. */
export function DisplayPanel() {
  return (
    <Section title="Affichage">
      <Stack gap="l">
        <Section level={3} title="Tableau" lead="En fiches sur une page étroite.">
          <Table
            caption="Conventions par année"
            isCaptionShown
            columns={columns}
            rows={rows}
            rowKey={(row) => row.title}
          />
          <More to="/composants?apres=5" shown={5} total={23} />
        </Section>
        <Section level={3} title="Étiquettes">
          <Stack>
            <div className={styles.line}>
              {conventionStates.map((state) => (
                <StateBadge key={state} state={state} />
              ))}
            </div>
            <div className={styles.line}>
              {itemMarks.map((mark, rank) => (
                <MarkBadge key={mark} mark={mark} degree={degrees[rank]} />
              ))}
              <Badge tone="danger">En retard</Badge>
              <Badge>12 pages</Badge>
            </div>
          </Stack>
        </Section>
        <Section level={3} title="Personnes">
          <div className={styles.line}>
            <Avatar id="a" name="Élodie Caron" size="l" isAlone />
            <Avatar id="b" name="Karim Benali" isAlone />
            <Avatar id="c" name="Anne-Sophie Leroux" size="s" isAlone />
            <AvatarStack people={people} max={4} />
          </div>
        </Section>
        <Section level={3} title="Avis">
          <Stack>
            <Notice title="Le texte est en concertation">Les partenaires relisent jusqu’au 30 juin.</Notice>
            <Notice tone="success">La convention 2026 a été préparée à partir de celle de 2025.</Notice>
            <Notice tone="warning" title="3 passages citent encore 2024" actions={<Button size="s">Les voir</Button>}>
              Vérifiez-les avant d’ouvrir la concertation.
            </Notice>
            <Notice tone="error">Hors connexion : vos modifications sont gardées sur ce poste.</Notice>
          </Stack>
        </Section>
        <Section level={3} title="Fiches">
          <CardGrid>
            <Card as="li" isPressable>
              <h4>
                <a href="#affichage" data-cover>
                  Convention 2026
                </a>
              </h4>
              <p className={styles.small}>
                Modifiée <RelativeTime at="2025-11-22T09:30:00.000Z" />
              </p>
            </Card>
            <Card as="li">
              <DescriptionList
                facts={[
                  { term: 'Montant', value: formatAmount(180_000) },
                  { term: 'Adoptée', value: formatDateTime('2025-04-22T12:30:00.000Z') },
                ]}
              />
            </Card>
          </CardGrid>
        </Section>
        <Section level={3} title="Attente">
          <Stack>
            <Skeleton />
            <ProgressBar label="Passages repris" value={12} max={35} />
            <Spinner />
          </Stack>
        </Section>
        <EmptyState icon="comment" title="Aucun commentaire" action={<Button icon="comment-add">Commenter</Button>}>
          Sélectionnez un passage du texte pour ouvrir la discussion.
        </EmptyState>
        <div>
          <Disclosure title="Que devient un commentaire quand son texte est supprimé ?" isOpenAtFirst>
            Il reste, avec la citation, et se dit « texte supprimé ».
          </Disclosure>
          <Disclosure title="Qui peut commenter ?">Toute personne dont le rôle le permet.</Disclosure>
        </div>
      </Stack>
    </Section>
  );
}
