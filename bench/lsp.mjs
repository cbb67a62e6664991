/**
 * `node bench/lsp.mjs`: how long a change of a template of 60 KB takes in the language server, with the completion and outline that an editor asks for
 * after it, over a real JSON-RPC client. Needs `npm run build`.
 */
import { spawn } from 'node:child_process';
import {
  createProtocolConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver-protocol/node';

const ROW = `<tr><td style="padding:0 12px">Hi {{ UserAttribute['First Name']|default('Friend', true) }}</td></tr>
{% if UserAttribute['Tier'] == 'gold' %}
<p>Gold {{ UserAttribute['Points']|default(0, true)|int }}</p>
{% endif %}
{# note #}
`;
const TEXT = ROW.repeat(Math.ceil(60_000 / ROW.length));
const COUNT = 300;

const server = spawn(process.execPath, ['bin/smartpass.js', 'lsp', '--stdio'], {
  stdio: ['pipe', 'pipe', 'inherit'],
});
const connection = createProtocolConnection(
  new StreamMessageReader(server.stdout),
  new StreamMessageWriter(server.stdin),
);
connection.listen();
await connection.sendRequest('initialize', { processId: null, rootUri: null, capabilities: {} });
const uri = 'file:///bench/mail.html';
const textDocument = { uri, languageId: 'html', version: 1, text: TEXT };
await connection.sendNotification('textDocument/didOpen', { textDocument });
const times = [];
for (let at = 0; at < COUNT; at += 1) {
  const position = { line: (at * 37) % 900, character: 0 };
  const start = performance.now();
  await connection.sendNotification('textDocument/didChange', {
    textDocument: { uri, version: at + 2 },
    contentChanges: [
      { range: { start: position, end: position }, text: at % 2 === 0 ? '{{ x' : ' }}' },
    ],
  });
  await connection.sendRequest('textDocument/completion', {
    textDocument: { uri },
    position: { line: position.line, character: 4 },
  });
  await connection.sendRequest('textDocument/documentSymbol', { textDocument: { uri } });
  times.push(performance.now() - start);
}
times.sort((one, other) => one - other);
const at = (part) => times[Math.floor(COUNT * part)].toFixed(1);
console.log(
  `${TEXT.length} characters, ${COUNT} changes: median ${at(0.5)} ms, p95 ${at(0.95)} ms`,
);
await connection.sendRequest('shutdown');
await connection.sendNotification('exit');
