// Where a line of the history leads: the page that shows what was changed, whatever kind of thing it is of.
import { placePath } from '#domain/notifications/places.ts';
import { type ChangeSubject, datasetLinkKinds } from '#domain/vocabulary.ts';
import { linkPath } from '../datasets/link-path.ts';
import { versionsAddress } from '../texts/version-addresses.ts';
import type { ToldChange } from './queries.ts';
import type { Run } from './runs.ts';

/** A change, or several that are told in one line, of a convention that is at `base`. */
interface Told extends Pick<ToldChange, 'kind' | 'subjectId'> {
  conventionId: string;
  base: string;
  isOne: boolean;
  /** What its record says under this name; null when it says no words. */
  said(name: string): string | null;
}

/** The page of a thing; null where none shows it. */
type Place = (told: Told) => string | null;

/** Its meeting, or a page of it. */
const meeting =
  (page = ''): Place =>
  ({ said }) => {
    const meetingId = said('meetingId');
    return meetingId && `/reunions/${meetingId}${page}`;
  };
const ownMeeting =
  (page = ''): Place =>
  ({ subjectId }) =>
    `/reunions/${subjectId}${page}`;
const within =
  (page: string): Place =>
  ({ base }) =>
    `${base}/${page}`;
/** Who follows the link may be told of the thing and not see it. */
const nowhere: Place = () => null;

const due: Place = ({ conventionId, subjectId, said }) =>
  placePath({ conventionId, occurrenceId: said('occurrenceId') ?? subjectId });

/** Of each subject, where its things are shown. */
const places: Record<ChangeSubject, Place> = {
  Convention: ({ kind, base }) => {
    if (kind === 'CONVENTION_MOVED' || kind === 'CONVENTION_AMENDED') return `${base}/parcours`;
    return kind === 'CARRY_OVER_DECIDED' ? `${base}/reprise` : base;
  },
  Participant: within('participants'),
  ProgrammeItem: ({ base, kind, subjectId }) => (kind === 'ITEM_ARCHIVED' ? null : `${base}/lecture#b-${subjectId}`),
  Action: ({ base, isOne, subjectId }) => `${base}/suivi/actions${isOne ? `/${subjectId}` : ''}`,
  StoredFile: within('documents'),
  Deliverable: within('suivi/livrables'),
  Indicator: within('suivi/livrables'),
  ReferenceEntry: within('suivi/livrables'),
  Obligation: ({ base, subjectId }) => `${base}/suivi/obligations#o-${subjectId}`,
  Occurrence: due,
  Evidence: due,
  BudgetLine: within('suivi/financement'),
  Payment: within('suivi/financement'),
  Meeting: (told) => ownMeeting(told.kind.startsWith('AGENDA_') ? '/ordre-du-jour' : '')(told),
  MeetingNotes: ownMeeting('/notes'),
  Minutes: ownMeeting('/compte-rendu'),
  DatePoll: ownMeeting('/sondage'),
  Invitee: (told) => meeting(told.kind === 'POLL_ANSWERED' ? '/sondage' : '')(told),
  MailedReply: meeting('#reponses'),
  Outcome: meeting('#decisions'),
  Observation: meeting('/compte-rendu'),
  Thread: ({ base, subjectId }) => `${base}/commentaires?fil=${subjectId}#fil-${subjectId}`,
  // Not to its thread: lines of two comments of one minute read alike, and would lead to two places.
  Comment: ({ base, kind }) => (kind === 'COMMENT_DELETED' ? null : `${base}/commentaires`),
  YearReport: ({ base, kind }) => `${base}/suivi/bilan${kind === 'REPORT_MADE' ? '' : '/redaction'}`,
  Dataset: ({ conventionId, said }) => {
    const kind = datasetLinkKinds.find((one) => one === said('kind'));
    const subjectId = said('to');
    return kind && subjectId ? linkPath({ kind, conventionId, subjectId }) : null;
  },
  Organisation: nowhere,
  Unit: nowhere,
  Person: nowhere,
  ApiKey: nowhere,
  Webhook: nowhere,
  Session: nowhere,
  CalendarFeed: nowhere,
  Notification: nowhere,
  AccessRequest: nowhere,
  Demonstration: nowhere,
  Template: nowhere,
};

/** The page that shows the thing; null when there is nothing to show any more. */
export function placeOf({ change, count }: Run, conventionId: string): string | null {
  const { kind, subject, subjectId, details } = change;
  const known = (details ?? {}) as Readonly<Record<string, unknown>>;
  const said = (name: string) => {
    const value = known[name];
    return typeof value === 'string' && value !== '' ? value : null;
  };
  const base = `/conventions/${conventionId}`;
  if (kind === 'VERSION_NAMED' || kind === 'TEXT_RESTORED') {
    // Assembled again, a report is another text: the versions of the one before are gone.
    if (subject === 'YearReport') return `${base}/suivi/bilan`;
    const documentId = said('documentId');
    return documentId ? versionsAddress(documentId) : `${base}/versions`;
  }
  return places[subject]({ kind, subjectId, conventionId, base, isOne: count === 1, said });
}
