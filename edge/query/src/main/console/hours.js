// The verdicts of a host's last hour, a letter for each minute, kept up to date between two readings of the list.
import {VERDICTS} from './units.js';

const WORST = ['-', 'h', 's', 'b', 'c'];

/**
 * The hour of a row moves on with its minutes; minutes between two events had the earlier verdict.
 * @param {*} before the row known so far, or undefined
 * @param {*} row the newer row; one of the list has its hour
 * @return {*} the newer row with its hour
 */
export function withHour(before, row) {
  const letter = (VERDICTS[row.verdict] || VERDICTS.silent).letter;
  if (row.hour) {
    return row;
  }
  if (!before || !before.hour) {
    return {...row, hour: '-'.repeat(59) + letter};
  }
  const minutes = Math.min(60, Math.floor(row.end / 60000) - Math.floor(before.end / 60000));
  const last = before.hour[59] || '-';
  const hour = minutes > 0 ? before.hour + last.repeat(minutes - 1) + letter
    : before.hour.slice(0, 59) + (WORST.indexOf(letter) > WORST.indexOf(last) ? letter : last);
  return {...row, hour: hour.slice(-60)};
}
