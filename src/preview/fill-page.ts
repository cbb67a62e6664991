/** What a page is filled with: its title, its state as JSON, and whether it may ask the server that it came from. */
type PageFilling = {
  readonly title: string;
  readonly state: unknown;
  readonly isServed: boolean;
};

const NO_STATE = '<script type="application/json" id="state">null</script>';
const POLICY = 'img-src data:;';

/** Puts a state into the HTML of a page. Throws an Error where that is no page which the build has put together. */
export function fillPage(html: string, { title, state, isServed }: PageFilling): string {
  if (!html.includes(NO_STATE) || !html.includes(POLICY))
    throw new Error('the page was not put together: npm run build');
  const named = html
    .replace(POLICY, isServed ? `${POLICY} connect-src 'self';` : POLICY)
    .replace(/<title>[^<]*<\/title>/, () => `<title>${escapeHtml(title)}</title>`);
  return named.replace(NO_STATE, () => NO_STATE.replace('null', () => toPageJson(state)));
}

/** JSON that can be in a script element: no `<`, and nothing that ends a line in JavaScript. */
export function toPageJson(state: unknown): string {
  return JSON.stringify(state).replaceAll(
    /[<>&\u2028\u2029]/g,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

function escapeHtml(text: string): string {
  const names = new Map([
    ['&', '&amp;'],
    ['<', '&lt;'],
    ['>', '&gt;'],
    ['"', '&quot;'],
  ]);
  return text.replaceAll(/[&<>"]/g, (char) => names.get(char) ?? char);
}
