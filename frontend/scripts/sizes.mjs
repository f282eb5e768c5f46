// How much must be loaded? Reads the manifest of the last build; fails when a bound of the specification is passed.
//
//   node scripts/sizes.mjs
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

const FIRST_LOAD = 350; // kB gzip of JavaScript before anything is seen
const PAGE = 80; // kB gzip that one lazily loaded page adds
const BUILT = join(dirname(fileURLToPath(import.meta.url)), '../../backend/polder/static/admin');
const MANIFEST = join(BUILT, '.vite/manifest.json');

if (!existsSync(MANIFEST)) {
  console.error('sizes: nothing is built yet. Run: npm run build');
  process.exit(1);
}
const manifest = JSON.parse(readFileSync(MANIFEST, 'utf8'));
const weights = new Map();

function weight(key) {
  const { file } = manifest[key];
  if (!weights.has(file)) weights.set(file, file.endsWith('.js') ? gzipSync(readFileSync(join(BUILT, file))).length : 0);
  return weights.get(file);
}

// Everything that loads with a chunk, except what has been loaded before it.
function closure(key, before = new Set(), found = new Set()) {
  if (found.has(key) || before.has(key)) return found;
  found.add(key);
  for (const next of manifest[key].imports ?? []) closure(next, before, found);
  return found;
}

const kB = (keys) => [...keys].reduce((sum, key) => sum + weight(key), 0) / 1000;
const over = [];
function report(name, size, bound) {
  console.log(`  ${size.toFixed(1).padStart(7)} kB of ${bound}  ${name}`);
  if (size > bound) over.push(`${name}: ${size.toFixed(1)} kB is more than ${bound} kB`);
}

const keys = Object.keys(manifest);
const first = new Set(keys.filter((key) => manifest[key].isEntry).flatMap((key) => [...closure(key)]));
// Everybody reads one language: the heavier one belongs to what loads first.
const words = keys.filter((key) => /^src\/app\/words\.\w+\.ts$/.test(key)).map((key) => closure(key, first)).sort((a, b) => kB(b) - kB(a))[0] ?? [];
report('first load', kB(first) + kB(words), FIRST_LOAD);
keys
  .filter((key) => manifest[key].isDynamicEntry && !first.has(key) && !words.has(key))
  .map((key) => ({ name: manifest[key].src ?? key, size: kB(closure(key, first)) }))
  .sort((a, b) => b.size - a.size)
  .forEach(({ name, size }) => report(name, size, PAGE));

if (over.length) {
  console.error(`sizes: too heavy.\n  ${over.join('\n  ')}`);
  process.exit(1);
}
