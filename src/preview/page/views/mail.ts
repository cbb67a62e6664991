import { standIn } from './pictures.ts';

/** Elements that could load, lead away or act, and are taken out. */
const OUT = 'script,iframe,frame,object,embed,base,link,meta[http-equiv],portal,template,track';

const LOADING: ReadonlySet<string> = new Set([
  'src',
  'srcset',
  'href',
  'xlink:href',
  'background',
  'poster',
  'action',
  'formaction',
  'data',
  'ping',
  'cite',
  'longdesc',
  'autofocus',
  'target',
  'srcdoc',
  'manifest',
]);
const PICTURE = /^data:image\//i;
const STYLE =
  ':where(a[data-link]){color:LinkText;text-decoration:underline;cursor:default}' +
  ':where(img[data-picture]){max-width:100%}';
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:";

/** A mail that nothing comes of but its look: as HTML for a frame, with how many pictures were not loaded. */
export type QuietMail = {
  readonly html: string;
  readonly pictures: number;
  /** Whether it has dark colours of its own. */
  readonly hasDark: boolean;
};

/**
 * A mail as its reader sees it. It is read by DOMParser, which runs and loads nothing; what could load, lead away or act is taken out.
 * With `live` its links can be followed, into another window.
 */
export function quietMail(
  text: string,
  { live, scheme }: { readonly live: boolean; readonly scheme: 'light' | 'dark' },
): QuietMail {
  const doc = new DOMParser().parseFromString(text, 'text/html');
  for (const node of doc.querySelectorAll(OUT)) node.remove();
  const pictures = standIns(doc);
  for (const node of doc.querySelectorAll('*')) quieten(node, live);
  for (const node of doc.querySelectorAll('[style]'))
    node.setAttribute('style', atRest(node.getAttribute('style') ?? ''));
  for (const node of doc.querySelectorAll('style')) {
    node.textContent = inScheme(atRest(node.textContent), scheme);
    if (node.media !== '') node.media = inScheme(node.media, scheme);
  }
  const policy = doc.createElement('meta');
  policy.setAttribute('http-equiv', 'Content-Security-Policy');
  policy.setAttribute('content', POLICY);
  const style = doc.createElement('style');
  style.textContent = STYLE;
  doc.head.prepend(policy, style);
  const doctype = doc.compatMode === 'BackCompat' ? '' : '<!doctype html>';
  return { html: doctype + doc.documentElement.outerHTML, pictures, hasDark: hasDark(text) };
}

function standIns(doc: Document): number {
  let pictures = 0;
  for (const node of doc.querySelectorAll('img,image,input[type=image]')) {
    if (PICTURE.test(node.getAttribute('src') ?? '')) continue;
    pictures += 1;
    if (node.localName === 'image') continue;
    node.setAttribute('src', standIn(node));
    node.setAttribute('data-picture', '');
  }
  return pictures;
}

function quieten(node: Element, live: boolean): void {
  const href = node.getAttribute('href') ?? '';
  const isLink = node.localName === 'a' || node.localName === 'area';
  for (const attribute of Array.from(node.attributes)) {
    const name = attribute.name.toLowerCase();
    const isData = name === 'src' && PICTURE.test(attribute.value);
    if (name.startsWith('on') || (LOADING.has(name) && !isData))
      node.removeAttribute(attribute.name);
  }
  if (!isLink || href === '') return;
  node.setAttribute('data-link', '');
  if (!live || !/^https?:/i.test(href.trim())) return;
  node.setAttribute('href', href.trim());
  node.setAttribute('target', '_blank');
  node.setAttribute('rel', 'noopener noreferrer');
}

/** Styles that load nothing. */
function atRest(css: string): string {
  return css
    .replaceAll(/@import[^;]*;?/gi, '')
    .replaceAll(/url\(\s*(?!["']?data:)("[^"]*"|'[^']*'|[^)]*)\s*\)/gi, 'url("data:,")');
}

/** Styles whose questions about light and dark have the answer of a scheme. */
function inScheme(css: string, scheme: string): string {
  return css.replaceAll(
    /\(\s*prefers-color-scheme\s*:\s*(dark|light)\s*\)/gi,
    (_whole, wanted: string) =>
      wanted.toLowerCase() === scheme ? '(min-width: 0px)' : '(min-width: 99999px)',
  );
}

function hasDark(text: string): boolean {
  return (
    /prefers-color-scheme\s*:\s*dark/i.test(text) || /<meta[^>]+color-scheme[^>]+dark/i.test(text)
  );
}
