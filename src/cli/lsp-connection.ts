import { dirname, resolve } from 'node:path';
import {
  createProtocolConnection,
  StreamMessageReader,
  StreamMessageWriter,
  type InitializeParams,
  type InitializeResult,
  type Logger,
  type ProtocolConnection,
} from 'vscode-languageserver-protocol/node';
import { pathOfUri } from '../diagnostics/index.ts';
import { LanguageService, type LspHost } from '../lsp/index.ts';
import type { CommandContext } from './command.ts';
import { startJudges, type Judges } from './lsp-judges.ts';
import { OverlayFiles } from './overlay-files.ts';
import { version } from './package.ts';
import { registerRequests } from './lsp-requests.ts';

/** Its messages may hold what clients send: nothing of it is drawn. */
const SILENT: Logger = { error: ignore, warn: ignore, info: ignore, log: ignore };

/** Serves one client over the streams of a command line, until it says exit or its end of the streams closes. */
export async function serve({ streams, files }: CommandContext): Promise<void> {
  const { secrets } = files;
  const judges = startJudges(secrets);
  const connection = createProtocolConnection(
    new StreamMessageReader(streams.stdin),
    new StreamMessageWriter(streams.stdout),
    SILENT,
  );
  const roots: string[] = [];
  const service = new LanguageService(hostOf(connection, { roots, judges, secrets }));
  const ended = new Promise<void>((end) => {
    connection.onNotification('exit', end);
    connection.onClose(end);
    streams.stdin.once('end', end);
    streams.stdin.once('close', end);
    streams.stdout.once('error', () => end());
  });
  connection.onError(ignore);
  const client = await registerLife(connection, roots, service);
  registerRequests(connection, service);
  connection.onNotification('initialized', () => {
    if (client.watches()) watchFiles(connection);
  });
  connection.listen();
  await ended;
  service.stop();
  await judges.stop();
  connection.dispose();
  streams.stdin.destroy();
}

type HostParts = {
  readonly roots: readonly string[];
  readonly judges: Judges;
  readonly secrets: LspHost['secrets'];
};

function hostOf(connection: ProtocolConnection, { roots, judges, secrets }: HostParts): LspHost {
  return {
    place(path, open) {
      const root = rootOf(path, roots);
      const files = new OverlayFiles(root, open, secrets);
      const inRoot =
        path === root ? '' : path.startsWith(`${root}/`) ? path.slice(root.length + 1) : path;
      return { files, file: inRoot, resolve: (file) => resolve(root, file) };
    },
    judge: (job) => judges.judge(job, rootOf(job.path, roots)),
    publish(uri, version, diagnostics) {
      const params = { uri, version, diagnostics };
      void connection.sendNotification('textDocument/publishDiagnostics', params).catch(ignore);
    },
    later(milliseconds, run) {
      const timer = setTimeout(run, milliseconds);
      return () => clearTimeout(timer);
    },
    secrets,
  };
}

/** The innermost folder of the client that a path is in; the folder of the file where it is in none. */
function rootOf(path: string, roots: readonly string[]): string {
  const around = roots.filter((root) => path.startsWith(root.endsWith('/') ? root : `${root}/`));
  const [innermost] = around.toSorted((a, b) => b.length - a.length);
  return (
    innermost ?? (path.startsWith('/') || /^[a-z]:\//i.test(path) ? dirname(path) : resolve('.'))
  );
}

async function registerLife(
  connection: ProtocolConnection,
  roots: string[],
  service: LanguageService,
): Promise<{ watches(): boolean }> {
  const own = await version();
  let watches = false;
  connection.onRequest('initialize', (params: InitializeParams): InitializeResult => {
    const folders = params.workspaceFolders?.map(({ uri }) => uri) ?? [];
    const [only = null] = folders.length > 0 ? [] : [params.rootUri ?? null];
    for (const uri of [...folders, ...(only === null ? [] : [only])]) addRoot(roots, uri);
    watches = params.capabilities.workspace?.didChangeWatchedFiles?.dynamicRegistration === true;
    return { capabilities: CAPABILITIES, serverInfo: { name: 'smartpass', version: own } };
  });
  connection.onRequest('shutdown', () => null);
  connection.onNotification(
    'workspace/didChangeWorkspaceFolders',
    ({ event }: { event?: { added?: { uri: string }[]; removed?: { uri: string }[] } }) => {
      for (const { uri } of event?.removed ?? []) {
        const at = roots.indexOf(pathOfUri(uri) ?? '');
        if (at >= 0) roots.splice(at, 1);
      }
      for (const { uri } of event?.added ?? []) addRoot(roots, uri);
      service.refresh();
    },
  );
  return { watches: () => watches };
}

function addRoot(roots: string[], uri: string): void {
  const path = pathOfUri(uri)?.replace(/(?<=.)\/$/, '');
  if (path !== undefined) roots.push(path);
}

const CAPABILITIES: InitializeResult['capabilities'] = {
  positionEncoding: 'utf-16',
  textDocumentSync: { openClose: true, change: 2, save: true },
  completionProvider: { triggerCharacters: ['[', "'", '"', '.', '|', ' '] },
  hoverProvider: true,
  renameProvider: { prepareProvider: true },
  foldingRangeProvider: true,
  documentSymbolProvider: true,
  documentLinkProvider: {},
  codeActionProvider: { codeActionKinds: ['quickfix', 'source.fixAll.smartpass'] },
  workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
};

/** Asks the client to tell of changes of the files that documents are judged with. */
function watchFiles(connection: ProtocolConnection): void {
  const watchers = [{ globPattern: '**/*.{yaml,yml,json,csv,jinja,html,txt}' }];
  const method = 'workspace/didChangeWatchedFiles';
  const registrations = [{ id: 'files', method, registerOptions: { watchers } }];
  void connection.sendRequest('client/registerCapability', { registrations }).catch(ignore);
}

function ignore(): void {}
