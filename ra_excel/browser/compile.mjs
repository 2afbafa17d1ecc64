// Compiles the Python in a zip with the Python of the page, so that no start has to.
// node compile.mjs SOURCES.zip COMPILED.zip

import { loadPyodide } from 'pyodide';
import { readFileSync, writeFileSync } from 'node:fs';

const [sources, compiled] = process.argv.slice(2);
const python = await loadPyodide({ env: { PYTHONHASHSEED: '0' } }); // same input, same bytes
python.FS.writeFile('/sources.zip', readFileSync(sources));
python.runPython(readFileSync(new URL('compiled_zip.py', import.meta.url), 'utf-8'));
python.runPython('Path("/compiled.zip").write_bytes(compiled_zip("/sources.zip"))');
writeFileSync(compiled, python.FS.readFile('/compiled.zip'));
