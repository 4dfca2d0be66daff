// The signed text: its PDF, its hash, and whether it still is what was signed.
import { Form } from '@remix-run/react';
import { formatBytes, formatDateTime } from '../../french-format.ts';
import { Button, ButtonRow, LinkButton } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { DescriptionList, Section, Stack } from '../../ui/section.tsx';
import type { PathConvention } from './queries.ts';
import type { loader } from './route.tsx';
import styles from './signed-text.module.css';

type Check = Awaited<ReturnType<typeof loader>>['check'];

const findings = (check: NonNullable<Check>): [boolean, string][] => [
  [check.textHolds, 'le texte de la plate-forme diffère du texte signé'],
  [check.hashHolds, 'le texte gardé ne correspond plus à son empreinte'],
  [check.pdfHolds, 'le fichier PDF n’est plus celui qui a été gardé'],
];

function CheckResult({ check }: { check: NonNullable<Check> }) {
  const faults = findings(check).flatMap(([holds, words]) => (holds ? [] : [words]));
  const at = `Vérifié le ${formatDateTime(check.checkedAt)}`;
  if (faults.length === 0)
    return (
      <Notice tone="success" title="Conforme à ce qui a été signé" isLive>
        {at} : le texte, son empreinte et le PDF sont ceux du jour de la signature.
      </Notice>
    );
  return (
    <Notice tone="error" title="Non conforme" isLive>
      {at} : {faults.join(' ; ')}.
    </Notice>
  );
}

export function SignedText({
  frozenText,
  check,
}: {
  frozenText: NonNullable<PathConvention['frozenText']>;
  check: Check;
}) {
  const { sha256, frozenAt, pdf } = frozenText;
  return (
    <Section
      title="Texte signé"
      lead="Le texte est figé. Son empreinte change au moindre caractère : elle prouve qu’il est resté le même."
    >
      <Stack>
        <DescriptionList
          facts={[
            { term: 'Figé le', value: formatDateTime(frozenAt) },
            { term: 'Empreinte SHA-256', value: <code className={styles.hash}>{sha256}</code> },
          ]}
        />
        {check && <CheckResult check={check} />}
        <Form method="get" preventScrollReset>
          <input type="hidden" name="verifier" value="1" />
          <ButtonRow>
            <LinkButton to={`/fichiers/${pdf.id}`} icon="download" reloadDocument>
              {`Télécharger le PDF (${formatBytes(pdf.size)})`}
            </LinkButton>
            <Button type="submit" icon="check">
              Vérifier
            </Button>
          </ButtonRow>
        </Form>
      </Stack>
    </Section>
  );
}
