// Conventions of one list that bear the same name: one file imported twice, a draft begun again.
import { titleWithYear } from '#domain/convention-title.ts';
import { formatDateTime } from '../french-format.ts';
import { tellNamesakes } from '../ui/namesakes.ts';

interface Named {
  id: string;
  title: string;
  year: number;
  createdAt: string;
}

const madeOn = ({ createdAt }: Named) => `créée le ${formatDateTime(createdAt)}`;

/** What tells each convention from those of the list that bear its name, by id: when it was made. */
export const toldApart = (conventions: readonly Named[]): ReadonlyMap<string, string> =>
  tellNamesakes(conventions, titleWithYear, madeOn);

/** The names by which one of these conventions is chosen, by id: title with its year, and what tells it apart if need be. */
export function namesToChoose(conventions: readonly Named[]): ReadonlyMap<string, string> {
  const told = toldApart(conventions);
  return new Map(
    conventions.map((one) => [one.id, [titleWithYear(one), told.get(one.id)].filter(Boolean).join(', ')] as const),
  );
}
