// The templates of an organisation: texts that others begin with, and what each leaves open. What is made of one: template-uses.ts.

import { can } from '#domain/permissions.ts';
import { fieldNames, writeField } from '#domain/templates/fields.ts';
import type { OpenPlace } from '#domain/templates/filling.ts';
import type { Offer } from '#domain/templates/found-words.ts';
import {
  fieldsOf,
  type ListedTemplate,
  listTemplates,
  readTemplate,
  readTemplateDraft,
  readTemplateText,
  removeTemplate,
  renameTemplate,
  saveTemplate,
  seesTemplates,
  type TemplateDraft,
} from '#domain/templates/templates.ts';
import { listOpenFields } from '#domain/templates/uses.ts';
import { type TemplateField, templateFields, templateKinds } from '#domain/vocabulary.ts';
import { builder, signedIn } from '../builder.ts';
import { OrganisationType } from './organisation.ts';

const TemplateKindType = builder.enumType('TemplateKind', {
  description: 'De quoi un modèle est le début.',
  values: templateKinds,
});

const TemplateFieldType = builder.enumType('TemplateField', {
  description: 'Ce qu’un modèle laisse ouvert, et qui se remplit de ce que la plate-forme sait.',
  values: Object.fromEntries(
    templateFields.map((field) => [
      field,
      { value: field, description: `S’écrit «\u00a0${writeField(field)}\u00a0».` },
    ]),
  ) as { [Name in TemplateField]: { value: Name; description: string } },
});

const NamedFieldType = builder.objectRef<TemplateField>('NamedTemplateField').implement({
  description: 'Un champ, et son nom.',
  fields: (t) => ({
    field: t.field({ type: TemplateFieldType, description: 'Le champ.', resolve: (field) => field }),
    name: t.string({ description: 'Son nom, en français.', resolve: (field) => fieldNames[field] }),
  }),
});

const TemplateType = builder.objectRef<ListedTemplate>('Template').implement({
  description: 'Un texte d’un organisme par lequel d’autres commencent. Les autres organismes n’en savent rien.',
  fields: (t) => ({
    id: t.exposeID('id'),
    organisationId: t.exposeID('organisationId', { description: 'L’organisme dont il est.' }),
    kind: t.expose('kind', { type: TemplateKindType }),
    title: t.exposeString('title', { description: 'Son nom.' }),
    version: t.exposeInt('version'),
    createdAt: t.expose('createdAt', { type: 'DateTime' }),
    savedAt: t.expose('savedAt', {
      type: 'DateTime',
      description: 'Quand son texte a été enregistré pour la dernière fois.',
    }),
    text: t.field({
      type: 'Json',
      complexity: 20,
      description:
        'Son texte, en JSON de ProseMirror, sans identifiants\u00a0; un champ s’y écrit «\u00a0[[nom du Département]]\u00a0».',
      resolve: ({ id }, _args, context) => readTemplateText(signedIn(context), id),
    }),
    fields: t.field({
      type: [NamedFieldType],
      complexity: 20,
      description: 'Les champs de son texte, chacun une fois.',
      resolve: async ({ id }, _args, context) => fieldsOf(await readTemplateText(signedIn(context), id)).fields,
    }),
    unknownFields: t.stringList({
      complexity: 20,
      description:
        'Ce qui s’y trouve entre doubles crochets et n’est le nom d’aucun champ\u00a0: ces mots restent tels quels.',
      resolve: async ({ id }, _args, context) => fieldsOf(await readTemplateText(signedIn(context), id)).unknown,
    }),
    viewerMayManage: t.boolean({
      resolve: (template, _args, context) => can(signedIn(context), 'template.manage', template),
    }),
  }),
});

const TemplateOfferType = builder.objectRef<Offer>('TemplateOffer').implement({
  description: 'Un passage où des mots disent ce que la plate-forme sait d’un champ, et peuvent le devenir.',
  fields: (t) => ({
    blockId: t.exposeID('blockId'),
    field: t.expose('field', { type: TemplateFieldType, description: 'Le champ.' }),
    fieldName: t.string({ description: 'Son nom, en français.', resolve: ({ field }) => fieldNames[field] }),
    before: t.exposeString('before', { description: 'Ce qui précède ces mots.' }),
    words: t.exposeString('words', { description: 'Ces mots, la première fois.' }),
    after: t.exposeString('after', { description: 'Ce qui les suit.' }),
    count: t.exposeInt('count', { description: 'Combien de fois dans ce passage.' }),
  }),
});

const TemplateDraftType = builder.objectRef<TemplateDraft>('TemplateDraft').implement({
  description: 'Un texte tel qu’il serait gardé comme modèle, avant que des champs y soient choisis.',
  fields: (t) => ({
    kind: t.expose('kind', { type: TemplateKindType }),
    title: t.exposeString('title'),
    offers: t.field({
      type: [TemplateOfferType],
      description: 'Ce qui peut devenir champ, dans l’ordre de lecture.',
      resolve: ({ offers }) => offers,
    }),
  }),
});

const OpenFieldType = builder.objectRef<OpenPlace>('OpenField').implement({
  description: 'Un endroit d’un texte qui reste à compléter.',
  fields: (t) => ({
    blockId: t.exposeID('blockId', { nullable: true, description: 'Le passage où il est.' }),
    name: t.exposeString('name', { description: 'Le nom écrit entre doubles crochets.' }),
  }),
});

builder.objectFields(OrganisationType, (t) => ({
  viewerMaySeeTemplates: t.boolean({
    description: 'Qui en est membre, ou l’administre.',
    resolve: ({ id }, _args, context) => seesTemplates(signedIn(context), id),
  }),
  templates: t.field({
    type: [TemplateType],
    complexity: 20,
    description: 'Ses modèles, par sorte et par nom, pour ses membres\u00a0; aucun pour les autres organismes.',
    args: { kind: t.arg({ type: TemplateKindType, description: 'Cette sorte seulement.' }) },
    resolve: ({ id }, { kind }, context) => listTemplates(signedIn(context), { organisationId: id, kind }),
  }),
}));

builder.queryFields((t) => ({
  template: t.field({
    type: TemplateType,
    description: 'Un modèle. NOT_FOUND pour les autres organismes.',
    args: { id: t.arg.id({ required: true }) },
    resolve: (_root, { id }, context) => readTemplate(signedIn(context), id),
  }),
  templateDraft: t.field({
    type: TemplateDraftType,
    description:
      'Le modèle que l’on ferait d’un texte que l’on peut lire, ou de l’ordre du jour d’une réunion\u00a0; l’un des deux.',
    complexity: 20,
    args: { documentId: t.arg.id(), meetingId: t.arg.id() },
    resolve: (_root, args, context) => readTemplateDraft(signedIn(context), args),
  }),
  openFields: t.field({
    type: [OpenFieldType],
    description: 'Ce qu’un texte né d’un modèle laisse encore à compléter, dans l’ordre de lecture.',
    complexity: 20,
    args: { documentId: t.arg.id({ required: true }) },
    resolve: (_root, { documentId }, context) => listOpenFields(signedIn(context), documentId),
  }),
}));

const TemplateTickInput = builder.inputType('TemplateTickInput', {
  description: 'Un passage où des mots deviennent un champ.',
  fields: (t) => ({
    blockId: t.id({ required: true }),
    field: t.field({ type: TemplateFieldType, required: true, description: 'Le champ.' }),
  }),
});

const SaveTemplateInput = builder.inputType('SaveTemplateInput', {
  description: 'D’un texte ou d’un ordre du jour\u00a0; l’un des deux.',
  fields: (t) => ({
    organisationId: t.id({ required: true, description: 'L’organisme dont il sera.' }),
    documentId: t.id(),
    meetingId: t.id({ description: 'La réunion dont l’ordre du jour est gardé.' }),
    title: t.string({ required: true, description: 'Le nom du modèle.' }),
    fields: t.field({
      type: [TemplateTickInput],
      required: true,
      description: 'Ce qui devient champ, de ce que `templateDraft` propose.',
    }),
    headingsOnly: t.boolean({ description: 'Les titres seuls, avec de la place sous chacun.' }),
    templateId: t.id({ description: 'Le modèle à remplacer\u00a0; aucun\u00a0: un nouveau.' }),
    version: t.int({ description: 'Du modèle à remplacer, telle qu’elle a été lue.' }),
  }),
});

const RenameTemplateInput = builder.inputType('RenameTemplateInput', {
  fields: (t) => ({
    templateId: t.id({ required: true, description: 'Le modèle.' }),
    version: t.int({ required: true }),
    title: t.string({ required: true, description: 'Son nouveau nom.' }),
  }),
});

const RemoveTemplateInput = builder.inputType('RemoveTemplateInput', {
  fields: (t) => ({
    templateId: t.id({ required: true, description: 'Le modèle.' }),
    version: t.int({ required: true }),
  }),
});

builder.mutationFields((t) => ({
  saveTemplate: t.field({
    type: TemplateType,
    description:
      'Garde comme modèle un texte que l’on peut lire, sans ses commentaires, ses propositions ni ce qui en est suivi. Pour qui administre l’organisme.',
    complexity: { field: 50 },
    args: { input: t.arg({ type: SaveTemplateInput, required: true }) },
    resolve: (_root, { input }, context) => saveTemplate(signedIn(context), input),
  }),
  renameTemplate: t.field({
    type: TemplateType,
    description: 'Donne un autre nom à un modèle.',
    args: { input: t.arg({ type: RenameTemplateInput, required: true }) },
    resolve: (_root, { input }, context) => renameTemplate(signedIn(context), input),
  }),
  removeTemplate: t.boolean({
    description: 'Le retire\u00a0; ce qui en est né reste. Vrai une fois fait.',
    args: { input: t.arg({ type: RemoveTemplateInput, required: true }) },
    resolve: async (_root, { input }, context) => {
      await removeTemplate(signedIn(context), input);
      return true;
    },
  }),
}));
