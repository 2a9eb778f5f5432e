"use strict";
/* Days as whole numbers since 1970, their words, and the ticks of an axis. No local time is ever used. */

const MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August",
  "September", "October", "November", "December"];
const SHORT = MONTHS.map((m) => m.slice(0, 3));

/** "2022-01-05" -> whole days since 1970. */
function dayNumber(iso) {
  const [y, m, d] = iso.split("-").map(Number);
  return daysFrom(y, m - 1, d);
}

function daysFrom(year, month, day) {
  const date = new Date(0);
  date.setUTCFullYear(year, month, day);
  return Math.round(date.getTime() / 864e5);
}

function parts(day) {
  const date = new Date(day * 864e5);
  return { y: date.getUTCFullYear(), m: date.getUTCMonth(), d: date.getUTCDate() };
}

function isoDay(day) {
  return new Date(day * 864e5).toISOString().slice(0, 10);
}

/** "5 January 2022"; short: "5 Jan 2022". */
function dayWords(iso, months = MONTHS) {
  const { y, m, d } = parts(dayNumber(iso));
  return `${d} ${months[m]} ${y}`;
}

/** An interval as a reader would say it: a year, a month, or from day to day. */
function spanWords(earliest, latest, months = MONTHS) {
  if (!earliest && !latest) return "date not known";
  if (!earliest) return `by ${dayWords(latest, months)}`;
  if (!latest) return `since ${dayWords(earliest, months)}`;
  if (earliest === latest) return dayWords(earliest, months);
  const a = parts(dayNumber(earliest));
  const b = parts(dayNumber(latest));
  const wholeMonths = a.d === 1 && parts(dayNumber(latest) + 1).d === 1;
  if (wholeMonths && a.y === b.y) {
    if (a.m === 0 && b.m === 11) return `${a.y}`;
    if (a.m === b.m) return `${months[a.m]} ${a.y}`;
    return `${months[a.m]} – ${months[b.m]} ${a.y}`;
  }
  if (a.y === b.y && a.m === b.m) return `${a.d}–${b.d} ${months[a.m]} ${a.y}`;
  const from = a.y === b.y ? `${a.d} ${months[a.m]}` : dayWords(earliest, months);
  return `${from} – ${dayWords(latest, months)}`;
}

/** Ticks between two days at least `apart` days from each other: [{day, label, strong}]. */
function ticks(from, to, apart) {
  const steps = [1, 2, 7];
  const step = steps.find((s) => s >= apart);
  if (step) return dayTicks(from, to, step);
  const months = [1, 3, 6].find((m) => m * 30 >= apart);
  if (months) return monthTicks(from, to, months);
  const years = [1, 2, 5, 10, 20, 50, 100].find((y) => y * 365 >= apart) || 100;
  const found = [];
  for (let y = Math.ceil(parts(Math.floor(from)).y / years) * years; ; y += years) {
    const day = daysFrom(y, 0, 1);
    if (day > to) return found;
    if (day >= from) found.push({ day, label: String(y), strong: true });
  }
}

function monthTicks(from, to, months) {
  const found = [];
  const start = parts(Math.floor(from));
  for (let n = Math.floor(start.m / months) * months; ; n += months) {
    const day = daysFrom(start.y, n, 1);
    if (day > to) return found;
    const { y, m } = parts(day);
    if (day >= from) found.push({ day, label: m ? SHORT[m] : String(y), strong: !m });
  }
}

function dayTicks(from, to, step) {
  const found = [];
  const first = Math.ceil((from - 4) / step) * step + 4; /* weeks begin on Mondays */
  for (let day = first; day <= to; day += step) {
    const { m, d } = parts(day);
    const turn = d <= step;
    found.push({ day, label: turn ? `${d} ${SHORT[m]}` : String(d), strong: turn });
  }
  return found;
}
