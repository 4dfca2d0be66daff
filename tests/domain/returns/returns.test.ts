// A convention goes to Word and comes back while others write in it: suggestions and comments in the name of who brings it, each
// saying whose the file says that it is; and every file that must not come in.
import { randomUUID } from 'node:crypto';
import { strFromU8, unzipSync, zipSync } from 'fflate';
import { beforeEach, describe, expect, test } from 'vitest';
import type { Doc } from 'yjs';
import { moveConvention } from '#domain/conventions/lifecycle.ts';
import { saidThreads } from '#domain/discussions/said-threads.ts';
import { openThread } from '#domain/discussions/threads.ts';
import { writeTextFile } from '#domain/exports/text-files.ts';
import { live } from '#domain/outside.ts';
import {
  confirmWordReturn,
  discardWordReturn,
  listWordReturns,
  readWordReturn,
  takeWordBack,
} from '#domain/returns/returns.ts';
import { wordSuggestion } from '#domain/suggestions/suggestion-words.ts';
import { decideSuggestions, explainSuggestion, listSuggestions } from '#domain/suggestions/suggestions.ts';
import { removeBlock } from '#domain/texts/live-blocks.ts';
import { findBlock } from '#domain/texts/live-text.ts';
import { readStoredText } from '#domain/texts/stored-text.ts';
import { deletionFormat, INSERTION, lineGoneKey } from '#domain/texts/text-grammar.ts';
import { sequenceOf, shownTable } from '#domain/texts/text-sequence.ts';
import { listVersions } from '#domain/versions/versions.ts';
import type { PersonViewer } from '#domain/viewers.ts';
import type { Convention } from '#generated/prisma/client.ts';
import { prisma } from '#prisma/client.ts';
import { WordFile } from '#tests/formats/office/word-edits.ts';
import { buildConvention, heading, paragraph, stepInput } from '../../build/conventions.ts';
import { buildViewer } from '../../build/organisations.ts';
import { allWords, typeAtEnd } from '../../build/texts.ts';
import { useDatabase } from '../../rig/database.ts';
import { useOutside } from '../../rig/outside.ts';

const refusal = (attempt: Promise<unknown>) =>
  attempt.then(
    () => ({ code: 'done', message: '' }),
    ({ code, message }: { code?: string; message: string }) => ({ code: code ?? message, message }),
  );

describe('on a database', () => {
  useDatabase();
  useOutside();
  let steward: PersonViewer;
  let other: PersonViewer;
  let reader: PersonViewer;
  let convention: Convention;
  const [objectId, firstId, secondId, thirdId] = [randomUUID(), randomUUID(), randomUUID(), randomUUID()];

  beforeEach(async () => {
    [steward, other, reader] = [await buildViewer(), await buildViewer(), await buildViewer()];
    convention = await buildConvention({
      title: 'Convention de retour',
      content: [
        heading('Objet', 'article', objectId),
        paragraph('Les partenaires agissent ensemble.', firstId),
        paragraph('La Mission pourra rendre compte au printemps.', secondId),
        paragraph('Le Département verse 10 000 €.', thirdId),
      ],
      participants: [
        { personId: steward.personId, role: 'STEWARD' },
        { personId: other.personId, role: 'EDITOR' },
        { personId: reader.personId, role: 'READER' },
      ],
    });
  });

  const sendOut = async (more: { withComments?: boolean; withSuggestions?: boolean } = {}, viewer = steward) => {
    const { content } = await writeTextFile(viewer, { id: convention.documentId, format: 'DOCX', ...more });
    return new WordFile(content);
  };
  const bring = (file: WordFile | Uint8Array, viewer = steward) =>
    takeWordBack(viewer, {
      documentId: convention.documentId,
      fileName: 'Convention.docx',
      bytes: file instanceof WordFile ? file.bytes() : file,
    });
  const words = async () => allWords((await readStoredText(convention.documentId))?.doc as Doc);
  const waiting = async () =>
    (await listSuggestions(reader, convention.documentId)).map(({ parts, wordAuthor, author }) => ({
      said: wordSuggestion(parts),
      wordAuthor,
      author: author?.id,
    }));
  test('tracked changes, others and comments come back as suggestions and threads, and the text stays', async () => {
    const file = (await sendOut())
      .replace('pourra', 'doit', 'Paul Caron')
      .replace('10 000', '12 000', null)
      .addAfter('agissent ensemble', 'Ils se réunissent deux fois par an.', 'Paul Caron')
      .comment('verse ', { author: 'Jeanne Bernard', text: 'Est-ce voté ?' });
    const view = await bring(file);
    expect(view.outcome).toEqual({ suggestions: 3, comments: 1, lost: [] });
    expect(view.changes.map(({ state, blockId }) => [state, blockId])).toEqual([
      ['ADDED', null],
      ['CHANGED', secondId],
      ['CHANGED', thirdId],
    ]);
    expect(view.changes[1]?.pieces.map(({ change, text, by }) => [change, text, by?.author])).toEqual([
      ['KEPT', 'La Mission ', undefined],
      ['DROPPED', 'pourra', 'Paul Caron'],
      ['ADDED', 'doit', 'Paul Caron'],
      ['KEPT', ' rendre compte au printemps.', undefined],
    ]);
    expect(await waiting()).toEqual([]);
    const taken = await confirmWordReturn(steward, { returnId: view.id });
    expect(taken.outcome).toMatchObject({ suggestions: 3, comments: 1, lost: [] });
    expect(taken.comments).toEqual([]);
    expect(await waiting()).toEqual(
      [
        { said: 'Ajoute « Ils se réunissent deux fois par an. »', wordAuthor: 'Paul Caron', author: steward.personId },
        { said: 'Remplace « pourra » par « doit »', wordAuthor: 'Paul Caron', author: steward.personId },
        { said: 'Remplace « 10 000 » par « 12 000 »', wordAuthor: null, author: steward.personId },
      ].map((one) => ({ ...one, said: one.said.replace(/« /g, '«\u00a0').replace(/ »/g, '\u00a0»') })),
    );
    const [thread] = await saidThreads(steward, convention.id);
    expect(thread).toMatchObject({ blockId: thirdId });
    expect(thread?.comments.map(({ text }) => text)).toEqual([
      'D’après Jeanne Bernard, dans Word\u00a0:\nEst-ce voté ?',
    ]);
    expect(await prisma.change.count({ where: { kind: 'text.returned', subjectId: convention.id } })).toBe(1);
    expect(await refusal(confirmWordReturn(steward, { returnId: view.id }))).toMatchObject({ code: 'CONFLICT' });
    const list = await listSuggestions(steward, convention.documentId);
    await decideSuggestions(steward, {
      documentId: convention.documentId,
      suggestionIds: list.map(({ id }) => id),
      decision: 'ACCEPTED',
    });
    expect(await words()).toEqual([
      'Objet',
      'Les partenaires agissent ensemble.',
      'Ils se réunissent deux fois par an.',
      'La Mission doit rendre compte au printemps.',
      'Le Département verse 12 000 €.',
    ]);
  });

  test('who may only suggest takes the text away and brings it back; nobody else does', async () => {
    const guest = await buildViewer();
    await prisma.participant.create({
      data: { conventionId: convention.id, personId: guest.personId, role: 'SUGGESTER' },
    });
    const file = (await sendOut({}, guest)).replace('pourra', 'doit', null);
    const { id } = await bring(file, guest);
    expect((await confirmWordReturn(guest, { returnId: id })).outcome).toMatchObject({ suggestions: 1, lost: [] });
    expect(await waiting()).toMatchObject([{ author: guest.personId, wordAuthor: null }]);
    expect(await refusal(bring(file, reader))).toMatchObject({ code: 'FORBIDDEN' });
  });

  test('what others did meanwhile stays, and what has no place any more is told', async () => {
    const file = (await sendOut())
      .replace('pourra', 'doit', 'Paul Caron')
      .replace('agissent', 'travaillent', 'Paul Caron')
      .replace('verse', 'donne', null);
    await live.edit(convention.documentId, other, (doc) => {
      typeAtEnd(doc, secondId, ' Elle le publie.');
      removeBlock(doc, firstId);
      const at = findBlock(doc, thirdId)?.block.start ?? 0;
      sequenceOf(doc).delete(at + 'Le Département '.length, 'verse'.length);
    });
    const view = await bring(file);
    expect(view.isOlder).toBe(true);
    expect(view.outcome.lost).toEqual([
      'Le passage a été retiré du texte depuis\u00a0: «\u00a0travaillent\u00a0» (d’après Paul Caron).',
    ]);
    await confirmWordReturn(steward, { returnId: view.id });
    const now = await words();
    expect(now[1]).toContain('Elle le publie.');
    const list = await listSuggestions(steward, convention.documentId);
    await decideSuggestions(steward, {
      documentId: convention.documentId,
      suggestionIds: list.map(({ id }) => id),
      decision: 'ACCEPTED',
    });
    expect(await words()).toEqual([
      'Objet',
      'La Mission doit rendre compte au printemps. Elle le publie.',
      'Le Département donne 10 000 €.',
    ]);
  });

  test('what waits goes out under the names of its authors, with what is said, and is nothing new when it comes back', async () => {
    const [suggestion, second] = [randomUUID(), randomUUID()];
    await live.edit(convention.documentId, other, (doc) => {
      const text = sequenceOf(doc);
      const at = findBlock(doc, secondId)?.block.start ?? 0;
      text.format(at + 'La Mission '.length, 'pourra'.length, { [deletionFormat(suggestion)]: true });
      text.insert(at + 'La Mission pourra'.length, 'doit', { [INSERTION]: suggestion });
      const third = findBlock(doc, thirdId)?.block.start ?? 0;
      text.insert(third, 'Chaque année, ', { [INSERTION]: second });
    });
    await openThread(other, {
      conventionId: convention.id,
      blockId: firstId,
      quotation: 'agissent',
      body: 'Comment ?',
    });
    await explainSuggestion(other, {
      documentId: convention.documentId,
      suggestionId: suggestion,
      reason: 'Le degré voté.',
    });
    const plain = await sendOut();
    expect(plain.document).not.toMatch(/w:ins |w:del |commentReference/);
    // Why it is suggested is a comment of what is suggested.
    const explained = await sendOut({ withSuggestions: true });
    expect(explained.document.match(/commentReference/g)).toHaveLength(1);
    expect((await bring(explained)).outcome).toEqual({ suggestions: 0, comments: 0, lost: [] });
    const file = await sendOut({ withSuggestions: true, withComments: true });
    expect(file.document.match(/commentReference/g)).toHaveLength(2);
    const { name } = await prisma.person.findUniqueOrThrow({ where: { id: other.personId } });
    expect(file.document).toMatch(new RegExp(`<w:del [^>]*w:author="${name}"[^>]*><w:r><w:delText[^>]*>pourra<`));
    expect(file.document).toMatch(new RegExp(`<w:ins [^>]*w:author="${name}"[^>]*><w:r><w:t[^>]*>doit<`));
    expect(file.document).toContain('commentReference');
    expect((await bring(file)).outcome).toEqual({ suggestions: 0, comments: 0, lost: [] });
    // Without them in the file, they are no change of it either.
    expect((await bring(plain)).outcome).toEqual({ suggestions: 0, comments: 0, lost: [] });
    const { nodes } = await listVersions(steward, { documentId: convention.documentId });
    expect(nodes.map(({ node }) => node.reason)).toEqual(['TAKEN_AWAY']);
  });

  test('a column that is suggested is told in a comment, as no tracked change tells it, and is nothing new when it comes back', async () => {
    const [tableId, suggestion, second] = [randomUUID(), randomUUID(), randomUUID()];
    const cell = (text: string) => ({
      type: 'tableCell',
      content: [{ type: 'paragraph', content: [{ type: 'text', text }] }],
    });
    const row = (...words: string[]) => ({ type: 'tableRow', content: words.map(cell) });
    const { documentId } = await buildConvention({
      content: [{ type: 'table', attrs: { id: tableId }, content: [row('Études', '12'), row('Travaux', '45')] }],
      participants: [{ personId: steward.personId, role: 'STEWARD' }],
    });
    await live.edit(documentId, other, (doc) => {
      const marker = findBlock(doc, tableId)?.block.marker;
      if (!marker) throw new Error('The table has no marker.');
      const { rows, columns } = shownTable(marker);
      marker.set(lineGoneKey(columns[1] ?? '', suggestion), true);
      marker.set(lineGoneKey(rows[1] ?? '', second), true);
    });
    const written = (format: 'DOCX' | 'ODT', withSuggestions = true) =>
      writeTextFile(steward, { id: documentId, format, withSuggestions });
    const said = (bytes: Uint8Array, part: string) => strFromU8(unzipSync(bytes)[part] ?? new Uint8Array());
    const column = 'Retire une colonne du tableau («\u00a012 45\u00a0»). Aucune modification suivie ne le montre';
    const line = 'Retire une ligne du tableau («\u00a0Travaux 45\u00a0»). Aucune';
    const { content } = await written('DOCX');
    const { name } = await prisma.person.findUniqueOrThrow({ where: { id: other.personId } });
    expect(said(content, 'word/comments.xml')).toMatch(new RegExp(`w:author="${name}".*Retire une colonne`));
    expect(said(content, 'word/comments.xml')).toContain(column);
    // A row is a tracked change in Word, and none in LibreOffice's own format.
    expect(said(content, 'word/comments.xml')).not.toContain(line);
    expect(said((await written('ODT')).content, 'content.xml')).toContain(line);
    expect(said((await written('DOCX', false)).content, 'word/document.xml')).not.toContain('commentReference');
    const back = await takeWordBack(steward, { documentId, fileName: 'a.docx', bytes: content });
    expect(back.outcome).toEqual({ suggestions: 0, comments: 0, lost: [] });
  });

  test('a file of elsewhere, of nowhere, or for somebody who may not write is refused with a sentence', async () => {
    const file = await sendOut();
    const another = await buildConvention({
      title: 'Une autre',
      participants: [{ personId: steward.personId, role: 'STEWARD' }],
    });
    const there = (bytes: Uint8Array) =>
      refusal(takeWordBack(steward, { documentId: another.documentId, fileName: 'a.docx', bytes }));
    expect(await there(file.bytes())).toMatchObject({
      code: 'UNREADABLE_FILE',
      message: expect.stringContaining('vient d’un autre texte\u00a0: «\u00a0Convention de retour, '),
    });
    expect(await refusal(bring((await sendOut()).property('Ingenierie62.texte', randomUUID())))).toMatchObject({
      message: 'Ce fichier vient d’un autre texte. Reprenez-le depuis la page de ce texte-là.',
    });
    expect(await refusal(bring((await sendOut()).property('Ingenierie62.version', randomUUID())))).toMatchObject({
      message: expect.stringContaining('n’existe plus'),
    });
    for (const nowhere of [
      (await sendOut()).without('docProps/custom.xml'),
      (await sendOut()).property('Ingenierie62.texte', 'rien'),
      await sendOut({}, reader),
    ])
      expect(await refusal(bring(nowhere))).toMatchObject({
        message: expect.stringContaining('ne dit pas de quel texte'),
      });
    const { content } = await writeTextFile(steward, { id: convention.documentId, format: 'ODT' });
    expect(await refusal(bring(content))).toMatchObject({
      message: expect.stringContaining('n’est pas un fichier Word'),
    });
    const bomb = { '[Content_Types].xml': new Uint8Array(40_000_000) };
    expect(await refusal(bring(zipSync(bomb)))).toMatchObject({ code: 'UNREADABLE_FILE' });
    expect(await refusal(bring(file, reader))).toMatchObject({ code: 'FORBIDDEN' });
    expect(await refusal(bring(file, await buildViewer()))).toMatchObject({ code: 'NOT_FOUND' });
    const { id } = await bring(file);
    expect(await refusal(readWordReturn(other, id))).toMatchObject({ code: 'NOT_FOUND' });
    expect(await refusal(confirmWordReturn(other, { returnId: id }))).toMatchObject({ code: 'NOT_FOUND' });
    for (const to of ['IN_REVIEW', 'OPINION_GIVEN', 'ADOPTED', 'SIGNED'] as const)
      await moveConvention(steward, stepInput(convention.id, to));
    expect(await refusal(confirmWordReturn(steward, { returnId: id }))).toMatchObject({ code: 'FROZEN' });
    await discardWordReturn(steward, { returnId: id });
    expect(await prisma.wordReturn.count({ where: { documentId: convention.documentId } })).toBe(0);
  });

  test('names that hide, turn or mark up are plain words, and a comment names nobody', async () => {
    const author = '\u202e<b>Paul</b>\u0000\n  Caron\u200b'.padEnd(400, 'x');
    const file = (await sendOut())
      .replace('pourra', 'doit', author.replace('\u0000', ''))
      .comment('Département', { author: '@[x] Jeanne', text: `Bonjour @[${other.personId}]` });
    const view = await bring(file);
    const [change] = view.changes;
    const name = change?.pieces.find(({ by }) => by)?.by?.author ?? '';
    expect(name).toMatch(/^<b>Paul<\/b> Caron x+$/);
    expect(name.length).toBeLessThanOrEqual(80);
    await confirmWordReturn(steward, { returnId: view.id });
    expect(await prisma.mention.count({ where: { personId: other.personId } })).toBe(0);
    expect(await listWordReturns(steward, convention.documentId)).toHaveLength(1);
  });
});
