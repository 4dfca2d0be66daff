import { Icon } from '../../ui/icon.tsx';
import { Notice } from '../../ui/notice.tsx';
import { anchorOf } from './block-row.tsx';
import { wordsAround } from './outline.ts';
import type { ReviewedBlock, ReviewedDraft } from './queries.ts';
import styles from './warnings-list.module.css';

/** Blocks of one warning that are named; the fold of each says it again in the text. */
const NAMED = 8;

/** What to look at before confirming. */
export function WarningsList({ preview: { warnings, blocks } }: { preview: ReviewedDraft['preview'] }) {
  if (warnings.length === 0) return <Notice tone="success">Rien à signaler dans ce texte.</Notice>;
  const byId = new Map(blocks.map((block) => [block.id, block]));
  return (
    <ul className={styles.warnings}>
      {warnings.map(({ code, message, blockIds }) => {
        const found = blockIds.flatMap((id) => byId.get(id) ?? []);
        return (
          <li key={message} className={styles.warning} data-code={code}>
            <Icon name={code === 'LEFT_OUT' ? 'info' : 'warning'} className={styles.icon} />
            <div className={styles.words}>
              <p>{message}</p>
              {found.length > 0 && <Places blocks={found} />}
            </div>
          </li>
        );
      })}
    </ul>
  );
}

/** Unfolds the part that holds the block: not every browser does for a link. */
function reveal(blockId: string) {
  const details = document.getElementById(anchorOf(blockId))?.closest('details');
  if (details) details.open = true;
}

function Places({ blocks }: { blocks: readonly ReviewedBlock[] }) {
  const more = blocks.length - NAMED;
  return (
    <ul className={styles.places}>
      {blocks.slice(0, NAMED).map((block) => (
        <li key={block.id}>
          <a href={`#${anchorOf(block.id)}`} onClick={() => reveal(block.id)}>
            {wordsAround(block)}
          </a>
        </li>
      ))}
      {more > 0 && <li>et {more} autres</li>}
    </ul>
  );
}
