import { Link, useLoaderData } from '@remix-run/react';
import { useAct } from '../../forms/act-form.tsx';
import { DownloadMenu } from '../../texts/download-menu.tsx';
import { comparisonAddress } from '../../texts/version-addresses.ts';
import { Button, ButtonRow } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Form, SubmitButton } from '../../ui/form.tsx';
import { Section } from '../../ui/section.tsx';
import { OneText, SideBySide } from '../../versions/compared-text.tsx';
import type { Difference } from '../../versions/queries.ts';
import { TextFrame } from '../../versions/text-frame.tsx';
import { sectionName } from '../../versions/words.ts';
import styles from './comparison-page.module.css';
import type { loader } from './loader.ts';

type Loaded = ReturnType<typeof useLoaderData<typeof loader>>;

/** What is different between two texts. */
export function ComparisonPage() {
  const { text, asked, comparison } = useLoaderData<typeof loader>();
  return (
    <TextFrame text={text}>
      {comparison === null ? (
        <EmptyState icon="compare" title="Il n’y a pas de texte à comparer">
          Il n’y en a aucun de l’an dernier que vous puissiez lire.
        </EmptyState>
      ) : (
        <Compared documentId={text.documentId} asked={asked} comparison={comparison} />
      )}
    </TextFrame>
  );
}

interface ComparedProps {
  documentId: string;
  asked: Loaded['asked'];
  comparison: NonNullable<Loaded['comparison']>;
}

function Compared({ documentId, asked, comparison }: ComparedProps) {
  const { from, to, summary, sections, differences } = comparison;
  const mayRestore = from.version !== null && to.version === null && from.documentId === to.documentId;
  const actOf = ({ state, formerBlockId, isMoved }: Difference) =>
    mayRestore && to.viewerMayWrite && formerBlockId && (state === 'CHANGED' || state === 'DROPPED') && !isMoved ? (
      <Restore versionId={from.id} blockId={formerBlockId} />
    ) : null;
  const shown = { differences, actOf };
  return (
    <>
      <Section
        title="Différences"
        lead={`Avant\u00a0: ${from.title}. Après\u00a0: ${to.title}.`}
        actions={
          <ButtonRow>
            <Button icon="print" onPress={() => window.print()}>
              Imprimer
            </Button>
            <DownloadMenu address={`${comparisonAddress(documentId)}/document?${query(asked)}`} />
          </ButtonRow>
        }
      >
        <p className={styles.summary}>{summary}.</p>
        {sections.length > 0 && (
          <ul className={styles.sections}>
            {sections.map((section) => (
              <li key={section.headingId ?? 'first'}>
                {sectionName(section)} : {section.summary.toLowerCase()}
              </li>
            ))}
          </ul>
        )}
        <Views asked={asked} />
      </Section>
      <Section title={asked.onlyBinding ? 'Ce qui engage' : 'Passage par passage'}>
        {differences.length === 0 ? (
          <EmptyState icon="check" title={asked.onlyBinding ? 'Rien de ce qui engage n’a changé' : 'Rien n’a changé'} />
        ) : asked.vue === 'cote' ? (
          <SideBySide {...shown} titles={[from.title, to.title]} />
        ) : (
          <OneText {...shown} />
        )}
      </Section>
    </>
  );
}

/** The address of the same two texts, shown otherwise. */
function query({ de, a, vue, onlyBinding, isWhole }: Loaded['asked'], change: Partial<Loaded['asked']> = {}): string {
  const wanted = { de, a, vue, onlyBinding, isWhole, ...change };
  return new URLSearchParams({
    de: wanted.de,
    a: wanted.a,
    ...(wanted.vue === 'cote' ? { vue: 'cote' } : {}),
    ...(wanted.onlyBinding ? { engage: '1' } : {}),
    ...(wanted.isWhole ? { tout: '1' } : {}),
  }).toString();
}

function Views({ asked }: { asked: Loaded['asked'] }) {
  const views: { title: string; choices: [string, Partial<Loaded['asked']>, boolean][] }[] = [
    {
      title: 'Présentation',
      choices: [
        ['En un seul texte', { vue: 'texte' }, asked.vue === 'texte'],
        ['Côte à côte', { vue: 'cote' }, asked.vue === 'cote'],
      ],
    },
    {
      title: 'Montrer',
      choices: [
        ['Tout ce qui change', { onlyBinding: false, isWhole: false }, !asked.onlyBinding && !asked.isWhole],
        ['Seulement ce qui engage', { onlyBinding: true, isWhole: false }, asked.onlyBinding],
        ['Avec les passages inchangés', { onlyBinding: false, isWhole: true }, asked.isWhole],
      ],
    },
  ];
  return (
    <nav aria-label="Manière de montrer les différences">
      {views.map(({ title, choices }) => (
        <p key={title} className={styles.views}>
          <span>{`${title}\u00a0:`}</span>
          {choices.map(([label, change, isCurrent]) => (
            <Link
              key={label}
              to={`?${query(asked, change)}`}
              aria-current={isCurrent ? 'true' : undefined}
              preventScrollReset
            >
              {label}
            </Link>
          ))}
        </p>
      ))}
    </nav>
  );
}

function Restore({ versionId, blockId }: { versionId: string; blockId: string }) {
  const { fetcher, notice } = useAct(`restore ${blockId}`);
  return (
    <Form fetcher={fetcher} preventScrollReset>
      {notice}
      <input type="hidden" name="versionId" value={versionId} />
      <input type="hidden" name="blockId" value={blockId} />
      <SubmitButton intent="restore" fetcher={fetcher} size="s" variant="quiet">
        Rétablir ce passage
      </SubmitButton>
    </Form>
  );
}
