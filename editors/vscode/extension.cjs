'use strict';
/** The extension for VS Code: a client of `smartpass lsp --stdio`, the server of the folder's own package. */
const { existsSync } = require('node:fs');
const path = require('node:path');
const vscode = require('vscode');
const { LanguageClient } = require('vscode-languageclient/node');
const { serverOf } = require('./server.cjs');

/** What of a workspace is sent to the server. */
const DOCUMENTS = [
  { scheme: 'file', language: 'html' },
  { scheme: 'file', language: 'jinja-html' },
  { scheme: 'file', pattern: '**/*.{jinja,jinja2,j2}' },
  { scheme: 'file', pattern: '**/{campaign,*.campaign,fieldmap,smartpass.config}.{yaml,yml}' },
];

const FILES = '**/*.{yaml,yml,json,csv,html,jinja,jinja2,j2}';

exports.activate = async function activate(context) {
  let client;
  const start = async () => {
    const folders = (vscode.workspace.workspaceFolders ?? []).map(({ uri }) => uri.fsPath);
    const given = vscode.workspace.getConfiguration('smartpass').get('server.path') ?? '';
    const server = serverOf(folders, given, {
      existsSync,
      join: (...parts) => path.join(...parts),
    });
    if (server === undefined) {
      const said = 'smartpass is not installed in this folder: npm install --save-dev smartpass';
      void vscode.window.showWarningMessage(said);
      return;
    }
    client = new LanguageClient('smartpass', 'smartpass', server, {
      documentSelector: DOCUMENTS,
      synchronize: { fileEvents: vscode.workspace.createFileSystemWatcher(FILES) },
    });
    await client.start();
  };
  const restart = async () => {
    await client?.dispose();
    client = undefined;
    await start();
  };
  context.subscriptions.push(vscode.commands.registerCommand('smartpass.restart', restart), {
    dispose: () => client?.dispose(),
  });
  await start();
};
