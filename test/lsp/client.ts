import { join } from 'node:path';
import { PassThrough, type Readable, type Writable } from 'node:stream';
import { pathToFileURL } from 'node:url';
import {
  createProtocolConnection,
  StreamMessageReader,
  StreamMessageWriter,
  type Diagnostic,
  type ProtocolConnection,
  type PublishDiagnosticsParams,
} from 'vscode-languageserver-protocol/node';
import { run } from '../../src/cli/index.ts';
import { folderOf } from '../cli/run-cli.ts';

/** A client of the language server, as an editor is one. */
export type Client = {
  readonly connection: ProtocolConnection;
  readonly folder: string;
  readonly uri: (name: string) => string;
  /** Opens a document with a text. */
  open(name: string, text: string): Promise<void>;
  /** Replaces the text of a document. */
  write(name: string, text: string): Promise<void>;
  /** Changes stretches of a document. */
  change(name: string, contentChanges: readonly object[]): Promise<void>;
  /** The next findings that are shown for a document as it was last sent: those of an earlier text may still be on their way. */
  findings(name: string): Promise<readonly Diagnostic[]>;
  ask<T>(method: string, name: string, more?: object): Promise<T>;
  /** Everything that the server wrote. */
  said(): string;
  stop(): Promise<number>;
};

/** Where a marker `|` is in a text, with the text without it. */
export function cut(marked: string): {
  readonly text: string;
  readonly position: { readonly line: number; readonly character: number };
} {
  const at = marked.indexOf('¦');
  const lines = marked.slice(0, at).split(/\r\n|\r|\n/);
  const position = { line: lines.length - 1, character: lines.at(-1)?.length ?? 0 };
  return { text: marked.replace('¦', ''), position };
}

/** Starts the server in this process, and a client in a folder with those files. */
export async function startClient(
  files: Readonly<Record<string, string>> = {},
  roots?: readonly string[],
): Promise<Client> {
  const [stdin, stdout, stderr] = [new PassThrough(), new PassThrough(), new PassThrough()];
  const folder = folderOf(files);
  const ended = run(['lsp', '--stdio'], { stdin, stdout, stderr, env: {}, cwd: folder });
  return clientOf({ input: stdin, output: stdout }, { folder, roots: roots ?? [folder], ended });
}

/** A client over the streams of a server that runs already. */
export async function clientOf(
  { input, output }: { readonly input: Writable; readonly output: Readable },
  { folder, roots, ended }: { folder: string; roots: readonly string[]; ended: Promise<number> },
): Promise<Client> {
  const chunks: Buffer[] = [];
  const copy = new PassThrough();
  output.on('data', (chunk: Buffer) => {
    chunks.push(chunk);
    copy.write(chunk);
  });
  output.on('end', () => copy.end());
  const connection = createProtocolConnection(
    new StreamMessageReader(copy),
    new StreamMessageWriter(input),
  );
  /** The version of each document that was sent last. */
  const sent = new Map<string, number>();
  const shown = new Map<string, (diagnostics: readonly Diagnostic[]) => void>();
  const kept = new Map<string, readonly Diagnostic[]>();
  connection.onNotification(
    'textDocument/publishDiagnostics',
    ({ uri, version = 0, diagnostics }: PublishDiagnosticsParams) => {
      if (version < (sent.get(uri) ?? 0)) return;
      const waiting = shown.get(uri);
      shown.delete(uri);
      if (waiting === undefined) kept.set(uri, diagnostics);
      else waiting(diagnostics);
    },
  );
  connection.onRequest('client/registerCapability', () => null);
  connection.listen();
  await connection.sendRequest('initialize', {
    processId: null,
    rootUri: null,
    workspaceFolders: roots.map((root) => ({ uri: pathToFileURL(root).href, name: root })),
    capabilities: { workspace: { didChangeWatchedFiles: { dynamicRegistration: true } } },
  });
  await connection.sendNotification('initialized', {});
  const uri = (name: string): string => pathToFileURL(join(folder, name)).href;
  let versions = 0;
  const next = (name: string): { readonly uri: string; readonly version: number } => {
    const document = { uri: uri(name), version: ++versions };
    kept.delete(document.uri);
    sent.set(document.uri, document.version);
    return document;
  };
  const change: Client['change'] = (name, contentChanges) =>
    connection.sendNotification('textDocument/didChange', {
      textDocument: next(name),
      contentChanges,
    });
  return {
    connection,
    folder,
    uri,
    open: (name, text) =>
      connection.sendNotification('textDocument/didOpen', {
        textDocument: { ...next(name), languageId: 'html', text },
      }),
    write: (name, text) => change(name, [{ text }]),
    change,
    findings: (name) => {
      const known = kept.get(uri(name));
      kept.delete(uri(name));
      return known === undefined
        ? new Promise((resolve) => void shown.set(uri(name), resolve))
        : Promise.resolve(known);
    },
    ask: (method, name, more = {}) =>
      connection.sendRequest(`textDocument/${method}`, {
        textDocument: { uri: uri(name) },
        ...more,
      }),
    said: () => Buffer.concat(chunks).toString('utf8'),
    stop: async () => {
      await connection.sendRequest('shutdown');
      await connection.sendNotification('exit');
      const code = await ended;
      connection.dispose();
      return code;
    },
  };
}
