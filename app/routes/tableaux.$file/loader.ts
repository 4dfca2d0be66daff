// A list of the product as a file for a spreadsheet: /tableaux/obligations.xlsx?convention=…, with the filters of its page.
import type { LoaderFunctionArgs } from '@remix-run/node';
import { attachmentNamed } from '#domain/files/inputs.ts';
import { budgetSheet } from '../../budgets/budget-sheet.ts';
import { datasetsSheet } from '../../datasets/datasets-sheet.ts';
import type { ListSheet } from '../../exports/list-sheet.ts';
import { filesSheet } from '../../files/files-sheet.ts';
import { actionsSheet } from '../../follow-up/actions-sheet.ts';
import { deliverablesSheet } from '../../follow-up/deliverables-sheet.ts';
import { indicatorsSheet } from '../../follow-up/indicators-sheet.ts';
import { meetingsSheet } from '../../meetings/meetings-sheet.ts';
import { obligationsSheet } from '../../obligations/obligations-sheet.ts';
import { outcomesSheet } from '../../outcomes/outcomes-sheet.ts';

const sheets = new Map<string, ListSheet>([
  ['obligations', obligationsSheet],
  ['actions', actionsSheet],
  ['livrables', deliverablesSheet],
  ['indicateurs', indicatorsSheet],
  ['financement', budgetSheet],
  ['reunions', meetingsSheet],
  ['decisions', outcomesSheet],
  ['donnees', datasetsSheet],
  ['documents', filesSheet],
]);

const forms = new Map([
  ['csv', { form: 'CSV', mediaType: 'text/csv; charset=utf-8' }],
  ['xlsx', { form: 'XLSX', mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' }],
] as const);

export async function loader({ params, request, context }: LoaderFunctionArgs) {
  const [, list = '', extension = ''] = /^([a-z]+)\.(csv|xlsx)$/.exec(params.file ?? '') ?? [];
  const sheet = sheets.get(list);
  const as = forms.get(extension as 'csv' | 'xlsx');
  if (!sheet || !as) throw new Response('Ce tableau n’existe pas.', { status: 404 });
  const bytes = await context.writtenSheet(await sheet.read(context.api, new URL(request.url).searchParams), as.form);
  return new Response(bytes, {
    headers: {
      'Content-Type': as.mediaType,
      'Content-Disposition': attachmentNamed(`${sheet.name}.${extension}`),
      'Content-Security-Policy': "default-src 'none'; sandbox",
      'Cache-Control': 'private, no-store',
    },
  });
}
