// Which meetings an address asks for. Used by their list and by the table that one takes away.
import { meetingStates } from '#domain/vocabulary.ts';
import { narrowingIn } from './narrowing.ts';

const living = meetingStates.filter((state) => state !== 'CANCELLED');

/** What each view asks for; the first is where one arrives. */
const views = {
  'a-venir': { coming: true, states: living },
  passees: { coming: false, states: living },
  annulees: { coming: null, states: ['CANCELLED' as const] },
};

export type MeetingsView = keyof typeof views;

/** The view that an address names. */
export const viewIn = (search: URLSearchParams): MeetingsView =>
  (Object.keys(views) as MeetingsView[]).find((one) => one === search.get('vue')) ?? 'a-venir';

/** What an address asks for, as the API takes it. */
export const meetingFilterIn = (search: URLSearchParams) => ({ ...views[viewIn(search)], ...narrowingIn(search) });
