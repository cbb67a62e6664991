import {
  DELIVERY_DEFAULTS,
  RESERVED_EVENT_ATTRIBUTES,
  readSection,
  type PassEventKind,
} from '../account/index.ts';
import { didYouMean, type Finding, type Span } from '../diagnostics/index.ts';
import { treeAt, type Tree } from '../documents/index.ts';
import { Environment, PyError } from '../jinja/index.ts';
import { concreteFieldNames, fieldNamed } from '../passkit/index.ts';
import {
  defaultEventSettings,
  deliveryOf,
  type AttributeSource,
  type EventSettings,
  type SignatureSettings,
} from './settings.ts';

/** Settings, or why there are none; warnings may come with them. */
type ReadSettings = {
  readonly settings?: EventSettings;
  readonly findings: readonly Finding[];
};

/**
 * Reads the section `events` of a smartpass.config.yaml. Beyond what the schema holds, names may neither begin with `moe_` nor be
 * reserved, two events may not share one name, and templates have to compile; every mistake is a finding with its place.
 */
export function readEventSettings(text: string, file: string): ReadSettings {
  const { section, findings } = readSection(text, file, 'events');
  if (findings.length > 0) return { findings };
  const defaults = defaultEventSettings();
  if (section === undefined) return { settings: defaults, findings };
  const reader = new Reader(section, file);
  const settings = reader.settings(defaults);
  return reader.findings.some(({ severity }) => severity === 'error')
    ? { findings: reader.findings }
    : { settings, findings: reader.findings };
}

class Reader {
  readonly findings: Finding[] = [];
  private readonly section: Tree;
  private readonly file: string;
  /** Jinja 3.1 without anything of an account, and without files. */
  private readonly environment: Environment = new Environment();

  constructor(section: Tree, file: string) {
    this.section = section;
    this.file = file;
  }

  settings(defaults: EventSettings): EventSettings {
    const keyAttribute = this.text('keyAttribute') ?? defaults.keyAttribute;
    const key = treeAt(this.section, 'keyAttribute');
    if (key !== undefined) this.checkName('attribute', keyAttribute, key.span);
    const attributes = this.attributes(keyAttribute) ?? defaults.attributes;
    const send = treeAt(this.section, 'send')?.items.map(({ text }) => text as PassEventKind);
    const name = this.text('name');
    for (const field of ['customerId', 'time']) this.checkField(treeAt(this.section, field));
    return {
      name,
      enabled: this.text('enabled') !== 'false',
      send: send === undefined ? defaults.send : new Set(send),
      names: this.names(defaults.names),
      customerId: this.text('customerId') ?? defaults.customerId,
      time: this.text('time'),
      attributes,
      keyAttribute,
      signature: this.signature(),
      delivery: deliveryOf(this.delivery()),
    };
  }

  private text(...path: string[]): string | undefined {
    return treeAt(this.section, ...path)?.text;
  }

  private names(defaults: EventSettings['names']): EventSettings['names'] {
    const written = treeAt(this.section, 'names');
    const names = new Map(defaults);
    for (const [kind, { tree }] of written?.entries ?? []) {
      this.checkName('event', tree.text, tree.span);
      names.set(kind as PassEventKind, tree.text);
    }
    const seen = new Map<string, PassEventKind>();
    for (const [kind, name] of names) {
      const other = seen.get(name);
      const span = written && (treeAt(written, kind) ?? treeAt(written, other ?? ''))?.span;
      if (other !== undefined)
        this.report(
          'events/bad-name',
          `${other} and ${kind} have one name, '${name}'`,
          span,
          'give each event a name of its own',
        );
      seen.set(name, kind);
    }
    return names;
  }

  private attributes(keyAttribute: string): EventSettings['attributes'] | undefined {
    const written = treeAt(this.section, 'attributes');
    if (written === undefined) return undefined;
    const attributes = new Map<string, AttributeSource>();
    for (const [name, { keySpan, tree }] of written.entries) {
      this.checkName('attribute', name, keySpan);
      if (name === keyAttribute)
        this.report(
          'events/bad-name',
          `'${name}' holds the key of the event`,
          keySpan,
          'give the attribute another name, or write another keyAttribute:',
        );
      const source = this.source(tree);
      if (source !== undefined) attributes.set(name, source);
    }
    return attributes;
  }

  private source(tree: Tree): AttributeSource | undefined {
    if (tree.kind === 'map') {
      const field = treeAt(tree, 'field');
      this.checkField(field);
      return { kind: 'field', field: field?.text ?? '' };
    }
    try {
      const template = this.environment.compile(tree.text);
      return { kind: 'template', text: tree.text, template };
    } catch (error) {
      if (!(error instanceof PyError)) throw error;
      this.report(
        'events/bad-template',
        `the template cannot be compiled: ${error.message}`,
        tree.span,
        'correct the template; a text with {{ or {% is Jinja',
      );
      return undefined;
    }
  }

  private signature(): SignatureSettings | undefined {
    const header = this.text('signature', 'header');
    if (header === undefined) return undefined;
    const scheme = this.text('signature', 'scheme') ?? 'hmac-sha256';
    return {
      header: header.toLowerCase(),
      scheme: scheme as SignatureSettings['scheme'],
      encoding: (this.text('signature', 'encoding') ?? 'hex') as SignatureSettings['encoding'],
      prefix: this.text('signature', 'prefix') ?? '',
    };
  }

  private delivery(): Record<keyof typeof DELIVERY_DEFAULTS, number> {
    const values = Object.entries(DELIVERY_DEFAULTS).map(([key, value]) => {
      const written = this.text('delivery', key);
      return [key, written === undefined ? value : Number(written)] as const;
    });
    return Object.fromEntries(values) as Record<keyof typeof DELIVERY_DEFAULTS, number>;
  }

  private checkName(what: 'event' | 'attribute', name: string, span: Span): void {
    if (/^moe_/i.test(name))
      this.report(
        'events/bad-name',
        `the ${what} '${name}' begins with 'moe_', which MoEngage does not allow`,
        span,
        'give it another beginning',
      );
    else if (what === 'attribute' && RESERVED_EVENT_ATTRIBUTES.has(name))
      this.report(
        'events/bad-name',
        `MoEngage reserves the event attribute '${name}'`,
        span,
        'give it another name',
      );
  }

  /** A field of the catalogue that is misspelt is a warning: webhooks may have fields that the catalogue does not know. */
  private checkField(tree: Tree | undefined): void {
    if (tree === undefined || isField(tree.text)) return;
    const hint = didYouMean(tree.text, [...PASS_FIELDS, ...concreteFieldNames()]);
    const message = `'${tree.text}' is not a known field of a pass`;
    this.findings.push({
      code: 'events/unknown-field',
      severity: 'warning',
      message,
      hint:
        hint ?? 'fields are those of smartpass fields, meta.* and pass.id, pass.classId, pass.type',
      file: this.file,
      span: tree.span,
    });
  }

  private report(code: string, message: string, span: Span | undefined, hint: string): void {
    const { file } = this;
    this.findings.push({ code, severity: 'error', message, hint, file, ...(span && { span }) });
  }
}

/** The fields of a pass itself, beside those of its payload. */
const PASS_FIELDS: readonly string[] = [
  'pass.id',
  'pass.classId',
  'pass.protocol',
  'pass.type',
  'pass.externalId',
];

function isField(name: string): boolean {
  return PASS_FIELDS.includes(name) || fieldNamed(name) !== undefined;
}
