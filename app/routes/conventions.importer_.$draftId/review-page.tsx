import { useLoaderData, useSearchParams } from '@remix-run/react';
import type { FormEvent } from 'react';
import { useAnswer } from '../../forms/answer.ts';
import { plural } from '../../french-format.ts';
import { SubmitButton } from '../../ui/form.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Notice } from '../../ui/notice.tsx';
import { PageTitle } from '../../ui/page-title.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { Section } from '../../ui/section.tsx';
import { TabLinks } from '../../ui/tab-links.tsx';
import type { action } from './action.ts';
import { ConfirmPanel } from './confirm-panel.tsx';
import type { loader } from './loader.ts';
import { headingWords, textWords } from './outline.ts';
import { OutlineTree } from './outline-tree.tsx';
import styles from './review-page.module.css';
import { type SavingState, useCorrections } from './use-corrections.ts';
import { WarningsList } from './warnings-list.tsx';

/** What was recognised of a file: looked at, corrected, then made a convention. */
export function ReviewPage() {
  const { draft, choices, choose, state } = useCorrections(useLoaderData<typeof loader>());
  const answer = useAnswer<typeof action>();
  const [search] = useSearchParams();
  const isWhole = search.get('vue') === 'tout';
  const { fileName, createdAt, preview } = draft;
  const { blocks, warnings } = preview;
  return (
    <>
      <PageTitle
        crumbs={[
          { to: '/conventions', label: 'Conventions' },
          { to: '/conventions/importer', label: 'Importer' },
        ]}
        lead={
          <>
            {fileName}, envoyé <RelativeTime at={createdAt} />. Vous seul voyez cet import.
          </>
        }
      >
        Vérifier l’import
      </PageTitle>
      <p className={styles.summary}>
        <strong>{headingWords(blocks) || 'Aucun titre reconnu'}</strong>
        <span>{textWords(blocks)}</span>
      </p>
      {answer && 'fields' in answer && answer.fields.number && (
        <Notice tone="error" isLive>
          {answer.fields.number}
        </Notice>
      )}
      {answer && 'corrected' in answer && (
        <Notice tone="success" isLive>
          {answer.corrected}
        </Notice>
      )}
      <div className={styles.columns}>
        <div className={styles.warnings}>
          <Section title={plural(warnings.length, 'Point à vérifier', 'Points à vérifier')}>
            <WarningsList preview={preview} />
          </Section>
        </div>
        <div className={styles.text}>
          <Section title="Texte reconnu" lead="Corrigez le type d’un passage ou le numéro d’un titre : le reste suit.">
            <form method="post" onSubmit={(event: FormEvent) => event.preventDefault()}>
              <div className={styles.bar}>
                <TabLinks
                  label="Ce qui est montré"
                  current={isWhole ? '?vue=tout' : '?'}
                  links={[
                    { to: '?', label: 'Titres seulement' },
                    { to: '?vue=tout', label: 'Tout le texte' },
                  ]}
                />
                <SavingWords state={state} />
              </div>
              <OutlineTree preview={preview} choices={choices} onChoose={choose} isWhole={isWhole} />
              <noscript>
                <div className={styles.save}>
                  <SubmitButton intent="correct">Enregistrer les corrections</SubmitButton>
                </div>
              </noscript>
            </form>
          </Section>
        </div>
        <div className={styles.confirm}>
          <ConfirmPanel draft={draft} state={state} />
        </div>
      </div>
    </>
  );
}

const words: Record<SavingState, string> = {
  untouched: '',
  saving: 'Enregistrement…',
  saved: 'Corrections enregistrées',
  offline: 'Hors connexion\u00a0: vos corrections partiront au retour du réseau',
  signedOut: 'Session terminée\u00a0: reconnectez-vous dans un autre onglet, vos corrections partiront ensuite',
};

const icons = { untouched: null, saving: 'saving', saved: 'saved', offline: 'offline', signedOut: 'lock' } as const;

function SavingWords({ state }: { state: SavingState }) {
  const icon = icons[state];
  return (
    <p role="status" className={styles.saving} data-state={state}>
      {icon && <Icon name={icon} size="s" />}
      {words[state]}
    </p>
  );
}
