// The words of a comment: plain text with its line breaks, mentions as chips, web addresses as links. Nothing in it is
// ever read as markup.

import type { ReactNode } from 'react';
import { partsOfBody } from '#domain/discussions/bodies.ts';
import { readWebAddress } from '#domain/web-address.ts';
import styles from './comment-body.module.css';
import type { Mentioned } from './panel-types.ts';

/** Addresses in running words; the punctuation that ends a sentence is not part of one. */
const address = /(https?:\/\/[^\s<>"«»]*[^\s<>"«».,;:!?)\]’'])/i;

/** Words with their addresses as links. */
function withLinks(words: string): ReactNode[] {
  return words.split(address).map((part, rank) => {
    if (rank % 2 === 0 || !readWebAddress(part)) return part;
    return (
      // biome-ignore lint/suspicious/noArrayIndexKey: parts of one text never change places
      <a key={rank} href={part} target="_blank" rel="noopener noreferrer nofollow ugc">
        {part}
      </a>
    );
  });
}

export interface CommentBodyProps {
  body: string;
  mentions: readonly Mentioned[];
  viewerPersonId: string | null;
}

/** A comment's words as they are read. */
export function CommentBody({ body, mentions, viewerPersonId }: CommentBodyProps) {
  return (
    <div className={styles.body}>
      {partsOfBody(body).map((part, rank) => {
        if ('text' in part) return withLinks(part.text);
        const mention = mentions.find(({ id }) => id === part.mentionId);
        return (
          <span
            // biome-ignore lint/suspicious/noArrayIndexKey: parts of one text never change places
            key={rank}
            className={styles.mention}
            data-own={part.mentionId === viewerPersonId || undefined}
            title={mention?.detail}
          >
            @{mention?.name ?? 'quelqu’un'}
          </span>
        );
      })}
    </div>
  );
}
