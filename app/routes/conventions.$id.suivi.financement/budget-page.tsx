import { useLoaderData } from '@remix-run/react';
import { useFreshConvention } from '../../conventions/use-fresh-convention.ts';
import { SheetLinks } from '../../exports/sheet-links.tsx';
import { FollowUpFrame } from '../../follow-up/follow-up-frame.tsx';
import { formatAmount } from '../../french-format.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Notice } from '../../ui/notice.tsx';
import { ProgressBar } from '../../ui/progress.tsx';
import { DescriptionList, Section, Stack } from '../../ui/section.tsx';
import { type Column, Table } from '../../ui/table.tsx';
import { euros } from './amount.ts';
import { AddLine } from './line-forms.tsx';
import { LineSection } from './line-section.tsx';
import type { loader } from './loader.ts';
import type { ListedBudget, ListedLine } from './queries.ts';

/** What was voted for a convention, what is paid and what remains. */
export function BudgetPage() {
  const { convention, absentArticles } = useLoaderData<typeof loader>();
  const { budget, viewerMayManageMoney } = convention;
  useFreshConvention(convention.id);
  return (
    <FollowUpFrame convention={convention} current="/financement">
      {absentArticles.length > 0 && <AbsentClauses articles={absentArticles} />}
      {budget.lines.length === 0 ? (
        <EmptyState icon="data" title="Aucune ligne budgétaire">
          {viewerMayManageMoney
            ? 'Ajoutez la première ligne votée\u00a0: code opération, imputation et montant.'
            : 'Les montants votés n’ont pas encore été saisis.'}
        </EmptyState>
      ) : (
        <Overview budget={budget} />
      )}
      {budget.lines.length > 0 && (
        <SheetLinks list="financement" what="lignes et versements" conventionId={convention.id} />
      )}
      {budget.lines.map((line) => (
        <LineSection key={line.id} line={line} />
      ))}
      {viewerMayManageMoney && <AddLine key={budget.lines.length} />}
    </FollowUpFrame>
  );
}

/** Nothing is invented: what the source lacks is said to lack. */
function AbsentClauses({ articles }: { articles: readonly number[] }) {
  const [first, last] = [articles[0], articles.at(-1)];
  const which = articles.length === 1 ? `Article\u00a0${first}` : `Articles\u00a0${first} à ${last}`;
  return (
    <Notice tone="warning" title="Clause absente">
      {which} : le texte ne contient pas {articles.length === 1 ? 'cet article' : 'ces articles'}. Si le calendrier des
      versements ou la durée y figuraient, ils ne sont pas connus ici : les échéances ci-dessous sont celles qui ont été
      saisies.
    </Notice>
  );
}

const columns: Column<ListedLine>[] = [
  { id: 'title', header: 'Libellé', isRowHeader: true, cell: ({ title }) => title },
  { id: 'operation', header: 'Code opération', cell: ({ operationCode }) => operationCode },
  { id: 'imputation', header: 'Imputation', cell: ({ imputation }) => imputation },
  {
    id: 'authorised',
    header: 'Autorisation d’engagement',
    align: 'end',
    cell: ({ commitmentAuthorisation }) => euros(commitmentAuthorisation),
  },
  {
    id: 'credit',
    header: 'Crédits de paiement',
    align: 'end',
    cell: ({ paymentCredit }) => (paymentCredit === null ? 'Non précisé' : euros(paymentCredit)),
  },
  { id: 'remaining', header: 'Reste à engager', align: 'end', cell: ({ sums }) => euros(sums.remaining) },
];

function Overview({ budget: { sums, lines } }: { budget: ListedBudget }) {
  const net = Number(sums.paid) - Number(sums.repaid);
  return (
    <Section title="Vue d’ensemble">
      <Stack>
        <ProgressBar
          label="Versé"
          value={Math.max(0, net)}
          max={Number(sums.authorised)}
          words={`${formatAmount(net)} sur ${euros(sums.authorised)}`}
        />
        <DescriptionList
          facts={[
            { term: 'Autorisation d’engagement', value: euros(sums.authorised) },
            { term: 'Prévu', value: euros(sums.planned) },
            { term: 'Ordonnancé', value: euros(sums.ordered) },
            { term: 'Versé', value: euros(sums.paid) },
            ...(Number(sums.repaid) > 0 ? [{ term: 'Remboursé', value: euros(sums.repaid) }] : []),
            { term: 'Reste à engager', value: <strong>{euros(sums.remaining)}</strong> },
          ]}
        />
        <Table caption="Lignes budgétaires" columns={columns} rows={lines} rowKey={({ id }) => id} />
      </Stack>
    </Section>
  );
}
