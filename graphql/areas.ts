// Of which area each type of the schema is: what a key that is narrowed may read of it. Who may read an area is
// domain/permissions.ts; schema.ts holds every field to it. A type that is not here fails tests/graphql/scopes.test.ts.
import { type GraphQLObjectType, type GraphQLSchema, getNamedType, isObjectType } from 'graphql';
import { forbidden } from '#domain/errors.ts';
import { reads } from '#domain/permissions.ts';
import type { Area } from '#domain/vocabulary.ts';
import type { Context } from './builder.ts';

/**
 * Types of no area: who one is, whom one may know of, and what holds things of every area. Versions of a text are of the text's
 * area, a convention's, a meeting's or a report's: domain/texts/access.ts judges that of each.
 */
export const openTypes = `
  Account AccountLink ApiKey CalendarDay CalendarFeed CalendarFeedContent CalendarFeedConvention Change Charter
  ChangedKindCount ChangePage CommitmentChange ComparedSection ComparedWords Convention CreatedApiKey
  CreatedCalendarFeed CreatedWebhook Demonstration DemonstrationConvention EmptiedDemonstration ImportBlock
  ImportDraft ImportPreview ImportWarning Invitation InvitationPoll InvitationSlot MailPreference MinutesInvitation
  Mutation Notification ObligationConvention OpenedSession Organisation PageInfo Participant ParticipantCandidates
  Party Person Query ReferenceEntry ReferenceSet RemindedOccurrence SearchAnswer SearchHeading SearchHit
  SearchKindCount SearchSegment SearchYearCount Session SnapshotPage Subscription Text TextComparison TextDifference
  DecidedSuggestion ReopenedSuggestion Suggestion TextFile TextMoment TextRestoration TextVersion Unit Upserted UpsertError
  Viewer Webhook WebhookDelivery WordReturn WordReturnChange WordReturnComment WordReturnPiece ListedWordReturn OpenField
  WrittenWords`
  .trim()
  .split(/\s+/);

const areaTypes: Record<Area, string> = {
  programme: `CarryOver CarryOverProgress ConventionPath ConventionStep FrozenText FrozenTextCheck NextStep Programme
    ProgrammeItem Signatory StaleYear StepOpinion StepSignature StepTermination StepVote StepWarning StepWarningPlace Template
    TemplateDraft TemplateOffer NamedTemplateField`,
  followUp: `Action ActionAxis ActionNote ActionParty ActionStatusCount ActionStatusEntry AxisProgress ConventionProgress Deliverable
    DeliverablePiece Evidence Indicator IndicatorValue Obligation ObligationBlock ObligationHeading Occurrence OccurrenceCount
    YearReport`,
  finance: 'Budget BudgetLine BudgetSums Payment PaymentProof',
  meetings: `AgendaHeading AgendaHeadings AgendaItem AgendaSuggestion DatePoll Invitee LeftOutDay MailedReply Meeting
    MeetingCandidates MeetingNotes MeetingSeries Minutes Observation Outcome PreviousAgenda PreviousPoint ProposedSlot Slot
    SlotProposals SlotVote SlotWarning WantingAim`,
  discussions: 'Comment Mention Mentionable Thread ThreadHeading ThreadPlace',
  files: 'FileUse StoredFile',
  datasets: `AccessRequest Dataset DatasetColumn DatasetContent DatasetDownloads DatasetGeometry DatasetGrant DatasetKey DatasetLink
    DatasetVersion MadeDatasetKey NamedDatasetVersion`,
};

/** Plain fields of open types that tell of an area. */
const areaFields: Record<string, Area> = { 'Convention.text': 'programme' };

const areaByType = new Map(
  Object.entries(areaTypes).flatMap(([area, types]) =>
    types
      .trim()
      .split(/\s+/)
      .map((type) => [type, area as Area]),
  ),
);

/** The area of a type, through the pages that hold it; null for an open type, undefined for one that nobody has placed. */
export function areaOf(type: GraphQLObjectType): Area | null | undefined {
  const area = areaByType.get(type.name);
  if (area) return area;
  const { edges, node } = type.getFields();
  const held = getNamedType((node ?? edges)?.type);
  if (/(Connection|Edge)$/.test(type.name) && held && isObjectType(held)) return areaOf(held);
  return openTypes.includes(type.name) ? null : undefined;
}

/** Holds every field of the schema to the areas that its reader may read. */
export function holdToAreas(schema: GraphQLSchema): void {
  for (const type of Object.values(schema.getTypeMap()).filter(isObjectType))
    for (const field of Object.values(type.getFields())) {
      const named = getNamedType(field.type);
      const area = areaFields[`${type.name}.${field.name}`] ?? (isObjectType(named) ? areaOf(named) : null);
      const resolve = field.resolve;
      if (!area || !resolve) continue;
      field.resolve = (parent, args, context: Context, info) => {
        // Nobody is told apart from somebody by the field itself: it says UNAUTHENTICATED.
        if (context.viewer && !reads(context.viewer, area)) throw forbidden();
        return resolve(parent, args, context, info);
      };
    }
}
