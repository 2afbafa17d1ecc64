// Python, away from the page, so that the page answers while Python starts and works.

const NOWHERE = 'https://niets.invalid/';

let entry = null;
let toPython = null;

function tell(share, words) {
  postMessage({ progress: [share, words] });
}

/** Python asks for its files by address; it gets them from memory, and nothing else. */
function answerFromMemory(parts) {
  globalThis.fetch = async (asked) => {
    const name = String(asked.url ?? asked).split('/').pop();
    if (!parts[name]) {
      throw new Error(`Deze pagina haalt niets op: ${name}`);
    }
    const type = name.endsWith('.wasm') ? 'application/wasm' : 'application/octet-stream';
    return new Response(parts[name], { headers: { 'Content-Type': type } });
  };
}

function moduleOf(content) {
  return import(URL.createObjectURL(new Blob([content], { type: 'text/javascript' })));
}

async function start(parts) {
  answerFromMemory(parts);
  // Pyodide tries to load an empty script to learn where it runs; no script is loaded here.
  globalThis.importScripts = () => {
    throw new Error('Deze pagina laadt geen scripts.');
  };
  const { loadPyodide } = await moduleOf(parts['pyodide.mjs']);
  const createPyodideModule = (await moduleOf(parts['pyodide.asm.mjs'])).default;
  const lockFileContents = new TextDecoder().decode(parts['pyodide-lock.json']);
  tell(0.4, 'Python start');
  const python = await loadPyodide({ createPyodideModule, lockFileContents, indexURL: NOWHERE });
  tell(0.7, 'De lezer van Excel wordt klaargezet');
  python.unpackArchive(parts['calamine.whl'], 'wheel');
  tell(0.75, 'De regels worden geladen');
  python.unpackArchive(parts['core.zip'], 'zip', { extractDir: '/core' });
  python.runPython('import sys; sys.path.insert(0, "/core")');
  entry = python.pyimport('ra_excel.browser.entry');
  tell(0.95, 'De regels worden geladen');
  toPython = (content) => {
    const view = python.toPy(content);
    const bytes = view.tobytes();
    view.destroy();
    return bytes;
  };
  answer({ question: 'check', name: 'leeg.xlsx', content: new Uint8Array() });
}

/** The last line of a Python error, without the name of its class. */
function words(error) {
  const last = String(error.message ?? error).trim().split('\n').pop();
  return last.replace(/^[\w.]+Error: /, '');
}

function answer({ question, name, content, earlier }) {
  const handedOver = [toPython(content)];
  if (earlier) {
    handedOver.push(toPython(earlier));
  }
  try {
    if (question === 'check') {
      return entry.check(name, ...handedOver);
    }
    const result = entry.annotate(name, ...handedOver);
    const copy = result.toJs();
    result.destroy();
    return copy;
  } finally {
    handedOver.forEach((bytes) => bytes.destroy());
  }
}

addEventListener('message', async ({ data }) => {
  const { number } = data;
  try {
    if (number === 0) {
      await start(data.parts);
      postMessage({ number });
    } else {
      postMessage({ number, answer: answer(data) });
    }
  } catch (error) {
    const broken = number === 0 || error.name !== 'PythonError';
    postMessage({ number, error: words(error), broken });
  }
});
