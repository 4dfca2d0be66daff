// The words of a yearly report: what was followed, axis by axis, as a first draft that people finish by hand. Pure; called
// by year-reports.ts with facts that were read.
import type { JSONContent } from '@tiptap/core';
import { type Day, fromColumn } from '../calendar.ts';
import type { MeasuredIndicator } from '../follow-up/indicators.ts';
import { writeDay } from '../french.ts';
import type { ObligationView, OccurrenceView } from '../obligations/obligation-views.ts';
import type { Party } from '../organisations/parties.ts';
import { heading, type ListEntry, list, paragraph, table } from '../texts/block-makers.ts';
import type { ActionStatus, OccurrenceState } from '../vocabulary.ts';
import type { Facts, ReportSection, ToldAction } from './report-facts.ts';

const FIXED = '\u00a0';

const statusWords: Record<ActionStatus, string> = {
  UPCOMING: 'à venir',
  ONGOING: 'en cours',
  DONE: 'réalisée',
  LATE: 'en retard',
  BLOCKED: 'bloquée',
  PAUSED: 'en pause',
  ABANDONED: 'abandonnée',
};

const occurrenceWords: Record<OccurrenceState, string> = {
  TO_PLAN: 'à planifier',
  PLANNED: 'planifiée',
  MET: 'satisfaite',
  LATE: 'en retard',
  LAPSED: 'facultative, non tenue',
  NOT_APPLICABLE: 'sans objet',
};

/** Characters of a passage that stand for it in a report. */
const EXCERPT = 240;

const excerpt = (text: string) => {
  const words = text.replace(/\s+/g, ' ').replace(/[\s;,:]+$/, '');
  return words.length > EXCERPT ? `${words.slice(0, EXCERPT).trimEnd()}…` : words;
};

const plural = (number: number, one: string, many = `${one}s`) => `${number}${FIXED}${number < 2 ? one : many}`;
const decimalWords = (value: { toFixed(): string }) => value.toFixed().replace('.', ',');
const dayOf = (day: Day | Date) => writeDay(day instanceof Date ? fromColumn(day) : day);

/** « en retard » once the due day is over, with what people last said. */
const standing = ({ action: { status, isLate, progress, dueOn } }: ToldAction) =>
  [
    isLate && status !== 'LATE' ? `en retard (${statusWords[status]})` : statusWords[status],
    `${progress}${FIXED}%`,
    ...(dueOn ? [`échéance ${dayOf(dueOn)}`] : []),
  ].join(', ');

function actionEntry(told: ToldAction): ListEntry {
  const { action, parties, notes } = told;
  const pilots = parties
    .filter(({ role }) => role === 'PILOT')
    .map(({ person, unit, organisation }) => person?.name ?? unit?.name ?? organisation?.name);
  return {
    text: `${excerpt(action.text)} — ${standing(told)}`,
    items: [
      ...(pilots.length > 0 ? [{ text: `Pilotage${FIXED}: ${pilots.join(', ')}` }] : []),
      ...[...notes].reverse().map(({ on, body }) => ({ text: `${dayOf(on)}${FIXED}: ${body}` })),
    ],
  };
}

const deliverableEntry = ({ deliverable, pieces }: Facts['deliverables'][number]): ListEntry => ({
  text: `${deliverable.title}${FIXED}: ${deliverable.delivered} sur ${deliverable.target}${
    deliverable.dueOn ? `, échéance ${dayOf(deliverable.dueOn)}` : ''
  }`,
  items: [...pieces].reverse().map(({ title, on, url }) => ({ text: `${title} (${dayOf(on)})`, href: url })),
});

const shortNameOf = ({ unit, organisation }: Party) => (unit ?? organisation).shortName;

const attendeesOf = (attendees: OccurrenceView['evidence'][number]['attendees']) =>
  attendees.length === 0 ? '' : `, avec ${attendees.map(shortNameOf).join(', ')}`;

const attendanceOf = ({ attendees, excused }: OccurrenceView['evidence'][number]) =>
  attendeesOf(attendees) + (excused.length === 0 ? '' : `, sans ${excused.map(shortNameOf).join(', ')}`);

const occurrenceEntry = ({
  startsOn,
  dueOn,
  piece,
  state,
  evidence,
  notApplicableReason,
}: OccurrenceView): ListEntry => ({
  text: `${piece ? `${piece}, ` : ''}du ${dayOf(startsOn)} au ${dayOf(dueOn)}${FIXED}: ${occurrenceWords[state]}${notApplicableReason ? ` (${notApplicableReason})` : ''}`,
  items: evidence.map((shown) => ({
    text: `${dayOf(shown.on)}${FIXED}: ${shown.title}${attendanceOf(shown)}${shown.counts ? '' : ' (ne suffit pas à satisfaire l’obligation)'}`,
    href: shown.url,
  })),
});

const obligationEntry = ({ title, debtors, silentMonths, occurrences }: ObligationView): ListEntry => ({
  text: `${title}${debtors.length > 0 ? ` (${debtors.map(shortNameOf).join(', ')})` : ''}${
    silentMonths === null ? '' : ` — rien depuis ${silentMonths}${FIXED}mois`
  }`,
  items: occurrences.map(occurrenceEntry),
});

const indicatorBlocks = ({ title, unit, target, targetOn, values }: MeasuredIndicator): JSONContent[] => [
  paragraph(
    `${title} (${unit})${
      target ? `${FIXED}: cible ${decimalWords(target)}${targetOn ? ` au ${dayOf(targetOn)}` : ''}` : ''
    }${values.length === 0 ? ' — aucune mesure à ce jour' : ''}`,
  ),
  ...table(
    ['Date', `Valeur (${unit})`],
    values.map(({ on, value }) => [dayOf(on), decimalWords(value)]),
  ),
];

const under = (title: string, blocks: JSONContent[]) =>
  blocks.length === 0 ? [] : [heading('subheading', title), ...blocks];

const blocksOf = ({ actions, deliverables, obligations, indicators }: Facts): JSONContent[] => [
  ...under('Actions', list(actions.map(actionEntry))),
  ...under('Livrables', list(deliverables.map(deliverableEntry))),
  ...under('Obligations et réunions', list(obligations.map(obligationEntry))),
  ...under('Indicateurs', indicators.flatMap(indicatorBlocks)),
];

const NOTHING = 'Aucun fait n’est consigné à ce jour.';

/** Axes and objectives keep the numbers they have in the convention; an article is named with its own. No heading is left alone. */
function sectionBlocks({ heading: above, ...facts }: ReportSection, next: ReportSection | undefined): JSONContent[] {
  const blocks = blocksOf(facts);
  if (above === null) return blocks.length === 0 ? [] : [heading('axis', 'Autres éléments suivis'), ...blocks];
  const { kind, number, title } = above;
  if (kind === 'ARTICLE')
    return blocks.length === 0 ? [] : [heading('axis', number ? `Article ${number} — ${title}` : title), ...blocks];
  const own = number === null ? null : Number(number.split('.').at(-1));
  const isAlone = blocks.length === 0 && (kind === 'OBJECTIVE' || next?.heading?.kind !== 'OBJECTIVE');
  const told = isAlone ? [paragraph(NOTHING)] : blocks;
  return [heading(kind === 'AXIS' ? 'axis' : 'objective', title, own), ...told];
}

const mean = (actions: readonly ToldAction[]) =>
  Math.round(actions.reduce((sum, { action }) => sum + action.progress, 0) / Math.max(actions.length, 1));

/** Each axis with all that stands below it. */
function byAxis(sections: readonly ReportSection[]) {
  const axes: { title: string; actions: ToldAction[] }[] = [];
  for (const { heading: above, actions } of sections) {
    if (above && above.kind !== 'OBJECTIVE')
      axes.push({ title: above.number ? `${above.number}. ${above.title}` : above.title, actions: [] });
    axes.at(-1)?.actions.push(...actions);
  }
  return axes.filter(({ actions }) => actions.length > 0);
}

function summary(sections: readonly ReportSection[], day: Day): JSONContent[] {
  const actions = sections.flatMap((section) => section.actions);
  const deliverables = sections.flatMap((section) => section.deliverables.map(({ deliverable }) => deliverable));
  const occurrences = sections.flatMap(({ obligations }) =>
    obligations.flatMap((obligation) => obligation.occurrences),
  );
  const count = (state: OccurrenceState) => occurrences.filter((one) => one.state === state).length;
  const done = actions.filter(({ action }) => action.status === 'DONE').length;
  const late = actions.filter(({ action }) => action.isLate).length;
  const complete = deliverables.filter(({ isComplete }) => isComplete).length;
  return [
    paragraph(
      `Situation au ${dayOf(day)}. ${plural(actions.length, 'action suivie', 'actions suivies')}, dont ${plural(done, 'réalisée')} et ${late} en retard${FIXED}; avancement moyen de ${mean(actions)}${FIXED}%.`,
    ),
    paragraph(
      `${plural(deliverables.length, 'livrable')}, dont ${plural(complete, 'complet')}. ${plural(occurrences.length, 'échéance')} d’obligations${FIXED}: ${plural(count('MET'), 'satisfaite')}, ${count('LATE')} en retard, ${count('TO_PLAN') + count('PLANNED')} à venir.`,
    ),
    ...table(
      ['Partie', 'Actions', 'Réalisées', 'En retard', 'Avancement moyen'],
      byAxis(sections).map(({ title, actions: own }) => [
        title,
        String(own.length),
        String(own.filter(({ action }) => action.status === 'DONE').length),
        String(own.filter(({ action }) => action.isLate).length),
        `${mean(own)}${FIXED}%`,
      ]),
    ),
  ];
}

/** The blocks of a report as of `day`: a summary under `title`, then each axis. */
export function reportBlocks(
  sections: readonly ReportSection[],
  { title, day }: { title: string; day: Day },
): JSONContent[] {
  const told = sections.flatMap((section, at) => sectionBlocks(section, sections[at + 1]));
  return [
    heading('article', title),
    ...summary(sections, day),
    heading('article', 'Bilan par objectif'),
    ...(told.length > 0 ? told : [paragraph(NOTHING)]),
  ];
}
