// Draws a text of the model as plain HTML: headings with their numbers, an anchor on every block, the API has left unsafe links out.
// It takes nothing of the editor's schema, so that the page stays light.
import type { JSONContent } from '@tiptap/core';
import { createContext, createElement, Fragment, type ReactNode, useContext } from 'react';
import { staleYears } from '#domain/conventions/stale-years.ts';
import { createAbsence, createDepths } from '#domain/texts/numbering.ts';
import type { HeadingKind } from '#domain/vocabulary.ts';
import { absentText, headingLabel } from '../editor/words.ts';
import type { ListedOutcome } from '../outcomes/outcome-queries.ts';
import { DecidedLine, OutcomeKindBadge } from '../outcomes/outcome-words.tsx';
import { classes } from '../ui/classes.ts';
import { Icon } from '../ui/icon.tsx';
import styles from './printed-text.module.css';

/** The anchor of a block: « #b-<id> ». */
export const anchorOf = (blockId: string) => `b-${blockId}`;

const plainText = ({ text, content = [] }: JSONContent): string => text ?? content.map(plainText).join('');

/** A heading as the outline and the text show it. */
export interface Heading {
  id: string;
  kind: HeadingKind;
  label: string | null;
  words: string;
  /** Articles that the numbering passed over just before this one. */
  absent: [number, number] | null;
  /** Of its HTML element: what it is in the outline, but never two steps below the heading before. */
  level: number;
}

/** The headings of a text in reading order. */
export function headingsOf(text: JSONContent): Heading[] {
  const depthOf = createDepths();
  const absenceOf = createAbsence();
  return (text.content ?? [])
    .filter(({ type }) => type === 'heading')
    .map((node) => {
      const { id, kind, number } = node.attrs as { id: string; kind: HeadingKind; number: string | null };
      return {
        id,
        kind,
        // The page's own title is the h1.
        level: depthOf(kind) + 1,
        label: headingLabel(kind, number),
        words: plainText(node),
        absent: absenceOf(kind, number),
      };
    });
}

const markTags: Record<string, string> = {
  bold: 'strong',
  italic: 'em',
  underline: 'u',
  superscript: 'sup',
  subscript: 'sub',
};

/** The convention's year, for those who may mend a year that it has left behind; null for other readers. */
const StaleBefore = createContext<number | null>(null);

/** What meetings decided, shown under the passage that it concerns. */
const Decided = createContext<readonly ListedOutcome[]>([]);

function DecidedLines({ blockId }: { blockId: string }) {
  const lines = useContext(Decided).filter(({ programmeItem }) => programmeItem?.id === blockId);
  if (lines.length === 0) return null;
  return (
    <div className={styles.decided}>
      {lines.map((outcome) => (
        <DecidedLine key={`${outcome.meeting.id} ${outcome.blockId}`} outcome={outcome} />
      ))}
    </div>
  );
}

const staleWords = { year: 'Année périmée', date: 'Date périmée' } as const;

/** Draws words in another way than for reading: a template shows what it leaves open. */
const Draw = createContext<((words: string) => ReactNode) | null>(null);

/** Words with their stale years pointed out. */
function Flagged({ words }: { words: string }): ReactNode {
  const year = useContext(StaleBefore);
  const stale = year === null ? [] : staleYears(words, year);
  const ends = stale.map(({ end }) => end);
  return (
    <>
      {stale.map(({ start, end, kind }, index) => (
        <Fragment key={start}>
          {words.slice(ends[index - 1] ?? 0, start)}
          <mark className={styles.stale} title={staleWords[kind]}>
            {words.slice(start, end)}
            <span className="visually-hidden"> ({staleWords[kind].toLowerCase()})</span>
          </mark>
        </Fragment>
      ))}
      {words.slice(ends.at(-1) ?? 0)}
    </>
  );
}

function Words({ node }: { node: JSONContent }): ReactNode {
  const draw = useContext(Draw);
  const words = node.text ?? '';
  if (node.type === 'hardBreak') return <br />;
  return (node.marks ?? []).reduceRight<ReactNode>(
    (inner, { type, attrs }) => {
      if (type === 'link') return <a href={String(attrs?.href ?? '')}>{inner}</a>;
      const tag = markTags[type];
      return tag ? createElement(tag, null, inner) : inner;
    },
    draw ? draw(words) : <Flagged words={words} />,
  );
}

const children = (node: JSONContent) =>
  (node.content ?? []).map((child, index) => <Block key={keyOf(child, index)} node={child} />);

/** Blocks have an id; what is inside them is told apart by its place. */
const keyOf = ({ attrs }: JSONContent, index: number): string => attrs?.id ?? `place-${index}`;

function CopyableAnchor({ id, name }: { id: string; name: string }) {
  return (
    <a href={`#${anchorOf(id)}`} className={styles.anchor} aria-label={`Lien vers ${name}`}>
      <Icon name="link" size="s" />
    </a>
  );
}

function DrawnHeading({ node, heading }: { node: JSONContent; heading: Heading }) {
  const { id, kind, level, label, absent } = heading;
  const name = [label, heading.words].filter(Boolean).join(' ');
  return (
    <>
      {absent && <p className={styles.absent}>{absentText(absent)}</p>}
      {/* Its link stands beside it: inside, it would be read as words of the title. */}
      <div className={classes(styles.headed, styles[kind])}>
        {createElement(
          `h${level}`,
          { id: id ? anchorOf(id) : undefined },
          label && <span className={styles.number}>{label}</span>,
          ' ',
          children(node),
        )}
        {id && <CopyableAnchor id={id} name={name} />}
      </div>
      {id && <DecidedLines blockId={id} />}
    </>
  );
}

const plainTags: Record<string, string> = { bulletList: 'ul', listItem: 'li', tableRow: 'tr' };

function Block({ node }: { node: JSONContent }): ReactNode {
  const { type = '', attrs } = node;
  if (type === 'text' || type === 'hardBreak') return <Words node={node} />;
  const id = attrs?.id ? anchorOf(attrs.id) : undefined;
  const decided = attrs?.id && <DecidedLines blockId={attrs.id} />;
  if (type === 'paragraph')
    return (
      <>
        <p id={id}>{children(node)}</p>
        {attrs?.outcome && (
          <div className={styles.outcome}>
            <OutcomeKindBadge kind={attrs.outcome} />
          </div>
        )}
        {decided}
      </>
    );
  if (type === 'table')
    return (
      <>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls sideways on a narrow page, by the keyboard too */}
        <section id={id} className={styles.table} aria-label="Tableau" tabIndex={0}>
          <table>
            <tbody>{children(node)}</tbody>
          </table>
        </section>
        {decided}
      </>
    );
  if (type === 'tableHeader' || type === 'tableCell') {
    const { colspan, rowspan } = attrs ?? {};
    return type === 'tableHeader' ? (
      <th colSpan={colspan} rowSpan={rowspan} scope="col">
        {children(node)}
      </th>
    ) : (
      <td colSpan={colspan} rowSpan={rowspan}>
        {children(node)}
      </td>
    );
  }
  if (type === 'orderedList')
    return (
      <ol id={id} start={attrs?.start ?? 1} type={attrs?.type ?? undefined}>
        {children(node)}
      </ol>
    );
  const tag = plainTags[type];
  return tag ? createElement(tag, { id }, children(node), decided) : null;
}

export interface PrintedTextProps {
  text: JSONContent;
  /** Years before it are pointed out on screen. */
  staleBefore?: number | null;
  /** What meetings decided about its passages. */
  decided?: readonly ListedOutcome[];
  /** Draws the words of each stretch; as they are read unless given. */
  draw?: ((words: string) => ReactNode) | null;
}

/** The whole text. */
export function PrintedText({ text, staleBefore = null, decided = [], draw = null }: PrintedTextProps) {
  const headings = headingsOf(text);
  let drawn = 0;
  return (
    <StaleBefore.Provider value={staleBefore}>
      <Draw.Provider value={draw}>
        <Decided.Provider value={decided}>
          <div className={styles.text}>
            {(text.content ?? []).map((node, index) => {
              const heading = node.type === 'heading' ? headings[drawn++] : undefined;
              const key = keyOf(node, index);
              return heading ? (
                <DrawnHeading key={key} node={node} heading={heading} />
              ) : (
                <Block key={key} node={node} />
              );
            })}
          </div>
        </Decided.Provider>
      </Draw.Provider>
    </StaleBefore.Provider>
  );
}
