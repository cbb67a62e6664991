import { byId, fill, h, type Child, type MessageChoices } from '../../preview/page/views/index.ts';
import type { LoopCommand } from '../loop/commands.ts';
import type { LoopState } from '../loop/state.ts';
import type { Actions, Chosen } from './actions.ts';
import { clockOf } from './clock.ts';
import { eventsOf, faultsOf, journalOf, queueOf } from './delivery.ts';
import { messagesOf, sendForm, shownMessage } from './outbox.ts';
import { passesOf, shownPass, type PassChoices } from './passes.ts';

/** The page: draws a state, sends commands, and follows its server. */
export class LoopApp {
  private state: LoopState;
  private messageChoices: MessageChoices = { width: 'phone', scheme: 'light', source: 'shown' };
  private passChoices: PassChoices = { look: 'apple', side: 'front' };
  private readonly actions: Actions = {
    perform: (command) => void this.perform(command),
    choose: ({ kind, id }) => {
      location.hash = `${kind}=${id}`;
    },
  };

  constructor(state: LoopState) {
    this.state = state;
  }

  /** Draws the page and begins to follow its server and its address. */
  start(): void {
    fill(byId('send'), sendForm(this.state, this.actions));
    this.draw();
    window.addEventListener('hashchange', () => this.draw());
    const source = new EventSource('events');
    source.addEventListener('state', (event: MessageEvent<string>) => {
      if (event.data !== String(this.state.version)) void this.ask('state');
    });
    source.addEventListener('error', () => tell('The loop has ended: its server has stopped.'));
  }

  private async perform(command: LoopCommand): Promise<void> {
    const before = this.state;
    const headers = { 'content-type': 'application/json' };
    const init = { method: 'POST', headers, body: JSON.stringify(command) };
    if (!(await this.ask('do', init))) return;
    const { messages } = this.state;
    const last = messages.at(-1);
    if (command.do === 'send' && last !== undefined)
      this.actions.choose({ kind: 'message', id: String(last.id) });
    byId('said').textContent = news(before, this.state);
  }

  /** Asks the server, draws the state that it answers with, and says whether there is one. */
  private async ask(path: string, init: RequestInit = {}): Promise<boolean> {
    try {
      const answer = await fetch(path, { cache: 'no-store', ...init });
      const value = (await answer.json()) as LoopState & { readonly message?: string };
      if (answer.ok) {
        this.state = value;
        this.draw();
      } else tell(value.message ?? 'That did not work.');
      return answer.ok;
    } catch {
      tell('The server does not answer.');
      return false;
    }
  }

  private draw(): void {
    const { state, actions } = this;
    const chosen = chosenNow();
    const focused = document.activeElement?.id ?? '';
    const { refusal } = state;
    if (refusal === undefined) byId('trouble').hidden = true;
    else tell('The link opens no pass', refusal.why);
    fill(byId('clock'), clockOf(state, actions));
    fill(byId('messages'), messagesOf(state, chosen, actions));
    fill(byId('passes'), passesOf(state, chosen, actions));
    fill(byId('queue'), queueOf(state));
    fill(byId('faults'), faultsOf(state, actions));
    fill(byId('events'), eventsOf(state));
    fill(byId('journal'), journalOf(state));
    fill(byId('shown'), this.shown(chosen));
    if (focused !== '') document.getElementById(focused)?.focus();
  }

  private shown(chosen: Chosen | undefined): Child {
    const { state, actions } = this;
    const message = state.messages.find(({ id }) => is(chosen, 'message', String(id)));
    if (message !== undefined)
      return shownMessage(message, this.messageChoices, (next) => {
        this.messageChoices = { ...this.messageChoices, ...next };
        this.draw();
      });
    const pass = state.passes.find(({ id }) => is(chosen, 'pass', id));
    if (pass !== undefined)
      return shownPass(pass, this.passChoices, actions, (next) => {
        this.passChoices = { ...this.passChoices, ...next };
        this.draw();
      });
    const text = 'Send a campaign to a user, open its pass link, and add the pass to the wallet.';
    return h('p', { class: 'aside' }, text);
  }
}

function chosenNow(): Chosen | undefined {
  const [, kind, id = ''] = /^#(message|pass)=([\w-]+)$/.exec(location.hash) ?? [];
  return kind === 'message' || kind === 'pass' ? { kind, id } : undefined;
}

function is(chosen: Chosen | undefined, kind: Chosen['kind'], id: string): boolean {
  return chosen?.kind === kind && chosen.id === id;
}

function tell(title: string, reasons: readonly string[] = []): void {
  const trouble = byId('trouble');
  trouble.hidden = false;
  const list = h(
    'ul',
    {},
    reasons.map((reason) => h('li', {}, reason)),
  );
  fill(trouble, h('strong', {}, title), reasons.length > 0 && list);
}

/** What a command came to, for those who do not see the page. */
function news(before: LoopState, { events, messages, queue }: LoopState): string {
  const actions = events.filter(({ id }) => id > (before.events.at(-1)?.id ?? 0));
  const mails = messages.filter(({ id }) => id > (before.messages.at(-1)?.id ?? 0));
  const sentences = [
    ...actions.map(({ action }) => `MoEngage has the event ${action}.`),
    ...mails.map(({ setting, user }) => `In the outbox: ${setting.campaign} to ${user.name}.`),
    ...(queue.waiting > 0 ? [`Events that wait: ${queue.waiting}.`] : []),
  ];
  return sentences.join(' ');
}
