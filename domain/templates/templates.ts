// The templates of an organisation: texts that others begin with. A template is a copy, kept as it was made; who manages the
// organisation makes it of a text that they may read, everybody of the organisation uses it, nobody else knows of it.
import type { JSONContent } from '@tiptap/core';
import type { Prisma, Template } from '#generated/prisma/client.ts';
import { prisma, type Tx } from '#prisma/client.ts';
import { now } from '../calendar.ts';
import { type RecordChange, transact } from '../changes.ts';
import { conflict, forbidden, notFound } from '../errors.ts';
import { unlessTaken } from '../organisations/unless-taken.ts';
import { isUuid, parseInput } from '../parse.ts';
import { can } from '../permissions.ts';
import { parseText } from '../texts/live-text.ts';
import { textAsRead } from '../texts/reading-text.ts';
import type { Viewer } from '../viewers.ts';
import type { ChangeKind, TemplateField, TemplateKind } from '../vocabulary.ts';
import { fieldPlaces } from './fields.ts';
import { asTemplate, eachWords, headingsOf, openPlaces } from './filling.ts';
import { type Offer, offersIn, withFields } from './found-words.ts';
import {
  listTemplatesInput,
  MOST_FIELDS,
  MOST_TEMPLATES,
  removeTemplateInput,
  renameTemplateInput,
  saveTemplateInput,
  templateDraftInput,
} from './inputs.ts';
import { readTemplateSource, type TemplateSource } from './sources.ts';

/** A template as lists have it. */
export type ListedTemplate = Omit<Template, 'text'>;

const sees = (viewer: Viewer, template: Pick<Template, 'organisationId'>) =>
  can(viewer, 'template.use', template) || can(viewer, 'template.manage', template);

/** The templates of an organisation, by kind and name; none for whoever may not know of them. */
export async function listTemplates(viewer: Viewer, input: unknown): Promise<ListedTemplate[]> {
  const { organisationId, kind } = parseInput(listTemplatesInput, input);
  if (!sees(viewer, { organisationId })) return [];
  return prisma.template.findMany({
    where: { organisationId, ...(kind && { kind }) },
    omit: { text: true },
    orderBy: [{ kind: 'asc' }, { title: 'asc' }],
  });
}

/** A template that `viewer` may know of, or NOT_FOUND. */
export async function readTemplate(viewer: Viewer, templateId: string): Promise<Template> {
  const template = isUuid(templateId) ? await prisma.template.findUnique({ where: { id: templateId } }) : null;
  if (!template || !sees(viewer, template)) throw notFound();
  return template;
}

/** A template that a text of its kind may be made of. */
export async function templateToUse(viewer: Viewer, kind: TemplateKind, templateId: string): Promise<JSONContent> {
  const template = await readTemplate(viewer, templateId);
  if (!can(viewer, 'template.use', template)) throw forbidden();
  if (template.kind !== kind)
    throw conflict('Ce modèle est celui d’un autre document\u00a0: choisissez-en un dans la liste.');
  return textOfTemplate(template);
}

/** Whether somebody may know of the templates of an organisation. */
export const seesTemplates = (viewer: Viewer, organisationId: string): boolean => sees(viewer, { organisationId });

/** What a template says, its headings with their numbers. */
export async function readTemplateText(viewer: Viewer, templateId: string): Promise<JSONContent> {
  return textAsRead(parseText((await readTemplate(viewer, templateId)).text));
}

/** The same to make a text of it. */
const textOfTemplate = ({ text }: Pick<Template, 'text'>): JSONContent => parseText(text).toJSON();

/** The fields of a text, each once, and names between brackets that are none. */
export interface FieldsOfText {
  fields: TemplateField[];
  unknown: string[];
}

export function fieldsOf(text: JSONContent): FieldsOfText {
  const fields = new Set<TemplateField>();
  const unknown = new Set<string>();
  eachWords(text, (words) => {
    for (const { field, name } of fieldPlaces(words))
      if (field) fields.add(field);
      else unknown.add(name);
  });
  return { fields: [...fields], unknown: [...unknown] };
}

/** A text about to become a template: what of it may become fields. */
export type TemplateDraft = Pick<TemplateSource, 'kind' | 'title'> & { offers: Offer[] };

/** Shows a text that `viewer` may read as the template that would be made of it; changes nothing. */
export async function readTemplateDraft(viewer: Viewer, input: unknown): Promise<TemplateDraft> {
  const { kind, title, text, known } = await readTemplateSource(viewer, parseInput(templateDraftInput, input));
  return { kind, title, offers: offersIn(text, known) };
}

const told = (record: RecordChange, kind: ChangeKind, template: ListedTemplate) =>
  record({
    kind,
    subject: 'Template',
    subjectId: template.id,
    version: template.version,
    deletion: kind === 'template.removed',
    organisationId: template.organisationId,
    details: { kind: template.kind, title: template.title },
  });

const TAKEN = { title: 'Un modèle de cette sorte porte déjà ce nom.' };
const CHANGED = 'Ce modèle a changé entre-temps. Relisez ce qui a changé, puis recommencez.';

/** The template, locked and as it was read. */
async function lockTemplate(tx: Tx, { id, version }: { id: string; version: number }): Promise<ListedTemplate> {
  await tx.$queryRaw`select 1 from "Template" where id = ${id}::uuid for update`;
  const template = await tx.template.findUnique({ where: { id }, omit: { text: true } });
  if (!template) throw notFound();
  if (template.version !== version) throw conflict(CHANGED);
  return template;
}

/** Who manages the organisation of a template that they see. */
async function templateToManage(viewer: Viewer, templateId: string): Promise<Template> {
  const template = await readTemplate(viewer, templateId);
  if (!can(viewer, 'template.manage', template)) throw forbidden();
  return template;
}

async function demandRoom(tx: Tx, organisationId: string, kind: TemplateKind): Promise<void> {
  // Two at once wait for each other here.
  await tx.$queryRaw`select 1 from "Organisation" where id = ${organisationId}::uuid for no key update`;
  if ((await tx.template.count({ where: { organisationId, kind } })) >= MOST_TEMPLATES)
    throw conflict(`Un organisme garde au plus ${MOST_TEMPLATES} modèles de chaque sorte\u00a0: retirez-en un.`);
}

/** Keeps a text that `viewer` may read as a template of an organisation, or in the place of one of the same kind. */
export async function saveTemplate(viewer: Viewer, input: unknown): Promise<ListedTemplate> {
  const { organisationId, title, fields, headingsOnly, templateId, version, ...of } = parseInput(
    saveTemplateInput,
    input,
  );
  if (!can(viewer, 'template.manage', { organisationId })) throw forbidden();
  const before = templateId ? await templateToManage(viewer, templateId) : null;
  if (before && before.organisationId !== organisationId) throw notFound();
  const { kind, text, known } = await readTemplateSource(viewer, of);
  if (before && before.kind !== kind) throw conflict('Le modèle à remplacer est celui d’un autre document.');
  const marked = asTemplate(withFields(text, known, fields));
  const kept = parseText(headingsOnly ? headingsOf(marked) : marked).toJSON();
  if (openPlaces(kept).length > MOST_FIELDS)
    throw conflict(`Un modèle compte au plus 1\u202f000 champs\u00a0: décochez-en, ou retirez-en du texte.`);
  const data = {
    title,
    text: kept as Prisma.InputJsonObject,
    savedById: viewer.personId,
    savedAt: now(),
  };
  const written = transact(viewer, async (tx, record) => {
    if (before) await lockTemplate(tx, { id: before.id, version: version ?? 0 });
    else await demandRoom(tx, organisationId, kind);
    const template = before
      ? await tx.template.update({
          where: { id: before.id },
          data: { ...data, version: { increment: 1 } },
          omit: { text: true },
        })
      : await tx.template.create({ data: { ...data, organisationId, kind }, omit: { text: true } });
    await told(record, 'template.saved', template);
    return template;
  });
  return unlessTaken(written, TAKEN);
}

/** Gives a template another name. */
export async function renameTemplate(viewer: Viewer, input: unknown): Promise<ListedTemplate> {
  const { templateId, version, title } = parseInput(renameTemplateInput, input);
  await templateToManage(viewer, templateId);
  const written = transact(viewer, async (tx, record) => {
    const before = await lockTemplate(tx, { id: templateId, version });
    if (before.title === title) return before;
    const template = await tx.template.update({
      where: { id: templateId },
      data: { title, version: { increment: 1 } },
      omit: { text: true },
    });
    await told(record, 'template.renamed', template);
    return template;
  });
  return unlessTaken(written, TAKEN);
}

/** Takes a template away; what was made of it stays. */
export async function removeTemplate(viewer: Viewer, input: unknown): Promise<void> {
  const { templateId, version } = parseInput(removeTemplateInput, input);
  await templateToManage(viewer, templateId);
  await transact(viewer, async (tx, record) => {
    const template = await lockTemplate(tx, { id: templateId, version });
    await tx.template.delete({ where: { id: templateId } });
    await told(record, 'template.removed', template);
  });
}
