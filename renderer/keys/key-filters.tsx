/** Filters and order: what narrows the list. */
import { ArrowDownUp } from 'lucide-react';
import { memo, useMemo } from 'react';
import type { KeyView } from '../../shared/contract/keys.ts';
import type { ExpiryStatus } from '../../shared/expiry.ts';
import { IconButton } from '../ui/button.tsx';
import { Menu } from '../ui/menu.tsx';
import { Name } from '../ui/name.tsx';
import { choicesOf, type Filters, noFilters, type Sort, sorts } from './arrange.ts';
import { issuerName } from './key-words.ts';
import { setFilters, toggled, useKeys } from './keys-store.ts';

const statusWords: Readonly<Record<ExpiryStatus, string>> = {
  expired: 'Expired',
  due: 'Within 7 days',
  soon: 'Within 30 days',
  ok: 'Later',
  none: 'No expiry',
};
export const expiring = ['expired', 'due', 'soon'] as const;
export const sortWords: Readonly<Record<Sort, string>> = {
  attention: 'Needs attention first',
  name: 'By name',
  expiry: 'By expiry',
  added: 'Newest first',
};

export const FilterBar = memo(function FilterBar({ urgentInAll }: { urgentInAll: number }) {
  const filters = useKeys((state) => state.filters);
  const sort = useKeys((state) => state.sort);
  const isAll = Object.values(filters).every((chosen) => chosen.length === 0);
  return (
    <div className="key-filters" role="toolbar" aria-label="Filters">
      <button type="button" className="chip" aria-pressed={isAll} onClick={() => setFilters(noFilters)}>
        All
      </button>
      <StatusMenu urgentInAll={urgentInAll} />
      <FilterMenu label="Issuer" field="issuers" words={(value) => issuerName(value) ?? value} pick={issuerOf} />
      <FilterMenu label="Environment" field="environments" words={same} pick={environmentOf} />
      <FilterMenu label="Tag" field="tags" words={same} pick={tagsOf} />
      <Menu
        trigger={
          <IconButton className="key-sort" label={`Order: ${sortWords[sort]}`}>
            <ArrowDownUp size={14} aria-hidden="true" />
          </IconButton>
        }
        entries={sorts.map((choice) => ({
          label: sortWords[choice],
          checked: choice === sort,
          onChoose: () => useKeys.setState({ sort: choice }),
        }))}
      />
    </div>
  );
});

function StatusMenu({ urgentInAll }: { urgentInAll: number }) {
  const { statuses } = useKeys((state) => state.filters);
  const isExpiring = statuses.length === expiring.length && expiring.every((status) => statuses.includes(status));
  const one = statuses.length === 1 ? statusWords[statuses[0]!] : undefined;
  const each = Object.entries(statusWords).map(([status, words]) => ({
    label: words,
    checked: statuses.includes(status as ExpiryStatus),
    onChoose: () => setFilters({ statuses: toggled(statuses, status as ExpiryStatus) }),
  }));
  const both = {
    label: 'Expiring or expired',
    about: String(urgentInAll),
    checked: isExpiring,
    onChoose: () => setFilters({ statuses: isExpiring ? [] : expiring }),
  };
  return (
    <Menu
      trigger={
        <button type="button" className="chip" aria-pressed={statuses.length > 0}>
          {one ?? 'Expiring'}
          {one === undefined && urgentInAll > 0 && ` ${urgentInAll}`}
        </button>
      }
      entries={[both, 'line', ...each]}
    />
  );
}

interface FilterMenuProps {
  readonly label: string;
  readonly field: keyof Filters;
  readonly words: (value: string) => string;
  readonly pick: (key: KeyView) => readonly (string | null)[];
}

function FilterMenu({ label, field, words, pick }: FilterMenuProps) {
  const all = useKeys((state) => state.all);
  const chosen: readonly string[] = useKeys((state) => state.filters[field]);
  const choices = useMemo(() => choicesOf(all, pick), [all, pick]);
  if (choices.length === 0) return null;
  return (
    <Menu
      trigger={
        <button type="button" className="chip" aria-pressed={chosen.length > 0}>
          <Name text={chosen.length === 1 ? words(chosen[0]!) : label} />
          {chosen.length > 1 && ` ${chosen.length}`}
        </button>
      }
      entries={choices.slice(0, 100).map(([value, count]) => ({
        label: words(value),
        about: String(count),
        checked: chosen.includes(value),
        onChoose: () => setFilters({ [field]: toggled(chosen, value) }),
      }))}
    />
  );
}

const same = (value: string) => value;
const issuerOf = ({ issuer }: KeyView) => [issuer];
const environmentOf = ({ environment }: KeyView) => [environment];
const tagsOf = ({ tags }: KeyView) => tags;
