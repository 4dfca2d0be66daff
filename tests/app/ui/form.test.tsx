// @vitest-environment happy-dom
import { useActionData, useLoaderData } from '@remix-run/react';
import { createRemixStub } from '@remix-run/testing';
import { act, cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { Form, SubmitButton, useSchemaForm } from '#app/ui/form.tsx';
import { SelectField } from '#app/ui/select-field.tsx';
import { TextField } from '#app/ui/text-field.tsx';

afterEach(cleanup);

beforeAll(() => {
  // React Router says on each run which flags its next major turns on; ours are on in the product.
  vi.spyOn(console, 'warn').mockImplementation(() => undefined);
});

const schema = z.object({
  name: z.string('Saisissez un nom.'),
  email: z.email('Saisissez une adresse.'),
});

function Page() {
  const [form, fields] = useSchemaForm({ schema, answer: useActionData<object>(), id: 'f' });
  return (
    <Form form={form}>
      <TextField label="Nom" field={fields.name} />
      <TextField label="Adresse" field={fields.email} />
      <SubmitButton intent="invite">Inviter</SubmitButton>
    </Form>
  );
}

const show = (action: (form: FormData) => unknown) => {
  const Stub = createRemixStub([
    { path: '/', Component: Page, action: async ({ request }) => action(await request.formData()) ?? null },
  ]);
  render(<Stub />);
};

const type = (label: string, words: string) =>
  fireEvent.change(screen.getByLabelText(label), { target: { value: words } });

const send = () => act(async () => fireEvent.click(screen.getByRole('button', { name: /Inviter/ })));

describe('a form tied to its schema', () => {
  test('says on top, once sent, what is to be corrected, and posts nothing', async () => {
    const action = vi.fn();
    show(action);
    expect(screen.queryByRole('alert')).toBeNull();
    await send();
    const alert = await screen.findByRole('alert');
    expect(alert.textContent).toContain('2\u00a0informations à corriger');
    expect(screen.getByRole('link', { name: 'Saisissez un nom.' }).getAttribute('href')).toBe('#f-name');
    expect(action).not.toHaveBeenCalled();
  });

  test('leads from a line of the summary to its field', async () => {
    show(() => null);
    await send();
    fireEvent.click(await screen.findByRole('link', { name: 'Saisissez une adresse.' }));
    expect(document.activeElement).toBe(screen.getByLabelText('Adresse'));
  });

  test('posts what was typed with its intent, and is pending while it is on its way', async () => {
    let answer: (value: null) => void = () => undefined;
    let posted: unknown;
    show((form) => {
      posted = Object.fromEntries(form);
      return new Promise((resolve) => {
        answer = resolve;
      });
    });
    type('Nom', 'Élodie');
    type('Adresse', 'elodie@exemple.fr');
    await send();
    const button = screen.getByRole('button', { name: /Inviter/ });
    await waitFor(() => expect(button.getAttribute('data-pending')).toBe('true'));
    expect(posted).toEqual({ name: 'Élodie', email: 'elodie@exemple.fr', intent: 'invite' });
    await act(async () => answer(null));
    await waitFor(() => expect(button.getAttribute('data-pending')).toBeNull());
  });

  test('shows the refusal of the domain on top and beside the field at fault, and keeps what was typed', async () => {
    show(() => ({
      ok: false,
      code: 'CONFLICT',
      message: 'Cette personne est déjà invitée.',
      fields: { email: 'Adresse connue.' },
    }));
    type('Nom', 'Élodie');
    type('Adresse', 'elodie@exemple.fr');
    await send();
    expect((await screen.findByRole('alert')).textContent).toContain('Cette personne est déjà invitée.');
    const email = screen.getByLabelText<HTMLInputElement>('Adresse');
    expect(document.getElementById('f-email-error')?.textContent).toBe('Adresse connue.');
    expect([email.value, email.getAttribute('aria-invalid')]).toEqual(['elodie@exemple.fr', 'true']);
  });
});

const kinds = [
  { value: 'a', label: 'Comité' },
  { value: 'b', label: 'Groupe' },
];

function Stored() {
  const { stored } = useLoaderData() as { stored: { title: string; kind: string; day: string; version: string } };
  return (
    <Form>
      <input type="hidden" name="version" value={stored.version} />
      <TextField label="Intitulé" name="title" defaultValue={stored.title} isRequired />
      <SelectField label="Type" name="kind" defaultValue={stored.kind} options={kinds} isRequired />
      <SubmitButton>Enregistrer</SubmitButton>
    </Form>
  );
}

const Nothing = () => null;

describe('a form whose page is read again while it is filled in', () => {
  const openStored = async () => {
    let stored = { title: 'Avant', kind: 'a', day: '', version: '1' };
    const posted: Record<string, string>[] = [];
    const Stub = createRemixStub([
      {
        path: '/',
        Component: Stored,
        loader: () => ({ stored }),
        HydrateFallback: Nothing,
        action: async ({ request }) => {
          const form = Object.fromEntries(await request.formData()) as Record<string, string>;
          posted.push(form);
          if (form.version !== stored.version) return { ok: false, code: 'CONFLICT', message: 'Changé.', fields: {} };
          stored = { ...stored, title: form.title ?? '', kind: form.kind ?? '', version: '3' };
          return { done: 'ok' };
        },
      },
    ]);
    render(<Stub />);
    await screen.findByLabelText('Intitulé');
    return { posted, change: (by: Partial<typeof stored>) => (stored = { ...stored, version: '2', ...by }) };
  };
  const send = () => act(async () => fireEvent.click(screen.getByRole('button', { name: /Enregistrer/ })));
  const shownIn = (label: string) => screen.getByLabelText<HTMLInputElement>(label).value;

  test('keeps what was typed, takes over what was not touched, says both, and passes the second time', async () => {
    const { posted, change } = await openStored();
    fireEvent.change(screen.getByLabelText('Intitulé'), { target: { value: 'Le mien' } });
    change({ title: 'Le sien', kind: 'b' });
    await send();
    await waitFor(() => expect(shownIn('Type')).toBe('b'));
    expect(shownIn('Intitulé')).toBe('Le mien');
    expect(document.querySelector('[data-meanwhile=kept]')?.textContent).toContain('«\u00a0Le sien\u00a0»');
    expect(document.querySelector('[data-meanwhile=taken]')).not.toBeNull();
    await send();
    await waitFor(() => expect(document.querySelector('[data-meanwhile]')).toBeNull());
    expect(posted.at(-1)).toEqual({ version: '2', title: 'Le mien', kind: 'b' });
    expect(shownIn('Intitulé')).toBe('Le mien');
  });

  test('says nothing of what it has itself saved', async () => {
    await openStored();
    fireEvent.change(screen.getByLabelText('Intitulé'), { target: { value: 'Le mien' } });
    await send();
    await waitFor(() => expect(document.querySelector<HTMLInputElement>('[name=version]')?.value).toBe('3'));
    expect(document.querySelector('[data-meanwhile]')).toBeNull();
  });
});
