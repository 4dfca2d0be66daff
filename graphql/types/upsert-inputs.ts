// What a system says of things that it writes under its own ids (upsert.ts): for each noun what its room takes, all of it optional, for
// what is not given stays.
import { MOST_ITEMS } from '#domain/upserts/inputs.ts';
import { builder } from '../builder.ts';
import { ActionStatusType } from './action.ts';
import { PaymentKindType, PaymentStateType } from './budget.ts';
import { NewPaymentProofInput } from './budget-mutations.ts';
import {
  DatasetAccessType,
  DatasetKindType,
  DatasetLicenceType,
  DatasetThemeType,
  UpdateFrequencyType,
} from './dataset.ts';
import { DatasetLinkInput } from './dataset-mutations.ts';
import { MeetingKindType } from './meeting.ts';
import { TerritoryType } from './organisation.ts';

const AT_FIRST = 'Nécessaire la première fois\u00a0; ne change plus ensuite.';
const AMOUNT = 'Un montant en euros, « 1234.50 ».';

const UpsertActionInput = builder.inputType('UpsertActionInput', {
  description: 'Où en est une action du texte. Elle est là déjà : la première fois, dire son passage.',
  fields: (t) => ({
    conventionId: t.id({ description: AT_FIRST }),
    blockId: t.id({ description: `Le passage qui porte l’action. ${AT_FIRST}` }),
    status: t.field({ type: ActionStatusType, description: 'Son état.' }),
    progress: t.int({ description: 'Son avancement, en pour cent.' }),
    dueOn: t.field({ type: 'Date', description: 'Son échéance\u00a0; nul l’efface.' }),
  }),
});
const UpsertDeliverableInput = builder.inputType('UpsertDeliverableInput', {
  description: 'Un livrable.',
  fields: (t) => ({
    conventionId: t.id({ description: AT_FIRST }),
    blockId: t.id({ description: `Le passage qui le promet. ${AT_FIRST}` }),
    title: t.string({ description: 'Son titre.' }),
    target: t.int({ description: 'Le nombre attendu, à partir de 1.' }),
    dueOn: t.field({ type: 'Date', description: 'Son échéance\u00a0; nul l’efface.' }),
    referenceSetId: t.id({ description: 'La liste de référence que cochent ses pièces.' }),
  }),
});
const UpsertIndicatorValueInput = builder.inputType('UpsertIndicatorValueInput', {
  description: 'La valeur d’un indicateur un jour donné\u00a0: redite pour ce jour, la dernière vaut.',
  fields: (t) => ({
    on: t.field({ type: 'Date', required: true, description: 'Le jour de la mesure.' }),
    value: t.string({ required: true, description: 'La valeur, quatre décimales au plus.' }),
  }),
});
const UpsertIndicatorInput = builder.inputType('UpsertIndicatorInput', {
  description: 'Un indicateur et ses valeurs.',
  fields: (t) => ({
    conventionId: t.id({ description: AT_FIRST }),
    blockId: t.id({ description: `Le passage qu’il mesure. ${AT_FIRST}` }),
    title: t.string({ description: 'Son nom.' }),
    unit: t.string({ description: 'Son unité de mesure.' }),
    target: t.string({ description: 'La valeur visée\u00a0; nul l’efface.' }),
    targetOn: t.field({ type: 'Date', description: 'Quand elle est visée.' }),
    values: t.field({ type: [UpsertIndicatorValueInput], description: 'Des valeurs, en plus de celles qui sont là.' }),
  }),
});
const UpsertBudgetLineInput = builder.inputType('UpsertBudgetLineInput', {
  description: 'Une ligne budgétaire.',
  fields: (t) => ({
    conventionId: t.id({ description: AT_FIRST }),
    operationCode: t.string({ description: 'Le code opération.' }),
    imputation: t.string({ description: 'L’imputation.' }),
    title: t.string({ description: 'Le libellé.' }),
    commitmentAuthorisation: t.string({ description: `L’autorisation d’engagement. ${AMOUNT}` }),
    paymentCredit: t.string({ description: `Le crédit de paiement. ${AMOUNT}` }),
  }),
});
const UpsertPaymentInput = builder.inputType('UpsertPaymentInput', {
  description: 'Un versement.',
  fields: (t) => ({
    budgetLineId: t.id({ description: `Sa ligne, par l’identifiant d’ici. ${AT_FIRST}` }),
    budgetLineExternalId: t.string({ description: 'Sa ligne, par l’identifiant de votre système.' }),
    kind: t.field({ type: PaymentKindType, description: 'Sa nature.' }),
    amount: t.string({ description: AMOUNT }),
    dueOn: t.field({ type: 'Date', description: 'Quand il est attendu\u00a0; nul l’efface.' }),
    state: t.field({
      type: PaymentStateType,
      description: 'Son état\u00a0; PAID est refusé tant qu’une pièce manque.',
    }),
    paidOn: t.field({ type: 'Date', description: 'Le jour du versement, avec PAID.' }),
    proofs: t.field({ type: [NewPaymentProofInput], description: 'Les pièces qu’il attend, la première fois.' }),
  }),
});
const UpsertMeetingInput = builder.inputType('UpsertMeetingInput', {
  description: 'Une réunion. Convoquée, ses invités apprennent ce qui change.',
  fields: (t) => ({
    conventionId: t.id({ description: AT_FIRST }),
    kind: t.field({ type: MeetingKindType, description: 'Sa sorte.' }),
    title: t.string({ description: 'Son intitulé.' }),
    purpose: t.string({ description: 'Ce qu’on y fait.' }),
    place: t.string({ description: 'Son lieu.' }),
    link: t.string({ description: 'L’adresse de la visioconférence.' }),
    startsAt: t.field({ type: 'DateTime', description: 'Son début.' }),
    endsAt: t.field({ type: 'DateTime', description: 'Sa fin.' }),
    organiserIds: t.idList({ description: 'Les organismes ou services qui l’organisent.' }),
    occurrenceIds: t.idList({ description: 'Les échéances qu’elle doit satisfaire.' }),
  }),
});
const UpsertDatasetInput = builder.inputType('UpsertDatasetInput', {
  description: 'Des données partagées. Un fichier envoyé (`uploadId`) en devient la version suivante.',
  fields: (t) => ({
    uploadId: t.id({ description: 'Un fichier envoyé à `/depots` (tus 1.0)\u00a0; nécessaire la première fois.' }),
    kind: t.field({ type: DatasetKindType, description: 'Leur nature.' }),
    title: t.string({ description: 'Leur titre.' }),
    description: t.string({ description: 'Ce qu’elles sont.' }),
    themes: t.field({ type: [DatasetThemeType], description: 'Leurs thèmes.' }),
    territories: t.field({
      type: [TerritoryType],
      description: 'Leurs territoires\u00a0; aucun\u00a0: le département.',
    }),
    periodFrom: t.field({ type: 'Date', description: 'Le début de la période couverte.' }),
    periodTo: t.field({ type: 'Date', description: 'La fin de la période couverte.' }),
    frequency: t.field({ type: UpdateFrequencyType, description: 'La fréquence de mise à jour.' }),
    licence: t.field({ type: DatasetLicenceType, description: 'La licence.' }),
    access: t.field({ type: DatasetAccessType, description: 'À qui elles sont ouvertes.' }),
    producerId: t.id({ description: 'L’organisme qui les produit.' }),
    contact: t.string({ description: 'À qui s’adresser.' }),
    organisationIds: t.idList({ description: 'Les organismes admis, quand l’accès est choisi.' }),
    unitIds: t.idList({ description: 'Les services admis, quand l’accès est choisi.' }),
    note: t.string({ description: 'Ce que dit la version que devient le fichier.' }),
    links: t.field({ type: [DatasetLinkInput], description: 'À quoi elles servent, la première fois.' }),
  }),
});

export const UpsertItemInput = builder.inputType('UpsertItemInput', {
  description: 'Une chose sous l’identifiant de votre système\u00a0: exactement un des noms est donné.',
  fields: (t) => ({
    externalId: t.string({
      required: true,
      description: 'Son identifiant dans votre système, propre à votre organisme.',
    }),
    id: t.id({ description: 'Son identifiant d’ici, pour nommer une chose qui est déjà là et n’a pas encore de nom.' }),
    version: t.int({ description: 'La version lue\u00a0: CONFLICT si elle a changé depuis.' }),
    action: t.field({ type: UpsertActionInput, description: 'Une action.' }),
    deliverable: t.field({ type: UpsertDeliverableInput, description: 'Un livrable.' }),
    indicator: t.field({ type: UpsertIndicatorInput, description: 'Un indicateur.' }),
    budgetLine: t.field({ type: UpsertBudgetLineInput, description: 'Une ligne budgétaire.' }),
    payment: t.field({ type: UpsertPaymentInput, description: 'Un versement.' }),
    meeting: t.field({ type: UpsertMeetingInput, description: 'Une réunion.' }),
    dataset: t.field({ type: UpsertDatasetInput, description: 'Des données partagées.' }),
  }),
});
export const UpsertInput = builder.inputType('UpsertInput', {
  description: 'Des choses à écrire, dans l’ordre\u00a0: chacune pour elle-même.',
  fields: (t) => ({
    items: t.field({ type: [UpsertItemInput], required: true, description: `De 1 à ${MOST_ITEMS} choses.` }),
  }),
});
