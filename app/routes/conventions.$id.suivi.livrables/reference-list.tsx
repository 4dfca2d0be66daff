// The list that a deliverable ticks off, as far as it is named: « 12 noms connus sur 35 ».
import { useFetcher } from '@remix-run/react';
import { today } from '#domain/calendar.ts';
import { useDoneToast } from '../../forms/done-toast.ts';
import { Button } from '../../ui/button.tsx';
import { Disclosure } from '../../ui/disclosure.tsx';
import { Fields } from '../../ui/field.tsx';
import { Form, SubmitButton } from '../../ui/form.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Notice } from '../../ui/notice.tsx';
import { TextField } from '../../ui/text-field.tsx';
import type { action } from './action.ts';
import styles from './deliverables-page.module.css';
import type { ShownDeliverable, ShownSet } from './queries.ts';

export interface ReferenceListProps {
  set: ShownSet;
  deliverable: ShownDeliverable;
  convention: { viewerMayFollow: boolean };
}

export function ReferenceList({ set, deliverable, convention }: ReferenceListProps) {
  const ticked = new Set(deliverable.pieces.flatMap(({ entry }) => (entry ? [entry.id] : [])));
  return (
    <Disclosure
      title={`${set.title} : ${ticked.size} cochés, ${set.entries.length} noms connus sur ${set.size}`}
      isOpenAtFirst={set.entries.length > 0 && set.entries.length <= 10}
    >
      <ul className={styles.entries}>
        {set.entries.map((entry) => (
          <Entry
            key={entry.id}
            entry={entry}
            isTicked={ticked.has(entry.id)}
            deliverableId={deliverable.id}
            mayFollow={convention.viewerMayFollow}
          />
        ))}
      </ul>
      {convention.viewerMayFollow && set.entries.length < set.size && (
        <NewEntry key={set.entries.length} setId={set.id} />
      )}
    </Disclosure>
  );
}

interface EntryProps {
  entry: ShownSet['entries'][number];
  isTicked: boolean;
  deliverableId: string;
  mayFollow: boolean;
}

function Entry({ entry: { id, name, detail }, isTicked, deliverableId, mayFollow }: EntryProps) {
  const fetcher = useFetcher<typeof action>();
  useDoneToast(fetcher.data);
  const tick = () => fetcher.submit({ intent: 'deliver', deliverableId, entryId: id, on: today() }, { method: 'post' });
  return (
    <li className={styles.entry}>
      {isTicked ? (
        <Icon name="check" />
      ) : mayFollow ? (
        <Button
          variant="quiet"
          size="s"
          isPending={fetcher.state !== 'idle'}
          onPress={tick}
          aria-label={`Cocher ${name}`}
        >
          Cocher
        </Button>
      ) : (
        <Icon name="clock" />
      )}
      <span>
        {name}
        {isTicked && <span className="visually-hidden"> (coché)</span>}
        {detail && <span className={styles.from}> {detail}</span>}
      </span>
    </li>
  );
}

function NewEntry({ setId }: { setId: string }) {
  const fetcher = useFetcher<typeof action>();
  const refusal = fetcher.data && 'fields' in fetcher.data ? fetcher.data : null;
  return (
    <Form fetcher={fetcher} preventScrollReset>
      <input type="hidden" name="setId" value={setId} />
      <Fields>
        {refusal && !refusal.fields.name && (
          <Notice tone="error" isLive>
            {refusal.message}
          </Notice>
        )}
        <TextField
          label="Nom à ajouter à la liste"
          name="name"
          autoComplete="off"
          errors={refusal?.fields.name ? [refusal.fields.name] : undefined}
        />
        <TextField label="Précision (commune, numéro)" name="detail" autoComplete="off" />
      </Fields>
      <SubmitButton intent="addEntry" fetcher={fetcher} variant="secondary" size="s">
        Ajouter ce nom
      </SubmitButton>
    </Form>
  );
}
