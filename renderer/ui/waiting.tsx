import { Late } from './late.tsx';

/** What a view says while it waits, once that is long enough to be noticed. */
export function Waiting({ children }: { children: string }) {
  return (
    <Late>
      <p className="waiting dim" role="status">
        {children}
      </p>
    </Late>
  );
}
