// Starting the next year from the last: what is copied, what is decided, and what dropping and putting back do to the
// text while others type in it.
import { randomUUID } from 'node:crypto';
import type { JSONContent } from '@tiptap/core';
import { describe, expect, test } from 'vitest';
import { countCarryOvers, decideCarryOver, listCarryOvers } from '#domain/conventions/carry-overs.ts';
import { archiveConvention, createConvention, findContinuations } from '#domain/conventions/conventions.ts';
import { addParticipant, findParticipantsOf } from '#domain/conventions/participants.ts';
import { readProgramme } from '#domain/conventions/programmes.ts';
import { projectProgramme } from '#domain/conventions/projection.ts';
import { continueConvention } from '#domain/conventions/roll-over.ts';
import { staleYears } from '#domain/conventions/stale-years.ts';
import { addCommentMark } from '#domain/discussions/comment-marks.ts';
import { readConvention } from '#domain/gate.ts';
import { live } from '#domain/outside.ts';
import { textOf } from '#domain/texts/live-text.ts';
import { readStoredText } from '#domain/texts/stored-text.ts';
import type { Viewer } from '#domain/viewers.ts';
import type { CarryOverChoice } from '#domain/vocabulary.ts';
import { prisma } from '#prisma/client.ts';
import { heading, paragraph } from '#tests/build/conventions.ts';
import { buildOrganisation, buildPerson, buildViewer } from '#tests/build/organisations.ts';
import { removeBlocks, typeIn } from '#tests/build/texts.ts';
import { useDatabase } from '#tests/rig/database.ts';
import { useOutside } from '#tests/rig/outside.ts';

const participantsOf = async (viewer: Viewer, id: string) => (await findParticipantsOf(viewer, [id])).get(id) ?? [];

useDatabase();
useOutside();

const buildDrafter = async () => buildViewer({ organisationId: (await buildOrganisation({ kind: 'DEPARTMENT' })).id });

const item = (text: string, ...nested: JSONContent[]): JSONContent => ({
  type: 'listItem',
  attrs: { id: randomUUID() },
  content: [{ type: 'paragraph', content: [{ type: 'text', text }] }, ...nested],
});
const list = (...content: JSONContent[]): JSONContent => ({ type: 'bulletList', content });

const lastYear = () => [
  heading('Objet'),
  paragraph('Pour 2024, rien.'),
  heading('Axe', 'axis'),
  { ...paragraph('Le partenaire doit agir.'), attrs: { id: randomUUID(), mark: 'OBLIGATION', degree: 'MUST' } },
  list(item('premier'), item('deuxième', list(item('dedans a'), item('dedans b'))), item('troisième')),
  heading('Suivi', 'article'),
  paragraph('Fin.'),
];

/** Last year's convention and this year's made from it. */
async function continueText(viewer: Viewer, content = lastYear()) {
  const previous = await createConvention(viewer, { title: 'Convention 2025', year: 2025 }, { type: 'doc', content });
  const next = await continueConvention(viewer, { conventionId: previous.id, year: 2026, title: 'Convention 2026' });
  return { previous, next };
}

const wordsOf = async (documentId: string) => {
  const stored = await readStoredText(documentId);
  const text = stored ? textOf(stored.doc) : null;
  text?.check();
  return text?.textBetween(0, text.content.size, '|', '') ?? '';
};

const whole =
  'Objet|Pour 2024, rien.|Axe|Le partenaire doit agir.|premier|deuxième|dedans a|dedans b|troisième|Suivi|Fin.';

async function decide(
  viewer: Viewer,
  conventionId: string,
  words: string[],
  choice: CarryOverChoice,
  withSection = false,
) {
  const blocks = await listCarryOvers(viewer, conventionId);
  const blockIds = words.map((text) => blocks.find(({ item: { text: own } }) => own === text)?.blockId ?? 'none');
  return decideCarryOver(viewer, { conventionId, blockIds, choice, withSection });
}

const choicesOf = async (viewer: Viewer, conventionId: string) =>
  Object.fromEntries((await listCarryOvers(viewer, conventionId)).map(({ item: { text }, choice }) => [text, choice]));

describe('continuing a convention', () => {
  test('copies every block with marks and degrees, each with an id of its own and the one it continues', async () => {
    const viewer = await buildDrafter();
    const { previous, next } = await continueText(viewer);
    expect(next).toMatchObject({ year: 2026, previousId: previous.id, state: 'DRAFT' });
    expect(await wordsOf(next.documentId)).toBe(whole);
    const before = await (await readProgramme(viewer, previous.id)).items();
    const after = await (await readProgramme(viewer, next.id)).items();
    const shape = ({ kind, mark, degree, number, text }: (typeof before)[number]) => [kind, mark, degree, number, text];
    expect(after.map(shape)).toEqual(before.map(shape));
    expect(after.map(({ previousBlockId }) => previousBlockId)).toEqual(before.map(({ blockId }) => blockId));
    const ids = new Set([...before, ...after].map(({ blockId }) => blockId));
    expect(ids.size).toBe(before.length * 2);
    expect(after[3]).toMatchObject({ mark: 'OBLIGATION', degree: 'MUST' });
    expect(((await findContinuations(viewer, [previous.id])).get(previous.id) ?? []).map(({ id }) => id)).toEqual([
      next.id,
    ]);
    expect(((await findContinuations(await buildViewer(), [previous.id])).get(previous.id) ?? []).length).toBe(0);
  });

  test('every block waits for a decision, in the order of the text', async () => {
    const viewer = await buildDrafter();
    const { next } = await continueText(viewer);
    const blocks = await listCarryOvers(viewer, next.id);
    expect(blocks.map(({ item: { text } }) => text).join('|')).toBe(whole);
    expect(blocks.every(({ choice }) => choice === null)).toBe(true);
    expect((await countCarryOvers([next.id])).get(next.id)).toEqual({ total: 11, decided: 0 });
    const stale = blocks.flatMap(({ item: { text }, year }) => staleYears(text, year));
    expect(stale).toEqual([{ start: 5, end: 9, year: 2024, kind: 'year' }]);
  });

  test('leaves the comments with the year they were made on', async () => {
    const viewer = await buildDrafter();
    const text = paragraph('Un passage commenté.');
    const previous = await createConvention(viewer, { title: 'A', year: 2025 }, { type: 'doc', content: [text] });
    await live.edit(
      previous.documentId,
      viewer,
      (doc) =>
        void addCommentMark(doc, {
          blockId: text.attrs?.id,
          quotation: 'passage',
          prefix: '',
          suffix: '',
          threadId: randomUUID(),
        }),
    );
    const next = await continueConvention(viewer, { conventionId: previous.id, year: 2026, title: 'B' });
    const copy = await readStoredText(next.documentId);
    expect(JSON.stringify(copy && textOf(copy.doc).toJSON())).not.toContain('threadId');
  });

  test('keeps who takes part, leaves out closed accounts, and who continues stays in charge', async () => {
    const viewer = await buildDrafter();
    const { id } = await createConvention(viewer, { title: 'A', year: 2025 });
    const partner = await buildOrganisation();
    const gone = await buildPerson();
    const person = await buildPerson();
    const add = (holder: object, role: string) => addParticipant(viewer, { conventionId: id, role, ...holder });
    await add({ organisationId: partner.id }, 'EDITOR');
    await add({ email: gone.email }, 'READER');
    await add({ email: person.email }, 'COMMENTER');
    await prisma.person.update({ where: { id: gone.id }, data: { deactivatedAt: new Date() } });
    const next = await continueConvention(viewer, { conventionId: id, year: 2026, title: 'B' });
    const parts = await participantsOf(viewer, next.id);
    expect(parts.map(({ role, personId, organisationId }) => [role, personId ?? organisationId])).toEqual([
      ['STEWARD', viewer.personId],
      ['EDITOR', partner.id],
      ['COMMENTER', person.id],
    ]);
  });

  test('a steward through an organisation who continues becomes one by name', async () => {
    const viewer = await buildDrafter();
    const { id } = await createConvention(viewer, { title: 'A', year: 2025 });
    await addParticipant(viewer, { conventionId: id, organisationId: viewer.organisationId, role: 'STEWARD' });
    await prisma.person.update({ where: { id: viewer.personId }, data: { deactivatedAt: new Date() } });
    const colleague = await buildViewer({ organisationId: viewer.organisationId });
    const next = await continueConvention(colleague, { conventionId: id, year: 2026, title: 'B' });
    const stewards = (await participantsOf(colleague, next.id)).filter(({ personId }) => personId !== null);
    expect(stewards).toMatchObject([{ personId: colleague.personId, role: 'STEWARD' }]);
  });

  test('is refused for an earlier year, to who may not, and a second time for the same year', async () => {
    const viewer = await buildDrafter();
    const { previous, next } = await continueText(viewer);
    const input = { conventionId: previous.id, year: 2026, title: 'Encore' };
    await expect(continueConvention(viewer, input)).rejects.toMatchObject({
      code: 'CONFLICT',
      message: 'La convention 2026 a déjà été préparée à partir de celle-ci.',
    });
    await expect(continueConvention(viewer, { ...input, year: 2025 })).rejects.toMatchObject({
      fields: { year: expect.any(String) },
    });
    const editor = await buildViewer();
    await addParticipant(viewer, { conventionId: previous.id, email: editor.email, role: 'EDITOR' });
    await expect(continueConvention(editor, { ...input, year: 2027 })).rejects.toMatchObject({ code: 'FORBIDDEN' });
    // A mistake that was archived does not stand in the way.
    await archiveConvention(viewer, next.id);
    expect(await continueConvention(viewer, input)).toMatchObject({ title: 'Encore' });
  });

  test('of several who continue at once, one makes the convention and the others are told', async () => {
    const viewer = await buildDrafter();
    const previous = await createConvention(viewer, { title: 'A', year: 2025 });
    const input = { conventionId: previous.id, year: 2026, title: 'B' };
    const made = await Promise.allSettled([1, 2, 3, 4].map(() => continueConvention(viewer, input)));
    expect(made.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const refused of made)
      if (refused.status === 'rejected') expect(refused.reason).toMatchObject({ code: 'CONFLICT' });
    expect((await findContinuations(viewer, [previous.id])).get(previous.id)).toHaveLength(1);
  });
});

describe('deciding what becomes of a block', () => {
  test('keeping a section decides all that is below its heading and changes no word', async () => {
    const viewer = await buildDrafter();
    const { next } = await continueText(viewer);
    await decide(viewer, next.id, ['Axe'], 'KEEP', true);
    expect(await wordsOf(next.documentId)).toBe(whole);
    expect(await choicesOf(viewer, next.id)).toEqual({
      Objet: null,
      'Pour 2024, rien.': null,
      Axe: 'KEEP',
      'Le partenaire doit agir.': 'KEEP',
      premier: 'KEEP',
      deuxième: 'KEEP',
      'dedans a': 'KEEP',
      'dedans b': 'KEEP',
      troisième: 'KEEP',
      Suivi: null,
      'Fin.': null,
    });
    expect((await countCarryOvers([next.id])).get(next.id)).toEqual({ total: 11, decided: 7 });
    const [, , decided] = await listCarryOvers(viewer, next.id);
    expect(decided).toMatchObject({ decidedBy: { name: viewer.name }, decidedAt: expect.any(Date) });
  });

  test('a dropped heading leaves what is below it; with its section all of it goes', async () => {
    const viewer = await buildDrafter();
    const { next } = await continueText(viewer);
    await decide(viewer, next.id, ['Axe'], 'DROP');
    expect(await wordsOf(next.documentId)).toBe(whole.replace('Axe|', ''));
    await decide(viewer, next.id, ['Objet'], 'DROP', true);
    expect(await wordsOf(next.documentId)).toBe('Suivi|Fin.');
    expect((await countCarryOvers([next.id])).get(next.id)?.decided).toBe(9);
    await decide(viewer, next.id, ['Objet'], 'ADAPT', true);
    expect(await wordsOf(next.documentId)).toBe(whole);
  });

  test('whatever is dropped, in whatever order it comes back, nothing is lost and the order holds', async () => {
    const viewer = await buildDrafter();
    const { next } = await continueText(viewer);
    const drops = [['premier', 'troisième'], ['deuxième'], ['Le partenaire doit agir.', 'Objet']];
    for (const words of drops) await decide(viewer, next.id, words, 'DROP');
    expect(await wordsOf(next.documentId)).toBe('Pour 2024, rien.|Axe|Suivi|Fin.');
    for (const words of [
      ['troisième'],
      ['Objet'],
      ['dedans b'],
      ['deuxième'],
      ['premier'],
      ['Le partenaire doit agir.'],
    ])
      await decide(viewer, next.id, words, 'KEEP');
    await decide(viewer, next.id, ['dedans a'], 'KEEP');
    // « dedans b » came back before the item it was nested in: it stands in a list of its own.
    expect(await wordsOf(next.documentId)).toBe(
      'Objet|Pour 2024, rien.|Axe|Le partenaire doit agir.|dedans a|dedans b|premier|deuxième|troisième|Suivi|Fin.',
    );
  });

  test('items dropped and kept from the outside in come back exactly', async () => {
    const viewer = await buildDrafter();
    const { next } = await continueText(viewer);
    const before = await readStoredText(next.documentId);
    await decide(viewer, next.id, ['deuxième'], 'DROP');
    expect(await choicesOf(viewer, next.id)).toMatchObject({ 'dedans a': 'DROP', 'dedans b': 'DROP' });
    await decide(viewer, next.id, ['deuxième'], 'KEEP');
    expect(await wordsOf(next.documentId)).toBe(whole.replace('dedans a|dedans b|', ''));
    await decide(viewer, next.id, ['dedans b'], 'KEEP');
    await decide(viewer, next.id, ['dedans a'], 'ADAPT');
    const after = await readStoredText(next.documentId);
    expect(after && textOf(after.doc).toJSON()).toEqual(before && textOf(before.doc).toJSON());
  });

  test('what was typed in a block this year comes back with it, and typing elsewhere meanwhile is kept', async () => {
    const viewer = await buildDrafter();
    const { next } = await continueText(viewer);
    const type = async (words: string, index: number, typed: string) => {
      const blocks = await (await readProgramme(viewer, next.id)).items();
      const blockId = blocks.find(({ text }) => text === words)?.blockId ?? '';
      await live.edit(next.documentId, viewer, (doc) => typeIn(doc, blockId, index, typed));
      await projectProgramme(next.documentId);
    };
    await type('Pour 2024, rien.', 11, 'presque ');
    await decide(viewer, next.id, ['Pour 2024, presque rien.'], 'DROP');
    await type('Fin.', 3, ' du texte');
    await decide(viewer, next.id, ['Pour 2024, presque rien.'], 'KEEP');
    expect(await wordsOf(next.documentId)).toBe(
      whole.replace('Pour 2024, rien.', 'Pour 2024, presque rien.').replace('Fin.', 'Fin du texte.'),
    );
  });

  test('the row of a dropped block is archived and comes back with the block', async () => {
    const viewer = await buildDrafter();
    const { next } = await continueText(viewer);
    await decide(viewer, next.id, ['Fin.'], 'DROP');
    const row = () => prisma.programmeItem.findFirstOrThrow({ where: { conventionId: next.id, text: 'Fin.' } });
    expect((await row()).archivedAt).toBeInstanceOf(Date);
    await decide(viewer, next.id, ['Fin.'], 'KEEP');
    expect(await row()).toMatchObject({ archivedAt: null, version: 3 });
  });

  test('a block that somebody deleted by hand comes back as it was last year when it is kept', async () => {
    const viewer = await buildDrafter();
    const { next } = await continueText(viewer);
    // The paragraph and the five items of the list.
    await live.edit(next.documentId, viewer, (doc) => removeBlocks(doc, 3, 6));
    await projectProgramme(next.documentId);
    await decide(viewer, next.id, ['deuxième'], 'KEEP', true);
    await decide(viewer, next.id, ['Le partenaire doit agir.'], 'ADAPT');
    expect(await wordsOf(next.documentId)).toBe(whole.replace('premier|', '').replace('troisième|', ''));
  });

  test('everything may be dropped, and something kept again', async () => {
    const viewer = await buildDrafter();
    const { next } = await continueText(viewer);
    await decide(viewer, next.id, ['Objet', 'Suivi'], 'DROP', true);
    expect(await wordsOf(next.documentId)).toBe('');
    await decide(viewer, next.id, ['Suivi'], 'KEEP');
    expect((await wordsOf(next.documentId)).replaceAll('|', '')).toBe('Suivi');
  });

  test('two who decide against each other at once leave a text that says what the rows say', async () => {
    const viewer = await buildDrafter();
    const { next } = await continueText(viewer);
    const [block] = (await listCarryOvers(viewer, next.id)).slice(-1);
    const choices = ['DROP', 'KEEP', 'DROP', 'ADAPT'] as const;
    await Promise.allSettled(
      choices.map((choice) => decideCarryOver(viewer, { conventionId: next.id, blockIds: [block?.blockId], choice })),
    );
    const row = await prisma.carryOver.findFirstOrThrow({ where: { conventionId: next.id, blockId: block?.blockId } });
    const words = await wordsOf(next.documentId);
    expect(words.split('Fin.').length - 1).toBe(row.choice === 'DROP' ? 0 : 1);
  });

  test('one change tells of one decision, with the blocks it was about', async () => {
    const viewer = await buildDrafter();
    const { next } = await continueText(viewer);
    await decide(viewer, next.id, ['Suivi'], 'KEEP', true);
    const changes = await prisma.change.findMany({ where: { kind: 'carryOver.decided', conventionId: next.id } });
    expect(changes).toMatchObject([
      { subject: 'Convention', subjectId: next.id, actorId: viewer.personId, details: { choice: 'KEEP' } },
    ]);
    expect((changes[0]?.details as { blockIds: string[] } | undefined)?.blockIds).toHaveLength(2);
  });

  test('a reader sees the decisions and makes none; a block of another text is not found', async () => {
    const viewer = await buildDrafter();
    const { previous, next } = await continueText(viewer);
    const reader = await buildViewer();
    await addParticipant(viewer, { conventionId: next.id, email: reader.email, role: 'COMMENTER' });
    expect(await listCarryOvers(reader, next.id)).toHaveLength(11);
    await expect(decide(reader, next.id, ['Fin.'], 'DROP')).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(
      decideCarryOver(viewer, { conventionId: next.id, blockIds: [randomUUID()], choice: 'KEEP' }),
    ).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(
      decideCarryOver(viewer, { conventionId: next.id, blockIds: [], choice: 'LATER' }),
    ).rejects.toMatchObject({ code: 'INVALID_INPUT' });
    expect(await listCarryOvers(viewer, previous.id)).toEqual([]);
    await expect(listCarryOvers(await buildViewer(), next.id)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect(await readConvention(reader, next.id)).toMatchObject({ id: next.id });
  });
});
