/** What an element can hold: nodes, texts, and nothing where a part is left out. */
export type Child = Node | string | number | false | null | undefined | readonly Child[];

/** Attributes of an element; those that are false, null or undefined are left out, true is an attribute without a value. */
type Props = {
  readonly on?: {
    readonly [E in keyof HTMLElementEventMap]?: (event: HTMLElementEventMap[E]) => void;
  };
  readonly class?: string | undefined;
  readonly [name: string]: unknown;
};

/** Makes an element. Text enters as text nodes only; attributes that could act are set nowhere. */
export function h<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  { on = {}, class: names, ...rest }: Props = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[Tag] {
  const node = document.createElement(tag);
  if (names !== undefined) node.className = names;
  for (const [type, listener] of Object.entries(on))
    node.addEventListener(type, listener as EventListener);
  for (const [name, value] of Object.entries(rest)) {
    if (value === true) node.setAttribute(name, '');
    if (typeof value === 'string' || typeof value === 'number')
      node.setAttribute(name, String(value));
  }
  add(node, children);
  return node;
}

/** Puts children after those that a node has. */
export function add(node: Node, children: readonly Child[]): void {
  for (const child of children) {
    if (child === undefined || child === null || child === false) continue;
    if (child instanceof Node) node.appendChild(child);
    else if (typeof child === 'object') add(node, child);
    else node.appendChild(document.createTextNode(String(child)));
  }
}

/** Puts children in the place of those that an element has. */
export function fill(node: Element, ...children: readonly Child[]): void {
  node.replaceChildren();
  add(node, children);
}

/** The element of an id that the page has. Throws an Error where there is none, or none of that kind. */
export function byId(id: string): HTMLElement;
export function byId<Kind extends HTMLElement>(id: string, kind: new () => Kind): Kind;
export function byId(id: string, kind: new () => HTMLElement = HTMLElement): HTMLElement {
  const node = document.getElementById(id);
  if (!(node instanceof kind)) throw new Error('the page has no element ' + id);
  return node;
}

const SVG = 'http://www.w3.org/2000/svg' as const;

/** Makes an element of SVG. */
export function svg(
  tag: string,
  props: Readonly<Record<string, string | number>>,
  ...children: readonly Child[]
): SVGElement {
  const node = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(props)) node.setAttribute(name, String(value));
  add(node, children);
  return node;
}

/** Numbers as they are shown. */
export const numbers: Intl.NumberFormat = new Intl.NumberFormat('en');

/** A number and what it counts, in the singular or plural. */
export function count(number: number, one: string, many: string = one + 's'): string {
  return numbers.format(number) + ' ' + (number === 1 ? one : many);
}

/** A choice of one among a few, as radio buttons that look like one control. */
export function segmented<Id extends string>(
  label: string,
  name: string,
  options: readonly { readonly id: Id; readonly label: string }[],
  current: Id,
  choose: (id: Id) => void,
): HTMLElement {
  return h(
    'fieldset',
    { class: 'segmented' },
    h('legend', { class: 'unseen' }, label),
    options.map((option) => {
      const input = h('input', {
        type: 'radio',
        name,
        value: option.id,
        on: { change: () => choose(option.id) },
      });
      input.checked = option.id === current;
      return h('label', {}, input, h('span', {}, option.label));
    }),
  );
}
