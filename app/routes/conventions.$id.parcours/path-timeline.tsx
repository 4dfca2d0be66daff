// The steps taken, one under the other, and those still to come, fainter.
import { Link } from '@remix-run/react';
import type { ReactNode } from 'react';
import type { ConventionState } from '#domain/vocabulary.ts';
import { conventionStateLabels, opinionOutcomeLabels, terminationGroundLabels } from '../../conventions/words.ts';
import { count, formatDate, formatList } from '../../french-format.ts';
import { classes } from '../../ui/classes.ts';
import { Icon } from '../../ui/icon.tsx';
import { DescriptionList } from '../../ui/section.tsx';
import styles from './path-timeline.module.css';
import type { PathConvention, TakenStep } from './queries.ts';
import { sentenceOf } from './warnings.ts';

const path: readonly ConventionState[] = [
  'DRAFT',
  'IN_REVIEW',
  'OPINION_GIVEN',
  'ADOPTED',
  'SIGNED',
  'RUNNING',
  'REPORTED',
  'CLOSED',
];

/** A step never taken at all has no record: the convention began, or was brought, in that state. */
export function PathTimeline({ convention }: { convention: PathConvention }) {
  const { state, path: taken } = convention;
  const first = taken.steps[0]?.from ?? state;
  const at = path.indexOf(state);
  const toCome = at < 0 ? [] : path.slice(at + 1);
  return (
    <ol className={styles.timeline}>
      <Mark title={conventionStateLabels[first]} isCurrent={taken.steps.length === 0} />
      {taken.steps.map((step, index) => (
        <Mark
          key={step.id}
          title={conventionStateLabels[step.to]}
          on={step.on}
          isCurrent={index === taken.steps.length - 1}
        >
          <StepRecord step={step} />
        </Mark>
      ))}
      {toCome.map((one) => (
        <Mark key={one} title={conventionStateLabels[one]} isToCome />
      ))}
    </ol>
  );
}

interface MarkProps {
  title: string;
  on?: string;
  isCurrent?: boolean;
  isToCome?: boolean;
  children?: ReactNode;
}

function Mark({ title, on, isCurrent, isToCome, children }: MarkProps) {
  return (
    <li
      className={classes(styles.mark, isCurrent && styles.isCurrent, isToCome && styles.isToCome)}
      aria-current={isCurrent ? 'step' : undefined}
    >
      <span className={styles.dot} aria-hidden="true">
        {!isToCome && <Icon name={isCurrent ? 'flag' : 'check'} size="s" />}
      </span>
      <p className={styles.title}>
        {title}
        {isToCome && <span className="visually-hidden"> (à venir)</span>}
        {on && <span className={styles.day}>{formatDate(on)}</span>}
      </p>
      {children}
    </li>
  );
}

type Fact = { term: string; value: ReactNode };

const fact = (term: string, value: ReactNode): Fact[] => (value == null || value === '' ? [] : [{ term, value }]);

function voteFacts({ vote }: TakenStep): Fact[] {
  if (!vote) return [];
  const { votesFor, votesAgainst, abstentions, absent, present, excused, leftRoom } = vote;
  const attendance = [
    ...(present == null ? [] : [count(present, 'présent')]),
    ...(excused == null ? [] : [count(excused, 'excusé')]),
    count(absent, 'absent sans procuration', 'absents sans procuration'),
  ];
  return [
    ...fact('Assemblée', vote.body),
    ...fact('Délibération', `n° ${vote.deliberation}`),
    ...fact('Vote', `${votesFor} pour, ${votesAgainst} contre, ${count(abstentions, 'abstention')}`),
    ...fact('Présence', attendance.join(', ')),
    ...fact('Ont quitté la salle', formatList(leftRoom)),
  ];
}

function signatureFacts({ signature }: TakenStep): Fact[] {
  if (!signature) return [];
  return [
    ...fact('Lieu', signature.place),
    ...fact('Originaux', signature.originals),
    ...fact(
      'Signataires',
      <ul className={styles.people}>
        {signature.signatories.map(({ name, capacity, organisation }) => (
          <li key={`${name} ${organisation}`}>
            {name}, {capacity} ({organisation})
          </li>
        ))}
      </ul>,
    ),
  ];
}

const factsOf = (step: TakenStep): Fact[] => [
  ...fact('Rendu par', step.opinion?.body),
  ...fact('Avis', step.opinion && opinionOutcomeLabels[step.opinion.outcome]),
  ...voteFacts(step),
  ...signatureFacts(step),
  ...fact('Clause', step.termination && terminationGroundLabels[step.termination.ground]),
  ...fact('Mise en demeure', step.termination?.noticeOn && formatDate(step.termination.noticeOn)),
  ...fact('Raison', step.reason),
  ...fact('Remarque', step.note),
  ...fact('Avenant', step.amendmentId && <Link to={`/conventions/${step.amendmentId}`}>Voir l’avenant signé</Link>),
  ...fact('Points laissés en l’état', formatList(step.warnings.map(sentenceOf))),
];

function StepRecord({ step }: { step: TakenStep }) {
  const facts = factsOf(step);
  return (
    <>
      {facts.length > 0 && <DescriptionList facts={facts} />}
      <p className={styles.author}>
        Enregistré{step.recordedBy ? ` par ${step.recordedBy.name}` : ''} le {formatDate(step.recordedAt)}
      </p>
    </>
  );
}
