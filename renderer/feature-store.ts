/** Stores: one per feature. What they hold of a vault is gone when it locks. */
import { create, type StateCreator } from 'zustand';

const resets: (() => void)[] = [];

export function featureStore<S>(initial: StateCreator<S>) {
  const store = create<S>()(initial);
  resets.push(() => store.setState(store.getInitialState(), true));
  return store;
}

/** Puts every store back to how it began. */
export function resetStores(): void {
  for (const reset of resets) reset();
}
