import { useLoaderData } from '@remix-run/react';
import { meetingAttendances } from '#domain/vocabulary.ts';
import { useAnswer } from '../../forms/answer.ts';
import { formatList } from '../../french-format.ts';
import { meetingAttendanceLabels, spanOf } from '../../meetings/words.ts';
import { ButtonRow, LinkButton } from '../../ui/button.tsx';
import { Form, SubmitButton } from '../../ui/form.tsx';
import { Notice } from '../../ui/notice.tsx';
import { PageTitle } from '../../ui/page-title.tsx';
import { Narrow, Stack } from '../../ui/section.tsx';
import { SelectField } from '../../ui/select-field.tsx';
import { Table } from '../../ui/table.tsx';
import type { action } from './action.ts';
import type { loader } from './loader.ts';
import type { AskedInvitee } from './queries.ts';

const options = [
  ...meetingAttendances.map((value) => ({ value, label: meetingAttendanceLabels[value] })),
  { value: 'ABSENT', label: 'Absent' },
];

/** As recorded during the meeting; where nobody was, who said yes was probably there. */
function likely({ answer, attendance }: AskedInvitee, isRecorded: boolean) {
  if (isRecorded) return attendance ?? 'ABSENT';
  return answer === 'YES' ? 'PRESENT' : answer === 'NO' ? 'EXCUSED' : 'ABSENT';
}

/** Who was there, one by one. */
export function HoldMeetingPage() {
  const { meeting } = useLoaderData<typeof loader>();
  const refusal = useAnswer<typeof action>();
  const back = `/reunions/${meeting.id}`;
  const isRecorded = meeting.invitees.some(({ attendance }) => attendance !== null);
  const proved = meeting.aims.map(({ obligation }) => `« ${obligation.title} »`);
  return (
    <Narrow>
      <PageTitle
        crumbs={[
          { to: '/reunions', label: 'Réunions' },
          { to: back, label: meeting.title },
        ]}
        lead={spanOf(meeting)}
      >
        Clore la réunion
      </PageTitle>
      <Form>
        <input type="hidden" name="version" value={meeting.version} />
        <Stack gap="l">
          {refusal && (
            <Notice tone="error" isLive>
              {Object.values(refusal.fields)[0] ?? refusal.message}
            </Notice>
          )}
          {proved.length > 0 && (
            <Notice>L’approbation du compte rendu apportera la preuve de {formatList(proved)}.</Notice>
          )}
          <Table
            caption="Présence des invités"
            rows={meeting.invitees}
            rowKey={({ id }) => id}
            columns={[
              { id: 'name', header: 'Invité', isRowHeader: true, cell: ({ name }) => name },
              { id: 'for', header: 'Pour', cell: ({ comesFor }) => comesFor?.name ?? '—' },
              {
                id: 'attendance',
                header: 'Présence',
                cell: (invitee) => <Attendance invitee={invitee} isRecorded={isRecorded} />,
              },
            ]}
          />
          <ButtonRow>
            <SubmitButton>Clore la réunion</SubmitButton>
            <LinkButton to={back}>Annuler</LinkButton>
          </ButtonRow>
        </Stack>
      </Form>
    </Narrow>
  );
}

function Attendance({ invitee, isRecorded }: { invitee: AskedInvitee; isRecorded: boolean }) {
  return (
    <>
      <input type="hidden" name="inviteeId" value={invitee.id} />
      <input type="hidden" name={`before-${invitee.id}`} value={invitee.attendance ?? 'ABSENT'} />
      <SelectField
        label={`Présence de ${invitee.name}`}
        hideLabel
        isRequired
        name={`attendance-${invitee.id}`}
        options={options}
        defaultValue={likely(invitee, isRecorded)}
      />
    </>
  );
}
