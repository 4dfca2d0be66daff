import { type FormEvent, useMemo } from 'react';
import { createDepths } from '#domain/texts/numbering.ts';
import type { CarryOverChoice, HeadingKind } from '#domain/vocabulary.ts';
import { Button } from '../../ui/button.tsx';
import { anchorOf, CarriedBlockRow, titleId } from './carried-block-row.tsx';
import styles from './carried-sections.module.css';
import { briefly, type CarriedBlock, type CarriedSection, depthsOf, sectionsOf } from './sections.ts';
import type { Decide } from './use-decisions.ts';
import type { SendRewrites } from './use-rewrites.ts';

interface SectionsProps {
  conventionId: string;
  blocks: readonly CarriedBlock[];
  choices: ReadonlyMap<string, CarryOverChoice | null>;
  /** Choices that are not saved yet. */
  pending: ReadonlyMap<string, CarryOverChoice>;
  shown: ReadonlySet<string>;
  mayDecide: boolean;
  decide: Decide;
  year: number;
  rewrite: SendRewrites;
  isRewriting: boolean;
}

/** The page's title is the first level, the name of this part the second. */
const FIRST_LEVEL = 3;

/** The sections that have something to show, each with the level of its heading: deeper by one step at most. */
function withLevels(sections: CarriedSection[]): { section: CarriedSection; level: number }[] {
  const depthOf = createDepths();
  return sections.map((section) => {
    const kind = section.heading?.item.kind.toLowerCase() as HeadingKind | undefined;
    return { section, level: FIRST_LEVEL - 1 + (kind ? depthOf(kind) : 1) };
  });
}

/** All the blocks to show, under their headings. */
export function CarriedSections(props: SectionsProps) {
  const { blocks, shown } = props;
  const sections = useMemo(() => sectionsOf(blocks), [blocks]);
  const depths = useMemo(() => depthsOf(blocks), [blocks]);
  const visible = sections.filter(({ heading, blocks: under }) =>
    [...(heading ? [heading] : []), ...under].some(({ id }) => shown.has(id)),
  );
  return withLevels(visible).map(({ section, level }) => (
    <OneSection key={section.heading?.id ?? 'begin'} {...props} section={section} level={level} depths={depths} />
  ));
}

interface OneSectionProps extends SectionsProps {
  section: CarriedSection;
  level: number;
  depths: ReadonlyMap<string, number>;
}

function OneSection({ section, level, depths, ...props }: OneSectionProps) {
  const { heading, blocks, covered } = section;
  const { conventionId, choices, pending, shown, mayDecide, decide } = props;
  const row = (block: CarriedBlock, blockLevel: number | null) => (
    <CarriedBlockRow
      key={block.id}
      conventionId={conventionId}
      block={block}
      choice={choices.get(block.id) ?? null}
      isSaved={!pending.has(block.id)}
      mayDecide={mayDecide}
      decide={decide}
      year={props.year}
      rewrite={props.rewrite}
      isRewriting={props.isRewriting}
      level={blockLevel}
      depth={depths.get(block.id) ?? 0}
    />
  );
  return (
    <section className={styles.section} aria-labelledby={heading ? titleId(heading.id) : undefined}>
      {heading && (
        <div className={styles.head}>
          {row(heading, level)}
          {mayDecide && covered.length > 1 && <KeepSection heading={heading} covered={covered} decide={decide} />}
        </div>
      )}
      <div className={styles.blocks}>{blocks.filter(({ id }) => shown.has(id)).map((block) => row(block, null))}</div>
    </section>
  );
}

/** Keeps all that is under a heading, itself too, lower headings and their text with it. */
function KeepSection({ heading, covered, decide }: { heading: CarriedBlock; covered: string[]; decide: Decide }) {
  const keep = (event: FormEvent) => {
    event.preventDefault();
    decide(heading.id, 'KEEP', covered);
  };
  return (
    <form method="post" action={`#${anchorOf(heading.id)}`} onSubmit={keep} className={styles.keep}>
      <input type="hidden" name="blockId" value={heading.id} />
      <input type="hidden" name="choice" value="KEEP" />
      <input type="hidden" name="withSection" value="on" />
      <Button type="submit" size="s" variant="quiet" icon="check">
        Tout garder dans cette section
        <span className="visually-hidden"> : {briefly(heading.item.text)}</span>
      </Button>
    </form>
  );
}
