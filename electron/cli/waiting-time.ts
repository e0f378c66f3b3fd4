/** How long to wait, as people say it: rounded up, so that nobody comes back too early. */
export function waitingTime(seconds: number): string {
  if (seconds < 60) return counted(Math.max(Math.ceil(seconds), 1), 'second');
  if (seconds < 3600) return counted(Math.ceil(seconds / 60), 'minute');
  return counted(Math.ceil(seconds / 3600), 'hour');
}

function counted(count: number, unit: string): string {
  return `${count} ${unit}${count === 1 ? '' : 's'}`;
}
