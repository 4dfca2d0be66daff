// What the notes of a meeting say, block by block, as rows: the search finds minutes by them. Written with the outcomes,
// whose blocks are left out because they are rows already.
import type { Node as TextNode } from '@tiptap/pm/model';
import type { NotesPassage } from '#generated/prisma/client.ts';
import { prisma, type Tx } from '#prisma/client.ts';
import { storable, textOf } from '../texts/live-text.ts';
import { readStoredText } from '../texts/stored-text.ts';
import { isBlockId } from '../texts/text-grammar.ts';
import { blocksOf } from '../texts/text-schema.ts';

type Passage = Omit<NotesPassage, 'meetingId'>;

/** The blocks of a text that say something and record no outcome, each under its heading. */
function passagesOf(text: TextNode): Passage[] {
  const found = new Map<string, Passage>();
  let heading = '';
  for (const [position, block] of blocksOf(text).entries()) {
    const words = storable(block.text);
    if (isBlockId(block.id) && block.outcome === null && words.trim() !== '' && !found.has(block.id))
      found.set(block.id, { blockId: block.id, position, heading, text: words });
    if (block.title !== '') heading = storable(block.title);
  }
  return [...found.values()];
}

/** Makes the passages of a meeting say what its notes say. The caller holds the meeting's row. */
export async function writePassages(tx: Tx, meetingId: string, text: TextNode): Promise<void> {
  const passages = JSON.stringify(passagesOf(text));
  await tx.$executeRaw`
    delete from "NotesPassage" p where p."meetingId" = ${meetingId}::uuid and p."blockId" not in (
      select b."blockId" from jsonb_to_recordset(${passages}::jsonb) as b("blockId" uuid))`;
  await tx.$executeRaw`
    insert into "NotesPassage" as p ("meetingId", "blockId", position, heading, text)
    select ${meetingId}::uuid, b."blockId", b.position, b.heading, b.text
    from jsonb_to_recordset(${passages}::jsonb) as b("blockId" uuid, position int, heading text, text text)
    on conflict ("meetingId", "blockId") do update
      set position = excluded.position, heading = excluded.heading, text = excluded.text
      where (p.position, p.heading, p.text) is distinct from (excluded.position, excluded.heading, excluded.text)`;
}

/** Writes the passages of notes that have none: those that were there before passages were. */
export async function writeMissingPassages(): Promise<void> {
  const missing = await prisma.meetingNotes.findMany({ where: { meeting: { passages: { none: {} } } } });
  for (const { meetingId, documentId } of missing) {
    const stored = await readStoredText(documentId);
    if (!stored) continue;
    await prisma.$transaction(async (tx) => {
      await tx.$queryRaw`select 1 from "Meeting" where id = ${meetingId}::uuid for no key update`;
      // What has been written meanwhile is newer.
      if ((await tx.notesPassage.count({ where: { meetingId } })) === 0)
        await writePassages(tx, meetingId, textOf(stored.doc));
    });
  }
}
