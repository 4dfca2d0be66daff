// An amount as the page writes it.
import { formatAmount } from '../../french-format.ts';

/** « 180 000 € ». Amounts come as text so that no cent is lost on the way; here they are only written. */
export const euros = (amount: string): string => formatAmount(Number(amount));
