// Templates of an organisation: who makes them, who uses them, who knows of them; and what is made of each kind.
import { randomUUID } from 'node:crypto';
import type { JSONContent } from '@tiptap/core';
import { beforeAll, describe, expect, test } from 'vitest';
import { addAgendaItem } from '#domain/agendas/agendas.ts';
import { addDays, toColumn, today } from '#domain/calendar.ts';
import { readConvention } from '#domain/gate.ts';
import { readChanges } from '#domain/history/feed.ts';
import { readMeetingNotes } from '#domain/minutes/meeting-notes.ts';
import { writeField } from '#domain/templates/fields.ts';
import { wordsOf } from '#domain/templates/filling.ts';
import {
  fieldsOf,
  listTemplates,
  readTemplate,
  readTemplateDraft,
  readTemplateText,
  removeTemplate,
  renameTemplate,
  saveTemplate,
} from '#domain/templates/templates.ts';
import {
  addAgendaFromTemplate,
  createConventionFromTemplate,
  listOpenFields,
  makeReportFromTemplate,
  openAmendmentFromTemplate,
  openNotesFromTemplate,
} from '#domain/templates/uses.ts';
import { readStoredJson } from '#domain/texts/reading-text.ts';
import type { PersonViewer, Viewer } from '#domain/viewers.ts';
import { prisma } from '#prisma/client.ts';
import { buildLine } from '../../build/budgets.ts';
import { buildConvention, heading, paragraph } from '../../build/conventions.ts';
import { buildCalled, buildJoint, type Joint } from '../../build/meetings.ts';
import { buildNotes } from '../../build/minutes.ts';
import { buildOrganisation, buildPerson, buildSystemViewer, buildViewer, signIn } from '../../build/organisations.ts';
import { useDatabase } from '../../rig/database.ts';
import { useOutside } from '../../rig/outside.ts';

useDatabase();
const outside = useOutside();

const SIRET = '22620001200012';
let administrator: PersonViewer;
let member: PersonViewer;
let otherAdministrator: PersonViewer;
let organisationId: string;
let partnerId: string;
let documentId: string;

const content = () => [
  heading('Objet de la convention'),
  paragraph('Entre le Département des Collines, SIRET 226 200 012 00012, et l’Agence des Terrils.'),
  paragraph('Le Département verse 180 000 euros pour 2025, selon la délibération du 3 mars 2024.'),
  paragraph('Siège : [[adresse du partenaire]].'),
];

beforeAll(async () => {
  outside.begin();
  const department = await buildOrganisation({
    name: 'Département des Collines',
    kind: 'DEPARTMENT',
    siret: SIRET,
    address: '1 rue Haute, 62000 Arras',
  });
  const partner = await buildOrganisation({ name: 'Agence des Terrils', kind: 'ASSOCIATION' });
  [organisationId, partnerId] = [department.id, partner.id];
  administrator = await buildViewer({ organisationId, organisationAdministrator: true });
  member = await buildViewer({ organisationId });
  otherAdministrator = await buildViewer({ organisationId: partnerId, organisationAdministrator: true });
  const convention = await buildConvention({
    title: 'Convention annuelle',
    year: 2025,
    content: content(),
    participants: [
      { organisationId, role: 'STEWARD' },
      { organisationId: partnerId, role: 'EDITOR' },
    ],
  });
  documentId = convention.documentId;
  await buildLine(administrator, convention.id);
});

const codeOf = (attempt: Promise<unknown>) =>
  attempt.then(
    () => 'done',
    (error) => error.code ?? error,
  );
const wordsIn = (text: JSONContent): string[] => (text.content ?? []).map(wordsOf);
const draftOf = (viewer: Viewer, source: object = { documentId }) => readTemplateDraft(viewer, source);

/** Keeps a text as a template, with all that is offered made fields. */
async function save(viewer: Viewer, title: string, more: object = {}, source: object = { documentId }) {
  const { offers } = await draftOf(viewer, source);
  const fields = offers.map(({ blockId, field }) => ({ blockId, field }));
  return saveTemplate(viewer, { organisationId: viewer.organisationId, ...source, title, fields, ...more });
}

describe('a template made of a convention', () => {
  test('offers what the record says, in the words of the text', async () => {
    const { kind, title, offers } = await draftOf(administrator);
    expect({ kind, title }).toEqual({ kind: 'CONVENTION', title: 'Convention annuelle' });
    expect(offers.map(({ field, words }) => [field, words])).toEqual([
      ['DEPARTMENT_NAME', 'Département des Collines'],
      ['DEPARTMENT_SIRET', '226 200 012 00012'],
      ['PARTNER_NAME', 'Agence des Terrils'],
      ['ENVELOPE', '180 000 euros'],
      ['YEAR', '2025'],
    ]);
  });

  test('is filled for the convention made of it; what is not known is listed with its place', async () => {
    const { id } = await save(administrator, 'Convention type');
    expect(fieldsOf(await readTemplateText(member, id)).fields).toContain('ENVELOPE');
    const made = await createConventionFromTemplate(member, {
      templateId: id,
      title: 'Convention 2027',
      year: 2027,
      partnerId,
    });
    const text = await readStoredJson(made.documentId);
    expect(wordsIn(text)).toEqual([
      'Objet de la convention',
      'Entre le Département des Collines, SIRET 226\u00a0200\u00a0012\u00a000012, et l’Agence des Terrils.',
      'Le Département verse [[à compléter\u00a0: enveloppe]] pour 2027, selon la délibération du 3 mars 2024.',
      'Siège : [[à compléter\u00a0: adresse du partenaire]].',
    ]);
    const ids = (text.content ?? []).map(({ attrs }) => attrs?.id);
    expect(await listOpenFields(member, made.documentId)).toEqual([
      { blockId: ids[2], name: 'enveloppe' },
      { blockId: ids[3], name: 'adresse du partenaire' },
    ]);
    // A convention like any other: its rows are there, and it continues none.
    const items = await prisma.programmeItem.findMany({ where: { conventionId: made.id } });
    expect(items.map(({ blockId }) => blockId).sort()).toEqual([...ids].sort());
    expect(items.every(({ previousBlockId }) => previousBlockId === null)).toBe(true);
    const source = await readStoredJson(documentId);
    expect((source.content ?? []).some(({ attrs }) => ids.includes(attrs?.id))).toBe(false);
  });

  test('only what was ticked becomes a field, and headings alone may be kept', async () => {
    const { offers } = await draftOf(administrator);
    const year = offers.filter(({ field }) => field === 'YEAR').map(({ blockId, field }) => ({ blockId, field }));
    const input = { organisationId, documentId, fields: year };
    const { id } = await saveTemplate(administrator, { ...input, title: 'Une année' });
    expect(fieldsOf(await readTemplateText(administrator, id)).fields).toEqual(['YEAR', 'PARTNER_ADDRESS']);
    const bare = await saveTemplate(administrator, { ...input, title: 'Des titres', headingsOnly: true });
    expect(wordsIn(await readTemplateText(administrator, bare.id))).toEqual(['Objet de la convention', '']);
  });

  test('takes the place of another of its kind, once, and bears a name of its own', async () => {
    const { id, version } = await save(administrator, 'À remplacer');
    expect(await codeOf(save(administrator, 'À remplacer'))).toBe('INVALID_INPUT');
    const replaced = await save(administrator, 'À remplacer', { templateId: id, version });
    expect(replaced).toMatchObject({ id, version: version + 1 });
    expect(await codeOf(save(administrator, 'À remplacer', { templateId: id, version }))).toBe('CONFLICT');
    expect(await codeOf(renameTemplate(administrator, { templateId: id, version, title: 'Tard' }))).toBe('CONFLICT');
    const renamed = await renameTemplate(administrator, { templateId: id, version: version + 1, title: 'Remplacé' });
    expect(renamed).toMatchObject({ title: 'Remplacé', version: version + 2 });
    await removeTemplate(administrator, { templateId: id, version: version + 2 });
    expect(await codeOf(readTemplate(administrator, id))).toBe('NOT_FOUND');
  });

  test('is told in the feed of its organisation, and in nobody else’s', async () => {
    const own = await buildSystemViewer(organisationId, 'READ');
    const others = await buildSystemViewer(partnerId, 'READ');
    const kinds = async (viewer: Viewer) =>
      (await readChanges(viewer, { first: 500 })).changes
        .map(({ kind }) => kind)
        .filter((kind) => kind.startsWith('template.'));
    expect(new Set(await kinds(own))).toEqual(new Set(['template.saved', 'template.renamed', 'template.removed']));
    expect(await kinds(others)).toEqual([]);
  });
});

test('more fields than a text made of it could bear are refused in words', async () => {
  const many = `${writeField('YEAR')} `.repeat(1_001);
  const { documentId } = await buildConvention({
    content: [paragraph(many)],
    participants: [{ organisationId, role: 'READER' }],
  });
  expect(await codeOf(save(administrator, 'Trop', {}, { documentId }))).toBe('CONFLICT');
});

describe('who may', () => {
  let templateId: string;
  let version: number;
  beforeAll(async () => {
    ({ id: templateId, version } = await save(administrator, 'Pour tous'));
  });

  test.each([
    { name: 'its administrator', viewer: () => administrator, sees: true, uses: 'done', manages: true },
    { name: 'a member', viewer: () => member, sees: true, uses: 'done', manages: false },
    {
      name: 'a key of its organisation',
      viewer: () => buildSystemViewer(organisationId, 'READ_WRITE'),
      sees: true,
      uses: 'done',
      manages: false,
    },
    {
      name: 'a key that reads alone',
      viewer: () => buildSystemViewer(organisationId, 'READ'),
      sees: true,
      uses: 'FORBIDDEN',
      manages: false,
    },
    {
      name: 'the administrator of another organisation',
      viewer: () => otherAdministrator,
      sees: false,
      uses: 'NOT_FOUND',
      manages: false,
    },
    {
      name: 'the platform’s administrator',
      viewer: () => buildViewer({ platformAdministrator: true }),
      sees: true,
      uses: 'FORBIDDEN',
      manages: true,
    },
  ])('$name', async ({ viewer: build, sees, uses, manages }) => {
    const viewer = await build();
    expect((await listTemplates(viewer, { organisationId })).some(({ id }) => id === templateId)).toBe(sees);
    expect(await codeOf(readTemplateText(viewer, templateId))).toBe(sees ? 'done' : 'NOT_FOUND');
    expect(await codeOf(createConventionFromTemplate(viewer, { templateId, title: 'Essai', year: 2027 }))).toBe(uses);
    const hidden = sees ? 'FORBIDDEN' : 'NOT_FOUND';
    // Judged before the version, which is wrong: nothing changes here.
    expect(await codeOf(renameTemplate(viewer, { templateId, version: 99, title: 'Autre' }))).toBe(
      manages ? 'CONFLICT' : hidden,
    );
    expect(await codeOf(removeTemplate(viewer, { templateId, version: 99 }))).toBe(manages ? 'CONFLICT' : hidden);
    const input = { organisationId, documentId: randomUUID(), title: 'Rien', fields: [] };
    expect(await codeOf(saveTemplate(viewer, input))).toBe(manages ? 'NOT_FOUND' : 'FORBIDDEN');
    expect((await readTemplate(member, templateId)).version).toBe(version);
  });

  test('a text that one may not read makes no template', async () => {
    const outsider = await buildViewer({ organisationAdministrator: true });
    expect(await codeOf(draftOf(outsider))).toBe('NOT_FOUND');
    expect(
      await codeOf(
        saveTemplate(outsider, { organisationId: outsider.organisationId, documentId, title: 'Pris', fields: [] }),
      ),
    ).toBe('NOT_FOUND');
  });

  test('a partner makes a template of its own of a text that both read, and sees that one alone', async () => {
    const { id } = await save(otherAdministrator, 'La nôtre');
    expect(await listTemplates(otherAdministrator, { organisationId: partnerId })).toMatchObject([{ id }]);
    expect(await codeOf(readTemplate(member, id))).toBe('NOT_FOUND');
  });

  test('amounts stay unknown to a key that may not read them', async () => {
    const key = { ...(await buildSystemViewer(organisationId, 'READ')), scopes: ['programme:read' as const] };
    expect((await draftOf(key)).offers.map(({ field }) => field)).not.toContain('ENVELOPE');
  });
});

test.each([
  ['neither a text nor a meeting', {}],
  ['both', { documentId: randomUUID(), meetingId: randomUUID() }],
  ['a field of no list', { documentId: randomUUID(), fields: [{ blockId: randomUUID(), field: 'PASSWORD' }] }],
  ['a name of nothing', { documentId: randomUUID(), title: ' \u200b ' }],
  ['a replacement without its version', { documentId: randomUUID(), templateId: randomUUID() }],
])('%s is refused in words', async (_name, input) => {
  await expect(
    saveTemplate(administrator, { organisationId, title: 'Modèle', fields: [], ...input }),
  ).rejects.toMatchObject({ code: 'INVALID_INPUT' });
});

describe('of a meeting and of a year', () => {
  let joint: Joint;
  let agent: PersonViewer;
  beforeAll(async () => {
    joint = await buildJoint();
    const person = await buildPerson({ organisationId: joint.department.id, organisationAdministrator: true });
    await prisma.participant.create({
      data: { conventionId: joint.convention.id, personId: person.id, role: 'EDITOR' },
    });
    agent = await signIn(person);
  });
  const newMeeting = (title: string) => buildCalled(joint, { title });
  const addPoint = (meetingId: string, title: string, minutes: number | null = null) =>
    addAgendaItem(agent, { meetingId, title, minutes });

  test('the points of an agenda come back with their minutes, filled and at the end', async () => {
    const before = await newMeeting('Comité de janvier');
    await addPoint(before.id, `Ouverture du ${'Comité de janvier'}`, 15);
    await addPoint(before.id, `Bilan de ${writeField('PARTNER_ADDRESS')} (10 min)`);
    const template = await save(agent, 'Comité', {}, { meetingId: before.id });
    expect(template.kind).toBe('AGENDA');
    const after = await newMeeting('Comité de juin');
    await addPoint(after.id, 'Déjà là');
    const { agenda } = await addAgendaFromTemplate(agent, { templateId: template.id, meetingId: after.id });
    expect(agenda.map(({ title, minutes, position }) => [position, title, minutes])).toEqual([
      [0, 'Déjà là', null],
      [1, 'Ouverture du Comité de juin', 15],
      [2, 'Bilan de [[à compléter : adresse du partenaire]] (10 min)', null],
    ]);
  });

  test('an empty agenda, and one that would be too long, are refused in words', async () => {
    const meeting = await newMeeting('Rien encore');
    expect(await codeOf(draftOf(agent, { meetingId: meeting.id }))).toBe('CONFLICT');
    const points = Array.from({ length: 26 }, (_, position) => ({ position, title: `Point ${position}` }));
    await prisma.agendaItem.createMany({ data: points.map((point) => ({ meetingId: meeting.id, ...point })) });
    const { id: templateId } = await save(agent, 'Long', {}, { meetingId: meeting.id });
    expect(await codeOf(addAgendaFromTemplate(agent, { templateId, meetingId: meeting.id }))).toBe('CONFLICT');
    expect(await prisma.agendaItem.count({ where: { meetingId: meeting.id } })).toBe(26);
  });

  test('notes begin with a template, the agenda where it says so; nothing decided comes along', async () => {
    const before = await newMeeting('Réunion de mars');
    const notesId = await buildNotes(before.id, [
      paragraph('Compte rendu : Réunion de mars'),
      {
        type: 'paragraph',
        attrs: { id: randomUUID(), outcome: 'DECISION' },
        content: [{ type: 'text', text: 'Décidé.' }],
      },
      paragraph(writeField('AGENDA')),
      paragraph(`Présents : ${writeField('MEETING_INVITEES')}`),
    ]);
    const { id: templateId, kind } = await save(agent, 'Compte rendu', {}, { documentId: notesId });
    expect(kind).toBe('MINUTES');
    const after = await newMeeting('Réunion de juin');
    await addPoint(after.id, 'Les [[cités]]');
    await openNotesFromTemplate(agent, { templateId, meetingId: after.id });
    const text = await readMeetingNotes(agent, after.id);
    expect(wordsIn(text).slice(0, 4)).toEqual(['Compte rendu : Réunion de juin', 'Décidé.', 'Les [[cités]]', '']);
    expect(text.content?.[2]?.type).toBe('heading');
    expect(JSON.stringify(text)).not.toContain('DECISION');
    // They are open: nothing that is written in them is replaced.
    expect(await codeOf(openNotesFromTemplate(agent, { templateId, meetingId: after.id }))).toBe('CONFLICT');
  });

  test('notes of a meeting that is far are not opened by a template either', async () => {
    const notes = await prisma.meetingNotes.findFirstOrThrow();
    const { id: templateId } = await save(agent, 'Autre compte rendu', {}, { documentId: notes.documentId });
    const far = await buildCalled(joint, {
      startsAt: toColumn(addDays(today(), 9)),
      endsAt: toColumn(addDays(today(), 10)),
    });
    expect(await codeOf(openNotesFromTemplate(agent, { templateId, meetingId: far.id }))).toBe('CONFLICT');
    expect(await prisma.meetingNotes.count({ where: { meetingId: far.id } })).toBe(0);
  });

  test('a yearly report begins with a template, what was followed where it says so', async () => {
    const source = await buildConvention({ participants: [{ personId: agent.personId, role: 'EDITOR' }], year: 2024 });
    const { documentId: sourceId } = await prisma.$transaction(async (tx) => {
      const notes = await tx.document.create({ data: { kind: 'REPORT' } });
      return tx.yearReport.create({
        data: { conventionId: source.id, documentId: notes.id, createdById: agent.personId },
      });
    });
    // An empty report is a text as well.
    const empty = await save(agent, 'Vide', {}, { documentId: sourceId });
    await prisma.template.update({
      where: { id: empty.id },
      data: {
        text: {
          type: 'doc',
          content: [
            { type: 'paragraph', content: [{ type: 'text', text: 'Note d’avancement [[année]]' }] },
            { type: 'paragraph', content: [{ type: 'text', text: '[[faits de l’année]]' }] },
          ],
        },
      },
    });
    const conventionId = joint.convention.id;
    const made = await makeReportFromTemplate(agent, { templateId: empty.id, conventionId });
    const words = wordsIn(await readStoredJson(made.documentId));
    expect(words.slice(0, 2)).toEqual(['Note d’avancement 2025', 'Synthèse de l’année 2025']);
    expect(made.isEdited).toBe(false);
    expect(await codeOf(makeReportFromTemplate(joint.reader, { templateId: empty.id, conventionId }))).toBe(
      'FORBIDDEN',
    );
  });

  test('a template serves its own kind alone', async () => {
    const [template] = await listTemplates(agent, { organisationId: agent.organisationId, kind: 'AGENDA' });
    const input = { templateId: template?.id, title: 'Non', year: 2027 };
    expect(await codeOf(createConventionFromTemplate(agent, input))).toBe('CONFLICT');
  });

  test('an amendment gives what it adds, and begins the next one before the text that is amended', async () => {
    const stewards = [{ personId: agent.personId, role: 'STEWARD' as const }];
    const first = await buildConvention({
      state: 'SIGNED',
      year: 2026,
      content: [paragraph('Signé.')],
      participants: stewards,
    });
    const kept = { ...paragraph('Signé.'), attrs: { id: randomUUID(), previousId: randomUUID() } };
    const amendment = await buildConvention({
      title: 'Avenant modèle',
      year: 2026,
      content: [paragraph('Avenant : Avenant modèle'), kept],
      participants: stewards,
    });
    expect(await codeOf(draftOf(agent, { documentId: amendment.documentId }))).toBe('done');
    await prisma.convention.update({ where: { id: amendment.id }, data: { amendsId: first.id, state: 'REJECTED' } });
    const { id: templateId, kind } = await save(agent, 'Avenant', {}, { documentId: amendment.documentId });
    expect(kind).toBe('AMENDMENT');
    const input = { templateId, conventionId: first.id, title: 'Avenant n° 2' };
    const made = await openAmendmentFromTemplate(agent, input);
    const text = await readStoredJson(made.documentId);
    expect(wordsIn(text)).toEqual(['Avenant : Avenant n° 2', 'Signé.']);
    expect(text.content?.map(({ attrs }) => attrs?.previousId !== null)).toEqual([false, true]);
    expect((await readConvention(agent, made.id)).amendsId).toBe(first.id);
    // One at a time, as without a template.
    expect(await codeOf(openAmendmentFromTemplate(agent, input))).toBe('CONFLICT');
  });
});
