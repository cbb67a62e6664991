import { BUTTONS } from '../../passkit/index.ts';

/** The two Save Pass buttons of the guide as HTML for an email: an image in a link, one for each platform, and both together. */
export type Buttons = { readonly android: string; readonly apple: string; readonly both: string };

/** The buttons around `{{longURL}}`. They hold nothing of the field map. */
export function saveButtons(): Buttons {
  const html = new Map(
    BUTTONS.map(({ platform, image, alt }) => [
      platform,
      `<a href="{{longURL}}" target="_blank"><img src="${image}" alt="${alt}" height="48" style="display:block;height:48px;border:0;" /></a>`,
    ]),
  );
  const android = html.get('android') ?? '';
  const apple = html.get('apple') ?? '';
  const both = [
    '<table role="presentation" border="0" cellpadding="0" cellspacing="0">',
    '  <tbody><tr>',
    cell(apple),
    cell(android),
    '  </tr></tbody>',
    '</table>',
  ].join('\n');
  return { android, apple, both };
}

function cell(content: string): string {
  return `    <td style="padding:4px 8px;">${content}</td>`;
}
