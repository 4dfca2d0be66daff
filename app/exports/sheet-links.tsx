// Takes the list of a page away for a spreadsheet, as its filters leave it.
import { useLocation } from '@remix-run/react';
import styles from './sheet-links.module.css';

/** What only says how much of the list is shown: a file has it whole. */
const SHOWN = ['combien', 'apres', 'index'];

/** Links to the list as a workbook and as CSV; `list` is the file's name in the address, `conventionId` what it is of. */
export function SheetLinks({ list, what, conventionId }: { list: string; what: string; conventionId?: string }) {
  const search = new URLSearchParams(useLocation().search);
  for (const name of SHOWN) search.delete(name);
  if (conventionId) search.set('convention', conventionId);
  const query = search.size > 0 ? `?${search}` : '';
  return (
    <p className={styles.links}>
      <span>Emporter {what} :</span>
      <a href={`/tableaux/${list}.xlsx${query}`} download>
        Excel
      </a>
      <a href={`/tableaux/${list}.csv${query}`} download>
        CSV
      </a>
    </p>
  );
}
