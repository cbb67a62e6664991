'use strict';

/**
 * How the server is started, for the language client: the file that the settings name, else that of the package in the first folder that
 * has it; undefined where there is none.
 */
exports.serverOf = function serverOf(folders, given, { existsSync, join }) {
  const installed = folders.map((folder) =>
    join(folder, 'node_modules/smartpass/bin/smartpass.js'),
  );
  const own = folders.map((folder) => join(folder, 'bin/smartpass.js'));
  const command = [...(given === '' ? [] : [given]), ...installed, ...own].find((file) =>
    existsSync(file),
  );
  if (command === undefined) return undefined;
  const [cwd] = folders;
  // The program that runs VS Code is a Node of its own.
  const options = { env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' }, ...(cwd && { cwd }) };
  return { command: process.execPath, args: [command, 'lsp', '--stdio'], options };
};
