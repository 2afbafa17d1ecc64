// What a user takes along: files made in the page, and the address of a cell.

const GUARD = "'";
const FORMULA = /^'*[=+\-@\t\r]/;

/** Let the browser save `content` as `name`. */
export function save(name, content, type) {
  const address = URL.createObjectURL(new Blob([content], { type }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

/** The same text as `ra valideer --formaat json`. */
export function asJson(result) {
  return `${JSON.stringify(result, null, 1)}\n`;
}

/** The same lines as `ra valideer --formaat csv`: semicolons, and no cell that is a formula. */
export function asCsv(result) {
  const names = ['id', 'code', 'ernst', 'bestand', 'provincie', 'cyclus', 'blad', 'rij', 'kolom',
    'cel', 'waarde', 'melding', 'herstel', 'bron', 'voorstel', 'toelichting', 'stand', 'ontheffing'];
  const lines = result.bevindingen.map((finding) => names.map((name) => csvCell(finding[name])));
  return [names, ...lines].map((line) => `${line.join(';')}\n`).join('');
}

function csvCell(value) {
  if (value === null) {
    return '';
  }
  const text = typeof value === 'string' && FORMULA.test(value) ? GUARD + value : String(value);
  return /[;"\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** The address as Excel's name box takes it: `Agenda!F12`. */
export function addressOf(finding) {
  const sheet = /^\w+$/.test(finding.blad) ? finding.blad : `'${finding.blad.replaceAll("'", "''")}'`;
  return `${sheet}!${finding.cel}`;
}

/** Put text on the clipboard; also where the browser keeps its newer way for secure pages. */
export async function copyText(text) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    const field = document.createElement('textarea');
    const focused = document.activeElement;
    field.value = text;
    document.body.append(field);
    field.select();
    document.execCommand('copy');
    field.remove();
    focused?.focus();
  }
}
