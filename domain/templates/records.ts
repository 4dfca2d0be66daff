// What the record says of the fields of a template: of a convention, its parties, its money and its path, and of a meeting.
// What it does not know is absent. Called when a template is made, to find it in a text, and when one is used, to write it.
import type { Organisation } from '#generated/prisma/client.ts';
import { prisma } from '#prisma/client.ts';
import { sumsOf, writeAmount } from '../budgets/budgets.ts';
import { dayAt, fromColumn, hourAt } from '../calendar.ts';
import { writeDay } from '../french.ts';
import type { Convention } from '../gate.ts';
import { type MeetingView, nameOf } from '../meetings/meeting-views.ts';
import { reads } from '../permissions.ts';
import type { Viewer } from '../viewers.ts';
import { type ConventionState, participantRoles, type TemplateField } from '../vocabulary.ts';

export type KnownWords = Map<TemplateField, string>;

/** What is known, on one line each; nothing is not known. */
const known = (entries: readonly (readonly [TemplateField, string | null | undefined])[]): KnownWords =>
  new Map(entries.flatMap(([field, words]) => (words && oneLine(words) ? [[field, oneLine(words)] as const] : [])));

/** Whatever a row holds: what other systems wrote, or older versions. Spaces that keep words together stay what they are. */
const oneLine = (words: string) => words.replace(/[\p{Cc}\p{Zl}\p{Zp}\p{Surrogate}]+/gu, ' ').trim();

/** « 226 200 012 00012 ». */
export const writeSiret = (siret: string): string =>
  siret.replace(/^(\d{3})(\d{3})(\d{3})(\d{5})$/, '$1\u00a0$2\u00a0$3\u00a0$4');

type Named = Pick<Organisation, 'name' | 'siret' | 'address' | 'representative'>;

/** The two parties, as far as they are known. */
export interface Parties {
  department: Named | null;
  partner: Named | null;
}

export const wordsOfParties = ({ department, partner }: Parties): KnownWords =>
  known([
    ['DEPARTMENT_NAME', department?.name],
    ['DEPARTMENT_SIRET', department?.siret && writeSiret(department.siret)],
    ['DEPARTMENT_ADDRESS', department?.address],
    ['DEPARTMENT_REPRESENTATIVE', department?.representative],
    ['PARTNER_NAME', partner?.name],
    ['PARTNER_SIRET', partner?.siret && writeSiret(partner.siret)],
    ['PARTNER_ADDRESS', partner?.address],
    ['PARTNER_REPRESENTATIVE', partner?.representative],
  ]);

/** A convention's title and year, all that is known of one that is about to be made. */
export const wordsOfTitle = ({ title, year }: Pick<Convention, 'title' | 'year'>): KnownWords =>
  known([
    ['TITLE', title],
    ['YEAR', String(year)],
  ]);

/** Who takes part: of each side the organisation of the highest role, those that take part as such before those of a person. */
async function readParties(conventionId: string): Promise<Parties & { named: Organisation[] }> {
  const rows = await prisma.participant.findMany({
    where: { conventionId },
    select: { role: true, organisation: true, person: { select: { organisation: true } } },
    orderBy: { id: 'asc' },
  });
  const rank = ({ role }: (typeof rows)[number]) => participantRoles.indexOf(role);
  const ordered = [...rows].sort((one, other) => rank(other) - rank(one));
  const named = [
    ...ordered.flatMap(({ organisation }) => organisation ?? []),
    ...ordered.flatMap(({ person }) => person?.organisation ?? []),
  ];
  const partners = named.filter(({ kind }) => kind !== 'DEPARTMENT');
  return {
    named,
    department: named.find(({ kind }) => kind === 'DEPARTMENT') ?? null,
    partner: partners.find(({ kind }) => kind === 'ASSOCIATION') ?? partners[0] ?? null,
  };
}

/** What a step records, of StepDetails: only what is read here. */
interface Recorded {
  vote?: { deliberation: string } | null;
  signature?: { place: string; signatories: { name: string; capacity: string; organisation: string }[] } | null;
}

async function readPath(conventionId: string) {
  const steps = await prisma.conventionStep.findMany({
    where: { conventionId },
    orderBy: [{ recordedAt: 'asc' }, { id: 'asc' }],
  });
  const last = (to: ConventionState) => steps.filter((step) => step.to === to).at(-1);
  const on = (to: ConventionState) => {
    const step = last(to);
    return step && writeDay(fromColumn(step.on));
  };
  return { on, details: (to: ConventionState) => (last(to)?.details ?? {}) as Recorded };
}

async function wordsOfMoney(viewer: Viewer, conventionId: string): Promise<KnownWords> {
  if (!reads(viewer, 'finance')) return new Map();
  const lines = await prisma.budgetLine.findMany({ where: { conventionId, withdrawnAt: null } });
  if (lines.length === 0) return new Map();
  // What is recorded is what the Département voted: the envelope of the convention is its share.
  const authorised = writeAmount(sumsOf(lines, []).authorised);
  return known([
    ['ENVELOPE', authorised],
    ['DEPARTMENT_SHARE', authorised],
  ]);
}

/** All that is known of a convention, which the viewer sees. */
export async function wordsOfConvention(viewer: Viewer, convention: Convention): Promise<KnownWords> {
  const { id } = convention;
  const [parties, path, money] = await Promise.all([readParties(id), readPath(id), wordsOfMoney(viewer, id)]);
  const { vote } = path.details('ADOPTED');
  const { signature } = path.details('SIGNED');
  const signedFor = (party: Organisation | Named | null) => {
    const own = party && parties.named.find(({ name }) => name === party.name);
    const found = signature?.signatories.find(
      ({ organisation }) => organisation === own?.name || organisation === own?.shortName,
    );
    return found && `${found.name}, ${found.capacity}`;
  };
  return new Map([
    ...wordsOfTitle(convention),
    ...wordsOfParties(parties),
    ...money,
    ...known([
      ['STARTS_ON', path.on('RUNNING')],
      ['ENDS_ON', path.on('CLOSED')],
      ['SIGNED_ON', path.on('SIGNED')],
      ['SIGNED_AT', signature?.place],
      ['VOTED_ON', vote && path.on('ADOPTED')],
      ['DELIBERATION', vote?.deliberation],
      ['DEPARTMENT_REPRESENTATIVE', signedFor(parties.department)],
      ['PARTNER_REPRESENTATIVE', signedFor(parties.partner)],
    ]),
  ]);
}

/** What is known of a meeting itself. */
export function wordsOfMeeting(meeting: MeetingView): KnownWords {
  const { title, startsAt, place, invitees, agenda } = meeting;
  return known([
    ['MEETING_TITLE', title],
    ['MEETING_DAY', startsAt && writeDay(dayAt(startsAt))],
    ['MEETING_TIME', startsAt && hourAt(startsAt)],
    ['MEETING_PLACE', place],
    ['MEETING_INVITEES', invitees.map(nameOf).join(', ')],
    ['AGENDA', agenda.map((item) => item.title).join('\u202f; ')],
  ]);
}
