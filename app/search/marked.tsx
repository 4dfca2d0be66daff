// Words as they were found, those that answer marked. React escapes them: they are what people wrote.
import type { FoundHit } from './queries.ts';
import styles from './search.module.css';

/** The segments of a title or a passage. */
export function Marked({ segments }: { segments: FoundHit['title'] }) {
  let from = 0;
  return segments.map(({ text, isMatch }) => {
    const key = from;
    from += text.length;
    return isMatch ? (
      <mark key={key} className={styles.mark}>
        {text}
      </mark>
    ) : (
      <span key={key}>{text}</span>
    );
  });
}
