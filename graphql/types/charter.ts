// The visual charter of an organisation: what its texts look like in Word and in LibreOffice.
import { giveCharter, type ListedCharter, listCharters, removeCharter } from '#domain/organisations/charters.ts';
import { charterFormats } from '#domain/vocabulary.ts';
import { builder, signedIn } from '../builder.ts';
import { OrganisationType } from './organisation.ts';

const CharterFormatType = builder.enumType('CharterFormat', {
  description: 'DOCX : pour Word. ODT : pour LibreOffice.',
  values: charterFormats,
});

const CharterType = builder.objectRef<ListedCharter>('Charter').implement({
  description:
    'La charte graphique d’un organisme : les styles, la page, les en-têtes et les pieds de page des textes que ses personnes téléchargent.',
  fields: (t) => ({
    organisationId: t.exposeID('organisationId', { description: 'L’organisme dont elle est.' }),
    format: t.expose('format', { type: CharterFormatType, description: 'Le logiciel qu’elle sert.' }),
    fileName: t.exposeString('fileName', { description: 'Du fichier dont elle a été tirée.' }),
    givenAt: t.expose('givenAt', { type: 'DateTime', description: 'Quand elle a été déposée.' }),
  }),
});

builder.objectFields(OrganisationType, (t) => ({
  charters: t.field({
    type: [CharterType],
    description: 'Une par format au plus ; sans elle, la présentation habituelle.',
    resolve: ({ id }, _args, context) => listCharters(signedIn(context), id),
  }),
}));

const GiveCharterInput = builder.inputType('GiveCharterInput', {
  fields: (t) => ({
    organisationId: t.id({ required: true }),
    fileName: t.string({ required: true }),
    content: t.field({ type: 'Bytes', required: true, description: 'Un DOCX ou un ODT, de 5 Mo au plus.' }),
  }),
});

const RemoveCharterInput = builder.inputType('RemoveCharterInput', {
  fields: (t) => ({
    organisationId: t.id({ required: true }),
    format: t.field({ type: CharterFormatType, required: true, description: 'De celle qui est retirée.' }),
  }),
});

builder.mutationFields((t) => ({
  giveCharter: t.field({
    type: CharterType,
    description:
      'Garde la charte d’un organisme, à la place de celle du même format. Refuse les macros et ce qui n’est pas un modèle.',
    args: { input: t.arg({ type: GiveCharterInput, required: true }) },
    resolve: (_root, { input: { organisationId, fileName, content } }, context) =>
      giveCharter(signedIn(context), { organisationId, fileName, bytes: content }),
  }),
  removeCharter: t.boolean({
    description: 'La retire. Vrai une fois fait.',
    args: { input: t.arg({ type: RemoveCharterInput, required: true }) },
    resolve: async (_root, { input }, context) => {
      await removeCharter(signedIn(context), input);
      return true;
    },
  }),
}));
