// The page: files come in, cards appear.

import { Core } from './core.js';
import { WorkbookCard } from './workbook.js';

const bar = document.getElementById('voortgang');
const barWords = document.getElementById('voortgang-tekst');
const status = document.getElementById('status');
const results = document.getElementById('resultaten');
const chooser = document.getElementById('kies');
const dropZone = document.getElementById('ontvangst');

function say(words) {
  status.textContent = words;
}

function progress(share, words) {
  if (share !== null) {
    bar.value = share;
  }
  barWords.textContent = words;
}

const core = new Core(progress);
globalThis.raControle = {
  controleer: (naam, inhoud, vorige = null) => core.check(naam, inhoud, vorige),
  annoteer: (naam, inhoud) => core.annotate(naam, inhoud),
};

core.ready.then(() => {
  progress(1, 'Klaar om te controleren.');
  document.body.dataset.klaar = 'ja';
}, () => {});

function take(files) {
  const cards = [...files].map((file) => new WorkbookCard(file, core, say));
  results.prepend(...cards.map((card) => card.root));
  cards[0]?.root.focus();
  for (const card of cards) {
    card.check();
  }
}

chooser.addEventListener('change', () => {
  take(chooser.files);
  chooser.value = '';
});

addEventListener('dragover', (event) => {
  event.preventDefault();
  dropZone.classList.add('erboven');
});
addEventListener('dragleave', () => dropZone.classList.remove('erboven'));
addEventListener('drop', (event) => {
  event.preventDefault();
  dropZone.classList.remove('erboven');
  take(event.dataTransfer.files);
});
