// The yearly report of a convention: a co-edited text of its own, assembled from what was followed.
import { can } from '#domain/permissions.ts';
import {
  makeYearReport,
  type ReadReport,
  readYearReport,
  readYearReportText,
  updateYearReport,
} from '#domain/reports/year-reports.ts';
import { builder, signedIn } from '../builder.ts';
import { ConventionType } from './convention.ts';
import { PersonType } from './person.ts';

export const YearReportType = builder.objectRef<ReadReport>('YearReport').implement({
  description: 'Le bilan annuel d’une convention.',
  fields: (t) => ({
    id: t.exposeID('conventionId', { description: 'Celui de sa convention.' }),
    conventionId: t.exposeID('conventionId'),
    documentId: t.exposeID('documentId', {
      description: 'Le document écrit à plusieurs, pour les logiciels qui s’y joignent.',
    }),
    createdAt: t.expose('createdAt', {
      type: 'DateTime',
      description: 'Quand il a été assemblé en entier pour la dernière fois.',
    }),
    createdBy: t.field({ type: PersonType, nullable: true, resolve: ({ createdBy }) => createdBy }),
    isEdited: t.exposeBoolean('isEdited', {
      description: 'Quelqu’un y a écrit : il n’est plus réassemblé, seulement complété.',
    }),
    text: t.field({
      type: 'Json',
      complexity: 20,
      description: 'Le texte enregistré, en JSON de ProseMirror ; chaque titre porte son `number`.',
      resolve: ({ conventionId }, _args, context) => readYearReportText(signedIn(context), conventionId),
    }),
  }),
});

builder.objectFields(ConventionType, (t) => ({
  report: t.field({
    type: YearReportType,
    nullable: true,
    resolve: ({ id }, _args, context) => readYearReport(signedIn(context), id),
  }),
  viewerMayWriteReport: t.boolean({
    resolve: (convention, _args, context) => can(signedIn(context), 'report.write', convention),
  }),
}));

const ReportInput = (name: string) =>
  builder.inputType(name, { fields: (t) => ({ conventionId: t.id({ required: true }) }) });
const MakeYearReportInput = ReportInput('MakeYearReportInput');
const UpdateYearReportInput = ReportInput('UpdateYearReportInput');

builder.mutationFields((t) => ({
  makeYearReport: t.field({
    type: YearReportType,
    description:
      'Assemble le bilan de ce qui a été suivi ; de nouveau tant que personne n’y a écrit, CONFLICT ensuite.',
    args: { input: t.arg({ type: MakeYearReportInput, required: true }) },
    resolve: (_root, { input: { conventionId } }, context) => makeYearReport(signedIn(context), conventionId),
  }),
  updateYearReport: t.field({
    type: YearReportType,
    description: 'Ajoute ce qui est suivi aujourd’hui à la fin du bilan ; rien de ce qui est écrit ne change.',
    args: { input: t.arg({ type: UpdateYearReportInput, required: true }) },
    resolve: (_root, { input: { conventionId } }, context) => updateYearReport(signedIn(context), conventionId),
  }),
}));
