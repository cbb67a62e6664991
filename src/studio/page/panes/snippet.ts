import { copyButton, count, fill, h } from '../../../preview/page/views/index.ts';
import type { Pane } from './pane.ts';

/** The Jinja that the field map becomes, to be pasted into MoEngage. */
export const snippetPane: Pane = {
  id: 'snippet',
  needs: ['about'],
  draw(box, { about }) {
    const snippet = about?.snippet;
    if (about === undefined) return fill(box, h('p', {}, 'Nothing is rendered yet.'));
    if (snippet === undefined)
      return fill(box, h('p', {}, 'The message has no field map, hence no snippet.'));
    fill(
      box,
      h(
        'section',
        { class: 'card', 'aria-labelledby': 'snippet-title' },
        h(
          'div',
          { class: 'card-head' },
          h('h2', { id: 'snippet-title' }, 'Snippet of ' + (about?.map ?? '')),
          copyButton('the snippet', snippet),
        ),
        h(
          'p',
          { class: 'aside' },
          count(snippet.length, 'character') +
            '. Put your project secret in the place of {YOUR-PROJECT-SECRET} in MoEngage, not here.',
        ),
        h(
          'pre',
          { class: 'source tall', tabindex: '0', role: 'group', 'aria-label': 'Snippet' },
          snippet,
        ),
      ),
    );
  },
};
