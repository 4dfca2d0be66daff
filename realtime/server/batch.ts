// One write in the making: the edits that waited, each judged and applied (R13), those of one author merged into one row.
// Called by text-log.ts; knows no database.
import * as Y from 'yjs';
import type { UpdateRow } from '#domain/texts/documents.ts';
import { log } from '#log.ts';
import type { ClientOwners } from './client-owners.ts';
import type { Member } from './member.ts';
import { judgeSuggesting } from './only-suggested.ts';
import type { RoomText } from './room-text.ts';
import { checkUpdate } from './update-check.ts';
import { Refusal } from './update-content.ts';
import { type ReadUpdate, readUpdate, workOf } from './update-reader.ts';

/** Bytes that wait to be committed. Without a member: the platform's own change, whose caller waits for `settled`. */
export interface Edit {
  member: Member | null;
  /** The member's own count. */
  number: number;
  bytes: Uint8Array;
  authorId: string | null;
  /** Whose the client ids are that it uses for the first time; null: the platform's. */
  ownerId: string | null;
  settled: { resolve(): void; reject(error: unknown): void } | null;
}

/** An edit whose bytes could be read; `update` is null for the platform's own, which need no judgement. */
export interface ReadEdit extends Edit {
  update: ReadUpdate | null;
}

/** Items looked at that weigh as much as one struct to judge and apply. */
const STEPS_A_STRUCT = 150;

export interface Row extends UpdateRow {
  /** The one session this row comes from, which need not hear of it (R6); null when there are several. */
  onlyFrom: Member | null;
}

/** Turns away who sent something that cannot be taken; a fault of ours in judging it is the sender's loss alone. */
function turnAway({ member, settled }: Edit, error: unknown): void {
  if (!(error instanceof Refusal)) log.error({ err: error }, 'an update could not be judged');
  settled?.reject(error);
  const code = error instanceof Refusal ? error.code : 'invalid-update';
  // An honest person may paste too much, or have written before she might only suggest: she leaves this text alone, and comes
  // back when she has taken some away, or her page has kept the words elsewhere.
  if (code === 'block-too-long' || code === 'only-suggests') member?.putOut(code);
  else member?.dismiss(code);
}

/** Reads what members sent; who sent the unreadable is dismissed. */
export function readEdits(edits: Edit[]): ReadEdit[] {
  return edits.flatMap((edit) => {
    try {
      const update = edit.member && readUpdate(edit.bytes);
      if (update && !edit.member?.mayAsk(workOf(update))) throw new Refusal('overloaded', 'too much work');
      return [{ ...edit, update }];
    } catch (error) {
      turnAway(edit, error);
      return [];
    }
  });
}

export class Batch {
  /** Every edit that is durable once the rows are, including those that change nothing (R9). */
  readonly edits: ReadEdit[] = [];
  private readonly news: ReadEdit[] = [];
  private readonly text: RoomText;
  private readonly owners: ClientOwners;

  /** `owners` must have learnt the client ids of all edits to come. */
  constructor(text: RoomText, owners: ClientOwners) {
    this.text = text;
    this.owners = owners;
  }

  /**
   * Judges the edits in order and applies those that hold. Gives the edit, if any, that was judged good and could not be
   * applied: the text in memory is void then.
   */
  add(edits: ReadEdit[]): ReadEdit | null {
    const dismissed = new Set<Member | null>();
    for (const edit of edits) {
      const { member, update, ownerId } = edit;
      if (member && dismissed.has(member)) continue;
      try {
        const isNews = !update || this.judge(edit, update);
        if (isNews) this.news.push(edit);
        this.edits.push(edit);
        if (!isNews) continue;
      } catch (error) {
        dismissed.add(member);
        turnAway(edit, error);
        continue;
      }
      try {
        this.text.append(edit.bytes, member?.mode === 'suggest' ? this.judgeOfSuggester(edit) : undefined);
      } catch (error) {
        turnAway(edit, error);
        return edit;
      }
      for (const client of update?.structs.keys() ?? Y.parseUpdateMeta(edit.bytes).to.keys())
        this.owners.bind(client, ownerId);
    }
    return null;
  }

  /** Whether the edit changes anything; throws when it may not be taken. */
  private judge({ member, authorId }: ReadEdit, update: ReadUpdate): boolean {
    const { isNews, steps } = checkUpdate(update, this.text.doc, (id) => this.owners.owns(id, authorId ?? ''));
    if (member?.mayAsk(Math.floor(steps / STEPS_A_STRUCT)) === false) throw new Refusal('overloaded', 'too many steps');
    return isNews;
  }

  /** Throws when an edit of somebody who may only suggest does more: what it makes of the text tells it exactly. */
  private judgeOfSuggester({ member, authorId }: ReadEdit): (transaction: Y.Transaction) => void {
    const { suggestions } = this.text;
    const isOwn = (id: string) => {
      const client = suggestions.writerOf(id);
      return client === null || this.owners.isOf(client, authorId ?? '');
    };
    return (transaction) => {
      const { onlySuggests, steps } = judgeSuggesting(transaction, isOwn);
      if (!onlySuggests) throw new Refusal('only-suggests', 'changes what is agreed, or suggested by somebody else');
      if (member?.mayAsk(Math.floor(steps / STEPS_A_STRUCT)) === false)
        throw new Refusal('overloaded', 'too many steps');
    };
  }

  /** One row an author. */
  rows(): Row[] {
    const byAuthor = new Map<string | null, ReadEdit[]>();
    for (const edit of this.news) {
      const own = byAuthor.get(edit.authorId);
      if (own) own.push(edit);
      else byAuthor.set(edit.authorId, [edit]);
    }
    return [...byAuthor].map(([authorId, [first, ...others]]) => ({
      authorId,
      bytes: mergeBytes(first as ReadEdit, others),
      onlyFrom: others.every(({ member }) => member === first?.member) ? (first?.member ?? null) : null,
    }));
  }
}

function mergeBytes(first: ReadEdit, others: ReadEdit[]): Uint8Array {
  return others.length === 0 ? first.bytes : Y.mergeUpdates([first, ...others].map(({ bytes }) => bytes));
}
