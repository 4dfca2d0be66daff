// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { renderToString } from 'react-dom/server';
import { afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { Checkbox, CheckboxGroup, RadioGroup, Switch } from '#app/ui/choice-field.tsx';
import { ComboboxField } from '#app/ui/combobox-field.tsx';
import { DateField } from '#app/ui/date-field.tsx';
import { FileField } from '#app/ui/file-field.tsx';
import { SelectField } from '#app/ui/select-field.tsx';
import { PasswordField, TextArea, TextField } from '#app/ui/text-field.tsx';

// The calendar comes apart from the fields, and once it has come it is there at once: here it has, in whatever order files run.
beforeAll(async () => {
  render(<DateField label="Jour" name="day" />);
  await screen.findByRole('group');
  cleanup();
});
afterEach(cleanup);

const options = [
  { value: 'a', label: 'Hélène' },
  { value: 'b', label: 'Bruno', description: 'Artois' },
  { value: 'c', label: 'Chloé', isDisabled: true },
];

/** What the form would post. */
const posted = (container: HTMLElement) => {
  const form = container.querySelector('form');
  if (!form) throw new Error('no form');
  return [...new FormData(form)].map(([name, value]) => [name, String(value)]);
};

const all = (errors?: string[]) => (
  <form>
    <TextField label="Nom" name="name" defaultValue="Élodie" isRequired description="Aide" errors={errors} />
    <TextArea label="Remarque" name="remark" defaultValue="Oui" errors={errors} />
    <PasswordField label="Secret" name="secret" defaultValue="x" autoComplete="new-password" errors={errors} />
    <SelectField label="Choix" name="select" options={options} defaultValue="b" errors={errors} />
    <ComboboxField label="Personne" name="person" options={options} defaultValue="a" errors={errors} />
    <DateField label="Jour" name="day" defaultValue="2025-04-22" errors={errors} />
    <Checkbox label="Accord" name="agrees" defaultChecked errors={errors} />
    <Switch label="Résumé" name="digest" errors={errors} />
    <RadioGroup label="Un" name="one" options={options} defaultValue="a" errors={errors} />
    <CheckboxGroup label="Plusieurs" name="many" options={options} defaultValues={['a', 'b']} errors={errors} />
    <FileField label="Fichier" name="file" accept=".docx" limits="DOCX" errors={errors} />
  </form>
);

describe('a form made of fields', () => {
  test('posts without JavaScript: the server sends native controls with names and values', () => {
    const page = document.createElement('div');
    page.innerHTML = renderToString(all());
    expect(posted(page).filter(([name]) => name !== 'file')).toEqual([
      ['name', 'Élodie'],
      ['remark', 'Oui'],
      // A password is never sent back to the page.
      ['secret', ''],
      ['select', 'b'],
      ['person', 'a'],
      ['day', '2025-04-22'],
      ['agrees', 'on'],
      ['one', 'a'],
      ['many', 'a'],
      ['many', 'b'],
    ]);
    expect(page.querySelector('input[type=file][name=file]')).not.toBeNull();
  });

  test('carries no style attribute from the server: the Content-Security-Policy may refuse them', () => {
    expect(renderToString(all(['Faux.']))).not.toMatch(/\sstyle="/);
  });

  test('gives each control its label, its help and its error, and says that it is wrong', () => {
    const { container } = render(all(['Faux.']));
    const name = screen.getByLabelText('Nom');
    const described = (name.getAttribute('aria-describedby') ?? '').split(' ').map((id) => document.getElementById(id));
    expect(described.map((element) => element?.textContent)).toEqual(['Aide', 'Faux.']);
    expect(name.getAttribute('aria-invalid')).toBe('true');
    // Of a calendar its parts are what one types in; the input that it posts is out of reach.
    const reached = 'input:not([type=hidden], [tabindex="-1"]), select, textarea, [role=spinbutton]';
    const controls = [...container.querySelectorAll(reached)];
    expect(controls.filter((control) => control.getAttribute('role') === 'spinbutton')).toHaveLength(3);
    const silent = controls.filter(
      (control) => control.closest('fieldset') === null && !control.getAttribute('aria-describedby'),
    );
    expect(silent).toEqual([]);
  });

  test('never says of a list that always has an entry chosen that it may be left empty', () => {
    render(
      <form>
        <SelectField label="Comparer" options={options} />
        <SelectField label="avec" options={options} placeholder="Rien" />
      </form>,
    );
    expect(screen.getByLabelText('Comparer')).toBeTruthy();
    expect(screen.getByLabelText('avec (facultatif)')).toBeTruthy();
  });

  test('says what may be left empty, and marks the rest as required for screen readers', () => {
    render(all());
    expect(screen.getByLabelText('Remarque (facultatif)').getAttribute('aria-required')).toBeNull();
    expect(screen.getByLabelText('Nom').getAttribute('aria-required')).toBe('true');
  });
});

test('a field takes name, ids, value, errors and bounds from conform', () => {
  const field = {
    id: 'f-email',
    name: 'email',
    formId: 'f',
    errorId: 'f-email-error',
    descriptionId: 'f-email-description',
    defaultValue: 'a@b.fr',
    errors: ['Cette adresse est connue.'],
    required: true,
    maxLength: 80,
  };
  render(<TextField label="Adresse" field={field} type="email" />);
  const input = screen.getByLabelText<HTMLInputElement>('Adresse');
  expect([input.id, input.name, input.value, input.maxLength]).toEqual(['f-email', 'email', 'a@b.fr', 80]);
  expect(input.getAttribute('aria-describedby')).toBe('f-email-error');
  expect(document.getElementById('f-email-error')?.textContent).toBe('Cette adresse est connue.');
});

test('a password can be shown and hidden again, by a button whose one name says what it will do', () => {
  render(<PasswordField label="Nouveau mot de passe" name="secret" isRequired autoComplete="new-password" />);
  const input = screen.getByLabelText<HTMLInputElement>('Nouveau mot de passe');
  const button = screen.getByRole('button', { name: 'Afficher le nouveau mot de passe' });
  expect(input.type).toBe('password');
  fireEvent.click(button);
  expect(input.type).toBe('text');
  expect(screen.getByRole('button', { name: 'Masquer le nouveau mot de passe' })).toBe(button);
  expect(button.getAttribute('aria-pressed')).toBeNull();
  fireEvent.click(button);
  expect(input.type).toBe('password');
});

describe('the combobox', () => {
  const open = (onSelect?: (value: string | null) => void) => {
    const view = render(
      <form>
        <ComboboxField label="Personne" name="person" options={options} isRequired onSelect={onSelect} />
      </form>,
    );
    return { input: screen.getByRole<HTMLInputElement>('combobox'), ...view };
  };
  const shown = () => screen.queryAllByRole('option').map((option) => option.firstChild?.textContent);

  test('finds whatever the accents, and chooses with the keyboard alone', () => {
    const onSelect = vi.fn();
    const { input, container } = open(onSelect);
    fireEvent.change(input, { target: { value: 'helene' } });
    expect(shown()).toEqual(['Hélène']);
    expect(input.getAttribute('aria-activedescendant')).toBe(screen.getByRole('option').id);
    fireEvent.keyDown(input, { key: 'Enter' });
    expect([input.value, shown(), onSelect.mock.calls]).toEqual(['Hélène', [], [['a']]]);
    expect(posted(container)).toEqual([['person', 'a']]);
  });

  test('finds by the second line too', () => {
    const { input } = open();
    fireEvent.change(input, { target: { value: 'artois' } });
    expect(shown()).toEqual(['Bruno']);
  });

  test('arrows go round and pass over what may not be chosen', () => {
    const { input } = open();
    const active = () =>
      document.getElementById(input.getAttribute('aria-activedescendant') ?? '')?.firstChild?.textContent;
    fireEvent.keyDown(input, { key: 'ArrowDown' });
    expect(active()).toBe('Hélène');
    fireEvent.keyDown(input, { key: 'ArrowDown' });
    expect(active()).toBe('Bruno');
    fireEvent.keyDown(input, { key: 'ArrowDown' });
    expect(active()).toBe('Hélène');
    fireEvent.keyDown(input, { key: 'ArrowUp' });
    expect(active()).toBe('Bruno');
  });

  test('words that are no option choose nothing and are forgotten', () => {
    const { input, container } = open();
    fireEvent.change(input, { target: { value: 'zzz' } });
    expect(screen.getByRole('status').textContent).toBe('Aucun résultat');
    fireEvent.keyDown(input, { key: 'Enter' });
    fireEvent.blur(input);
    expect([input.value, posted(container)]).toEqual(['', [['person', '']]]);
  });

  test('Escape closes the list and nothing around it; emptying the input unchooses', () => {
    const { input, container } = open();
    const outside = vi.fn();
    container.addEventListener('keydown', outside);
    fireEvent.change(input, { target: { value: 'bru' } });
    fireEvent.keyDown(input, { key: 'Enter' });
    expect(posted(container)).toEqual([['person', 'b']]);
    fireEvent.change(input, { target: { value: 'b' } });
    fireEvent.keyDown(input, { key: 'Escape' });
    expect([input.value, shown()]).toEqual(['Bruno', []]);
    fireEvent.change(input, { target: { value: '' } });
    expect(posted(container)).toEqual([['person', '']]);
  });
});
