import { useLoaderData, useLocation } from '@remix-run/react';
import { useMemo, useRef } from 'react';
import type { CarryOverChoice } from '#domain/vocabulary.ts';
import type { Nudge } from '#realtime/protocol.ts';
import { ConventionFrame } from '../../conventions/convention-frame.tsx';
import { useFreshConvention } from '../../conventions/use-fresh-convention.ts';
import { useAnswer } from '../../forms/answer.ts';
import { sentences } from '../../french.ts';
import { count, formatNumber, plural } from '../../french-format.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Notice } from '../../ui/notice.tsx';
import { ProgressBar } from '../../ui/progress.tsx';
import { Section } from '../../ui/section.tsx';
import { TabLinks } from '../../ui/tab-links.tsx';
import type { action } from './action.ts';
import { CarriedSections } from './carried-sections.tsx';
import type { loader } from './loader.ts';
import { RenewAll } from './renewed-years.tsx';
import styles from './reprise-page.module.css';
import { type CarriedBlock, isInView, type View, viewLabels, viewOf, views } from './sections.ts';
import { type SavingState, useDecisions, useSameBlocks } from './use-decisions.ts';
import { useRewrites } from './use-rewrites.ts';

/** When somebody else decides a block or changes the text. */
const concerns = ({ kind, subject }: Nudge): boolean =>
  subject === 'ProgrammeItem' || subject === 'Convention' || /^(carryOver|participant|access)\./.test(kind);

/** What becomes of each block of last year's text. */
export function ReprisePage() {
  const { convention } = useLoaderData<typeof loader>();
  useFreshConvention(convention.id, concerns);
  return (
    <ConventionFrame convention={convention} current="reprise">
      {convention.previousId === null ? (
        <EmptyState icon="history" title="Rien à reprendre">
          Cette convention n’a pas été préparée à partir d’une autre année.
        </EmptyState>
      ) : (
        <Reprise />
      )}
    </ConventionFrame>
  );
}

function Reprise() {
  const { convention } = useLoaderData<typeof loader>();
  const { id, year, previous, viewerMayDecideCarryOvers: mayDecide } = convention;
  const blocks = useSameBlocks(convention.carryOvers);
  const { pending, decide, state } = useDecisions(blocks);
  const { send, isSending } = useRewrites();
  const choices = useMemo(
    () => new Map(blocks.map((block) => [block.id, pending.get(block.id) ?? block.choice])),
    [blocks, pending],
  );
  const { view, shown } = useShown(blocks, choices);
  const answer = useAnswer<typeof action>();
  return (
    <Section
      title={previous ? `Reprise du texte de ${previous.year}` : 'Reprise du texte précédent'}
      lead={
        mayDecide
          ? `Dites de chaque passage s’il est gardé tel quel, à adapter ou écarté de la convention ${year}.`
          : 'Vous pouvez suivre les décisions\u202f; les rédacteurs les prennent.'
      }
    >
      {answer && 'message' in answer && (
        <Notice tone="error" isLive>
          {Object.values(answer.fields)[0] ?? answer.message}
        </Notice>
      )}
      <Progress blocks={blocks} choices={choices} />
      <div className={styles.bar}>
        <TabLinks
          label="Passages montrés"
          current={addressOf(view)}
          links={views.map((one) => ({
            to: addressOf(one),
            label: viewLabels[one],
            count: blocks.filter((block) => isInView(one, block, choices.get(block.id) ?? null)).length,
          }))}
        />
        {mayDecide && previous && (
          <span className={styles.scripted}>
            <RenewAll blocks={blocks} formerYear={previous.year} year={year} send={send} isSending={isSending} />
          </span>
        )}
        <SavingWords state={state} />
      </div>
      {shown.size === 0 && <EmptyState icon="check" title={emptyTitles[view]} />}
      <CarriedSections
        conventionId={id}
        blocks={blocks}
        choices={choices}
        pending={pending}
        shown={shown}
        mayDecide={mayDecide}
        decide={decide}
        year={year}
        rewrite={send}
        isRewriting={isSending}
      />
    </Section>
  );
}

const addressOf = (view: View): string => (view === 'tous' ? '?' : `?vue=${view}`);

const emptyTitles: Record<View, string> = {
  tous: 'Le texte repris était vide',
  'a-decider': 'Tout est décidé',
  annees: 'Aucune année périmée dans le texte',
  ecartes: 'Aucun passage écarté',
};

type Choices = ReadonlyMap<string, CarryOverChoice | null>;

/** The blocks of the chosen view. One that is decided stays in sight until a view is chosen again: nothing moves away. */
function useShown(blocks: readonly CarriedBlock[], choices: Choices): { view: View; shown: ReadonlySet<string> } {
  const { key, search } = useLocation();
  const view = viewOf(new URLSearchParams(search).get('vue'));
  const visit = `${key} ${view}`;
  const seen = useRef({ visit, ids: new Set<string>() });
  if (seen.current.visit !== visit) seen.current = { visit, ids: new Set() };
  const { ids } = seen.current;
  for (const block of blocks) if (isInView(view, block, choices.get(block.id) ?? null)) ids.add(block.id);
  return { view, shown: ids };
}

function Progress({ blocks, choices }: { blocks: readonly CarriedBlock[]; choices: Choices }) {
  const decided = blocks.filter(({ id }) => choices.get(id)).length;
  const share = blocks.length === 0 ? 100 : Math.floor((100 * decided) / blocks.length);
  return (
    <div className={styles.progress}>
      <ProgressBar
        label={`${count(decided, 'passage')} sur ${formatNumber(blocks.length)} ${plural(decided, 'décidé')}`}
        value={decided}
        max={Math.max(blocks.length, 1)}
        words={`${share}\u00a0%`}
      />
    </div>
  );
}

const savingWords: Record<SavingState, string> = {
  untouched: '',
  saving: sentences.saving,
  saved: sentences.saved,
  offline: 'Hors connexion\u00a0: vos décisions partiront au retour du réseau',
};

const savingIcons = { untouched: null, saving: 'saving', saved: 'saved', offline: 'offline' } as const;

function SavingWords({ state }: { state: SavingState }) {
  const icon = savingIcons[state];
  return (
    <p role="status" className={styles.saving}>
      {icon && <Icon name={icon} size="s" />}
      {savingWords[state]}
    </p>
  );
}
