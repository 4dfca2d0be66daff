// What speaks against a slot of a date poll: what was answered to it, and what was not. What the calendar says is
// work-calendar.ts; who has another meeting then is busy-invitees.ts. poll-views.ts puts them together. Pure.

import { mdadtNames } from '../french.ts';
import { comesFor, type InviteeView, type MeetingView, nameOf } from '../meetings/meeting-views.ts';
import { type Territory, territories, type VoteAnswer } from '../vocabulary.ts';
import { calendarChecks } from '../work-calendar.ts';

const list = new Intl.ListFormat('fr-FR');

/** What may speak against a slot. */
export const slotChecks = [
  'TERRITORY_NO',
  'REQUIRED_NO',
  'TERRITORY_UNANSWERED',
  'UNANSWERED',
  'BUSY',
  ...calendarChecks,
] as const;
export type SlotCheck = (typeof slotChecks)[number];

/** One thing that speaks against a slot, in a sentence. */
export interface SlotWarning {
  check: SlotCheck;
  words: string;
}

/** What weighs most in choosing: who must come cannot, or the offices are closed. */
const grave: readonly SlotCheck[] = ['TERRITORY_NO', 'REQUIRED_NO', 'PUBLIC_HOLIDAY'];
export const isGrave = ({ check }: SlotWarning): boolean => grave.includes(check);

/** What those still invited answered to a slot, by invitee. */
type Answers = ReadonlyMap<string, VoteAnswer>;

/** What keeps a MDADT from being sure to come: nobody of it said yes, not even if need be. */
function territoryWarnings(territory: Territory, people: readonly InviteeView[], answers: Answers): SlotWarning[] {
  const given = people.map(({ id }) => answers.get(id));
  if (given.length === 0 || given.some((answer) => answer === 'YES' || answer === 'IF_NEED_BE')) return [];
  const name = mdadtNames[territory];
  if (given.every((answer) => answer === 'NO'))
    return [{ check: 'TERRITORY_NO', words: `${name}\u00a0: toutes les personnes invitées ont répondu non.` }];
  const silent = given.every((answer) => answer === undefined);
  const words = silent ? 'personne n’a répondu' : 'personne n’a répondu oui, et il manque des réponses';
  return [{ check: 'TERRITORY_UNANSWERED', words: `${name}\u00a0: ${words}.` }];
}

/** What the answers to a slot, and those that are missing, say against it. */
export function answerWarnings({ invitees }: MeetingView, answers: Answers): SlotWarning[] {
  // One sentence says it of everybody.
  if (answers.size === 0) return [{ check: 'UNANSWERED', words: 'Personne n’a répondu pour cette date.' }];
  const of = (territory: Territory) => invitees.filter((invitee) => comesFor(invitee)?.unit?.territory === territory);
  const houses = territories.flatMap((territory) => territoryWarnings(territory, of(territory), answers));
  const required = invitees.filter(({ required }) => required);
  const refused = required.filter(({ id }) => answers.get(id) === 'NO');
  const silent = required.filter(({ id }) => !answers.has(id));
  return [
    ...houses.filter(isGrave),
    ...refused.map((invitee) => ({
      check: 'REQUIRED_NO' as const,
      words: `${nameOf(invitee)} a répondu non, et sa présence est requise.`,
    })),
    ...houses.filter((warning) => !isGrave(warning)),
    ...(silent.length > 0
      ? [
          {
            check: 'UNANSWERED' as const,
            words: `Sans réponse\u00a0: ${list.format(silent.map(nameOf))}, dont la présence est requise.`,
          },
        ]
      : []),
  ];
}
