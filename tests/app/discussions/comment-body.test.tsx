// @vitest-environment happy-dom
// The words of a comment on the page: text, names and addresses, and never markup.
import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, describe, expect, test } from 'vitest';
import { CommentBody } from '#app/discussions/comment-body.tsx';
import { writeMention } from '#domain/discussions/bodies.ts';

afterEach(cleanup);

const claire = {
  kind: 'PERSON' as const,
  id: '01920000-0000-7000-8000-00000000000a',
  name: 'Claire Dupont',
  detail: 'DAT',
};
const show = (body: string) => render(<CommentBody body={body} mentions={[claire]} viewerPersonId={null} />).container;

describe('a body', () => {
  test.each([
    '<img src=x onerror="alert(1)">',
    '<script>alert(1)</script>',
    '[un lien](javascript:alert(1))',
    '&lt;b&gt; **gras**',
  ])('shows %s as it was written', (body) => {
    const shown = show(body);
    expect(shown.textContent).toBe(body);
    expect(shown.querySelectorAll('img, script, a, b')).toHaveLength(0);
  });

  test.each([
    ['Voir https://exemple.fr/a?b=c#d.', 'https://exemple.fr/a?b=c#d'],
    ['(http://exemple.fr/a)', 'http://exemple.fr/a'],
    ['« https://exemple.fr »', 'https://exemple.fr'],
  ])('makes a link of the address in « %s »', (body, href) => {
    expect(show(body).textContent).toBe(body);
    const link = screen.getByRole('link');
    expect(link.getAttribute('href')).toBe(href);
    expect(link.getAttribute('rel')).toContain('noopener');
  });

  test.each(['javascript:alert(1)', 'data:text/html,x', 'file:///etc/passwd', 'https://', 'mailto:a@b.fr'])(
    'makes no link of %s',
    (body) => {
      show(body);
      expect(screen.queryByRole('link')).toBeNull();
    },
  );

  test('names who is mentioned, and says so when it is not known who', () => {
    const shown = show(`${writeMention(claire.id)} et ${writeMention('01920000-0000-7000-8000-0000000000ff')}`);
    expect(shown.textContent).toBe('@Claire Dupont et @quelqu’un');
  });
});
