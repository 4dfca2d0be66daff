import { Link } from '@remix-run/react';
import { createElement, type FormEvent, memo, type ReactNode, useState } from 'react';
import { type CarryOverChoice, carryOverChoices } from '#domain/vocabulary.ts';
import { carryOverChoiceLabels } from '../../conventions/words.ts';
import { sentences } from '../../french.ts';
import { Badge, type BadgeTone } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import styles from './carried-block-row.module.css';
import { mayRenew, renewalOf, yearsOf } from './renewed-years.tsx';
import { RewrittenBlock } from './rewritten-block.tsx';
import { briefly, type CarriedBlock, labelOf } from './sections.ts';
import type { Decide } from './use-decisions.ts';
import type { SendRewrites } from './use-rewrites.ts';

/** Where a decision posted without scripts comes back to. */
export const anchorOf = (blockId: string): string => `bloc-${blockId}`;

const tones: Record<CarryOverChoice, BadgeTone> = { KEEP: 'success', ADAPT: 'info', DROP: 'neutral' };

interface RowProps {
  conventionId: string;
  block: CarriedBlock;
  /** What is chosen now, saved or on its way. */
  choice: CarryOverChoice | null;
  isSaved: boolean;
  mayDecide: boolean;
  decide: Decide;
  /** The year of the convention. */
  year: number;
  rewrite: SendRewrites;
  isRewriting: boolean;
  /** Level of its heading; null for what is none. */
  level: number | null;
  depth: number;
}

/** One block of last year and what becomes of it. Drawn again only when it changes: a text has hundreds. */
export const CarriedBlockRow = memo(function CarriedBlockRow(props: RowProps) {
  const { block, choice, mayDecide, level, depth } = props;
  const [isOpen, setOpen] = useState(false);
  const label = level === null ? null : labelOf(block);
  const words = (
    <>
      {label && <span className={styles.number}>{label} </span>}
      {choice === 'DROP' ? (
        <s>
          <Words block={block} />
        </s>
      ) : (
        <Words block={block} />
      )}
    </>
  );
  return (
    <div
      id={anchorOf(block.id)}
      className={styles.row}
      data-kind={block.item.kind}
      data-choice={choice ?? undefined}
      data-depth={Math.min(depth, 3) || undefined}
    >
      <div className={styles.words}>
        {createElement(
          level === null ? 'p' : `h${level}`,
          {
            className: level === null ? styles.text : styles.title,
            id: level === null ? undefined : titleId(block.id),
          },
          words,
        )}
        {isOpen ? (
          <RewrittenBlock
            block={block}
            send={props.rewrite}
            isSending={props.isRewriting}
            close={() => setOpen(false)}
          />
        ) : (
          <Facts {...props} open={() => setOpen(true)} />
        )}
      </div>
      {mayDecide ? <Choices {...props} /> : <Decided choice={choice} />}
    </div>
  );
});

/** The id of a heading's words, which name its section. */
export const titleId = (blockId: string): string => `titre-${blockId}`;

/** The words, with the years that are past marked. */
function Words({ block: { item } }: { block: CarriedBlock }) {
  if (!item.text) return <em>(sans texte)</em>;
  const pieces: ReactNode[] = [];
  let done = 0;
  for (const { start, end, kind } of item.staleYears) {
    const flag = kind === 'DATE' ? 'Date périmée' : 'Année périmée';
    pieces.push(
      item.text.slice(done, start),
      <mark key={start} className={styles.stale} title={flag}>
        {item.text.slice(start, end)}
        <span className="visually-hidden"> ({flag.toLowerCase()})</span>
      </mark>,
    );
    done = end;
  }
  return [...pieces, item.text.slice(done)];
}

/** Under the words: whether they are in the text, who decided, and the way to them. */
function Facts({
  conventionId,
  block,
  choice,
  isSaved,
  mayDecide,
  decide,
  open,
  ...props
}: RowProps & { open: () => void }) {
  const { id, item, decidedBy, decidedAt } = block;
  const isGone = item.archivedAt !== null && choice !== null && choice !== 'DROP' && isSaved;
  return (
    <div className={styles.facts}>
      {choice === 'DROP' && <strong>Écarté : retiré du texte</strong>}
      {isGone && <strong>N’est plus dans le texte</strong>}
      {isGone && mayDecide && (
        <Button size="s" variant="quiet" icon="undo" onPress={() => decide(id, choice)}>
          Remettre dans le texte
        </Button>
      )}
      {!isSaved && <span>{sentences.saving}</span>}
      {isSaved && choice && decidedAt && (
        <span>
          {decidedBy ?? 'Une personne partie'}, <RelativeTime at={decidedAt} />
        </span>
      )}
      {mayDecide && mayRenew(block) && choice !== 'DROP' && <Renewal block={block} {...props} />}
      {mayDecide && item.archivedAt === null && choice !== 'DROP' && (
        <span className={styles.scripted}>
          <Button size="s" variant="quiet" icon="edit" onPress={open}>
            Modifier ici
            <span className="visually-hidden">&#160;: {briefly(item.text)}</span>
          </Button>
        </span>
      )}
      {item.archivedAt === null && choice !== 'DROP' && (
        <Link to={`/conventions/${conventionId}#${id}`}>
          Ouvrir dans le texte
          <span className="visually-hidden"> : {briefly(item.text)}</span>
        </Link>
      )}
    </div>
  );
}

/** « 2025 → 2026 »: one press; without scripts the form is posted. */
function Renewal({ block, year, rewrite, isRewriting }: Pick<RowProps, 'block' | 'year' | 'rewrite' | 'isRewriting'>) {
  const renewal = renewalOf(block, year);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    rewrite([renewal]);
  };
  return (
    <form method="post" action={`#${anchorOf(block.id)}`} onSubmit={submit}>
      <input type="hidden" name="intent" value="rewrite" />
      {(['blockId', 'before', 'after'] as const).map((name) => (
        <input key={name} type="hidden" name={name} value={renewal[name]} />
      ))}
      <Button type="submit" size="s" variant="quiet" isDisabled={isRewriting}>
        {yearsOf(block)} → {year}
        <span className="visually-hidden"> dans «&#160;{briefly(block.item.text)}&#160;»</span>
      </Button>
    </form>
  );
}

function Choices({ block: { id, item }, choice, decide }: RowProps) {
  return (
    <form
      method="post"
      action={`#${anchorOf(id)}`}
      className={styles.form}
      onSubmit={(event: FormEvent) => event.preventDefault()}
    >
      <input type="hidden" name="blockId" value={id} />
      <fieldset className={styles.choices}>
        <legend className="visually-hidden">Que devient « {briefly(item.text) || 'sans texte'} » ?</legend>
        {carryOverChoices.map((value) => (
          <label key={value} className={styles.choice} data-value={value}>
            <input
              type="radio"
              name="choice"
              value={value}
              checked={choice === value}
              onChange={() => decide(id, value)}
              className={styles.radio}
            />
            <span>{carryOverChoiceLabels[value]}</span>
          </label>
        ))}
      </fieldset>
      <noscript>
        <button type="submit" className={styles.save}>
          Enregistrer
        </button>
      </noscript>
    </form>
  );
}

/** The decision, for whoever may not make it. */
function Decided({ choice }: { choice: CarryOverChoice | null }) {
  if (choice === null) return <Badge tone="ochre">À décider</Badge>;
  return <Badge tone={tones[choice]}>{decidedLabels[choice]}</Badge>;
}

const decidedLabels: Record<CarryOverChoice, string> = { KEEP: 'Gardé', ADAPT: 'À adapter', DROP: 'Écarté' };
