import { describe, expect, test } from 'vitest';
import { announcement, savingState } from '#app/editor/saving.ts';
import type { DocumentStatus } from '#realtime/client/status.ts';

const online: DocumentStatus = {
  connection: 'online',
  refusal: null,
  mode: 'write',
  frozen: false,
  synced: true,
  unconfirmedBytes: 0,
  keptLocally: true,
  keepsNothing: false,
  delayed: false,
};
/** The words, with plain spaces. */
const wordsOf = (change: Partial<DocumentStatus>) =>
  savingState({ ...online, ...change }).words.replaceAll('\u00a0', ' ');

describe('the state of saving', () => {
  test('« Enregistré » is said only when the server has confirmed everything', () => {
    expect(wordsOf({})).toBe('Enregistré');
    const others: Partial<DocumentStatus>[] = [
      { unconfirmedBytes: 1 },
      { synced: false },
      { connection: 'offline' },
      { connection: 'connecting' },
      { connection: 'signed-out' },
      { connection: 'refused', refusal: 'not-found' },
      { refusal: 'too-large', unconfirmedBytes: 9 },
      { unconfirmedBytes: 1, delayed: true },
      { mode: 'read' },
      { mode: 'comment' },
      { frozen: true, mode: 'read' },
    ];
    for (const change of others) expect(wordsOf(change)).not.toMatch(/^Enregistré$/);
  });

  test('each state has its words', () => {
    expect(wordsOf({ unconfirmedBytes: 1 })).toBe('Enregistrement…');
    expect(wordsOf({ connection: 'offline', synced: false, unconfirmedBytes: 1 })).toBe(
      'Hors connexion : vos modifications sont gardées sur ce poste',
    );
    expect(wordsOf({ unconfirmedBytes: 1, delayed: true })).toBe(
      'Enregistrement retardé… vos modifications sont gardées sur ce poste',
    );
    expect(wordsOf({ mode: 'read' })).toBe('Lecture seule');
    expect(wordsOf({ mode: 'comment' })).toBe('Lecture et commentaires');
    expect(wordsOf({ mode: 'read', frozen: true })).toBe('Texte signé : lecture seule');
    expect(wordsOf({ connection: 'signed-out' })).toBe('Votre session a expiré : reconnectez-vous, rien n’est perdu');
    expect(wordsOf({ connection: 'connecting', mode: null, synced: false })).toBe('Connexion…');
    expect(wordsOf({ connection: 'refused', refusal: 'not-found' })).toBe('Ce texte ne vous est plus accessible');
  });

  test('nothing is said to be kept on this machine when it is not', () => {
    const lost = { unconfirmedBytes: 1, keptLocally: false };
    expect(wordsOf({ ...lost, connection: 'offline' })).toBe('Hors connexion : ne fermez pas cet onglet');
    expect(wordsOf({ ...lost, delayed: true })).toMatch(/ne fermez pas cet onglet/);
    expect(wordsOf({ ...lost, connection: 'signed-out' })).not.toMatch(/rien n’est perdu/);
  });

  test('where the browser keeps nothing, that is said whether the text is saved, being saved or offline', () => {
    expect(wordsOf({ keepsNothing: true })).toBe('Enregistré. Ce poste ne garde rien');
    expect(wordsOf({ keepsNothing: true, unconfirmedBytes: 3, keptLocally: false })).toBe(
      'Enregistrement… Ce poste ne garde rien',
    );
    expect(wordsOf({ keepsNothing: true, connection: 'offline' })).toBe('Hors connexion : ne fermez pas cet onglet');
  });

  test('who may no longer write learns that the last edits were not taken', () => {
    expect(wordsOf({ mode: 'read', frozen: true, refusal: 'frozen', unconfirmedBytes: 5 })).toBe(
      'Texte signé : lecture seule. Vos dernières modifications n’ont pas été enregistrées',
    );
  });
});

describe('what screen readers are told', () => {
  const told = (before: Partial<DocumentStatus>, now: Partial<DocumentStatus>) =>
    announcement(savingState({ ...online, ...before }).kind, savingState({ ...online, ...now }));

  test('a keystroke saved is no news', () => {
    expect(told({}, { unconfirmedBytes: 3 })).toBeNull();
    expect(told({ unconfirmedBytes: 3 }, {})).toBeNull();
    expect(told({ connection: 'connecting', synced: false }, {})).toBeNull();
  });

  test('a computer that keeps nothing is, once', () => {
    expect(told({ connection: 'connecting', synced: false }, { keepsNothing: true })).toMatch(/Ce poste ne garde rien/);
    expect(told({ keepsNothing: true }, { keepsNothing: true, unconfirmedBytes: 3 })).toBeNull();
    expect(told({ keepsNothing: true }, {})).toBeNull();
  });

  test('going offline, and coming back, is', () => {
    expect(told({}, { connection: 'offline' })).toMatch(/^Hors connexion/);
    expect(told({ connection: 'offline' }, {})).toBe('De nouveau en ligne. Enregistré');
    expect(told({ connection: 'offline' }, { connection: 'offline', unconfirmedBytes: 4 })).toBeNull();
  });
});
