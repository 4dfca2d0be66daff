// Things of one list that bear the same name: one file sent twice, a draft begun again. Pure.

interface Made {
  id: string;
  createdAt: string;
}

const inOrder = (a: Made, b: Made) => a.createdAt.localeCompare(b.createdAt) || a.id.localeCompare(b.id);

/**
 * What tells each thing from those of the list that bear its name, by id: `saidOf` it, « créée le 22 avril 2025 à 14 h 30 », and
 * which one where several say the same, « (2 sur 3) ». Nothing for a name that stands once.
 */
export function tellNamesakes<Thing extends Made>(
  things: readonly Thing[],
  nameOf: (thing: Thing) => string,
  saidOf: (thing: Thing) => string,
): ReadonlyMap<string, string> {
  const told = new Map<string, string>();
  for (const thing of things) {
    const namesakes = things.filter((other) => nameOf(other) === nameOf(thing));
    if (namesakes.length < 2) continue;
    const words = saidOf(thing);
    const atOnce = namesakes.filter((other) => saidOf(other) === words).toSorted(inOrder);
    const which = `(${atOnce.indexOf(thing) + 1}\u00a0sur\u00a0${atOnce.length})`;
    told.set(thing.id, atOnce.length > 1 ? `${words} ${which}` : words);
  }
  return told;
}
