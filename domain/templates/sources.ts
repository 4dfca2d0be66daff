// What a template may be made of: a text that the viewer may read (a convention's, an amendment's, a meeting's notes, a yearly
// report) or the agenda of a meeting. Comments and suggestions stay where they are.
import { randomUUID } from 'node:crypto';
import type { JSONContent } from '@tiptap/core';
import { conflict } from '../errors.ts';
import { type Convention, readConvention } from '../gate.ts';
import { type MeetingView, readMeeting } from '../meetings/meeting-views.ts';
import { table } from '../texts/block-makers.ts';
import { repairBlockIds, textOf } from '../texts/live-text.ts';
import { readStoredText } from '../texts/stored-text.ts';
import { readOwnedText } from '../versions/text-owners.ts';
import type { Viewer } from '../viewers.ts';
import type { TemplateKind } from '../vocabulary.ts';
import { wordsOf } from './filling.ts';
import { type KnownWords, wordsOfConvention, wordsOfMeeting } from './records.ts';

/** A text to make a template of, with what the record says of its fields. */
export interface TemplateSource {
  kind: TemplateKind;
  /** What the template may be called. */
  title: string;
  text: JSONContent;
  known: KnownWords;
}

/** What an agenda says as a text: a table, so that no title is taken for a duration. */
const AGENDA_HEADER = ['Point', 'Durée (minutes)'];

function agendaText({ id, agenda }: MeetingView): JSONContent {
  const rows = agenda.map(({ title, minutes }) => [title, minutes === null ? '' : String(minutes)]);
  const content = table(AGENDA_HEADER, rows).map((node) => ({ ...node, attrs: { ...node.attrs, id } }));
  return { type: 'doc', content };
}

/** The points that such a text says; of a text of another form, none. */
export function agendaPoints({ content = [] }: JSONContent): { title: string; minutes: number | null }[] {
  const said = (cell: JSONContent | undefined) => (cell?.content ?? []).map(wordsOf).join(' ').trim();
  const [, ...rows] = content.find(({ type }) => type === 'table')?.content ?? [];
  return rows.flatMap(({ content: cells = [] }) => {
    const [title, minutes] = [said(cells[0]), Number(said(cells[1]))];
    return title === '' ? [] : [{ title, minutes: minutes > 0 ? minutes : null }];
  });
}

async function agendaSource(viewer: Viewer, meetingId: string): Promise<TemplateSource> {
  const meeting = await readMeeting(viewer, meetingId);
  if (meeting.agenda.length === 0)
    throw conflict('L’ordre du jour est vide\u00a0: il n’y a rien à garder comme modèle.');
  const convention = await readConvention(viewer, meeting.conventionId);
  return {
    kind: 'AGENDA',
    title: meeting.title,
    text: agendaText(meeting),
    known: new Map([...(await wordsOfConvention(viewer, convention)), ...wordsOfMeeting(meeting)]),
  };
}

/** Of an amendment what it adds: the rest is the convention that it amends. */
function addedBlocks({ content = [], ...doc }: JSONContent): JSONContent {
  const own = content.flatMap((node): JSONContent[] => {
    if (node.type !== 'bulletList' && node.type !== 'orderedList') return node.attrs?.previousId == null ? [node] : [];
    const items = (node.content ?? []).filter(({ attrs }) => attrs?.previousId == null);
    return items.length > 0 ? [{ ...node, content: items }] : [];
  });
  const words = (node: JSONContent): string => (node.text ?? '') + (node.content ?? []).map(words).join('');
  if (own.every((node) => words(node).trim() === ''))
    throw conflict('Cet avenant n’ajoute aucun passage à la convention\u00a0: il n’y a rien à garder comme modèle.');
  return { ...doc, content: own };
}

async function readText(documentId: string): Promise<JSONContent> {
  const stored = await readStoredText(documentId);
  if (!stored) return { type: 'doc', content: [{ type: 'paragraph', attrs: { id: randomUUID() } }] };
  repairBlockIds(stored.doc);
  return textOf(stored.doc).toJSON();
}

const kindOf = (subject: string, { amendsId }: Convention): TemplateKind => {
  if (subject === 'MeetingNotes') return 'MINUTES';
  if (subject === 'YearReport') return 'PROGRESS_NOTE';
  return amendsId === null ? 'CONVENTION' : 'AMENDMENT';
};

/** What `viewer` may read to make a template of; NOT_FOUND when unseen. */
export async function readTemplateSource(
  viewer: Viewer,
  { documentId, meetingId }: { documentId?: string | null; meetingId?: string | null },
): Promise<TemplateSource> {
  if (meetingId) return agendaSource(viewer, meetingId);
  const { conventionId, title, about } = await readOwnedText(viewer, documentId ?? '');
  const convention = await readConvention(viewer, conventionId);
  const kind = kindOf(about.subject, convention);
  const text = await readText(documentId ?? '');
  const known = await wordsOfConvention(viewer, convention);
  if (kind !== 'MINUTES') return { kind, title, text: kind === 'AMENDMENT' ? addedBlocks(text) : text, known };
  const meeting = wordsOfMeeting(await readMeeting(viewer, about.subjectId));
  return { kind, title, text, known: new Map([...known, ...meeting]) };
}
