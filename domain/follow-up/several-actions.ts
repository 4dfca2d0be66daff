// The same said of several actions of a convention at once: their status, their due day, one who leads them. All of them or none,
// each with its own history, as if it had been said one by one (actions.ts).
import { transact } from '../changes.ts';
import { parseInput } from '../parse.ts';
import type { Viewer } from '../viewers.ts';
import { addPartyWithin, demandParties, followWithin } from './actions.ts';
import { type Place, placeFor } from './followed-blocks.ts';
import { followActionsInput } from './inputs.ts';

/** Says it of each, in the order of their ids so that two at once never wait for each other; gives which ones. */
export async function followActions(viewer: Viewer, input: unknown): Promise<Place[]> {
  const { conventionId, blockIds, pilot, ...said } = parseInput(followActionsInput, input);
  const places: Place[] = [];
  for (const blockId of [...new Set(blockIds)].sort()) places.push(await placeFor(viewer, { conventionId, blockId }));
  const party = pilot && { ...pilot, role: 'PILOT' as const };
  if (party) await demandParties(viewer, [party]);
  await transact(viewer, async (tx, record) => {
    for (const place of places) {
      if (said.status !== undefined || said.dueOn !== undefined)
        await followWithin({ ask: (statement) => tx.$queryRaw(statement), record }, { viewer, place, said });
      if (party) await addPartyWithin(tx, record, { place, party });
    }
  });
  return places;
}
