// The same said of several tasks at once, of one meeting or of many: who does them, by when, that they are done. All of them or
// none, each with its own history, as if it had been said one by one (outcome-follow-ups.ts).
import { transact } from '../changes.ts';
import { readMeeting } from '../meetings/meeting-views.ts';
import { parseInput } from '../parse.ts';
import type { Viewer } from '../viewers.ts';
import { followOutcomesInput } from './inputs.ts';
import { followWithin } from './outcome-follow-ups.ts';
import { type OutcomeView, readOutcomes } from './outcome-views.ts';

/** Says it of each, in the order of their meetings so that two at once never wait for each other; gives them as they stand. */
export async function followOutcomes(viewer: Viewer, input: unknown): Promise<OutcomeView[]> {
  const { tasks, personId, partyId, ...days } = parseInput(followOutcomesInput, input);
  const whole = new Map(tasks.map((task) => [`${task.meetingId} ${task.blockId}`, task]));
  const ordered = [...whole].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, task]) => task);
  for (const meetingId of new Set(ordered.map((task) => task.meetingId))) await readMeeting(viewer, meetingId);
  const said = { ...days, ...(personId && { personId }), ...(partyId && { partyId }) };
  await transact(viewer, async (tx, record) => {
    for (const task of ordered) await followWithin(tx, record, viewer, { ...task, ...said });
  });
  return readOutcomes({ OR: ordered });
}
