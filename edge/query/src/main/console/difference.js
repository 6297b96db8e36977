// Differences of two texts by lines.
import {html} from './lib/lit-html.js';

const MOST = 2000;

/**
 * Marks the lines that only one of two texts has, by their longest common subsequence of lines.
 * @param {string} before
 * @param {string} after
 * @return {{before: !Array<{text: string, isOwn: boolean}>, after: !Array<{text: string, isOwn: boolean}>}}
 */
export function difference(before, after) {
  const [a, b] = [before, after].map((text) => text.replace(/\n$/, '').split('\n'));
  let first = 0;
  while (first < a.length && first < b.length && a[first] === b[first]) {
    first++;
  }
  let rest = 0;
  while (rest < a.length - first && rest < b.length - first && a[a.length - 1 - rest] === b[b.length - 1 - rest]) {
    rest++;
  }
  const own = [a, b].map((lines) => lines.map((line, i) => i >= first && i < lines.length - rest));
  const [m, n] = [a.length - first - rest, b.length - first - rest];
  // Texts that differ in very many lines are marked as a whole.
  if (m * n <= MOST * MOST) {
    const common = Array.from({length: m + 1}, () => new Uint16Array(n + 1));
    for (let i = m - 1; i >= 0; i--) {
      for (let j = n - 1; j >= 0; j--) {
        common[i][j] = a[first + i] === b[first + j] ? common[i + 1][j + 1] + 1 : Math.max(common[i + 1][j], common[i][j + 1]);
      }
    }
    for (let i = 0, j = 0; i < m && j < n;) {
      if (a[first + i] === b[first + j]) {
        own[0][first + i++] = own[1][first + j++] = false;
      } else if (common[i + 1][j] >= common[i][j + 1]) {
        i++;
      } else {
        j++;
      }
    }
  }
  const marked = (lines, isOwn) => lines.map((text, i) => ({text, isOwn: isOwn[i]}));
  return {before: marked(a, own[0]), after: marked(b, own[1])};
}

const line = (sign, word) => ({text, isOwn}) => isOwn
  ? html`<span class="own"><span class="hidden">${word}: </span><span aria-hidden="true">${sign}</span> ${text}\n</span>` : html`<span>  ${text}\n</span>`;

/** Two texts side by side; the lines that only one has are marked by a sign and a word. */
export function sideBySide(titles, before, after) {
  const lines = difference(before, after);
  return html`<div class="sides">${[[titles[0], lines.before, '−', 'only here'], [titles[1], lines.after, '+', 'only here']].map(([title, list, sign, word]) => html`<section>
  <h3>${title}</h3><pre tabindex="0" role="region" aria-label=${title}>${list.map(line(sign, word))}</pre></section>`)}</div>`;
}
