/** What restoring does to each key, as it is shown before and told after. Never anything of a secret. */
import type { MergeStep } from '../vault/use-cases/merge-plan.ts';
import { type Column, table } from './table.ts';
import type { Terminal } from './terminal.ts';

export function stepTable(steps: readonly MergeStep[], { columns, hasColour }: Terminal): string {
  return table(stepColumns, steps, columns, hasColour);
}

const stepColumns: Column<MergeStep>[] = [
  { title: 'NAME', text: ({ key }) => key.record.name, always: true },
  { title: 'WHAT HAPPENS', text: whatHappens, always: true },
  { title: 'DIFFERS IN', text: (step) => differs(step).join(', ') },
];

function whatHappens(step: MergeStep): string {
  switch (step.action) {
    case 'add':
      return step.differs.length === 0 ? 'new' : `other content here: added as ${step.stored.record.name}`;
    case 'same':
      return 'here already';
    case 'skip':
      return 'other content here, which stays';
    case 'replace':
      return 'other content here, which goes to the trash';
    case 'stop':
      return 'other content here';
  }
}

/** Documented in docs/command-line.md; the names do not change. */
export function stepJson(step: MergeStep) {
  const stored = 'stored' in step ? step.stored : undefined;
  return {
    name: step.key.record.name,
    action: actionWords[step.action],
    id: stored?.id.toString('hex') ?? null,
    storedAs: stored?.record.name ?? null,
    differsIn: differs(step),
  };
}

const actionWords = { add: 'added', same: 'same', skip: 'skipped', replace: 'replaced', stop: 'conflict' } as const;

export function restoreSummary(steps: readonly MergeStep[]): string {
  const count = (...actions: MergeStep['action'][]) => steps.filter(({ action }) => actions.includes(action)).length;
  const [stored, same, skipped, replaced] = [count('add', 'replace'), count('same'), count('skip'), count('replace')];
  const facts = [
    `Restored ${keys(stored)}`,
    ...(same > 0 ? [`${same} here already`] : []),
    ...(skipped > 0 ? [`${skipped} skipped`] : []),
  ];
  const trash = replaced === 0 ? '' : ` What was replaced is in the trash for 10 minutes: "keybearer trash".`;
  return `${facts.join(', ')}.${trash}`;
}

function keys(count: number): string {
  return count === 1 ? 'one key' : `${count === 0 ? 'no' : count} keys`;
}

function differs(step: MergeStep): readonly string[] {
  return 'differs' in step ? step.differs : [];
}
