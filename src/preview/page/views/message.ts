import type { PreviewData, PreviewPart, PreviewSms, PreviewUser } from '../../preview-data.ts';
import { add, count, fill, h, numbers, segmented, type Child } from './dom.ts';
import { MailStage, type FrameKind, type MessageChoices } from './mail-stage.ts';
import { placeholder } from './pictures.ts';
import { copyButton, sourceView } from './source.ts';

/** What a message is shown with besides its user. */
type MessageSetting = Pick<PreviewData, 'campaign' | 'liveLinks' | 'shape'>;

/** The message of a user with the controls for how it is shown; null where a dropped user's has no text before what drops it. */
export function messageSection(
  user: PreviewUser,
  choices: MessageChoices,
  data: MessageSetting,
  change: (next: Partial<MessageChoices>) => void,
): HTMLElement | null {
  const view = new MessageView(data.liveLinks ? 'live' : 'quiet', change);
  view.show(user, choices, data);
  return view.element.hidden ? null : view.element;
}

/** A message with the controls for how it is shown; a mail that follows another one stays in its frame. */
export class MessageView {
  readonly element: HTMLElement;
  readonly #frame: FrameKind;
  readonly #change: (next: Partial<MessageChoices>) => void;
  readonly #title: HTMLElement = h('h3', { id: 'message-title' });
  readonly #tools: HTMLElement = h('div', { class: 'tools' });
  #drawn: MessageChoices | undefined;
  #mail: MailStage | undefined;

  constructor(frame: FrameKind, change: (next: Partial<MessageChoices>) => void) {
    this.#frame = frame;
    this.#change = change;
    this.element = h(
      'section',
      { class: 'card message', 'aria-labelledby': 'message-title' },
      h('div', { class: 'card-head' }, this.#title, this.#tools),
    );
  }

  /** Shows the message of a user; it hides where a dropped user's has no text before what drops it. */
  show(user: PreviewUser, choices: MessageChoices, data: MessageSetting): void {
    const isMail = data.shape === 'html';
    const all = partsOf(user, isMail);
    const isDropped = user.status === 'dropped';
    this.element.hidden = isDropped && all.every((part) => part.text.trim() === '');
    this.#title.textContent = isDropped ? 'Message, up to what drops it' : 'Message';
    if (this.#drawn !== choices) fill(this.#tools, toolsFor(choices, isMail, this.#change));
    this.#drawn = choices;
    if (isMail && choices.source === 'shown') return this.#showMail(user, choices);
    this.#mail = undefined;
    this.#put(
      choices.source === 'source'
        ? all.map((part) => sourceOf(part, all.length > 1))
        : bubbleStage(user, choices, data),
    );
  }

  #showMail(user: PreviewUser, choices: MessageChoices): void {
    const mail = (this.#mail ??= new MailStage(this.#frame));
    mail.show(user, choices);
    this.#put(inboxOf(user.parts ?? []));
    if (mail.element.parentNode !== this.element) this.element.append(mail.element, mail.words);
  }

  /** Puts something below the head, in place of everything but the mail that is shown. */
  #put(content: Child): void {
    const [head, ...rest] = this.element.children;
    for (const node of rest)
      if (node !== this.#mail?.element && node !== this.#mail?.words) node.remove();
    const made = document.createDocumentFragment();
    add(made, [content]);
    head?.after(made);
  }
}

/** The parts of a user's message, the main one last. */
function partsOf({ parts = [], text }: PreviewUser, isMail: boolean): readonly PreviewPart[] {
  const shape = isMail ? 'html' : 'text';
  return text === undefined ? parts : [...parts, { name: '', label: 'Message', shape, text }];
}

function toolsFor(
  { width, scheme, source }: MessageChoices,
  isMail: boolean,
  change: (next: Partial<MessageChoices>) => void,
): Child {
  const widths = [
    { id: 'phone', label: 'Phone' },
    { id: 'desktop', label: 'Desktop' },
  ] as const;
  const schemes = [
    { id: 'light', label: 'Light' },
    { id: 'dark', label: 'Dark' },
  ] as const;
  const sources = [
    { id: 'shown', label: 'Message' },
    { id: 'source', label: 'Source' },
  ] as const;
  return [
    isMail && segmented('Width', 'width', widths, width, (id) => change({ width: id })),
    segmented('Colours', 'scheme', schemes, scheme, (id) => change({ scheme: id })),
    segmented('Show', 'source', sources, source, (id) => change({ source: id })),
  ];
}

function sourceOf(part: PreviewPart, isNamed: boolean): HTMLElement {
  const label = isNamed ? 'source of ' + part.label.toLowerCase() : 'source of the message';
  const title = label.charAt(0).toUpperCase() + label.slice(1);
  return h(
    'div',
    { class: 'source-box' },
    h(
      'div',
      { class: 'source-head' },
      h('span', {}, isNamed ? part.label : ''),
      copyButton(label, part.text),
    ),
    sourceView(part.text, part.shape === 'html', title),
  );
}

/** The parts beside the main one, as an inbox shows them. */
function inboxOf(parts: readonly PreviewPart[]): HTMLElement | null {
  if (parts.length === 0) return null;
  return h(
    'dl',
    { class: 'inbox' },
    parts.map((part) => {
      const text = part.text.trim();
      return h(
        'div',
        { class: 'inbox-' + part.name.replaceAll(/[^a-z]/g, '') },
        h('dt', {}, part.label),
        h('dd', {}, text === '' ? h('em', {}, 'empty') : text),
      );
    }),
  );
}

function bubbleStage(user: PreviewUser, { scheme }: MessageChoices, data: MessageSetting): Child {
  const text = user.text ?? '';
  const parts = user.parts ?? [];
  const isPush = data.shape === 'push';
  const plain = (): HTMLElement | null =>
    user.text === undefined ? null : h('div', { class: 'bubble ' + data.shape }, text.trim());
  const bubble = isPush ? pushOf(text, parts, data.campaign) : plain();
  const stage =
    bubble && h('div', { class: 'stage ' + scheme }, h('div', { class: 'screen' }, bubble));
  const length = (): Child =>
    user.text !== undefined &&
    h('p', { class: 'aside' }, count(Array.from(text).length, 'character') + '.');
  return [inboxOf(isPush ? [] : parts), stage, user.sms ? smsLine(user.sms) : length()];
}

function pushOf(text: string, parts: readonly PreviewPart[], campaign: string): HTMLElement {
  const named = (name: string): string | undefined =>
    parts.find((part) => part.name === name)?.text.trim();
  const [title, summary, image, link] = ['title', 'summary', 'image', 'link'].map(named);
  const buttons = parts.filter(({ name }) => /^buttons\.\d+\.text$/.test(name));
  return h(
    'div',
    { class: 'push' },
    h(
      'div',
      { class: 'push-head' },
      h('span', { class: 'push-icon', 'aria-hidden': 'true' }),
      campaign,
      h('span', { class: 'push-time' }, 'now'),
    ),
    title !== undefined && h('div', { class: 'push-title' }, title),
    h('div', { class: 'push-text' }, text.trim()),
    summary !== undefined && h('div', { class: 'push-summary' }, summary),
    image !== undefined &&
      h('img', {
        class: 'push-image',
        alt: 'Picture: ' + image,
        src: placeholder(320, 120, image),
      }),
    buttons.length > 0 &&
      h(
        'div',
        { class: 'push-buttons' },
        buttons.map((part) =>
          h('span', { title: named(part.name.replace(/text$/, 'link')) }, part.text.trim()),
        ),
      ),
    link !== undefined && h('div', { class: 'push-link' }, 'Opens ', h('code', {}, link)),
  );
}

function smsLine({ parts, units, capacity, encoding, foreign }: PreviewSms): HTMLElement {
  const quoted = foreign.slice(0, 8).map((one) => '“' + one + '”');
  const because = foreign.length === 0 ? '' : ' because of ' + quoted.join(' ');
  const sizes = numbers.format(units) + ' of ' + numbers.format(capacity) + ' in ' + encoding;
  return h(
    'p',
    { class: 'aside' },
    h('strong', {}, count(parts, 'SMS part')),
    ': ' + sizes + because + '.',
  );
}
