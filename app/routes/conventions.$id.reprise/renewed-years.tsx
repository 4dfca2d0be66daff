// « 2025 → 2026 »: what a passage says with its years made the convention's, and the window that offers it for all of them.
import { useState } from 'react';
import { renewYears } from '#domain/conventions/stale-years.ts';
import { count } from '../../french-format.ts';
import { TickedPassage, TickedPassages } from '../../texts/ticked-passages.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { briefly, type CarriedBlock } from './sections.ts';
import type { Rewrite, SendRewrites } from './use-rewrites.ts';

/** Whether a block is in the text and cites years that are past. */
export const mayRenew = ({ item, choice }: CarriedBlock): boolean =>
  item.archivedAt === null && choice !== 'DROP' && item.staleYears.length > 0;

/** The block's words with its past years made `year`. */
export const renewalOf = ({ id, item }: CarriedBlock, year: number): Rewrite => ({
  blockId: id,
  before: item.text,
  after: renewYears(item.text, item.staleYears, year),
});

/** « 2025 », « 2024 et 2025 »: the years that a block would lose. */
export const yearsOf = ({ item }: CarriedBlock): string =>
  [...new Set(item.staleYears.map(({ year }) => year))].sort().join(' et ');

/** What is proposed at once: last year's own year by itself. A date may need another day, an older year another word. */
const isPlain = ({ item }: CarriedBlock, formerYear: number): boolean =>
  item.staleYears.every(({ year, kind }) => kind === 'YEAR' && year === formerYear);

interface RenewAllProps {
  blocks: readonly CarriedBlock[];
  formerYear: number;
  year: number;
  send: SendRewrites;
  isSending: boolean;
}

/** The button and its window: every passage before and after, ticked or not, written in one go. */
export function RenewAll(props: RenewAllProps) {
  const found = props.blocks.filter(mayRenew);
  if (found.length === 0) return null;
  return (
    <Dialog
      title={`Passer les années à ${props.year}`}
      size="l"
      trigger={
        <Button size="s" icon="edit">
          Passer les années à {props.year}… ({found.length})
        </Button>
      }
    >
      {(close) => <Preview {...props} blocks={found} close={close} />}
    </Dialog>
  );
}

function Preview({ blocks, formerYear, year, send, isSending, close }: RenewAllProps & { close: () => void }) {
  const [ticked, setTicked] = useState<ReadonlySet<string>>(
    () => new Set(blocks.filter((block) => isPlain(block, formerYear)).map(({ id }) => id)),
  );
  const chosen = blocks.filter(({ id }) => ticked.has(id));
  const toggle = (id: string) =>
    setTicked((before) => {
      const after = new Set(before);
      if (!after.delete(id)) after.add(id);
      return after;
    });
  return (
    <>
      <p>
        Les passages cochés parlent de l’année du programme. Les autres citent une date ou une année plus
        ancienne&#160;: cochez-les si elle change aussi.
      </p>
      <TickedPassages>
        {blocks.map((block) => (
          <TickedPassage key={block.id} checked={ticked.has(block.id)} onChange={() => toggle(block.id)}>
            <Renewed block={block} year={year} />
          </TickedPassage>
        ))}
      </TickedPassages>
      <Button
        variant="primary"
        isDisabled={chosen.length === 0 || isSending}
        onPress={() =>
          send(
            chosen.map((block) => renewalOf(block, year)),
            close,
          )
        }
      >
        Modifier {count(chosen.length, 'passage')}
      </Button>
    </>
  );
}

/** Words around a year that are enough to know its sentence. */
const AROUND = 90;

/** The words with each year struck and the new one behind it; what is far from any is left out. */
function Renewed({ block: { item }, year }: { block: CarriedBlock; year: number }) {
  const flags = item.staleYears;
  return flags.map(({ start, end, year: cited }, index) => {
    const from = Math.max(flags[index - 1]?.end ?? 0, start - AROUND);
    const last = index === flags.length - 1;
    const said = item.text.slice(start, end);
    return (
      <span key={start}>
        {from > (flags[index - 1]?.end ?? 0) && '… '}
        {item.text.slice(from, start)}
        <del>{said}</del> <ins>{renewYears(said, [{ start: 0, end: said.length, year: cited }], year)}</ins>
        {last && briefly(item.text.slice(end, end + AROUND))}
      </span>
    );
  });
}
