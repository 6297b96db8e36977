/*
 * Builds the client: node build.mjs CLASSES NPM. Writes convergence-rum.min.js to the folder CLASSES and the npm package
 * to NPM/package. Fails when the script is not below 15 KiB compressed.
 */
import {cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {gzipSync} from 'node:zlib';
import {build} from 'esbuild';

const LIMIT = 15 * 1024;
const SCRIPT = 'convergence-rum.min.js';
const [classes, npm] = [process.argv[2] || 'target/js', process.argv[3] || 'target/npm'];
const {version, scripts, devDependencies, ...published} = JSON.parse(readFileSync('package.json', 'utf8'));
const stage = join(npm, 'package');
const modules = join(stage, 'dist');

rmSync(npm, {recursive: true, force: true});
mkdirSync(modules, {recursive: true});
for (const file of readdirSync('src/main/js')) {
  writeFileSync(join(modules, file), readFileSync(join('src/main/js', file), 'utf8').replaceAll('@version@', version));
}
const {outputFiles} = await build({
  entryPoints: [join(modules, 'script.js')], bundle: true, minify: true, format: 'iife', target: 'es2018', charset: 'ascii',
  legalComments: 'none', write: false, nodePaths: ['node_modules']
});
const script = outputFiles[0].contents;
const bytes = gzipSync(script, {level: 9}).length;
console.log(`${SCRIPT}: ${script.length} bytes, ${bytes} compressed`);
if (bytes >= LIMIT) {
  throw new Error(`the script has ${bytes} bytes compressed; at most ${LIMIT - 1} are allowed`);
}
mkdirSync(classes, {recursive: true});
rmSync(join(modules, 'script.js'));
for (const folder of [classes, modules]) {
  writeFileSync(join(folder, SCRIPT), script);
}
writeFileSync(join(stage, 'package.json'), JSON.stringify({version, ...published}, null, 2) + '\n');
// A page for the test of the React components.
await build({
  entryPoints: ['src/test/js/page.react.js'], bundle: true, minify: true, format: 'iife', target: 'es2018',
  define: {'process.env.NODE_ENV': '"production"'}, outfile: 'target/test-js/react.js', logLevel: 'error'
});
for (const file of ['index.d.ts', 'react.d.ts', 'README.md']) {
  cpSync(file, join(stage, file));
}
