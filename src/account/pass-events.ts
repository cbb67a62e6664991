/** What happens to a pass, as settings name it. */
export type PassEventKind =
  | 'created'
  | 'updated'
  | 'installed'
  | 'deleted'
  | 'uninstalled'
  | 'invalidated';

/** A pass event: the flag that PassKit gives it, the name of the event in MoEngage, and when it happens. */
export type PassEventSpec = {
  readonly flag: number;
  readonly action: string;
  readonly about: string;
};

/**
 * The six pass events, in the order of the integration guide. Sources: the guide for the names in MoEngage, PassKit's gRPC SDK
 * for the flags.
 */
export const PASS_EVENTS: ReadonlyMap<PassEventKind, PassEventSpec> = new Map<
  PassEventKind,
  PassEventSpec
>([
  ['created', { flag: 1, action: 'Pass created', about: 'a new pass is created' }],
  ['updated', { flag: 4, action: 'Pass updated', about: 'a pass is updated' }],
  ['installed', { flag: 2, action: 'Pass installed', about: 'a user adds a pass to a wallet' }],
  ['deleted', { flag: 32, action: 'Pass deleted', about: 'a member record is deleted' }],
  [
    'uninstalled',
    { flag: 8, action: 'Pass uninstalled', about: 'a user removes a pass from a wallet' },
  ],
  ['invalidated', { flag: 16, action: 'Pass invalidated', about: 'a pass record is invalidated' }],
]);
