import type { PassEventKind } from '../../account/index.ts';
import type { ProjectKind } from '../../passkit/index.ts';
import type { Pass } from './passes.ts';

/** A request that PassKit sends to those who subscribe to pass events. */
export type Webhook = { readonly method: 'POST' | 'PUT' | 'DELETE'; readonly body: string };

const METHODS: ReadonlyMap<PassEventKind, Webhook['method']> = new Map([
  ['created', 'POST'],
  ['deleted', 'DELETE'],
]);

/** Numbers of `PassProtocol` in PassKit's gRPC SDK. */
const PROTOCOLS: Readonly<Record<ProjectKind, number>> = { membership: 100, coupon: 101 };

/** The webhook that tells of an event of a pass. Source of its shape: PassKit's SDKs and webhooks seen in use. */
export function webhookOf(kind: PassEventKind, pass: Pass): Webhook {
  const { id, projectUrl, fields, externalId } = pass;
  const below = (prefix: string): Record<string, string> =>
    Object.fromEntries(
      [...fields].flatMap(([name, value]) =>
        name.startsWith(prefix) ? [[name.slice(prefix.length), value]] : [],
      ),
    );
  const rest = [...fields].filter(([name]) => !/^(?:person|meta)\./.test(name));
  const body = {
    event: `PASS_EVENT_${kind.toUpperCase()}`,
    pass: {
      id,
      classId: projectUrl.split('/').at(-1),
      protocol: PROTOCOLS[pass.kind],
      personDetails: below('person.'),
      metadata: below('meta.'),
      recordData: { ...Object.fromEntries(rest), 'universal.status': pass.status.toUpperCase() },
      ...(externalId !== undefined && { externalId }),
      created: new Date(pass.createdAt).toISOString(),
      updated: new Date(pass.updatedAt).toISOString(),
    },
  };
  return { method: METHODS.get(kind) ?? 'PUT', body: JSON.stringify(body) };
}
