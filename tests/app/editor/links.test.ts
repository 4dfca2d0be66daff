// @vitest-environment happy-dom
import { describe, expect, test } from 'vitest';
import { linkOf } from '#app/editor/link.ts';
import { editorOf, paragraph } from './rig.ts';

describe('addresses that one types', () => {
  test.each([
    ['https://www.pasdecalais.fr/Partenaires', 'https://www.pasdecalais.fr/Partenaires'],
    ['www.pasdecalais.fr', 'https://www.pasdecalais.fr'],
    ['pasdecalais.fr/a?b=c', 'https://pasdecalais.fr/a?b=c'],
    ['//pasdecalais.fr', 'https://pasdecalais.fr'],
    ['localhost.fr:8080/x', 'https://localhost.fr:8080/x'],
    ['http://intranet', 'http://intranet'],
    ['dat@pasdecalais.fr', 'mailto:dat@pasdecalais.fr'],
    ['mailto:dat@pasdecalais.fr', 'mailto:dat@pasdecalais.fr'],
    ['  https://exemple.fr  ', 'https://exemple.fr'],
  ])('« %s » leads to %s', (typed, href) => {
    expect(linkOf(typed)).toBe(href);
  });

  test.each([
    '',
    'bonjour',
    'deux mots.fr',
    'javascript:alert(1)',
    'data:text/html,x',
    'vbscript:x',
    'file:///etc/passwd',
  ])('« %s » is no link', (typed) => {
    expect(linkOf(typed)).toBeNull();
  });
});

describe('links in the text', () => {
  test('what may not be a link never becomes one, even by command', () => {
    const editor = editorOf([paragraph('Un lien')]);
    editor.commands.selectAll();
    expect(editor.commands.setLink({ href: 'javascript:alert(1)' })).toBe(false);
    expect(editor.getHTML()).not.toContain('javascript');
    expect(editor.commands.setLink({ href: 'https://exemple.fr' })).toBe(true);
    expect(editor.getHTML()).toContain('href="https://exemple.fr"');
    editor.destroy();
  });

  test('an unsafe link that somebody smuggled in is shown without its address', () => {
    const editor = editorOf([
      {
        type: 'paragraph',
        content: [{ type: 'text', text: 'Clic', marks: [{ type: 'link', attrs: { href: 'javascript:alert(1)' } }] }],
      },
    ]);
    expect(editor.view.dom.innerHTML).not.toContain('javascript');
    editor.destroy();
  });
});
