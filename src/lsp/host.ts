import type { CampaignFiles } from '../campaign/index.ts';
import type { Secrets } from '../diagnostics/index.ts';
import type { LintFinding } from '../lint/index.ts';
import type { Diagnostic } from 'vscode-languageserver-protocol';

/** A text to be judged: its path, and the texts of all open documents by their paths, which win over what files hold. */
export type JudgeJob = {
  readonly path: string;
  readonly text: string;
  readonly open: ReadonlyMap<string, string>;
  /** Whether each finding gets its fix, which takes longer. */
  readonly fixes: boolean;
};

/** What was found in a text. `file` is how findings name it. */
export type Judgement = { readonly file: string; readonly findings: readonly LintFinding[] };

/** What the language server is handed: everything that is not a document of its client. Paths are absolute, with `/`. */
export type LspHost = {
  /** How the files of the folder that a document is in are read, and the path of that document there. */
  place(
    path: string,
    open: ReadonlyMap<string, string>,
  ): {
    readonly files: CampaignFiles;
    readonly file: string;
    /** The absolute path of one of those files. */
    readonly resolve: (file: string) => string;
  };
  /** Judges a text. Rejects where it cannot. */
  judge(job: JudgeJob): Promise<Judgement>;
  /** Shows the findings of a document. */
  publish(uri: string, version: number, diagnostics: readonly Diagnostic[]): void;
  /** Runs something later; the answer takes it back. */
  later(milliseconds: number, run: () => void): () => void;
  /** Every secret that a file or document was seen to hold. */
  readonly secrets: Secrets;
};
