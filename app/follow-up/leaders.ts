// Who may lead an action or take part in it, as forms offer them and post them: « person:… », « unit:… », « organisation:… ».
import { textOf } from '../forms/posted.ts';
import { graphql, type ResultOf } from '../graphql.ts';

/** The organisations and their services. */
export const ReadBodies = graphql(`
  query ReadBodies {
    organisations(first: 500) {
      edges {
        node {
          id
          name
          shortName
          units {
            id
            name
          }
        }
      }
    }
  }
`);

export type Bodies = ResultOf<typeof ReadBodies>['organisations']['edges'][number]['node'][];

interface Participating {
  participants: readonly { person: { id: string; name: string; organisation: { shortName: string } } | null }[];
}

/** People of the convention first, then every organisation with its services. */
export const leaderOptions = ({ participants }: Participating, bodies: Bodies) => [
  ...participants.flatMap(({ person }) =>
    person ? [{ value: `person:${person.id}`, label: person.name, description: person.organisation.shortName }] : [],
  ),
  ...bodies.flatMap(({ id, name, shortName, units }) => [
    { value: `organisation:${id}`, label: name, description: 'Organisme' },
    ...units.map((unit) => ({ value: `unit:${unit.id}`, label: unit.name, description: shortName })),
  ]),
];

/** The one that was chosen, as the API takes it. */
export function leaderOf(form: FormData) {
  const [kind, id = ''] = textOf(form, 'who').split(':');
  return {
    personId: kind === 'person' ? id : null,
    unitId: kind === 'unit' ? id : null,
    organisationId: kind === 'organisation' ? id : null,
  };
}
