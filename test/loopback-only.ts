import { Socket } from 'node:net';

/** The hosts that are this machine. */
const OWN: ReadonlySet<unknown> = new Set([
  '127.0.0.1',
  'localhost',
  '::1',
  '[::1]',
  undefined,
  '',
]);

const DONE = Symbol.for('smartpass.loopback-only');

type Marked = typeof Socket.prototype & { [DONE]?: true };

/** What a connection is asked for: Node hands options over alone, or in a list that it has put in order. */
type Given = { readonly host?: unknown } | readonly { readonly host?: unknown }[] | number | string;

// Runs before the tests of each file: no test connects to another machine, whatever it tests.
const prototype: Marked = Socket.prototype;
if (prototype[DONE] !== true) {
  prototype[DONE] = true;
  // oxlint-disable-next-line typescript/unbound-method -- it is called with its socket
  const connect = prototype.connect as (...given: readonly unknown[]) => Socket;
  prototype.connect = function connectHere(this: Socket, ...given: readonly unknown[]): Socket {
    const [first, second] = given as readonly [Given, unknown];
    const options = Array.isArray(first) ? (first[0] as { readonly host?: unknown }) : first;
    const host = typeof options === 'object' && 'host' in options ? options.host : second;
    if (typeof host === 'string' && !OWN.has(host))
      throw new Error(`a test connects to another machine: ${host}`);
    return connect.apply(this, [...given]);
  };
}
