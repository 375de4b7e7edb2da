// Runs a file of TypeScript, as `node FILE.ts` does since Node.js 22.18; the first argument is where TypeScript is.
const { createRequire } = require('node:module');
const { readFileSync } = require('node:fs');
const path = require('node:path');

const [modules, file] = process.argv.slice(2);
const typescript = require(path.join(modules, 'typescript'));
const compilerOptions = { module: typescript.ModuleKind.CommonJS, target: typescript.ScriptTarget.ES2022 };
const { outputText } = typescript.transpileModule(readFileSync(file, 'utf8'), { compilerOptions });
new Function('require', 'exports', outputText)(createRequire(path.resolve(file)), {});
