import { fill, h } from '../../preview/page/views/index.ts';

/** Something that the page does, by its name in the palette and its keys. */
export type Command = {
  readonly id: string;
  readonly title: string;
  readonly keys?: string;
  readonly run: () => void;
};

/** So many commands are shown. */
const MOST = 60;

/** The list of everything that the page does, from which one is chosen by typing. */
export class Palette {
  readonly #dialog: HTMLDialogElement;
  readonly #commands: (typed: string) => readonly Command[];
  readonly #input: HTMLInputElement;
  readonly #list: HTMLElement = h('div', {
    id: 'palette-list',
    role: 'listbox',
    class: 'palette-list',
    'aria-label': 'Commands',
  });
  #shown: readonly Command[] = [];
  #at = 0;
  #before: Element | null = null;

  constructor(dialog: HTMLDialogElement, commands: (typed: string) => readonly Command[]) {
    this.#dialog = dialog;
    this.#commands = commands;
    this.#input = h('input', {
      type: 'text',
      role: 'combobox',
      class: 'palette-input',
      placeholder: 'A command, or / and words to find in the file',
      'aria-label': 'Command',
      'aria-expanded': 'true',
      'aria-controls': 'palette-list',
      'aria-autocomplete': 'list',
      autocomplete: 'off',
      spellcheck: 'false',
    });
    dialog.append(this.#input, this.#list);
    this.#input.addEventListener('input', () => this.#filter());
    this.#input.addEventListener('keydown', (event) => this.#key(event));
    dialog.addEventListener('click', (event) => {
      if (event.target === dialog) this.close();
    });
  }

  /** Opens it with all commands. */
  open(): void {
    if (this.#dialog.open) return this.close();
    this.#before = document.activeElement;
    this.#input.value = '';
    this.#filter();
    this.#dialog.showModal();
    this.#input.focus();
  }

  /** Closes it and gives the focus back. */
  close(): void {
    this.#dialog.close();
    if (this.#before instanceof HTMLElement) this.#before.focus();
  }

  #filter(): void {
    const words = this.#input.value.toLowerCase().split(/\s+/).filter(Boolean);
    this.#shown = this.#commands(this.#input.value)
      .filter(({ title }) => words.every((word) => title.toLowerCase().includes(word)))
      .slice(0, MOST);
    this.#at = 0;
    this.#draw();
  }

  #draw(): void {
    fill(
      this.#list,
      this.#shown.map(({ title, keys }, at) =>
        h(
          'div',
          {
            id: 'command-' + at,
            role: 'option',
            class: 'command',
            'aria-selected': at === this.#at ? 'true' : 'false',
            on: { click: () => this.#run(at) },
          },
          h('span', {}, title),
          keys !== undefined && h('kbd', {}, keys),
        ),
      ),
    );
    if (this.#shown.length === 0)
      this.#list.append(
        h(
          'div',
          {
            role: 'option',
            class: 'command none',
            'aria-selected': 'false',
            'aria-disabled': 'true',
          },
          'No command has these words',
        ),
      );
    this.#input.setAttribute('aria-activedescendant', 'command-' + this.#at);
    this.#list.children[this.#at]?.scrollIntoView({ block: 'nearest' });
  }

  #key(event: KeyboardEvent): void {
    const by = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (by !== 0 && this.#shown.length > 0) {
      event.preventDefault();
      this.#at = (this.#at + by + this.#shown.length) % this.#shown.length;
      this.#draw();
    }
    if (event.key !== 'Enter') return;
    event.preventDefault();
    this.#run(this.#at);
  }

  #run(at: number): void {
    const command = this.#shown[at];
    if (command === undefined) return;
    this.close();
    command.run();
  }
}
