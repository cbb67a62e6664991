import type { RelayCounts } from './relay.ts';
import type { StoreStatus } from './store.ts';

/** What a relay counted and what its store holds, as Prometheus' text format has it. No label holds anything of a pass. */
export function metricsText(counts: RelayCounts, status: StoreStatus, now: number): string {
  const { waiting, sending, delivered, dead, oldest, deadByCode, waitingByCode, uncertainCount } =
    status;
  const age = oldest === undefined ? 0 : Math.max(0, now - oldest) / 1000;
  return [
    metric(
      'smartpass_webhooks_total',
      'counter',
      'webhooks received',
      labelled('result', counts.webhooks),
    ),
    metric(
      'smartpass_requests_total',
      'counter',
      'requests to MoEngage',
      labelled('result', counts.requests),
    ),
    metric(
      'smartpass_events',
      'gauge',
      'events in the store',
      labelled('state', new Map(Object.entries({ waiting, sending, delivered, dead }))),
    ),
    metric(
      'smartpass_dead_events',
      'gauge',
      'dead events by finding',
      labelled('code', deadByCode),
    ),
    metric(
      'smartpass_retried_events',
      'gauge',
      'events that wait to be tried again, by finding',
      labelled('code', waitingByCode),
    ),
    metric('smartpass_uncertain_events', 'gauge', 'events that MoEngage may have twice', [
      ['', uncertainCount],
    ]),
    metric('smartpass_oldest_event_seconds', 'gauge', 'age of the oldest event that waits', [
      ['', age],
    ]),
  ].join('');
}

type Sample = readonly [labels: string, value: number];

function labelled(label: string, values: ReadonlyMap<string, number>): readonly Sample[] {
  return Array.from(values, ([name, value]) => [`{${label}="${name}"}`, value]);
}

function metric(
  name: string,
  type: 'counter' | 'gauge',
  help: string,
  samples: readonly Sample[],
): string {
  const lines = samples.map(([labels, value]) => `${name}${labels} ${value}\n`);
  return `# HELP ${name} ${help}\n# TYPE ${name} ${type}\n${lines.join('')}`;
}
