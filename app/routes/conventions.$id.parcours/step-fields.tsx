// What each step records beside its day.
import { useState } from 'react';
import { type ConventionState, opinionOutcomes, terminationGrounds } from '#domain/vocabulary.ts';
import { opinionOutcomeLabels, terminationGroundLabels } from '../../conventions/words.ts';
import { Button } from '../../ui/button.tsx';
import { RadioGroup } from '../../ui/choice-field.tsx';
import { DateField } from '../../ui/date-field.tsx';
import { TextArea, TextField } from '../../ui/text-field.tsx';
import styles from './step-form.module.css';

interface PartProps {
  errorsOf: (name: string) => string[] | undefined;
  today: string;
}

/** The fields of the step to `to`. */
export function StepFields({ to, ...part }: PartProps & { to: ConventionState }) {
  const { errorsOf } = part;
  switch (to) {
    case 'DRAFT':
    case 'REJECTED':
      return <TextArea label="Raison" name="reason" isRequired errors={errorsOf('reason')} />;
    case 'OPINION_GIVEN':
      return <OpinionFields {...part} />;
    case 'ADOPTED':
      return <VoteFields {...part} />;
    case 'SIGNED':
      return <SignatureFields {...part} />;
    case 'TERMINATED':
      return <TerminationFields {...part} />;
    default:
      return <TextArea label="Remarque" name="note" errors={errorsOf('note')} />;
  }
}

function OpinionFields({ errorsOf }: PartProps) {
  return (
    <>
      <TextField label="Commission ou instance" name="opinion.body" isRequired errors={errorsOf('opinion.body')} />
      <RadioGroup
        label="Sens de l’avis"
        name="opinion.outcome"
        isRequired
        options={opinionOutcomes.map((value) => ({ value, label: opinionOutcomeLabels[value] }))}
        errors={errorsOf('opinion.outcome')}
      />
      <TextArea label="Remarque" name="note" errors={errorsOf('note')} />
    </>
  );
}

const counts = [
  ['votesFor', 'Pour', true],
  ['votesAgainst', 'Contre', true],
  ['abstentions', 'Abstentions', true],
  ['absent', 'Absents sans procuration', true],
  ['present', 'Présents', false],
  ['excused', 'Excusés', false],
] as const;

function VoteFields({ errorsOf }: PartProps) {
  return (
    <>
      <TextField label="Assemblée" name="vote.body" isRequired errors={errorsOf('vote.body')} />
      <TextField
        label="Numéro de la délibération"
        name="vote.deliberation"
        isRequired
        errors={errorsOf('vote.deliberation')}
      />
      <div className={styles.counts}>
        {counts.map(([name, label, isRequired]) => (
          <TextField
            key={name}
            label={label}
            name={`vote.${name}`}
            inputMode="numeric"
            isRequired={isRequired}
            autoComplete="off"
            errors={errorsOf(`vote.${name}`)}
          />
        ))}
      </div>
      <TextArea
        label="Membres intéressés ayant quitté la salle"
        name="vote.leftRoom"
        description="Un nom par ligne."
        errors={errorsOf('vote.leftRoom')}
      />
    </>
  );
}

function SignatureFields({ errorsOf }: PartProps) {
  const [signatories, setSignatories] = useState(2);
  return (
    <>
      <TextField label="Lieu" name="signature.place" isRequired errors={errorsOf('signature.place')} />
      <TextField
        label="Nombre d’originaux"
        name="signature.originals"
        inputMode="numeric"
        isRequired
        defaultValue="2"
        errors={errorsOf('signature.originals')}
      />
      {Array.from({ length: signatories }, (_, index) => index).map((index) => (
        <fieldset key={index} className={styles.signatory}>
          <legend>{`Signataire ${index + 1}`}</legend>
          {(
            [
              ['name', 'Nom'],
              ['capacity', 'Qualité'],
              ['organisation', 'Organisme'],
            ] as const
          ).map(([name, label]) => (
            <TextField
              key={name}
              label={label}
              name={`signature.${name}`}
              isRequired
              autoComplete="off"
              errors={errorsOf(`signature.signatories.${index}.${name}`)}
            />
          ))}
        </fieldset>
      ))}
      <div>
        <Button icon="add" onPress={() => setSignatories(signatories + 1)}>
          Ajouter un signataire
        </Button>
      </div>
    </>
  );
}

function TerminationFields({ errorsOf, today }: PartProps) {
  return (
    <>
      <RadioGroup
        label="Clause appliquée"
        name="termination.ground"
        isRequired
        options={terminationGrounds.map((value) => ({ value, label: terminationGroundLabels[value] }))}
        errors={errorsOf('termination.ground')}
      />
      <DateField
        label="Jour de la mise en demeure"
        name="termination.noticeOn"
        max={today}
        description="Pour l’article 10 : la résiliation prend effet un mois plus tard au plus tôt."
        errors={errorsOf('termination.noticeOn')}
      />
      <TextArea label="Raison" name="reason" isRequired errors={errorsOf('reason')} />
    </>
  );
}
