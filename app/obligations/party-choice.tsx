// Several organisations, services or people to tick, folded while none is: most obligations name one or two.
import { CheckboxGroup } from '../ui/choice-field.tsx';
import { Disclosure } from '../ui/disclosure.tsx';
import type { ObligationChoices } from './obligation-queries.ts';

type Organisation = ObligationChoices['organisations']['edges'][number]['node'];

interface PersonChoice {
  id: string;
  name: string;
  organisation: { shortName: string };
}

export interface PartyChoiceProps {
  label: string;
  description?: string;
  name: string;
  organisations?: readonly Organisation[];
  people?: readonly PersonChoice[];
  chosen: readonly string[];
  errors: string[] | undefined;
}

export function PartyChoice({
  label,
  description,
  name,
  organisations = [],
  people = [],
  chosen,
  errors,
}: PartyChoiceProps) {
  const options = [
    ...organisations.flatMap((organisation) => [
      { value: organisation.id, label: organisation.name },
      ...organisation.units.map((unit) => ({ value: unit.id, label: unit.name, description: organisation.shortName })),
    ]),
    ...people.map((person) => ({ value: person.id, label: person.name, description: person.organisation.shortName })),
  ];
  const names = options.filter(({ value }) => chosen.includes(value)).map((option) => option.label);
  return (
    <Disclosure
      title={names.length > 0 ? `${label}\u00a0: ${names.join(', ')}` : label}
      isOpenAtFirst={(errors?.length ?? 0) > 0}
    >
      <CheckboxGroup
        label={label}
        hideLabel
        description={description}
        name={name}
        options={options}
        defaultValues={chosen}
        errors={errors}
      />
    </Disclosure>
  );
}
