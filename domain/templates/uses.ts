// What is made of a template: a convention, an amendment, an agenda, a meeting's notes, a yearly report. Each is made by the
// verb of its room, which judges whether one may; here the text that it begins with is filled from the record.
import type { JSONContent } from '@tiptap/core';
import type { Organisation } from '#generated/prisma/client.ts';
import { addAgendaPoints } from '../agendas/agendas.ts';
import { openAmendment } from '../conventions/amendments.ts';
import { createConvention } from '../conventions/conventions.ts';
import { conflict, forbidden, invalid } from '../errors.ts';
import { type Convention, conventionFor, readConvention } from '../gate.ts';
import { type MeetingView, readMeeting } from '../meetings/meeting-views.ts';
import { agendaBlocks, openMeetingNotes } from '../minutes/meeting-notes.ts';
import { findOrganisations, readOrganisation } from '../organisations/organisations.ts';
import { parseInput } from '../parse.ts';
import { can } from '../permissions.ts';
import { makeYearReport, type ReadReport } from '../reports/year-reports.ts';
import { textOf } from '../texts/live-text.ts';
import { readStoredText } from '../texts/stored-text.ts';
import { readOwnedText } from '../versions/text-owners.ts';
import type { Viewer } from '../viewers.ts';
import { fillTemplate, type OpenPlace, openPlaces } from './filling.ts';
import {
  amendmentFromTemplateInput,
  conventionFromTemplateInput,
  meetingFromTemplateInput,
  reportFromTemplateInput,
} from './inputs.ts';
import { wordsOfConvention, wordsOfMeeting, wordsOfParties, wordsOfTitle } from './records.ts';
import { agendaPoints } from './sources.ts';
import { templateToUse } from './templates.ts';

/** The parties of a convention that is about to be made: those chosen, else the viewer's organisation on its own side. */
async function chosenParties(
  viewer: Viewer,
  { departmentId, partnerId }: { departmentId?: string | null; partnerId?: string | null },
) {
  const ids = [viewer.organisationId, departmentId, partnerId].flatMap((id) => id ?? []);
  const found = await findOrganisations(ids);
  const own = await readOrganisation(viewer, viewer);
  const chosen = (id: string | null | undefined, name: string, isRight: (one: Organisation) => boolean) => {
    if (!id) return isRight(own) ? own : null;
    const organisation = found.get(id);
    if (!organisation || !isRight(organisation)) throw invalid({ [name]: 'Choisissez un organisme de la liste.' });
    return organisation;
  };
  return {
    department: chosen(departmentId, 'departmentId', ({ kind }) => kind === 'DEPARTMENT'),
    partner: chosen(partnerId, 'partnerId', ({ kind }) => kind !== 'DEPARTMENT'),
  };
}

/** Begins a convention with a template. */
export async function createConventionFromTemplate(viewer: Viewer, input: unknown): Promise<Convention> {
  const { templateId, title, year, ...parties } = parseInput(conventionFromTemplateInput, input);
  if (!can(viewer, 'convention.create', null)) throw forbidden();
  const template = await templateToUse(viewer, 'CONVENTION', templateId);
  const words = new Map([...wordsOfTitle({ title, year }), ...wordsOfParties(await chosenParties(viewer, parties))]);
  return createConvention(viewer, { title, year }, fillTemplate(template, { words }));
}

/** Opens an amendment whose text begins with a template, before the copy of what it amends. */
export async function openAmendmentFromTemplate(viewer: Viewer, input: unknown): Promise<Convention> {
  const { templateId, ...amendment } = parseInput(amendmentFromTemplateInput, input);
  const amended = await conventionFor(viewer, 'convention.amend', amendment.conventionId);
  const template = await templateToUse(viewer, 'AMENDMENT', templateId);
  const words = new Map([
    ...(await wordsOfConvention(viewer, amended)),
    ...wordsOfTitle({ title: amendment.title, year: amended.year }),
  ]);
  return openAmendment(viewer, amendment, fillTemplate(template, { words }).content);
}

/** Adds the points of a template at the end of an agenda. */
export async function addAgendaFromTemplate(viewer: Viewer, input: unknown): Promise<MeetingView> {
  const { templateId, meetingId } = parseInput(meetingFromTemplateInput, input);
  const meeting = await readMeeting(viewer, meetingId);
  const template = await templateToUse(viewer, 'AGENDA', templateId);
  const points = agendaPoints(fillTemplate(template, { words: await wordsAround(viewer, meeting) }));
  if (points.length === 0) throw conflict('Ce modèle ne contient aucun point.');
  return addAgendaPoints(viewer, { meetingId, points });
}

/** What is known of a meeting and of its convention. */
async function wordsAround(viewer: Viewer, meeting: MeetingView) {
  const convention = await readConvention(viewer, meeting.conventionId);
  return new Map([...(await wordsOfConvention(viewer, convention)), ...wordsOfMeeting(meeting)]);
}

/** Opens the notes of a meeting with a template; CONFLICT when they are open. */
export async function openNotesFromTemplate(viewer: Viewer, input: unknown): Promise<MeetingView> {
  const { templateId, meetingId } = parseInput(meetingFromTemplateInput, input);
  const words = await wordsAround(viewer, await readMeeting(viewer, meetingId));
  const template = await templateToUse(viewer, 'MINUTES', templateId);
  let isBegun = false;
  const opened = await openMeetingNotes(viewer, { meetingId }, (points) => {
    isBegun = true;
    const blocks = new Map(points.length > 0 ? [['AGENDA', agendaBlocks(points)] as const] : []);
    return fillTemplate(template, { words, blocks });
  });
  if (!isBegun) throw conflict('Les notes de cette réunion sont déjà ouvertes\u00a0: un modèle ne les remplace pas.');
  return opened;
}

/** Makes the yearly report of a convention with a template, what was followed in it where the template says so. */
export async function makeReportFromTemplate(viewer: Viewer, input: unknown): Promise<ReadReport> {
  const { templateId, conventionId } = parseInput(reportFromTemplateInput, input);
  const convention = await conventionFor(viewer, 'report.write', conventionId);
  const template = await templateToUse(viewer, 'PROGRESS_NOTE', templateId);
  const words = await wordsOfConvention(viewer, convention);
  return makeYearReport(
    viewer,
    conventionId,
    (assembled): JSONContent[] =>
      fillTemplate(template, { words, blocks: new Map([['FACTS', assembled]]) }).content ?? [],
  );
}

/** What a text that `viewer` may read still leaves open, in reading order. */
export async function listOpenFields(viewer: Viewer, documentId: string): Promise<OpenPlace[]> {
  await readOwnedText(viewer, documentId);
  const stored = await readStoredText(documentId);
  return stored ? openPlaces(textOf(stored.doc).toJSON()) : [];
}
