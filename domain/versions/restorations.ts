// Bringing back a version of a text, or some of its passages, as new edits: what stands there now is kept as a version
// first, words that stayed keep their comments, and others may undo it as any edit.
import type { Doc } from 'yjs';
import { transact } from '../changes.ts';
import { conflict, notFound } from '../errors.ts';
import { live } from '../outside.ts';
import { parseInput } from '../parse.ts';
import { copyBlocks, type FormerPlace, restoreBlock } from '../texts/live-blocks.ts';
import { findBlock, repairBlockIds, textOf, withoutComments } from '../texts/live-text.ts';
import type { Viewer } from '../viewers.ts';
import { restoreVersionInput } from './inputs.ts';
import { restoreBlockThere, restoreText } from './restored-text.ts';
import { saidOfText, textToWrite } from './text-owners.ts';
import { keepVersion, readVersion, versionDoc } from './versions.ts';

/** Where a block stood in a version. */
function placeIn(version: Doc, blockId: string): FormerPlace {
  const before: string[] = [];
  let place: FormerPlace | null = null;
  textOf(version).descendants((node, _pos, parent) => {
    const id: unknown = node.attrs.id;
    if (typeof id !== 'string' || place) return true;
    if (id !== blockId) {
      before.unshift(id);
      return true;
    }
    const isItem = node.type.name === 'listItem' && parent;
    place = { before: [...before], list: null };
    if (isItem) {
      const ids = parent.children.flatMap((child): string[] => child.attrs.id ?? []);
      const rank = ids.indexOf(blockId);
      const list = { type: parent.type.name, earlier: ids.slice(0, rank).reverse(), later: ids.slice(rank + 1) };
      place = { before: [...before], list: { ...list, parent: itemAround(version, blockId) } };
    }
    return false;
  });
  return place ?? { before, list: null };
}

/** The item that the list of an item is nested in; null for none. */
function itemAround(version: Doc, blockId: string): string | null {
  let found: string | null = null;
  textOf(version).descendants((node) => {
    if (node.type.name !== 'listItem') return true;
    const lists = node.children.filter(({ type }) => /List$/.test(type.name));
    if (lists.some((list) => list.children.some((item) => item.attrs.id === blockId))) found = node.attrs.id;
    return true;
  });
  return found;
}

/** Brings one block back: its words, where it is there; the whole of it at its place, where it is gone. */
function restoreOne(doc: Doc, version: Doc, blockId: string): void {
  const [now, then] = [findBlock(doc, blockId), findBlock(version, blockId)];
  if (!then) throw notFound();
  const isTable = (one: typeof then) => one.block.facts.kind === 'table';
  if (now && isTable(now) !== isTable(then))
    throw conflict('Ce passage est devenu un tableau, ou n’en est plus un\u00a0: rétablissez la version entière.');
  if (now) {
    restoreBlockThere(now.sequence, now.block, then.block);
    return;
  }
  const json = copyBlocks(version, new Set([blockId])).get(blockId);
  if (json) restoreBlock(doc, withoutComments(json), placeIn(version, blockId));
}

/** What was brought back. */
export interface Restoration {
  documentId: string;
  versionId: string;
}

/**
 * Brings back the whole of a version, or these blocks of it. The text as it is becomes a version of its own first. NOT_FOUND
 * when a block is not in the version; FORBIDDEN for who may not write; FROZEN once the text is signed.
 */
export async function restoreVersion(viewer: Viewer, input: unknown): Promise<Restoration> {
  const { versionId, blockIds } = parseInput(restoreVersionInput, input);
  const { version, text, bytes } = await readVersion(viewer, versionId);
  const { documentId } = version;
  await textToWrite(viewer, documentId);
  const kept = versionDoc(bytes);
  // Blocks that came without an id have one in the version too, so that they are found.
  repairBlockIds(kept);
  for (const blockId of blockIds ?? []) if (!findBlock(kept, blockId)) throw notFound();
  await transact(viewer, (tx) =>
    keepVersion(tx, { documentId, reason: 'BEFORE_RESTORE', keptById: viewer.personId }, { onlyIfChanged: true }),
  );
  await live.edit(documentId, viewer, (doc) => {
    repairBlockIds(doc);
    if (!blockIds) restoreText(doc, kept);
    for (const blockId of new Set(blockIds)) restoreOne(doc, kept, blockId);
  });
  await transact(viewer, (_tx, record) =>
    record({
      kind: 'text.restored',
      ...text.about,
      details: {
        versionId,
        ...saidOfText(text),
        ...(version.name ? { name: version.name } : {}),
        ...(blockIds ? { blockIds } : {}),
      },
    }),
  );
  return { documentId, versionId };
}
