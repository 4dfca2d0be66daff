// The product's mark: the twin terrils of the Bassin minier, one of coal, one made of lines of text. Drawn for this
// product; public/favicon.svg is the same drawing.
import styles from './product-mark.module.css';

/** The mark, beside the product's name or alone. Ornament: the words beside it name it. */
export function ProductMark() {
  return (
    <svg className={styles.mark} viewBox="0 0 32 28" width="32" height="28" aria-hidden="true">
      <path className={styles.coal} d="M.8 25.6 12 3.2l5.15 10.3-6.05 12.1Z" />
      <path className={styles.ochre} d="m22 6.6 2.2 4.4h-4.4Z" />
      <path className={styles.ochre} d="M18.95 12.7h6.1l1.3 2.6h-8.7Z" />
      <path className={styles.ochre} d="M16.8 17h10.4l1.3 2.6h-13Z" />
      <path className={styles.ochre} d="M14.65 21.3h14.7l2.15 4.3h-19Z" />
    </svg>
  );
}
