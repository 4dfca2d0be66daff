// The obligations of a convention as a table: a row a due date, since each has its state and its proofs.
import { listed, listSheet, readPages, SHEET_PAGE } from '../exports/list-sheet.ts';
import { graphql, type ResultOf } from '../graphql.ts';
import { degreeLabels } from '../texts/words.ts';
import { choiceIn, obligationFilter } from './asked-obligations.ts';
import { occurrenceStateLabels, periodicityLabels, placeNumber, proofKindLabels } from './words.ts';

const ReadObligationRows = graphql(`
  query ReadObligationRows($filter: ObligationFilter, $first: Int, $after: String) {
    obligations(filter: $filter, first: $first, after: $after) {
      edges {
        node {
          title
          block {
            kind
            number
            headings {
              kind
              number
              title
            }
          }
          debtors {
            name
          }
          creditors {
            name
          }
          attendees {
            name
          }
          pilots {
            name
          }
          degree
          periodicity
          proof
          startsOn
          endsOn
          occurrences {
            startsOn
            dueOn
            plannedOn
            occasion
            piece
            state
            metOn
            metLate
            notApplicableReason
            evidence {
              title
            }
          }
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`);

type Obligation = ResultOf<typeof ReadObligationRows>['obligations']['edges'][number]['node'];
type Row = Omit<Obligation, 'occurrences'> & { occurrence: Obligation['occurrences'][number] | null };

const names = (parties: readonly { name: string }[]) => listed(parties.map(({ name }) => name));

export const obligationsSheet = listSheet<Row>({
  name: 'Obligations',
  columns: [
    { name: 'Obligation', cell: ({ title }) => title },
    {
      name: 'Place dans le texte',
      cell: ({ block }) => listed((block?.headings ?? []).map((one) => placeNumber(one) || one.title)),
    },
    { name: 'Qui doit', cell: ({ debtors }) => names(debtors) },
    { name: 'À qui', cell: ({ creditors }) => names(creditors) },
    { name: 'Présences attendues', cell: ({ attendees }) => names(attendees) },
    { name: 'Référents', cell: ({ pilots }) => names(pilots) },
    { name: 'Degré', cell: ({ degree }) => degree && degreeLabels[degree] },
    { name: 'Périodicité', cell: ({ periodicity }) => periodicityLabels[periodicity] },
    { name: 'Preuve attendue', cell: ({ proof }) => proofKindLabels[proof] },
    { name: 'Occasion ou pièce', cell: ({ occurrence }) => occurrence?.occasion ?? occurrence?.piece ?? null },
    { name: 'À partir du', type: 'DATE', cell: ({ occurrence, startsOn }) => occurrence?.startsOn ?? startsOn },
    { name: 'Échéance', type: 'DATE', cell: ({ occurrence, endsOn }) => occurrence?.dueOn ?? endsOn },
    { name: 'Prévue le', type: 'DATE', cell: ({ occurrence }) => occurrence?.plannedOn ?? null },
    { name: 'État', cell: ({ occurrence }) => occurrence && occurrenceStateLabels[occurrence.state] },
    { name: 'Satisfaite le', type: 'DATE', cell: ({ occurrence }) => occurrence?.metOn ?? null },
    { name: 'Après l’échéance', type: 'BOOLEAN', cell: ({ occurrence }) => occurrence?.metLate ?? null },
    { name: 'Preuves', cell: ({ occurrence }) => listed((occurrence?.evidence ?? []).map(({ title }) => title)) },
    { name: 'Motif du sans objet', cell: ({ occurrence }) => occurrence?.notApplicableReason ?? null },
  ],
  async read(api, search) {
    const filter = obligationFilter(search.get('convention') ?? '', choiceIn(search));
    const obligations = await readPages((after) =>
      api.query(ReadObligationRows, { filter, first: SHEET_PAGE, after }).then(({ obligations }) => obligations),
    );
    return obligations.flatMap(({ occurrences, ...obligation }): Row[] =>
      occurrences.length > 0
        ? occurrences.map((occurrence) => ({ ...obligation, occurrence }))
        : [{ ...obligation, occurrence: null }],
    );
  },
});
