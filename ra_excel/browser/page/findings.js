// The findings of one workbook, per sheet and per row.

import { counted, element } from './element.js';

const NO_SHEET = 'Hele bestand';
const ERNST = { fout: 'Fout', aandachtspunt: 'Aandachtspunt' };

/** Findings in a list per sheet. `onCell(finding)` is called for the cell that a user picks. */
export function findingsPerSheet(findings, onCell, cellAction = 'Kopieer') {
  const sheets = groups(findings, (finding) => finding.blad ?? NO_SHEET);
  return sheets.map(([sheet, ofSheet]) => element('section', { class: 'blad' },
    element('h3', {}, `${sheet} `, element('small', {}, tally(ofSheet))),
    element('ol', { class: 'rijen' }, ...rowsOf(ofSheet, onCell, cellAction))));
}

/** What blocks: a fout that is not waived. */
export function blocks(finding) {
  return finding.ernst === 'fout' && finding.ontheffing === null;
}

/** `2 fouten, 1 aandachtspunt`. */
export function tally(findings) {
  const fouten = findings.filter(blocks).length;
  const waived = findings.filter((finding) => finding.ontheffing !== null).length;
  const rest = findings.length - fouten - waived;
  const words = [];
  if (fouten) words.push(counted(fouten, 'fout', 'fouten'));
  if (rest) words.push(counted(rest, 'aandachtspunt', 'aandachtspunten'));
  if (waived) words.push(`${waived} toegestaan`);
  return words.join(', ') || 'Geen bevindingen';
}

function rowsOf(findings, onCell, cellAction) {
  const rows = groups(findings, (finding) => finding.rij ?? '');
  return rows.map(([row, ofRow]) => element('li', {},
    row === '' ? null : element('h4', {}, `Rij ${row}`),
    ...ofRow.map((finding) => findingBlock(finding, onCell, cellAction))));
}

function findingBlock(finding, onCell, cellAction) {
  const weight = finding.ontheffing === null ? finding.ernst : 'toegestaan';
  return element('div', { class: `bevinding ${weight}`, 'data-id': finding.id },
    element('p', { class: 'waar' },
      element('strong', { class: 'ernst' }, ERNST[weight] ?? 'Toegestaan'),
      finding.stand === null ? null : element('span', { class: 'stand' }, finding.stand),
      finding.cel === null ? null : cellButton(finding, onCell, cellAction),
      finding.kolom === null ? null : element('span', {}, finding.kolom)),
    element('p', { class: 'melding' }, finding.melding),
    element('dl', {},
      ...line('Zo lost u het op', finding.herstel),
      ...line('Voorstel', finding.voorstel),
      ...line(finding.cel === null ? 'Er staat' : 'In de cel staat', finding.waarde),
      ...line('Toegestaan, want', finding.ontheffing),
      ...line('Uw toelichting', finding.toelichting),
      ...line('Waarom', [finding.code, finding.bron].filter(Boolean).join(' · '))));
}

function cellButton(finding, onCell, cellAction) {
  const words = `${cellAction} ${finding.blad} ${finding.cel}`;
  return element('button',
    { type: 'button', class: 'cel', 'aria-label': words, title: words, click: () => onCell(finding) },
    finding.cel);
}

function line(name, text) {
  return text ? [element('div', {}, element('dt', {}, name), element('dd', {}, text))] : [];
}

/** Neighbours that share a key, in order: [[key, items], …]. */
function groups(items, keyOf) {
  const found = [];
  for (const item of items) {
    const key = keyOf(item);
    if (found.at(-1)?.[0] === key) {
      found.at(-1)[1].push(item);
    } else {
      found.push([key, [item]]);
    }
  }
  return found;
}
