// The closed lists that code knows are the ones the database keeps, in the same order; and the words that bind.
import { describe, expect, test } from 'vitest';
import * as vocabulary from '#domain/vocabulary.ts';
import {
  ActionRole,
  ActionStatus,
  ApiKeyMode,
  CarryOverChoice,
  ConventionState,
  Degree,
  ItemKind,
  ItemMark,
  MeetingAnswer,
  MeetingAttendance,
  MeetingKind,
  MeetingState,
  NotificationKind,
  ObligationRole,
  OrganisationKind,
  ParticipantRole,
  PaymentKind,
  PaymentState,
  Periodicity,
  ProofKind,
  ReminderStep,
  Territory,
  WebhookFailure,
  WebhookMessage,
  WebhookPause,
} from '#generated/prisma/enums.ts';

describe('lists equal the enums of the database', () => {
  test.each([
    ['actionRoles', vocabulary.actionRoles, ActionRole],
    ['actionStatuses', vocabulary.actionStatuses, ActionStatus],
    ['apiKeyModes', vocabulary.apiKeyModes, ApiKeyMode],
    ['webhookPauses', vocabulary.webhookPauses, WebhookPause],
    ['webhookMessages', vocabulary.webhookMessages, WebhookMessage],
    ['webhookFailures', vocabulary.webhookFailures, WebhookFailure],
    ['carryOverChoices', vocabulary.carryOverChoices, CarryOverChoice],
    ['conventionStates', vocabulary.conventionStates, ConventionState],
    ['degrees', vocabulary.degrees, Degree],
    ['itemKinds', vocabulary.itemKinds, ItemKind],
    ['itemMarks', vocabulary.itemMarks, ItemMark],
    ['meetingAnswers', vocabulary.meetingAnswers, MeetingAnswer],
    ['meetingAttendances', vocabulary.meetingAttendances, MeetingAttendance],
    ['meetingKinds', vocabulary.meetingKinds, MeetingKind],
    ['meetingStates', vocabulary.meetingStates, MeetingState],
    ['notificationKinds', vocabulary.notificationKinds, NotificationKind],
    ['organisationKinds', vocabulary.organisationKinds, OrganisationKind],
    ['obligationRoles', vocabulary.obligationRoles, ObligationRole],
    ['participantRoles', vocabulary.participantRoles, ParticipantRole],
    ['paymentKinds', vocabulary.paymentKinds, PaymentKind],
    ['paymentStates', vocabulary.paymentStates, PaymentState],
    ['periodicities', vocabulary.periodicities, Periodicity],
    ['proofKinds', vocabulary.proofKinds, ProofKind],
    ['reminderSteps', vocabulary.reminderSteps, ReminderStep],
    ['territories', vocabulary.territories, Territory],
  ])('%s', (_name, list, kept) => {
    expect([...list]).toEqual(Object.values(kept));
  });
});

test('every kind of heading has its kind of item', () => {
  const headings = vocabulary.headingKinds.map((kind) => kind.toUpperCase());
  expect(vocabulary.itemKinds.slice(0, headings.length)).toEqual(headings);
});

test('kinds of change are a noun and a past tense, each once', () => {
  expect(new Set(vocabulary.changeKinds).size).toBe(vocabulary.changeKinds.length);
  for (const kind of vocabulary.changeKinds)
    expect(kind).toMatch(/^[a-z]+[A-Za-z]*\.([a-z]+ed|held|lost|made|read|sent|withdrawn)$/);
});

describe('the degree of a sentence', () => {
  test.each([
    ['Le bénéficiaire devra transmettre un bilan.', 'MUST'],
    ['Les partenaires doivent se réunir.', 'MUST'],
    ['L’association s’engage à informer le Département.', 'COMMITS'],
    ["Ils s'engagent à se réunir.", 'COMMITS'],
    ['Une réunion est attendue chaque trimestre.', 'EXPECTED'],
    ['Il est fortement attendu une restitution.', 'EXPECTED'],
    ['L’agence contribuera au suivi.', 'CONTRIBUTES'],
    ['Un comité pourra être réuni.', 'MAY'],
    ['Il s’engage à transmettre ce qu’il doit.', 'MUST'],
    ['Le territoire compte sept intercommunalités.', null],
    ['Des pourparlers ont eu lieu.', null],
  ] as const)('« %s » → %s', (sentence, degree) => {
    expect(vocabulary.degreeOfSentence(sentence)).toBe(degree);
  });
});
