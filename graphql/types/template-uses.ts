// What is made of a template: what the record knows is written in its fields, the rest says that it is to be completed.
import {
  addAgendaFromTemplate,
  createConventionFromTemplate,
  makeReportFromTemplate,
  openAmendmentFromTemplate,
  openNotesFromTemplate,
} from '#domain/templates/uses.ts';
import { builder, signedIn } from '../builder.ts';
import { ConventionType } from './convention.ts';
import { MeetingType } from './meeting.ts';
import { YearReportType } from './year-report.ts';

const TEMPLATE = 'Le modèle, de l’organisme de qui demande.';

const CreateConventionFromTemplateInput = builder.inputType('CreateConventionFromTemplateInput', {
  fields: (t) => ({
    templateId: t.id({ required: true, description: TEMPLATE }),
    title: t.string({ required: true }),
    year: t.int({ required: true }),
    departmentId: t.id({
      description: 'Le département qui sera partie\u00a0; l’organisme de qui demande, s’il en est un.',
    }),
    partnerId: t.id({
      description: 'L’autre partie\u00a0; l’organisme de qui demande, si ce n’est pas un département.',
    }),
  }),
});

const OpenAmendmentFromTemplateInput = builder.inputType('OpenAmendmentFromTemplateInput', {
  fields: (t) => ({
    templateId: t.id({ required: true, description: TEMPLATE }),
    conventionId: t.id({ required: true }),
    title: t.string({ required: true }),
  }),
});

const meetingInput = (name: string) =>
  builder.inputType(name, {
    fields: (t) => ({
      templateId: t.id({ required: true, description: TEMPLATE }),
      meetingId: t.id({ required: true }),
    }),
  });
const AddAgendaFromTemplateInput = meetingInput('AddAgendaFromTemplateInput');
const OpenNotesFromTemplateInput = meetingInput('OpenNotesFromTemplateInput');

const MakeReportFromTemplateInput = builder.inputType('MakeReportFromTemplateInput', {
  fields: (t) => ({
    templateId: t.id({ required: true, description: TEMPLATE }),
    conventionId: t.id({ required: true }),
  }),
});

builder.mutationFields((t) => ({
  createConventionFromTemplate: t.field({
    type: ConventionType,
    description:
      'Ouvre une convention dont le texte commence par un modèle\u00a0; `openFields` dit ce qui reste à compléter.',
    complexity: { field: 50 },
    args: { input: t.arg({ type: CreateConventionFromTemplateInput, required: true }) },
    resolve: (_root, { input }, context) => createConventionFromTemplate(signedIn(context), input),
  }),
  openAmendmentFromTemplate: t.field({
    type: ConventionType,
    description: 'Ouvre un avenant\u00a0: le modèle précède la copie du texte signé.',
    complexity: { field: 50 },
    args: { input: t.arg({ type: OpenAmendmentFromTemplateInput, required: true }) },
    resolve: (_root, { input }, context) => openAmendmentFromTemplate(signedIn(context), input),
  }),
  addAgendaFromTemplate: t.field({
    type: MeetingType,
    description: 'Ajoute les points d’un modèle à la fin d’un ordre du jour.',
    args: { input: t.arg({ type: AddAgendaFromTemplateInput, required: true }) },
    resolve: (_root, { input }, context) => addAgendaFromTemplate(signedIn(context), input),
  }),
  openNotesFromTemplate: t.field({
    type: MeetingType,
    description:
      'Ouvre les notes d’une réunion avec un modèle de compte rendu\u00a0; l’ordre du jour vient où le modèle le dit. CONFLICT si elles sont ouvertes.',
    args: { input: t.arg({ type: OpenNotesFromTemplateInput, required: true }) },
    resolve: (_root, { input }, context) => openNotesFromTemplate(signedIn(context), input),
  }),
  makeReportFromTemplate: t.field({
    type: YearReportType,
    description:
      'Fait le bilan d’une convention avec un modèle\u00a0; ce qui a été suivi vient où le modèle le dit. CONFLICT une fois que quelqu’un y a écrit.',
    complexity: { field: 50 },
    args: { input: t.arg({ type: MakeReportFromTemplateInput, required: true }) },
    resolve: (_root, { input }, context) => makeReportFromTemplate(signedIn(context), input),
  }),
}));
