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

/** What is known of a mail that nothing comes of but its look: how many pictures were not loaded, and whether it has dark colours of its own. */
type Quiet = { readonly pictures: number; readonly hasDark: boolean };

/** Such a mail as HTML for a frame. */
type QuietMail = Quiet & { readonly html: string };

/** A document that a frame begins with whose mails are exchanged by their nodes. */
export const EMPTY_MAIL: string =
  '<!doctype html><meta http-equiv="Content-Security-Policy" content="' + POLICY + '">';

/** So often a mail is read again: markup may be another after it was written out, and has always come to rest after two or three. */
const MOST_READINGS = 5;

type Options = { readonly live: boolean; readonly scheme: 'light' | 'dark' };

/**
 * A mail as its reader sees it. It is read by DOMParser, which runs and loads nothing; what could load, lead away or act is taken out, until
 * nothing is left of it when the result is read again. With `live` its links can be followed, into another window.
 */
export function quietMail(text: string, options: Options): QuietMail {
  let [html, pictures] = [text, 0];
  for (let reading = 0; reading < MOST_READINGS; reading += 1) {
    const doc = new DOMParser().parseFromString(html, 'text/html');
    pictures += cleanse(doc, options);
    const next = written(doc);
    if (next === html) return { html: guarded(doc), pictures, hasDark: hasDark(text) };
    html = next;
  }
  const doc = new DOMParser().parseFromString('<pre></pre>', 'text/html');
  doc.body.append(text);
  return { html: guarded(doc), pictures, hasDark: false };
}

/**
 * Such a mail as a document, of which nodes are taken as they are: since it is not written out, one reading is enough. The policy in it is
 * for the frame that gets its nodes.
 */
export function quietDocument(text: string, options: Options): Quiet & { readonly doc: Document } {
  const doc = new DOMParser().parseFromString(text, 'text/html');
  const pictures = cleanse(doc, options);
  guard(doc);
  return { doc, pictures, hasDark: hasDark(text) };
}

function written(doc: Document): string {
  const doctype = doc.compatMode === 'BackCompat' ? '' : '<!doctype html>';
  return doctype + doc.documentElement.outerHTML;
}

/** Takes out what could act, and says how many pictures were not loaded. */
function cleanse(doc: Document, { live, scheme }: Options): number {
  for (const node of doc.querySelectorAll(OUT)) node.remove();
  const pictures = standIns(doc);
  for (const node of doc.querySelectorAll('*')) quieten(node, live);
  for (const node of doc.querySelectorAll('[style]')) restAttribute(node, 'style');
  // In SVG, attributes such as `fill` hold what styles hold.
  for (const node of doc.querySelectorAll('svg *'))
    for (const { name, value } of Array.from(node.attributes))
      if (/url|\\/i.test(value)) restAttribute(node, name);
  for (const node of doc.querySelectorAll('style')) {
    node.textContent = inScheme(atRest(node.textContent), scheme);
    // In MathML an element of this name is none of styles.
    const media = node.getAttribute('media');
    if (media !== null) node.setAttribute('media', inScheme(media, scheme));
  }
  return pictures;
}

function restAttribute(node: Element, name: string): void {
  node.setAttribute(name, atRest(node.getAttribute(name) ?? ''));
}

/** The document as HTML with a policy of its own. */
function guarded(doc: Document): string {
  guard(doc);
  return written(doc);
}

/** Puts a policy into a document, which lets nothing be loaded whatever is in it, and how links look. */
function guard(doc: Document): void {
  const policy = doc.createElement('meta');
  policy.setAttribute('http-equiv', 'Content-Security-Policy');
  policy.setAttribute('content', POLICY);
  const style = doc.createElement('style');
  style.textContent = STYLE;
  doc.head.prepend(policy, style);
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

/** Styles that load nothing. Letters that are written as escapes are read as a browser reads them. */
function atRest(css: string): string {
  return css
    .replaceAll(
      /\\(?:0{0,4}([46][1-9a-f]|[57][0-9a])\s?|([g-z]))/gi,
      (_whole, hex, letter: string) =>
        typeof hex === 'string' ? String.fromCharCode(Number.parseInt(hex, 16)) : letter,
    )
    .replaceAll(/@import[^;]*;?/gi, '')
    .replaceAll(/url\(\s*(?!["']?data:)("[^"]*"|'[^']*'|[^)]*)\s*\)/gi, 'url("data:,")')
    .replaceAll(/(?<!no-)\b(?:-webkit-)?image-set\(/gi, 'no-image-set(');
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
