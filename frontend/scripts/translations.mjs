// Are the words complete? Fails, naming each key, when a message exists in one language only, when the Dutch one takes
// a value that the English one does not, when the code asks for a message that is not there, or when a message is used nowhere.
//
//   node scripts/translations.mjs
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

import englishOfReactAdmin from 'ra-language-english';
import ts from 'typescript';
import { runnerImport } from 'vite';

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..');
const SRC = join(ROOT, 'src');
const KEY = /^[a-z][\w-]*(\.[\w-]+)+$/i;
// react-admin asks for these by itself, wherever a resource of that name stands.
const BY_RESOURCE = /^resources\.([\w-]+)\.(name|forcedCaseName|empty|invite|page\.\w+)$/;
const BY_FIELD = /^resources\.([\w-]+)\.fields\.(.+)$/;

const files = readdirSync(SRC, { recursive: true }).filter((name) => /\.tsx?$/.test(name)).map((name) => join(SRC, name));
const isMessages = (file) => /\/(messages|messages\/[\w-]+|ra-nl)\.ts$/.test(file);
const problems = [];
const say = (file, key, sentence) => problems.push(`${relative(ROOT, file)}: ${key}: ${sentence}`);

function flat(value, prefix = '', found = new Map()) {
  for (const [name, part] of Object.entries(value)) {
    if (typeof part === 'object') flat(part, `${prefix}${name}.`, found);
    else found.set(prefix + name, String(part));
  }
  return found;
}

const values = (sentence) => new Set(sentence.match(/%\{\w+\}/g) ?? []);

function compare(file, english, dutch) {
  for (const [key, sentence] of english) {
    if (!dutch.has(key)) {
      say(file, key, 'has no Dutch');
      continue;
    }
    const given = values(sentence);
    for (const value of values(dutch.get(key))) if (!given.has(value)) say(file, key, `Dutch takes ${value}, English does not`);
  }
  for (const key of dutch.keys()) if (!english.has(key)) say(file, key, 'has no English');
}

// ---- what there is to say ---------------------------------------------------------------------------------------
const react = flat(englishOfReactAdmin);
const known = new Map(); // key → the file that says it
for (const file of files.filter(isMessages)) {
  const { module } = await runnerImport(file, { root: ROOT, configFile: false, logLevel: 'error' });
  if (file.endsWith('ra-nl.ts')) {
    compare(file, react, flat(module.default ?? module.nl ?? module.dutch ?? Object.values(module)[0]));
    continue;
  }
  const { en, nl } = module.messages ?? module;
  if (!en || !nl) {
    say(file, 'en, nl', 'is not exported');
    continue;
  }
  const english = flat(en);
  compare(file, english, flat(nl));
  for (const key of english.keys()) {
    if (known.has(key)) say(file, key, `is also in ${relative(ROOT, known.get(key))}`);
    known.set(key, file);
  }
}
const roots = new Set([...known.keys(), ...react.keys()].map((key) => key.split('.')[0]));

// ---- what is asked for -------------------------------------------------------------------------------------------
const literals = new Set();
const patterns = []; // `state.${x}` asks for every message that looks like it
const escaped = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

function look(file, node) {
  if (ts.isStringLiteralLike(node)) {
    literals.add(node.text);
    const asked = ts.isCallExpression(node.parent) && node.parent.expression.getText() === 'translate' && node.parent.arguments[0] === node;
    const named = KEY.test(node.text) && roots.has(node.text.split('.')[0]) && !ts.isImportDeclaration(node.parent);
    if ((asked || named) && !known.has(node.text) && !react.has(node.text)) say(file, node.text, 'is asked for, and no message says it');
  } else if (ts.isTemplateExpression(node)) {
    const parts = [node.head.text, ...node.templateSpans.map((span) => span.literal.text)];
    if (/^[a-z][\w-]*\./i.test(parts[0])) patterns.push(new RegExp(`^${parts.map(escaped).join('.+')}$`));
  }
  ts.forEachChild(node, (child) => look(file, child));
}
for (const file of files.filter((name) => !isMessages(name) && !name.endsWith('api-types.ts'))) {
  look(file, ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true, file.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS));
}

function used(key) {
  if (literals.has(key) || patterns.some((pattern) => pattern.test(key))) return true;
  const resource = BY_RESOURCE.exec(key);
  if (resource) return literals.has(resource[1]);
  const field = BY_FIELD.exec(key);
  return Boolean(field && literals.has(field[1]) && literals.has(field[2]));
}
for (const [key, file] of known) if (!used(key)) say(file, key, 'is used nowhere');

if (problems.length) {
  console.error(problems.join('\n') + `\n${problems.length} problem${problems.length > 1 ? 's' : ''} with the words.`);
  process.exit(1);
}
console.log(`translations: ${known.size} messages of our own and ${react.size} of react-admin's, in two languages`);
