// The closed lists of the trade, as code knows them. Browser-safe: pages take their values from here and their French
// words from the words.ts of each room. The lists equal the enums of prisma/schema/ (tests/domain/vocabulary.test.ts). Above 400
// lines: one test holds them all to the database.

/** Roles in a convention, weakest first: each may do what the ones before it may. */
export const participantRoles = ['READER', 'COMMENTER', 'SUGGESTER', 'EDITOR', 'APPROVER', 'STEWARD'] as const;
export type ParticipantRole = (typeof participantRoles)[number];

/** The path of a convention; the last three are ways off it. Who may take which step: `steps` of domain/conventions/lifecycle.ts. */
export const conventionStates = [
  'DRAFT',
  'IN_REVIEW',
  'OPINION_GIVEN',
  'ADOPTED',
  'SIGNED',
  'RUNNING',
  'REPORTED',
  'CLOSED',
  'REJECTED',
  'AMENDED',
  'TERMINATED',
] as const;
export type ConventionState = (typeof conventionStates)[number];

/** What a body says of a text before the vote. */
export const opinionOutcomes = ['FAVOURABLE', 'RESERVED', 'UNFAVOURABLE'] as const;
export type OpinionOutcome = (typeof opinionOutcomes)[number];

/** By which clause a convention ends early: a notice left without effect for a month (art. 10), or none (art. 8). */
export const terminationGrounds = ['NOTICE', 'WITHOUT_NOTICE'] as const;
export type TerminationGround = (typeof terminationGrounds)[number];

/** What is looked at before a step of the path; each may be passed over, knowingly. */
export const stepChecks = [
  'OPEN_THREADS',
  'STALE_YEARS',
  'EMPTY_OBJECTIVES',
  'UNNUMBERED_OBJECTIVES',
  'PENDING_SUGGESTIONS',
  'UNDECIDED_CARRY_OVERS',
  'OBLIGATIONS_WITHOUT_DEBTOR',
  'ABSENT_ARTICLES',
] as const;
export type StepCheck = (typeof stepChecks)[number];

/** What a heading of the text is. Its level in the outline follows from it (domain/texts/numbering.ts). */
export const headingKinds = ['part', 'article', 'axis', 'objective', 'subheading'] as const;
export type HeadingKind = (typeof headingKinds)[number];

/** What tells an article put in after another from it: « Article 9 bis ». */
export const numberSuffixes = ['bis', 'ter', 'quater', 'quinquies'] as const;
export type NumberSuffix = (typeof numberSuffixes)[number];

export const itemKinds = [
  'PART',
  'ARTICLE',
  'AXIS',
  'OBJECTIVE',
  'SUBHEADING',
  'PARAGRAPH',
  'LIST_ITEM',
  'TABLE',
] as const;
export type ItemKind = (typeof itemKinds)[number];

/** What a block of the text promises. */
export const itemMarks = ['ACTION', 'COMMITMENT', 'DELIVERABLE', 'OBLIGATION'] as const;
export type ItemMark = (typeof itemMarks)[number];

/** How strongly a block binds: doit, s'engage, il est attendu, contribuera, pourra. */
export const degrees = ['MUST', 'COMMITS', 'EXPECTED', 'CONTRIBUTES', 'MAY'] as const;
export type Degree = (typeof degrees)[number];

export const carryOverChoices = ['KEEP', 'ADAPT', 'DROP'] as const;
export type CarryOverChoice = (typeof carryOverChoices)[number];

export const organisationKinds = ['DEPARTMENT', 'ASSOCIATION', 'AGENCY', 'EPCI', 'STATE', 'REGION', 'OTHER'] as const;
export type OrganisationKind = (typeof organisationKinds)[number];

export const territories = ['LENS_HENIN', 'ARTOIS'] as const;
export type Territory = (typeof territories)[number];

export const apiKeyModes = ['READ', 'READ_WRITE'] as const;
export type ApiKeyMode = (typeof apiKeyModes)[number];

/** What a key may be narrowed to: a part of what its organisation sees, and whether it writes there. */
export const areas = ['programme', 'followUp', 'finance', 'meetings', 'discussions', 'files', 'datasets'] as const;
export type Area = (typeof areas)[number];

/** Why nothing is sent to a webhook: somebody stopped it, nothing was taken for a day, or the receiver said that it is gone for good. */
export const webhookPauses = ['BY_HAND', 'FAILING', 'GONE'] as const;
export type WebhookPause = (typeof webhookPauses)[number];

/** What a message to a webhook is about: changes, a cursor that leads nowhere any more, or nothing at all. */
export const webhookMessages = ['CHANGES', 'EXPIRED', 'TEST'] as const;
export type WebhookMessage = (typeof webhookMessages)[number];

/** Why a message to a webhook was not taken. */
export const webhookFailures = [
  'UNKNOWN_HOST',
  'PRIVATE_ADDRESS',
  'UNREACHABLE',
  'NOT_SECURE',
  'TOO_SLOW',
  'BROKEN_OFF',
  'REDIRECTED',
  'REFUSED',
] as const;
export type WebhookFailure = (typeof webhookFailures)[number];

/** Writing in an area takes reading it. */
export type Scope = `${Area}:${'read' | 'write'}`;
export const scopes: readonly Scope[] = areas.flatMap((area): Scope[] => [`${area}:read`, `${area}:write`]);

export const notificationKinds = [
  'MENTION',
  'REPLY',
  'THREAD_RESOLVED',
  'SUGGESTION_SETTLED',
  'SUGGESTION_REOPENED',
  'CONVENTION_OPENED',
  'OBLIGATION_DUE',
  'OBLIGATION_LATE',
  'TASK_ASSIGNED',
  'TASK_DUE',
  'TASK_LATE',
  'INVITEE_ABSENT',
  'INVITEE_UNREACHED',
  'REPLY_WAITING',
  'DATASET_UPDATED',
  'ACCESS_ASKED',
  'ACCESS_DECIDED',
  'DATASET_DAMAGED',
  'POLL_OPENED',
] as const;
export type NotificationKind = (typeof notificationKinds)[number];

/** How often something is owed. */
export const periodicities = [
  'ONCE',
  'TIMES_A_YEAR',
  'TWICE_A_YEAR',
  'QUARTERLY',
  'WITHIN_MONTHS',
  'REGULAR',
  'CONTINUOUS',
  'ON_REQUEST',
  'ON_EVENT',
] as const;
export type Periodicity = (typeof periodicities)[number];

/** What shows that an obligation is met. */
export const proofKinds = ['MEETING', 'DOCUMENT', 'STATEMENT'] as const;
export type ProofKind = (typeof proofKinds)[number];

/** In what capacity an organisation or a service is named by an obligation. */
export const obligationRoles = ['DEBTOR', 'CREDITOR', 'ATTENDEE', 'INVITED'] as const;
export type ObligationRole = (typeof obligationRoles)[number];

/** Where one occurrence of an obligation stands; computed, never kept. LAPSED: what one may do, and its time is over. */
export const occurrenceStates = ['TO_PLAN', 'PLANNED', 'MET', 'LATE', 'LAPSED', 'NOT_APPLICABLE'] as const;
export type OccurrenceState = (typeof occurrenceStates)[number];

/** When a person is reminded, in order. */
export const reminderSteps = ['DUE_60', 'DUE_30', 'DUE_7', 'LATE'] as const;
export type ReminderStep = (typeof reminderSteps)[number];

export const actionStatuses = ['UPCOMING', 'ONGOING', 'DONE', 'LATE', 'BLOCKED', 'PAUSED', 'ABANDONED'] as const;
export type ActionStatus = (typeof actionStatuses)[number];

export const actionRoles = ['PILOT', 'PARTNER'] as const;
export type ActionRole = (typeof actionRoles)[number];

export const paymentKinds = ['ADVANCE', 'INSTALMENT', 'BALANCE', 'REPAYMENT'] as const;
export type PaymentKind = (typeof paymentKinds)[number];

export const paymentStates = ['PLANNED', 'ORDERED', 'PAID', 'CANCELLED'] as const;
export type PaymentState = (typeof paymentStates)[number];

export const meetingKinds = [
  'TERRITORIAL_EXCHANGE',
  'TECHNICAL_COMMITTEE',
  'TERRIL_COMMITTEE',
  'CULTURE_MEETING',
  'WORKSHOP',
  'INSTANCE',
  'OTHER',
] as const;
export type MeetingKind = (typeof meetingKinds)[number];

export const meetingStates = ['DRAFT', 'CALLED', 'HELD', 'CANCELLED'] as const;
export type MeetingState = (typeof meetingStates)[number];

export const seriesRhythms = ['MONTHLY', 'QUARTERLY', 'TWICE_A_YEAR'] as const;
export type SeriesRhythm = (typeof seriesRhythms)[number];

/** What somebody answers to one slot of a date poll. */
export const voteAnswers = ['YES', 'IF_NEED_BE', 'NO'] as const;
export type VoteAnswer = (typeof voteAnswers)[number];

/** What a block of a meeting's notes records. */
export const outcomeKinds = ['DECISION', 'TASK'] as const;
export type OutcomeKind = (typeof outcomeKinds)[number];

/** Minutes before observations are the notes; then these. */
export const minutesStates = ['OBSERVATIONS', 'APPROVED'] as const;
export type MinutesState = (typeof minutesStates)[number];

/** What somebody invited answers; the first: nothing yet, or asked again since the hour changed. */
export const meetingAnswers = ['NEEDS_ACTION', 'YES', 'MAYBE', 'NO'] as const;
export type MeetingAnswer = (typeof meetingAnswers)[number];

/** Answers that somebody may give. */
export const givenAnswers = meetingAnswers.filter((one) => one !== 'NEEDS_ACTION');

/** Why a mail that answers an invitation waits for an organiser to say whose answer it is. */
export const mailedReplyReasons = [
  'PROPOSES_HOUR',
  'DELEGATES',
  'OTHER_ADDRESS',
  'OTHER_EVENT',
  'CHANGED_SINCE',
  'TOO_LATE',
  'UNREAD',
] as const;
export type MailedReplyReason = (typeof mailedReplyReasons)[number];

/** How somebody invited took part; absent without a word has no value. */
export const meetingAttendances = ['PRESENT', 'EXCUSED', 'REPRESENTED'] as const;
export type MeetingAttendance = (typeof meetingAttendances)[number];

/** What a file of a convention serves as; OTHER is what serves as nothing that is there. */
export const fileKinds = ['MINUTES', 'DELIVERABLE', 'EVIDENCE', 'PAYMENT_PROOF', 'SIGNED_TEXT', 'OTHER'] as const;
export type FileKind = (typeof fileKinds)[number];

export const datasetKinds = ['DATASET', 'DOCUMENT', 'PUBLICATION'] as const;
export type DatasetKind = (typeof datasetKinds)[number];

/** Who may see a dataset, widest first. */
export const datasetAccesses = ['EVERYONE', 'PARTNERS', 'CHOSEN', 'MINE'] as const;
export type DatasetAccess = (typeof datasetAccesses)[number];

export const datasetLicences = ['LICENCE_OUVERTE', 'ODBL', 'CONVENTION'] as const;
export type DatasetLicence = (typeof datasetLicences)[number];

export const updateFrequencies = [
  'NEVER',
  'IRREGULAR',
  'WEEKLY',
  'MONTHLY',
  'QUARTERLY',
  'TWICE_A_YEAR',
  'YEARLY',
] as const;
export type UpdateFrequency = (typeof updateFrequencies)[number];

/** The data themes of the European Union. Source: its authority table « data-theme ». */
export const datasetThemes = [
  'AGRI',
  'ECON',
  'EDUC',
  'ENER',
  'ENVI',
  'GOVE',
  'HEAL',
  'INTR',
  'JUST',
  'REGI',
  'SOCI',
  'TECH',
  'TRAN',
] as const;
export type DatasetTheme = (typeof datasetThemes)[number];

/** Where the check of a version stands. */
export const versionStates = ['CHECKING', 'READY', 'REFUSED'] as const;

/** How the files of tables are written: their letters, what parts their columns, their decimals and their dates. */
export const encodings = ['UTF-8', 'WINDOWS-1252', 'UTF-16LE', 'UTF-16BE'] as const;
export type Encoding = (typeof encodings)[number];
export const delimiters = [';', ',', '\t', '|'] as const;
export type Delimiter = (typeof delimiters)[number];
export const decimalSigns = [',', '.'] as const;
export type DecimalSign = (typeof decimalSigns)[number];
export const dateOrders = ['DMY', 'MDY', 'YMD'] as const;
export type DateOrder = (typeof dateOrders)[number];

/** What a dataset is of use for, in a convention. */
export const datasetLinkKinds = ['CONVENTION', 'BLOCK', 'OBLIGATION', 'DELIVERABLE', 'MEETING'] as const;
export type DatasetLinkKind = (typeof datasetLinkKinds)[number];

/** Why a state of a text was kept: under a name, at a step of the convention, when minutes were sent or approved, before a version was brought back, words were replaced everywhere or a report was assembled again, once a day. */
export const versionReasons = [
  'NAMED',
  'MOVED',
  'SENT',
  'APPROVED',
  'BEFORE_RESTORE',
  'BEFORE_REPLACE',
  'BEFORE_ASSEMBLE',
  'TAKEN_AWAY',
  'DAILY',
] as const;
export type VersionReason = (typeof versionReasons)[number];

/** The files that a text can be had as. */
export const textFileFormats = ['PDF', 'DOCX', 'ODT'] as const;
export type TextFileFormat = (typeof textFileFormats)[number];

/** What a template is a beginning of. */
export const templateKinds = ['CONVENTION', 'AMENDMENT', 'AGENDA', 'MINUTES', 'PROGRESS_NOTE'] as const;
export type TemplateKind = (typeof templateKinds)[number];

/** What a template leaves open, filled from the record of what is made of it; how each is written, templates/fields.ts. */
export const templateFields = [
  'TITLE',
  'YEAR',
  'STARTS_ON',
  'ENDS_ON',
  'SIGNED_ON',
  'SIGNED_AT',
  'DELIBERATION',
  'VOTED_ON',
  'DEPARTMENT_NAME',
  'DEPARTMENT_SIRET',
  'DEPARTMENT_ADDRESS',
  'DEPARTMENT_REPRESENTATIVE',
  'PARTNER_NAME',
  'PARTNER_SIRET',
  'PARTNER_ADDRESS',
  'PARTNER_REPRESENTATIVE',
  'ENVELOPE',
  'DEPARTMENT_SHARE',
  'PARTNER_SHARE',
  'MEETING_TITLE',
  'MEETING_DAY',
  'MEETING_TIME',
  'MEETING_PLACE',
  'MEETING_INVITEES',
  'AGENDA',
  'FACTS',
] as const;
export type TemplateField = (typeof templateFields)[number];

/** The files that the visual charter of an organisation is given as. */
export const charterFormats = ['DOCX', 'ODT'] as const;
export type CharterFormat = (typeof charterFormats)[number];

/** Every noun that a program may keep a copy of, in the order in which a first copy is read: what others name comes first. */
export const nouns = [
  'Organisation',
  'Unit',
  'Person',
  'ReferenceEntry',
  'Convention',
  'Participant',
  'ProgrammeItem',
  'Action',
  'StoredFile',
  'Deliverable',
  'Indicator',
  'Obligation',
  'Occurrence',
  'Evidence',
  'BudgetLine',
  'Payment',
  'Meeting',
  'Invitee',
  'Outcome',
  'Observation',
  'Thread',
  'Comment',
  'YearReport',
  'Dataset',
] as const;
export type Noun = (typeof nouns)[number];

/** The nouns that other systems keep too, and write here under their own ids. */
export const upsertable = [
  'Action',
  'Deliverable',
  'Indicator',
  'BudgetLine',
  'Payment',
  'Meeting',
  'Dataset',
] as const satisfies readonly Noun[];
export type Upsertable = (typeof upsertable)[number];

/** What a change may be of: a noun, a part of a meeting, or what is one person's or one organisation's alone. */
export const changeSubjects = [
  ...nouns,
  'MeetingNotes',
  'Minutes',
  'DatePoll',
  'MailedReply',
  'ApiKey',
  'Webhook',
  'Session',
  'CalendarFeed',
  'Notification',
  'AccessRequest',
  'Demonstration',
  'Template',
] as const;
export type ChangeSubject = (typeof changeSubjects)[number];

/** What a text that people write together is of. */
export const textKinds = ['CONVENTION', 'NOTES', 'REPORT'] as const;
export type TextKind = (typeof textKinds)[number];

/** What a change of a text is of. */
export const subjectOfText = {
  CONVENTION: 'Convention',
  NOTES: 'MeetingNotes',
  REPORT: 'YearReport',
} as const satisfies Record<TextKind, ChangeSubject>;

/** Every kind of change the history holds, past tense. */
export const changeKinds = [
  'organisation.created',
  'organisation.renamed',
  'unit.created',
  'unit.renamed',
  'charter.deposited',
  'charter.removed',
  'template.saved',
  'template.renamed',
  'template.removed',
  'person.invited',
  'person.joined',
  'person.renamed',
  'person.placed',
  'person.deactivated',
  'person.reactivated',
  'person.promoted',
  'person.demoted',
  'password.changed',
  'session.opened',
  'sessions.ended',
  'apiKey.created',
  'apiKey.revoked',
  'apiKey.changed',
  'webhook.created',
  'webhook.changed',
  'webhook.paused',
  'webhook.resumed',
  'webhook.replayed',
  'webhook.removed',
  'convention.imported',
  'convention.created',
  'convention.continued',
  'convention.renamed',
  'convention.archived',
  'participant.added',
  'participant.changed',
  'participant.removed',
  'access.granted',
  'access.lost',
  'item.added',
  'item.changed',
  'item.archived',
  'item.restored',
  'programme.reordered',
  'carryOver.decided',
  'thread.opened',
  'thread.resolved',
  'thread.reopened',
  'comment.posted',
  'comment.edited',
  'comment.deleted',
  'notification.created',
  'notification.read',
  'mailPreference.changed',
  'typingPreference.changed',
  'convention.moved',
  'convention.amended',
  'file.stored',
  'dataset.deposited',
  'dataset.changed',
  'dataset.withdrawn',
  'dataset.versioned',
  'dataset.checked',
  'dataset.damaged',
  'dataset.linked',
  'dataset.unlinked',
  'datasetKey.created',
  'datasetKey.revoked',
  'access.asked',
  'access.decided',
  'obligation.created',
  'obligation.changed',
  'obligation.withdrawn',
  'occurrence.added',
  'occurrence.changed',
  'occurrence.reminded',
  'occurrence.delayed',
  'occurrence.lapsed',
  'evidence.recorded',
  'evidence.withdrawn',
  'reminder.silenced',
  'action.changed',
  'action.delayed',
  'action.noted',
  'note.withdrawn',
  'deliverable.created',
  'deliverable.changed',
  'deliverable.withdrawn',
  'piece.delivered',
  'piece.withdrawn',
  'referenceEntry.added',
  'indicator.created',
  'indicator.changed',
  'indicator.withdrawn',
  'indicator.measured',
  'budgetLine.created',
  'budgetLine.changed',
  'budgetLine.withdrawn',
  'payment.created',
  'payment.changed',
  'report.made',
  'meeting.created',
  'meeting.changed',
  'meeting.called',
  'meeting.cancelled',
  'meeting.held',
  'meeting.reminded',
  'meeting.repeated',
  'attendance.recorded',
  'poll.opened',
  'poll.changed',
  'poll.answered',
  'poll.reminded',
  'poll.closed',
  'agenda.changed',
  'agenda.sent',
  'notes.opened',
  'outcome.added',
  'outcome.changed',
  'outcome.archived',
  'outcome.reminded',
  'minutes.sent',
  'minutes.prolonged',
  'minutes.consented',
  'minutes.approved',
  'version.named',
  'text.restored',
  'text.returned',
  'suggestion.accepted',
  'suggestion.refused',
  'suggestion.reopened',
  'suggestion.explained',
  'observation.made',
  'observation.settled',
  'invitee.added',
  'invitee.changed',
  'invitee.removed',
  'invitation.answered',
  'invitation.renewed',
  'invitation.undelivered',
  'invitation.delivered',
  'reply.received',
  'reply.attached',
  'reply.dismissed',
  'calendarFeed.created',
  'calendarFeed.revoked',
  'demonstration.emptied',
] as const;
export type ChangeKind = (typeof changeKinds)[number];

/** A kind of change as the API names it: « comment.posted » is COMMENT_POSTED. */
export const nameOfKind = (kind: ChangeKind): string =>
  kind
    .replace(/([a-z])([A-Z])/g, '$1_$2')
    .replace('.', '_')
    .toUpperCase();

const kindByName = new Map<string, ChangeKind>(changeKinds.map((kind) => [nameOfKind(kind), kind]));

/** The kind of change that the API names so; undefined for what is none. */
export const kindNamed = (name: string): ChangeKind | undefined => kindByName.get(name);

/** Where the text names a modal verb, the degree it announces; the strongest found wins. Source: DOMAIN.md §2 « Modality matters ». */
export function degreeOfSentence(sentence: string): Degree | null {
  const found: readonly (readonly [Degree, RegExp])[] = [
    ['MUST', /\b(doit|doivent|devra|devront)\b/i],
    ['COMMITS', /s['’]engage(?:nt)?\b/i],
    ['EXPECTED', /\best (?:fortement )?attendue?s?\b/i],
    ['CONTRIBUTES', /\b(contribuera|contribueront|participera|participeront)\b/i],
    ['MAY', /\b(pourra|pourront|peut|peuvent)\b/i],
  ];
  return found.find(([, pattern]) => pattern.test(sentence))?.[0] ?? null;
}

/** Where a point comes from: what is owed, a thread of the text, a task of an earlier meeting, a passage of the text. */
export const agendaSources = ['OBLIGATION', 'THREAD', 'TASK', 'PASSAGE'] as const;

export type AgendaSource = (typeof agendaSources)[number];
