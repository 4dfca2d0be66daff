// @vitest-environment happy-dom
import { useActionData } from '@remix-run/react';
import { createRemixStub } from '@remix-run/testing';
import { act, cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { Form, SubmitButton, useSchemaForm } from '#app/ui/form.tsx';
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
