/** Local date and time to the minute, as ISO 8601 writes them. */
export function localTime(instant: number): string {
  const local = new Date(instant);
  const two = (number: number) => String(number).padStart(2, '0');
  return `${local.getFullYear()}-${two(local.getMonth() + 1)}-${two(local.getDate())} ${two(local.getHours())}:${two(local.getMinutes())}`;
}
