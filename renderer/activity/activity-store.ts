/** The audit log, a page at a time, and what checking it has found. */
import type { EventView } from '../../shared/contract/audit.ts';
import type { Failure, Output } from '../../shared/contract.ts';
import { call } from '../bridge.ts';
import { featureStore } from '../feature-store.ts';

interface Activity {
  /** Newest first; null: not read yet. */
  readonly events: readonly EventView[] | null;
  readonly more: boolean;
  readonly failure: Failure | undefined;
  readonly verification: Output<'audit.verify'> | null;
  readonly query: string;
  readonly surface: string;
}

export const useActivity = featureStore<Activity>(() => ({
  events: null,
  more: false,
  failure: undefined,
  verification: null,
  query: '',
  surface: '',
}));

const pageMax = 200;

export async function loadActivity(): Promise<void> {
  const [list, verification] = await Promise.all([call('audit.list', { max: pageMax }), call('audit.verify', {})]);
  if (!list.ok) return useActivity.setState({ failure: list });
  useActivity.setState({
    ...list.value,
    failure: undefined,
    verification: verification.ok ? verification.value : null,
  });
}

export async function loadOlder(): Promise<void> {
  const { events } = useActivity.getState();
  const last = events?.at(-1);
  if (last === undefined) return;
  const result = await call('audit.list', { max: pageMax, beforeSeq: last.seq });
  if (!result.ok) return useActivity.setState({ failure: result });
  useActivity.setState({ events: [...(events ?? []), ...result.value.events], more: result.value.more });
}
