// What approved minutes say, in one value: its canonical spelling is what is hashed, its layout the PDF. Pure.
import type { JSONContent } from '@tiptap/core';
import type { PrintedPart, PrintedText } from '#formats/pdf/printed-text.ts';
import { type Day, fromColumn } from '../calendar.ts';
import { titleWithYear } from '../convention-title.ts';
import { writeDay } from '../french.ts';
import { writeSpan } from '../meetings/letters.ts';
import { comesFor, demandDates, type MeetingView, nameOf, partiesOf } from '../meetings/meeting-views.ts';
import type { Party } from '../organisations/parties.ts';
import type { MeetingAttendance, OutcomeKind } from '../vocabulary.ts';

/** A decision or a task as the minutes state it. */
export interface StatedOutcome {
  blockId: string;
  kind: OutcomeKind;
  text: string;
  assignee: string | null;
  dueOn: Day | null;
  /** The block of the convention's text that it concerns. */
  programmeBlockId: string | null;
}

/** All that minutes say. */
export interface StatedMinutes {
  title: string;
  kind: string;
  purpose: string | null;
  place: string | null;
  link: string | null;
  startsAt: string;
  endsAt: string;
  organisers: string[];
  convention: { title: string; year: number };
  attendance: { name: string; comesFor: string | null; attendance: MeetingAttendance | null }[];
  outcomes: StatedOutcome[];
  text: JSONContent;
}

const partyName = ({ unit, organisation }: Party): string => unit?.name ?? organisation.name;

interface OutcomeRow {
  blockId: string;
  kind: OutcomeKind;
  text: string;
  dueOn: Date | null;
  programmeBlockId: string | null;
  person: { name: string } | null;
  organisation: { name: string } | null;
  unit: { name: string } | null;
}

/** What the minutes of a meeting say, once these are its outcomes and this its text. */
export function stateMinutes(
  meeting: MeetingView,
  { outcomes, text }: { outcomes: readonly OutcomeRow[]; text: JSONContent },
): StatedMinutes {
  const { title, kind, purpose, place, link, convention, invitees } = meeting;
  const { startsAt, endsAt } = demandDates(meeting);
  return {
    title,
    kind,
    purpose,
    place,
    link,
    startsAt: startsAt.toISOString(),
    endsAt: endsAt.toISOString(),
    organisers: partiesOf(meeting, 'ORGANISER').map(partyName),
    convention: { title: convention.title, year: convention.year },
    attendance: invitees.map((invitee) => {
      const party = comesFor(invitee);
      return { name: nameOf(invitee), comesFor: party && partyName(party), attendance: invitee.attendance };
    }),
    outcomes: outcomes.map(({ blockId, kind, text, dueOn, programmeBlockId, person, organisation, unit }) => ({
      blockId,
      kind,
      text,
      assignee: (person ?? unit ?? organisation)?.name ?? null,
      dueOn: dueOn && fromColumn(dueOn),
      programmeBlockId,
    })),
    text,
  };
}

const attendanceWords: Record<MeetingAttendance, string> = {
  PRESENT: 'Présent',
  EXCUSED: 'Excusé',
  REPRESENTED: 'Représenté',
};

function openingOf({ organisers, place, link, purpose, attendance }: StatedMinutes): PrintedPart[] {
  const lines = [
    organisers.length > 0 && `Organisée par\u00a0: ${organisers.join(', ')}.`,
    place && `Lieu\u00a0: ${place}.`,
    link && `Visioconférence\u00a0: ${link}`,
    ...(purpose?.split('\n').filter((line) => line.trim() !== '') ?? []),
  ].filter((line) => typeof line === 'string' && line !== '') as string[];
  const rows = attendance.map((one) => [
    one.name,
    one.comesFor ?? '—',
    one.attendance ? attendanceWords[one.attendance] : 'Absent',
  ]);
  return [
    ...(lines.length > 0 ? [{ lines }] : []),
    { title: 'Présences', table: { head: ['Invité', 'Pour', 'Présence'], rows } },
  ];
}

function closingOf({ outcomes }: StatedMinutes): PrintedPart[] {
  const decisions = outcomes.filter(({ kind }) => kind === 'DECISION');
  const tasks = outcomes.filter(({ kind }) => kind === 'TASK');
  return [
    ...(decisions.length > 0
      ? [
          {
            title: 'Décisions',
            table: {
              head: ['N°', 'Décision'],
              rows: decisions.map(({ text }, at) => [`${at + 1}`, text]),
              widths: [1, 12],
            },
          },
        ]
      : []),
    ...(tasks.length > 0
      ? [
          {
            title: 'Actions à mener',
            table: {
              head: ['Action', 'Qui', 'Pour le'],
              widths: [3, 2, 1],
              rows: tasks.map(({ text, assignee, dueOn }) => [text, assignee ?? '—', dueOn ? writeDay(dueOn) : '—']),
            },
          },
        ]
      : []),
  ];
}

/** The same on paper. */
export function printedMinutes(
  stated: StatedMinutes,
  { sha256, keptAt }: { sha256: string; keptAt: Date },
): PrintedText {
  const { title, startsAt, endsAt, convention, organisers, text } = stated;
  const span = writeSpan({ startsAt: new Date(startsAt), endsAt: new Date(endsAt) });
  return {
    title: `Compte rendu – ${title}`,
    lead: `Réunion ${/^du /.test(span) ? '' : 'du '}${span}. ${titleWithYear(convention)}.`,
    keyword: 'compte rendu',
    year: convention.year,
    authors: organisers,
    sha256,
    opening: openingOf(stated),
    content: text.content ?? [],
    closing: closingOf(stated),
    keptAt,
  };
}
