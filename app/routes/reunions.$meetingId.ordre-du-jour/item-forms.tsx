// The forms of a point: adding one, and saying one anew. Both post without JavaScript.
import { ButtonRow } from '../../ui/button.tsx';
import { Disclosure } from '../../ui/disclosure.tsx';
import { Fields } from '../../ui/field.tsx';
import { Form, SubmitButton } from '../../ui/form.tsx';
import { SelectField } from '../../ui/select-field.tsx';
import { TextField } from '../../ui/text-field.tsx';
import styles from './agenda-page.module.css';
import type { ShownAgenda, ShownItem } from './queries.ts';

type Invitees = ShownAgenda['invitees'];

function ItemFields({ item, invitees }: { item?: ShownItem; invitees: Invitees }) {
  return (
    <Fields>
      <TextField label="Intitulé" name="title" isRequired autoComplete="off" defaultValue={item?.title} />
      <div className={styles.pair}>
        <TextField
          label="Durée en minutes"
          name="minutes"
          inputMode="numeric"
          autoComplete="off"
          defaultValue={item?.minutes == null ? undefined : String(item.minutes)}
        />
        <SelectField
          label="Animé par"
          name="leaderId"
          placeholder="Personne en particulier"
          defaultValue={item?.leader?.id ?? ''}
          options={invitees.map(({ id, name }) => ({ value: id, label: name }))}
        />
      </div>
    </Fields>
  );
}

/** Adds a point at the end; the page empties it after each success. */
export function AddItemForm({ invitees }: { invitees: Invitees }) {
  return (
    <Disclosure title="Ajouter un point">
      <Form preventScrollReset>
        <ItemFields invitees={invitees} />
        <ButtonRow>
          <SubmitButton intent="add" icon="add">
            Ajouter le point
          </SubmitButton>
        </ButtonRow>
      </Form>
    </Disclosure>
  );
}

/** Says a point anew, folded. */
export function ChangeItemForm({ item, invitees }: { item: ShownItem; invitees: Invitees }) {
  return (
    <Disclosure
      title={
        <>
          Modifier<span className="visually-hidden"> « {item.title} »</span>
        </>
      }
    >
      <Form preventScrollReset>
        <input type="hidden" name="itemId" value={item.id} />
        <input type="hidden" name="version" value={item.version} />
        <ItemFields item={item} invitees={invitees} />
        <ButtonRow>
          <SubmitButton intent="change">Enregistrer</SubmitButton>
        </ButtonRow>
      </Form>
    </Disclosure>
  );
}
