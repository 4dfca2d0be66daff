// Conventions of one list that bear the same name: one file imported twice, a draft begun again.
import { titleWithYear } from '#domain/convention-title.ts';
import { formatDateTime } from '../french-format.ts';

interface Named {
  id: string;
  title: string;
  year: number;
  createdAt: string;
}

const madeOn = ({ createdAt }: Named) => `créée le ${formatDateTime(createdAt)}`;

const inOrder = (a: Named, b: Named) => a.createdAt.localeCompare(b.createdAt) || a.id.localeCompare(b.id);

/**
 * What tells each convention from those of the list that bear its name, by id: when it was made, « créée le 22 avril 2025 à
 * 14 h 30 », and which one where several were in that minute, « (2 sur 3) ». Nothing for a name that stands once.
 */
export function toldApart(conventions: readonly Named[]): ReadonlyMap<string, string> {
  const told = new Map<string, string>();
  for (const convention of conventions) {
    const namesakes = conventions.filter((other) => titleWithYear(other) === titleWithYear(convention));
    if (namesakes.length < 2) continue;
    const words = madeOn(convention);
    const atOnce = namesakes.filter((other) => madeOn(other) === words).toSorted(inOrder);
    const which = `(${atOnce.indexOf(convention) + 1}\u00a0sur\u00a0${atOnce.length})`;
    told.set(convention.id, atOnce.length > 1 ? `${words} ${which}` : words);
  }
  return told;
}

/** The names by which one of these conventions is chosen, by id: title with its year, and what tells it apart if need be. */
export function namesToChoose(conventions: readonly Named[]): ReadonlyMap<string, string> {
  const told = toldApart(conventions);
  return new Map(
    conventions.map((one) => [one.id, [titleWithYear(one), told.get(one.id)].filter(Boolean).join(', ')] as const),
  );
}
