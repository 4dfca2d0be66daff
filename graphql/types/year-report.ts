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
  description: 'The yearly report of a convention.',
  fields: (t) => ({
    id: t.exposeID('conventionId', { description: 'Celui de sa convention.' }),
    conventionId: t.exposeID('conventionId'),
    documentId: t.exposeID('documentId', { description: 'The co-edited document, for programs that join it.' }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was last assembled as a whole.' }),
    createdBy: t.field({ type: PersonType, nullable: true, resolve: ({ createdBy }) => createdBy }),
    isEdited: t.exposeBoolean('isEdited', {
      description: 'Somebody has written in it: it is no longer assembled anew, only added to.',
    }),
    text: t.field({
      type: 'Json',
      complexity: 20,
      description: 'The committed text as ProseMirror JSON; every heading carries its `number`.',
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
      'Assembles the report from what was followed; again while nobody has written in it, CONFLICT afterwards.',
    args: { input: t.arg({ type: MakeYearReportInput, required: true }) },
    resolve: (_root, { input: { conventionId } }, context) => makeYearReport(signedIn(context), conventionId),
  }),
  updateYearReport: t.field({
    type: YearReportType,
    description: 'Adds what is followed today at the end of the report; nothing written before changes.',
    args: { input: t.arg({ type: UpdateYearReportInput, required: true }) },
    resolve: (_root, { input: { conventionId } }, context) => updateYearReport(signedIn(context), conventionId),
  }),
}));
