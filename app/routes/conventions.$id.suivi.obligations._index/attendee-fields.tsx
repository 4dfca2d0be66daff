// Who was at a meeting: those expected first, then everybody else, folded. Nobody is ticked beforehand: presence is attested.
import { CheckboxGroup } from '../../ui/choice-field.tsx';
import { Disclosure } from '../../ui/disclosure.tsx';
import type { ObligationLine, PartyLines } from './queries.ts';

interface AttendeeFieldsProps {
  expected: ObligationLine['attendees'];
  parties: PartyLines;
  name: string;
  errors: string[] | undefined;
}

export function AttendeeFields({ expected, parties, name, errors }: AttendeeFieldsProps) {
  const isExpected = (id: string) => expected.some((party) => party.id === id);
  const others = parties.flatMap((organisation) => [
    { value: organisation.id, label: organisation.name },
    ...organisation.units.map((unit) => ({
      value: unit.id,
      label: unit.name,
      description: organisation.shortName,
    })),
  ]);
  const rest = others.filter(({ value }) => !isExpected(value));
  if (expected.length === 0)
    return <CheckboxGroup label="Présents" name={name} options={others} errors={errors} isRequired />;
  return (
    <>
      <CheckboxGroup
        label="Présents, parmi ceux qui doivent l’être"
        name={name}
        options={expected.map(({ id, name: label }) => ({ value: id, label }))}
        errors={errors}
        isRequired
        description="Sans l’un d’eux, la réunion est conservée mais ne compte pas."
      />
      <Disclosure title="Autres présents">
        <CheckboxGroup label="Autres présents" hideLabel name={name} options={rest} />
      </Disclosure>
    </>
  );
}
