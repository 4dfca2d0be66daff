import { useLoaderData } from '@remix-run/react';
import { useState } from 'react';
import { territoryLabels } from '../../organisations/words.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Disclosure } from '../../ui/disclosure.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Stack } from '../../ui/section.tsx';
import { type Column, Table } from '../../ui/table.tsx';
import { useOrganisation } from '../organisation.$organisationId/organisation-page.tsx';
import type { loader } from './loader.ts';
import type { ListedUnit } from './queries.ts';
import { UnitForm } from './unit-form.tsx';

const columns: Column<ListedUnit>[] = [
  { id: 'name', header: 'Nom', isRowHeader: true, cell: ({ name }) => name },
  { id: 'shortName', header: 'Nom court', cell: ({ shortName }) => shortName },
  {
    id: 'territory',
    header: 'Territoire',
    cell: ({ territory }) => (territory ? territoryLabels[territory] : '—'),
  },
];

const editColumn = (onEdit: (unit: ListedUnit) => void): Column<ListedUnit> => ({
  id: 'edit',
  header: 'Action',
  isHeaderHidden: true,
  align: 'end',
  cell: (unit) => (
    <Button variant="quiet" size="s" icon="edit" aria-label={`Modifier ${unit.name}`} onPress={() => onEdit(unit)}>
      Modifier
    </Button>
  ),
});

/** The list, and for administrators what adds to it or changes it. */
export function UnitsPage() {
  const { units } = useLoaderData<typeof loader>();
  const { viewerMayManage } = useOrganisation().organisation;
  const [edited, setEdited] = useState<ListedUnit | null>(null);
  return (
    <Stack gap="l">
      {viewerMayManage && (
        <Disclosure title="Ajouter un service">
          <UnitForm />
        </Disclosure>
      )}
      {units.length === 0 ? (
        <EmptyState icon="organisation" title="Aucun service">
          Les directions, services et maisons territoriales de l’organisme apparaîtront ici.
        </EmptyState>
      ) : (
        <Table
          caption="Services"
          rows={units}
          rowKey={({ id }) => id}
          columns={viewerMayManage ? [...columns, editColumn(setEdited)] : columns}
        />
      )}
      <Dialog
        title="Modifier le service"
        isOpen={edited !== null}
        onOpenChange={(isOpen) => !isOpen && setEdited(null)}
      >
        {edited && <UnitForm unit={edited} onDone={() => setEdited(null)} />}
      </Dialog>
    </Stack>
  );
}
