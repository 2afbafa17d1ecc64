// One workbook that was checked: whose, ready or not, its findings, and what to take along.

import { element } from './element.js';
import { blocks, findingsPerSheet, tally } from './findings.js';
import { addressOf, asCsv, asJson, copyText, save } from './save.js';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** A card for one file. `core` answers its questions, `say(words)` is read aloud. */
export class WorkbookCard {
  constructor(file, core, say) {
    Object.assign(this, { file, core, say, earlier: null, onlyFouten: false });
    this.name = shownName(file.name);
    this.body = element('div', {});
    this.root = element('article', { class: 'werkmap', tabindex: '-1', 'aria-label': this.name },
      element('h2', {}, this.name), this.body);
  }

  /** Read and check the file; whatever goes wrong is said on the card. */
  async check() {
    this.body.replaceChildren(element('p', { class: 'bezig' }, 'Wordt gecontroleerd…'));
    try {
      const content = new Uint8Array(await this.file.arrayBuffer());
      const before = this.earlier && new Uint8Array(await this.earlier.arrayBuffer());
      this.result = await this.core.check(this.name, content, before);
      this.show();
    } catch (error) {
      this.body.replaceChildren(verdict('apart', 'Niet gecontroleerd', error.message));
      this.say(`${this.name}: niet gecontroleerd. ${error.message}`);
    }
  }

  show() {
    const { bevindingen, opgelost, inzendingen: [submission] } = this.result;
    const [kind, title, why] = judgement(submission, bevindingen);
    const whose = [submission.provincie, submission.cyclus].filter(Boolean).join(' · ');
    this.list = element('div', { class: 'bevindingen' });
    this.body.replaceChildren(...[
      element('p', { class: 'van' }, whose || 'Van welke provincie is niet bekend'),
      verdict(kind, title, why), warningOfAge(submission, bevindingen), this.actions(submission),
      this.filter(bevindingen), this.list, solvedList(opgelost, this.earlier),
    ].filter(Boolean));
    this.showList();
    this.say(`${this.name}: ${title}. ${why}`);
  }

  actions({ apart }) {
    const stem = this.name.replace(/\.[^.]*$/, '');
    const json = () => save(`${stem}-bevindingen.json`, asJson(this.result), 'application/json');
    const csv = () => save(`${stem}-bevindingen.csv`, `\ufeff${asCsv(this.result)}`, 'text/csv');
    return element('div', { class: 'knoppen' },
      apart ? null : button('Bewaar werkmap met bevindingen', () => this.saveAnnotated()),
      button('Druk af of bewaar als pdf', () => this.print()),
      button('Bewaar als CSV', csv), button('Bewaar als JSON', json),
      apart ? null : this.earlierChoice());
  }

  /** Compare with what was submitted before. */
  earlierChoice() {
    const words = this.earlier ? `Vergeleken met ${this.earlier.name}` : 'Vergelijk met vorige inzending';
    const choose = (event) => {
      [this.earlier] = event.target.files;
      return this.check();
    };
    return element('label', { class: 'kies klein' },
      element('input', { type: 'file', accept: '.xlsx,.xlsm', change: choose }), words);
  }

  filter(findings) {
    if (!findings.some(blocks) || findings.every(blocks)) {
      return null;
    }
    const change = (event) => {
      this.onlyFouten = event.target.checked;
      this.showList();
    };
    return element('label', { class: 'filter' },
      element('input', { type: 'checkbox', checked: this.onlyFouten, change }), 'Toon alleen fouten');
  }

  showList() {
    const findings = this.result.bevindingen;
    const shown = this.onlyFouten ? findings.filter(blocks) : findings;
    const copy = async (finding) => {
      await copyText(addressOf(finding));
      this.say(`${addressOf(finding)} is gekopieerd. Plak dit in Excel in het naamvak.`);
    };
    this.list.replaceChildren(...findingsPerSheet(shown, copy));
  }

  async saveAnnotated() {
    try {
      const content = new Uint8Array(await this.file.arrayBuffer());
      save(this.name, await this.core.annotate(this.name, content), XLSX);
      this.say('De werkmap met bevindingen is bewaard bij uw downloads.');
    } catch (error) {
      this.say(error.message);
    }
  }

  print() {
    this.root.classList.add('afdruk');
    document.body.classList.add('een-werkmap');
    window.print();
    document.body.classList.remove('een-werkmap');
    this.root.classList.remove('afdruk');
  }
}

/** Kind, title and reason of what the findings mean for this file. */
function judgement(submission, findings) {
  const why = `${tally(findings)}.`;
  if (submission.apart) {
    return ['apart', 'VRO kan dit bestand niet gebruiken', 'Hieronder staat waarom.'];
  }
  return submission.gereed
    ? ['gereed', 'Gereed om in te dienen', why]
    : ['niet-gereed', 'Nog niet gereed', why];
}

/** Said when the workbook is newer than this page: then the page cannot judge it. */
function warningOfAge({ cyclus }, findings) {
  const { cycli, schema } = document.body.dataset;
  const newest = cycli.split(' ').at(-1);
  const newerCycle = /^\d{4}-\d{4}$/.test(cyclus ?? '') && cyclus > newest;
  const newerSchema = findings.some(
    (finding) => finding.code === 'ST-02' && Number(finding.waarde) > Number(schema),
  );
  if (!newerCycle && !newerSchema) {
    return null;
  }
  return element('p', { class: 'let-op' }, element('strong', {}, 'Let op: '),
    'deze pagina is ouder dan uw werkmap. Vraag VRO om de nieuwste pagina.');
}

function verdict(kind, title, words) {
  const signs = { gereed: '✓', 'niet-gereed': '✗', apart: '⊘' };
  return element('p', { class: `oordeel ${kind}` },
    element('span', { class: 'teken', 'aria-hidden': 'true' }, signs[kind]),
    element('span', {}, element('strong', {}, title), '. ', words));
}

function button(words, click) {
  return element('button', { type: 'button', click }, words);
}

function solvedList(solved, earlier) {
  if (!earlier) {
    return null;
  }
  const lines = solved.map((finding) => element('li', {},
    [finding.blad, finding.cel].filter(Boolean).join(' '), ': ', finding.melding));
  return element('section', { class: 'opgelost' },
    element('h3', {}, 'Opgelost sinds de vorige inzending ', element('small', {}, `${solved.length}`)),
    lines.length ? element('ul', {}, ...lines) : element('p', {}, 'Geen.'));
}

/** The name without what a screen cannot show, such as signs that turn the direction of text. */
function shownName(name) {
  return name.replace(/[\p{Cc}\p{Cf}]/gu, '\ufffd');
}
