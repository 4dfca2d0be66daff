// The closed lists of the trade, as code knows them. Browser-safe: pages take their values from here and their French
// words from app/french.ts. The lists equal the enums of prisma/schema.prisma (tests/domain/vocabulary.test.ts).

/** Roles in a convention, weakest first: each may do what the ones before it may. */
export const participantRoles = ['READER', 'COMMENTER', 'EDITOR', 'APPROVER', 'STEWARD'] as const;
export type ParticipantRole = (typeof participantRoles)[number];

export const conventionStates = ['DRAFT', 'IN_REVIEW', 'ADOPTED', 'SIGNED', 'CLOSED'] as const;
export type ConventionState = (typeof conventionStates)[number];

/** What a heading of the text is. Its level in the outline follows from it (domain/text-schema.ts). */
export const headingKinds = ['article', 'axis', 'objective', 'subheading'] as const;
export type HeadingKind = (typeof headingKinds)[number];

export const itemKinds = ['ARTICLE', 'AXIS', 'OBJECTIVE', 'SUBHEADING', 'PARAGRAPH', 'LIST_ITEM', 'TABLE'] as const;
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

export const notificationKinds = ['MENTION', 'REPLY', 'THREAD_RESOLVED', 'CONVENTION_OPENED'] as const;
export type NotificationKind = (typeof notificationKinds)[number];

/** Every kind of change the history holds, past tense. */
export const changeKinds = [
  'organisation.created',
  'organisation.renamed',
  'unit.created',
  'unit.renamed',
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
] as const;
export type ChangeKind = (typeof changeKinds)[number];

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
