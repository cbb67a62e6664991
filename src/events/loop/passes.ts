import {
  opensPass,
  readLink,
  type Crypto,
  type LinkReport,
  type ProjectKind,
} from '../../passkit/index.ts';

/** How far a pass has come: created but in no wallet, in one, taken out of it, without a barcode, or gone. */
export type PassStatus = 'created' | 'installed' | 'uninstalled' | 'invalidated' | 'deleted';

/** A pass as the project holds it. `fields` are those of the link's payload, as texts; `externalId` is what it is found by. */
export type Pass = {
  readonly id: string;
  readonly projectUrl: string;
  readonly kind: ProjectKind;
  readonly externalId: string | undefined;
  readonly status: PassStatus;
  readonly fields: ReadonlyMap<string, string>;
  readonly createdAt: number;
  readonly updatedAt: number;
  /** How often its link was opened. */
  readonly visits: number;
};

/** What can be done to a pass: by its owner, by the project. */
export const PASS_ACTIONS = ['add', 'remove', 'update', 'invalidate', 'delete'] as const;

/** One of those actions. */
export type PassAction = (typeof PASS_ACTIONS)[number];

/** What opening a link comes to: a pass, which is another one where `isNew`, or the reasons why there is none. */
export type Visit =
  | { readonly pass: Pass; readonly isNew: boolean; readonly report: LinkReport }
  | { readonly why: readonly string[]; readonly report: LinkReport };

/** What passes are made with: the secret that links have to be signed with, hashes, the present instant, and the kind of a project. */
type PassesOptions = {
  readonly secret: string;
  readonly crypto: Crypto;
  readonly now: () => number;
  readonly kindOf: (projectUrl: string) => ProjectKind | undefined;
};

/** Fields that a pass is found by, the most particular first. Source: PassKit's help 5865748 and its list of fields. */
const EXTERNAL_IDS: readonly string[] = [
  'members.member.externalId',
  'singleUseCoupons.coupon.externalId',
  'person.externalId',
];

const NEXT: Readonly<Record<PassAction, PassStatus | undefined>> = {
  add: 'installed',
  remove: 'uninstalled',
  update: undefined,
  invalidate: 'invalidated',
  delete: 'deleted',
};

/** What can be done to a pass as it is. An invalidated one cannot be updated, a deleted one is gone. Source: PassKit's gRPC SDK. */
const ALLOWED: Readonly<Record<PassStatus, readonly PassAction[]>> = {
  created: ['add', 'update', 'invalidate', 'delete'],
  installed: ['remove', 'update', 'invalidate', 'delete'],
  uninstalled: ['add', 'update', 'invalidate', 'delete'],
  invalidated: ['delete'],
  deleted: [],
};

/** What can be done to a pass of a status. */
export function actionsFor(status: PassStatus): readonly PassAction[] {
  return ALLOWED[status];
}

/** The passes of projects in place of PassKit's: made by links that verify, found again by their external id. */
export class Passes {
  private readonly options: PassesOptions;
  private readonly byId: Map<string, Pass> = new Map();

  constructor(options: PassesOptions) {
    this.options = options;
  }

  /** Every pass, the oldest first. */
  get all(): readonly Pass[] {
    return [...this.byId.values()];
  }

  /** The pass with an id. */
  get(id: string): Pass | undefined {
    return this.byId.get(id);
  }

  /** Opens a link as the landing page does: one that verifies shows the pass with its external id, or makes it. */
  visit(link: string): Visit {
    const { secret, crypto, now, kindOf } = this.options;
    const report = readLink(link, { secret, crypto });
    const { payload, projectUrl } = report;
    const isWhole = report.link === link && report.signature.form !== 'mixed-case hex';
    if (!opensPass(report) || payload === undefined || !isWhole)
      return { report, why: reasons(report) };
    const fields = new Map(payload.map(([name, value]) => [name, textOf(value)]));
    const externalId = EXTERNAL_IDS.map((name) => fields.get(name)).find(
      (id) => id !== undefined && id !== '',
    );
    const known = this.all.find(
      (pass) =>
        externalId !== undefined &&
        pass.externalId === externalId &&
        pass.projectUrl === projectUrl &&
        pass.status !== 'deleted',
    );
    if (known !== undefined)
      return { report, isNew: false, pass: this.keep({ ...known, visits: known.visits + 1 }) };
    const kind = kindOf(projectUrl) ?? kindOfFields(fields);
    const id = `pass-${this.byId.size + 1}`;
    const at = { createdAt: now(), updatedAt: now() };
    const pass: Pass = {
      id,
      projectUrl,
      kind,
      externalId,
      status: 'created',
      fields,
      ...at,
      visits: 1,
    };
    return { report, isNew: true, pass: this.keep(pass) };
  }

  /** The pass after an action, with the values of `fields` where it is an update; undefined where that cannot be done to it. */
  act(
    id: string,
    action: PassAction,
    fields: ReadonlyMap<string, string> = new Map(),
  ): Pass | undefined {
    const pass = this.byId.get(id);
    if (pass === undefined || !actionsFor(pass.status).includes(action)) return undefined;
    return this.keep({
      ...pass,
      status: NEXT[action] ?? pass.status,
      fields: new Map([...pass.fields, ...fields]),
      updatedAt: this.options.now(),
    });
  }

  /** When the next pass expires, in epoch milliseconds; undefined where none does. */
  get nextExpiry(): number | undefined {
    const times = this.all
      .filter(canExpire)
      .map(expiryOf)
      .filter((time) => !Number.isNaN(time));
    return times.length === 0 ? undefined : Math.min(...times);
  }

  /** Invalidates the passes that have expired, and gives them. */
  expire(): readonly Pass[] {
    const over = this.all.filter((pass) => canExpire(pass) && expiryOf(pass) <= this.options.now());
    return over.flatMap(({ id }) => this.act(id, 'invalidate') ?? []);
  }

  private keep(pass: Pass): Pass {
    this.byId.set(pass.id, pass);
    return pass;
  }
}

function canExpire({ status }: Pass): boolean {
  return actionsFor(status).includes('invalidate');
}

function expiryOf({ fields }: Pass): number {
  return Date.parse(fields.get('universal.expiryDate') ?? '');
}

/** Why a link opens no pass: the errors of its reading, or that it is not signed with the secret of the project. */
function reasons({ findings, signature, link }: LinkReport): readonly string[] {
  const errors = findings
    .filter(({ severity }) => severity === 'error')
    .map(({ message }) => message);
  if (errors.length > 0) return errors;
  const warnings = findings.map(({ message }) => message);
  if (signature.verdict === 'valid' && warnings.length > 0) return warnings;
  return [link === '' ? 'there is no link' : `the signature of the link is ${signature.verdict}`];
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
}

/** The kind of a project, from the fields of a pass: coupons have fields of their own. */
function kindOfFields(fields: ReadonlyMap<string, string>): ProjectKind {
  return [...fields.keys()].some((name) => name.startsWith('singleUseCoupons.'))
    ? 'coupon'
    : 'membership';
}
