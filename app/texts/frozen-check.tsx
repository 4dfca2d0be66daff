// What checking a text that was kept for good has found: a signed convention, approved minutes.
import { formatDateTime } from '../french-format.ts';
import { Notice } from '../ui/notice.tsx';

/** What the API found. */
export interface Check {
  textHolds: boolean;
  hashHolds: boolean;
  pdfHolds: boolean;
  checkedAt: string;
}

/** « signé » and « de la signature », « approuvé » and « de l’approbation ». */
export interface CheckWords {
  kept: string;
  ofThatDay: string;
}

const findings = (check: Check, { kept }: CheckWords): [boolean, string][] => [
  [check.textHolds, `le texte de la plate-forme diffère du texte ${kept}`],
  [check.hashHolds, 'le texte gardé ne correspond plus à son empreinte'],
  [check.pdfHolds, 'le fichier PDF n’est plus celui qui a été gardé'],
];

/** Said at once: it answers « Vérifier ». */
export function FrozenCheck({ check, words }: { check: Check; words: CheckWords }) {
  const faults = findings(check, words).flatMap(([holds, fault]) => (holds ? [] : [fault]));
  const at = `Vérifié le ${formatDateTime(check.checkedAt)}`;
  if (faults.length === 0)
    return (
      <Notice tone="success" title={`Conforme à ce qui a été ${words.kept}`} isLive>
        {at} : le texte, son empreinte et le PDF sont ceux du jour {words.ofThatDay}.
      </Notice>
    );
  return (
    <Notice tone="error" title="Non conforme" isLive>
      {at} : {faults.join('\u202f; ')}.
    </Notice>
  );
}
