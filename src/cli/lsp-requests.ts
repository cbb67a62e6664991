import {
  ErrorCodes,
  ResponseError,
  type CodeAction,
  type ProtocolConnection,
  type TextDocumentContentChangeEvent,
} from 'vscode-languageserver-protocol/node';
import type { LanguageService } from '../lsp/index.ts';

type Place = { readonly line: number; readonly character: number };
type Range = { readonly start: Place; readonly end: Place };

/** What questions about a document have; a client may leave out anything. */
type Params = {
  readonly textDocument: {
    readonly uri: string;
    readonly version?: number;
    readonly text?: string;
  };
  readonly position: Place;
  readonly range: Range;
  readonly newName: string;
  readonly context?: { readonly only?: readonly string[] };
  readonly contentChanges: readonly TextDocumentContentChangeEvent[];
};

/**
 * Answers what a client tells and asks. A message that is not what the protocol says has an error without its contents as the answer,
 * and what nobody answers is dropped: the server goes on.
 */
export function registerRequests(connection: ProtocolConnection, service: LanguageService): void {
  const told = (method: string, take: (params: Params) => void): void => {
    connection.onNotification(method, (params: unknown) => {
      try {
        take(params as Params);
      } catch {
        // A notification has no answer.
      }
    });
  };
  const asked = (method: string, answer: (params: Params) => unknown): void => {
    connection.onRequest(method, async (params: unknown) => {
      try {
        return await answer(params as Params);
      } catch (error) {
        if (error instanceof ResponseError) return error;
        return new ResponseError(ErrorCodes.InvalidParams, 'the request cannot be answered');
      }
    });
  };
  told('textDocument/didOpen', ({ textDocument: { uri, version = 0, text = '' } }) =>
    service.open(uri, version, text),
  );
  told('textDocument/didChange', ({ textDocument: { uri, version = 0 }, contentChanges }) =>
    service.change(uri, version, contentChanges),
  );
  told('textDocument/didClose', ({ textDocument: { uri } }) => service.close(uri));
  told('textDocument/didSave', () => service.refresh());
  told('workspace/didChangeWatchedFiles', () => service.refresh());
  asked('textDocument/completion', async ({ textDocument: { uri }, position }) => ({
    isIncomplete: false,
    items: await service.completions(uri, position),
  }));
  asked('textDocument/hover', ({ textDocument: { uri }, position }) =>
    service.hover(uri, position),
  );
  asked('textDocument/prepareRename', ({ textDocument: { uri }, position }) =>
    service.prepareRename(uri, position),
  );
  asked('textDocument/rename', async ({ textDocument: { uri }, position, newName }) => {
    const renamed = await service.rename(uri, position, newName);
    if ('refusal' in renamed) throw new ResponseError(ErrorCodes.InvalidRequest, renamed.refusal);
    return { changes: { [uri]: renamed.edits } };
  });
  asked('textDocument/foldingRange', ({ textDocument: { uri } }) => service.folds(uri));
  asked('textDocument/documentSymbol', ({ textDocument: { uri } }) => service.outline(uri));
  asked('textDocument/documentLink', ({ textDocument: { uri } }) => service.links(uri));
  asked('textDocument/codeAction', async ({ textDocument: { uri }, range, context }) => {
    const actions = await service.actions(uri, range);
    return actions.filter((action) => isWanted(action, context?.only));
  });
}

/** Whether a client asks for an action of that kind: what it names counts for all kinds that begin with it. */
function isWanted({ kind = '' }: CodeAction, only: readonly string[] | undefined): boolean {
  return only === undefined || only.some((one) => kind === one || kind.startsWith(`${one}.`));
}
