import type { PreviewUser } from '../../preview-data.ts';
import { count, h } from './dom.ts';
import { EMPTY_MAIL, quietDocument, quietMail } from './mail.ts';
import { syncTree } from './sync-tree.ts';

/** How a message is shown: its width, its colours, and whether as its reader sees it or as it is written. */
export type MessageChoices = {
  readonly width: 'phone' | 'desktop';
  readonly scheme: 'light' | 'dark';
  readonly source: 'shown' | 'source';
};

/** The widths of a mail, in pixels. */
const WIDTHS = { phone: 375, desktop: 680 };

/** What a document has once it is the one that the frame was given. */
const GUARD = 'head > meta[http-equiv=Content-Security-Policy]';

/** A frame that loads a document for each mail, whose links lead elsewhere or nowhere; or one that stays, and has only what changes exchanged in it. */
export type FrameKind = 'live' | 'quiet' | 'kept';

/** Nothing in a frame runs. A frame that is kept lets the page, but no script of its own, change its document. */
const SANDBOX: Readonly<Record<FrameKind, string>> = {
  live: 'allow-popups allow-popups-to-escape-sandbox',
  quiet: '',
  kept: 'allow-same-origin',
};

/** A mail on its device, and what is said of it. */
export class MailStage {
  readonly element: HTMLElement;
  readonly words: HTMLElement = h('p', { class: 'aside' });
  readonly #kind: FrameKind;
  readonly #frame: HTMLIFrameElement;
  readonly #device: HTMLElement;
  #width = WIDTHS.phone;
  /** What a frame that is kept has to show, once it has loaded. */
  #wanted: Document | undefined;

  constructor(kind: FrameKind) {
    this.#kind = kind;
    this.#frame = h('iframe', { sandbox: SANDBOX[kind], referrerpolicy: 'no-referrer' });
    this.#device = h('div', {}, this.#frame);
    this.element = h('div', {}, this.#device);
    new ResizeObserver(() => this.#fit()).observe(this.element);
    if (kind !== 'kept') return;
    this.#frame.srcdoc = EMPTY_MAIL;
    this.#frame.addEventListener('load', () => this.#sync());
  }

  /** Shows the mail of a user. */
  show({ name, text = '' }: PreviewUser, { width, scheme }: MessageChoices): void {
    const isLive = this.#kind === 'live';
    const options = { live: isLive, scheme };
    const mail = this.#kind === 'kept' ? quietDocument(text, options) : quietMail(text, options);
    const isTurned = scheme === 'dark' && !mail.hasDark;
    const frame = this.#frame;
    frame.title = 'Message for ' + name + ', ' + width + ', ' + scheme;
    frame.className = 'mail ' + width + (isTurned ? ' turned' : '');
    frame.style.colorScheme = isTurned ? 'light' : scheme;
    this.#device.className = 'device ' + width;
    this.element.className = 'stage ' + scheme;
    this.words.textContent = wordsOf(mail.pictures, isTurned, isLive);
    if ('html' in mail) frame.srcdoc = mail.html;
    else this.#wanted = mail.doc;
    if (this.#width !== WIDTHS[width] || frame.style.width === '') {
      this.#width = WIDTHS[width];
      frame.style.width = this.#width + 'px';
      this.#fit();
    }
    this.#sync();
  }

  /** Makes a frame that is wider than its stage smaller as a whole. */
  #fit(): void {
    const [frame, width] = [this.#frame, this.#width];
    const space = this.element.clientWidth - 26;
    const scale = space > 0 && space < width ? space / width : 1;
    frame.style.transform = scale === 1 ? '' : 'scale(' + scale + ')';
    this.#device.style.width = width * scale + 'px';
    this.#device.style.height = frame.offsetHeight * scale + 'px';
  }

  /** Makes the document of a kept frame the one that is wanted, once the frame has loaded. */
  #sync(): void {
    const now = this.#frame.contentDocument;
    if (this.#wanted === undefined || now?.readyState !== 'complete' || !now.querySelector(GUARD))
      return;
    syncTree(now.documentElement, this.#wanted.documentElement);
    this.#wanted = undefined;
  }
}

function wordsOf(pictures: number, isTurned: boolean, isLive: boolean): string {
  const many = count(pictures, 'remote picture is', 'remote pictures are');
  const words = [
    pictures > 0 && many + ' not loaded: the alternative text is shown instead.',
    isTurned &&
      'The mail has no dark colours of its own: its colours are turned round, as some mail programs do.',
    !isLive && 'Links cannot be clicked.',
  ];
  return words.filter((sentence) => sentence !== false).join(' ');
}
