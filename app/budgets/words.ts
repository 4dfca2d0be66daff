// What payments and their states are called, in French. Used by every page that shows one; knows no page.
import type { PaymentKind, PaymentState } from '#domain/vocabulary.ts';

export const paymentKindLabels: Record<PaymentKind, string> = {
  ADVANCE: 'Acompte',
  INSTALMENT: 'Versement intermédiaire',
  BALANCE: 'Solde',
  REPAYMENT: 'Remboursement',
};

export const paymentStateLabels: Record<PaymentState, string> = {
  PLANNED: 'Prévu',
  ORDERED: 'Ordonnancé',
  PAID: 'Versé',
  CANCELLED: 'Annulé',
};
