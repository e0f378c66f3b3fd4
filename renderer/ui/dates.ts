/** Dates as they are read: in English, as all of the window is, and in the user's time zone. */
const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric' });
const longDay = new Intl.DateTimeFormat('en-GB', { weekday: 'long', day: 'numeric', month: 'long' });
const longDayAndYear = new Intl.DateTimeFormat('en-GB', {
  weekday: 'long',
  day: 'numeric',
  month: 'long',
  year: 'numeric',
});
const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
const shortDay = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short' });

/** `26 Nov 2026` */
export function dayText(instant: number): string {
  return day.format(instant);
}

/** `Thursday 26 November`, with the year where it is another than now. */
export function longDayText(instant: number, now: number): string {
  const sameYear = new Date(instant).getFullYear() === new Date(now).getFullYear();
  return (sameYear ? longDay : longDayAndYear).format(instant).replace(',', '');
}

/** `23:59` */
export function clockText(instant: number): string {
  return clock.format(instant);
}

/** `today 09:12`, `21 Nov 17:03`, `21 Nov 2025` */
export function momentText(instant: number, now: number): string {
  const [then, today] = [new Date(instant), new Date(now)];
  if (then.toDateString() === today.toDateString()) return `today ${clockText(instant)}`;
  if (then.getFullYear() !== today.getFullYear()) return dayText(instant);
  return `${shortDay.format(instant)} ${clockText(instant)}`;
}

/** `2026-11-26`: the form in which a date is typed. */
export function typedDay(instant: number): string {
  const date = new Date(instant);
  const two = (value: number) => String(value).padStart(2, '0');
  return `${String(date.getFullYear()).padStart(4, '0')}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}
