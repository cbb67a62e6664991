/**
 * What takes the place of `@codemirror/lang-html` in the studio: the HTML of mails is coloured and indented. Mail programs run no scripts,
 * so the grammars of JavaScript and CSS inside it are left out, which are as large as all others together.
 */
import { foldNodeProp, indentNodeProp, LanguageSupport, LRLanguage } from '@codemirror/language';
import { parser } from '@lezer/html';

const htmlLanguage = LRLanguage.define({
  name: 'html',
  parser: parser.configure({
    props: [
      indentNodeProp.add({
        Element(context) {
          const after = /^(\s*)(<\/)?/.exec(context.textAfter);
          const isEnd = context.node.to <= context.pos + after[0].length;
          return isEnd
            ? context.continue()
            : context.lineIndent(context.node.from) + (after[2] ? 0 : context.unit);
        },
      }),
      foldNodeProp.add({
        Element(node) {
          const [first, last] = [node.firstChild, node.lastChild];
          if (first?.name !== 'OpenTag') return null;
          return { from: first.to, to: last.name === 'CloseTag' ? last.from : node.to };
        },
      }),
    ],
  }),
  languageData: { commentTokens: { block: { open: '<!--', close: '-->' } } },
});

/** The language of HTML as an extension of the editor. */
export function html() {
  return new LanguageSupport(htmlLanguage);
}
