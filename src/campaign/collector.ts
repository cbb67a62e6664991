import { FindingsError, type Finding, type Span } from '../diagnostics/index.ts';

/** Where a file is named: the file that names it, and the place there. */
type NamedAt = { readonly file: string; readonly span: Span };

/** Collects the findings of several pieces of work; errors are thrown together at the end. */
export class Collector {
  readonly #findings: Finding[] = [];

  /** The result of a piece of work, or undefined where it threw a FindingsError, which is kept. */
  async take<T>(work: () => Promise<T>): Promise<T | undefined> {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof FindingsError)) throw error;
      this.add(error.findings);
      return undefined;
    }
  }

  /** What is read of a file; what is wrong with the file as such is reported at the place where it is named. */
  async read<T>(
    path: string,
    read: (path: string) => Promise<T>,
    at: NamedAt,
  ): Promise<T | undefined> {
    try {
      return await read(path);
    } catch (error) {
      if (!(error instanceof FindingsError)) throw error;
      this.add(error.findings.map((finding) => namedAt(finding, path, at)));
      return undefined;
    }
  }

  /** What several of them kept, in their order. */
  static of(collectors: readonly Collector[]): Collector {
    const all = new Collector();
    for (const one of collectors) all.add(one.#findings);
    return all;
  }

  /** Whether an error was kept. */
  get isBroken(): boolean {
    return this.#findings.some(({ severity }) => severity === 'error');
  }

  /** Whether something of that code was kept. */
  has(code: string): boolean {
    return this.#findings.some((finding) => finding.code === code);
  }

  /** Keeps findings. */
  add(findings: readonly Finding[]): void {
    this.#findings.push(...findings);
  }

  /** Keeps those findings that are not kept yet: of what several parts name. */
  addOnce(findings: readonly Finding[]): void {
    this.add(findings.filter((finding) => !this.#findings.includes(finding)));
  }

  /** What was kept and keeps nothing from being used. */
  get warnings(): readonly Finding[] {
    return this.#findings.filter(({ severity }) => severity !== 'error');
  }

  /** Throws everything where an error is among it. */
  check(): void {
    if (this.isBroken) throw new FindingsError(this.#findings);
  }
}

function namedAt(finding: Finding, path: string, { file, span }: NamedAt): Finding {
  if (finding.file !== path || finding.span !== undefined) return finding;
  const message = finding.message
    .replace(/^cannot read the file/, `cannot read '${path}'`)
    .replace(/^the file/, `'${path}'`);
  return { ...finding, message, file, span };
}
