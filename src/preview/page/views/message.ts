import type { PreviewData, PreviewPart, PreviewSms, PreviewUser } from '../../preview-data.ts';
import { count, h, numbers, segmented, type Child } from './dom.ts';
import { quietMail } from './mail.ts';
import { placeholder } from './pictures.ts';
import { copyButton, sourceView } from './source.ts';

/** How a message is shown: its width, its colours, and whether as its reader sees it or as it is written. */
export type MessageChoices = {
  readonly width: 'phone' | 'desktop';
  readonly scheme: 'light' | 'dark';
  readonly source: 'shown' | 'source';
};

/** What a message is shown with besides its user. */
export type MessageSetting = Pick<PreviewData, 'campaign' | 'liveLinks' | 'shape'>;

/** The widths of a mail, in pixels. */
const WIDTHS = { phone: 375, desktop: 680 };

/** The message of a user with the controls for how it is shown; null where a dropped user's has no text before what drops it. */
export function messageSection(
  user: PreviewUser,
  choices: MessageChoices,
  data: MessageSetting,
  change: (next: Partial<MessageChoices>) => void,
): HTMLElement | null {
  const isMail = data.shape === 'html';
  const parts = user.parts ?? [];
  const shape = isMail ? 'html' : 'text';
  const main =
    user.text === undefined
      ? []
      : [{ name: '', label: 'Message', shape, text: user.text } as const];
  const all = [...parts, ...main];
  const isDropped = user.status === 'dropped';
  if (isDropped && all.every((part) => part.text.trim() === '')) return null;
  const shown = (): Child => {
    if (choices.source === 'source') return all.map((part) => sourceOf(part, all.length > 1));
    return isMail ? mailStage(user, choices, data) : bubbleStage(user, choices, data);
  };
  return h(
    'section',
    { class: 'card message', 'aria-labelledby': 'message-title' },
    h(
      'div',
      { class: 'card-head' },
      h('h3', { id: 'message-title' }, isDropped ? 'Message, up to what drops it' : 'Message'),
      toolsFor(choices, isMail, change),
    ),
    shown(),
  );
}

function toolsFor(
  { width, scheme, source }: MessageChoices,
  isMail: boolean,
  change: (next: Partial<MessageChoices>) => void,
): HTMLElement {
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
  return h(
    'div',
    { class: 'tools' },
    isMail && segmented('Width', 'width', widths, width, (id) => change({ width: id })),
    segmented('Colours', 'scheme', schemes, scheme, (id) => change({ scheme: id })),
    segmented('Show', 'source', sources, source, (id) => change({ source: id })),
  );
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

function mailStage(user: PreviewUser, choices: MessageChoices, data: MessageSetting): Child {
  const { scheme } = choices;
  const mail = quietMail(user.text ?? '', { live: data.liveLinks, scheme });
  const width = WIDTHS[choices.width];
  const frame = h('iframe', {
    title: 'Message for ' + user.name + ', ' + choices.width + ', ' + scheme,
    sandbox: data.liveLinks ? 'allow-popups allow-popups-to-escape-sandbox' : '',
    referrerpolicy: 'no-referrer',
    class: 'mail ' + choices.width,
  });
  const isTurned = scheme === 'dark' && !mail.hasDark;
  frame.style.width = width + 'px';
  frame.style.colorScheme = isTurned ? 'light' : scheme;
  if (isTurned) frame.classList.add('turned');
  frame.srcdoc = mail.html;
  const device = h('div', { class: 'device ' + choices.width }, frame);
  const stage = h('div', { class: 'stage ' + scheme }, device);
  fit(stage, device, frame, width);
  const pictures = count(mail.pictures, 'remote picture is', 'remote pictures are');
  const words = [
    mail.pictures > 0 && pictures + ' not loaded: the alternative text is shown instead.',
    isTurned &&
      'The mail has no dark colours of its own: its colours are turned round, as some mail programs do.',
    !data.liveLinks && 'Links cannot be clicked.',
  ].filter((sentence) => sentence !== false);
  return [inboxOf(user.parts ?? []), stage, h('p', { class: 'aside' }, words.join(' '))];
}

/** Makes a frame that is wider than its stage smaller as a whole. */
function fit(stage: HTMLElement, device: HTMLElement, frame: HTMLElement, width: number): void {
  new ResizeObserver(() => {
    const space = stage.clientWidth - 26;
    const scale = space > 0 && space < width ? space / width : 1;
    frame.style.transform = scale === 1 ? '' : 'scale(' + scale + ')';
    device.style.width = width * scale + 'px';
    device.style.height = frame.offsetHeight * scale + 'px';
  }).observe(stage);
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
