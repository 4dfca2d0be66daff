// Where signing in may lead.
import { expect, test } from 'vitest';
import { localPath } from '#app/accounts/local-path.ts';

test('leads to a page of ours, with its search and fragment', () => {
  for (const path of ['/', '/compte', '/conventions/1/lecture?a=1#bloc-2', '/conventions?q=%2F%2Fx'])
    expect(localPath(path)).toBe(path);
});

test('leads to the page itself when its content alone was asked for', () => {
  expect(localPath('/compte.data')).toBe('/compte');
  expect(localPath('/_root.data')).toBe('/');
  expect(localPath('/conventions/1.data?_routes=routes%2Fx&page=2')).toBe('/conventions/1?page=2');
});

test('never leads to another site, whatever is written', () => {
  for (const wanted of [
    null,
    '',
    'compte',
    'https://exemple.fr',
    '//exemple.fr',
    '///exemple.fr',
    '/\\exemple.fr',
    '\\\\exemple.fr',
    '/\t/exemple.fr',
    '/\n/exemple.fr',
    '/./\\exemple.fr',
    '/.//exemple.fr',
    '/x/..//exemple.fr',
    '//exemple.fr/%2e%2e',
    'javascript:alert(1)',
    '/\u0000/exemple.fr',
    ' //exemple.fr',
    '/%0d%0aLocation:%20https://exemple.fr'.replace('%0d%0a', '\r\n'),
  ]) {
    const path = localPath(wanted);
    expect(path.startsWith('/') && !path.startsWith('//')).toBe(true);
    expect(new URL(path, 'https://ici.fr').origin).toBe('https://ici.fr');
  }
});

test('does not lead round in a circle', () => {
  for (const path of ['/connexion', '/connexion?suite=/connexion', '/deconnexion', '/lien/jeton'])
    expect(localPath(path)).toBe('/');
});
