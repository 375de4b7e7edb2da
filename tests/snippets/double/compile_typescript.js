// Compiles as `tsc` does, for as long as it is asked to; the argument is where TypeScript is. A line of JSON in base64
// asks, and a line of JSON answers: for the arguments of tsc, whose files are named with their directories, with what
// tsc would say; for a text of TypeScript with its JavaScript, as typescript.js runs it. What TypeScript and Node.js
// declare is read once.
const path = require('node:path');
const readline = require('node:readline');

const typescript = require(path.join(process.argv[2], 'typescript'));
const declarations = new Map();

function hostOf(options) {
  const host = typescript.createCompilerHost(options);
  const read = host.getSourceFile;
  host.getSourceFile = (file, version, ...more) => {
    if (!file.endsWith('.d.ts')) {
      return read(file, version, ...more);
    }
    const name = `${file} ${JSON.stringify(version)}`;
    if (!declarations.has(name)) {
      declarations.set(name, read(file, version, ...more));
    }
    return declarations.get(name);
  };
  return host;
}

function compiled(words) {
  const { options, fileNames, errors } = typescript.parseCommandLine(words);
  const host = hostOf(options);
  const program = typescript.createProgram({ rootNames: fileNames, options, host });
  const found = [...errors, ...typescript.getPreEmitDiagnostics(program)];
  found.push(...program.emit().diagnostics);
  return typescript.formatDiagnostics(found, host);
}

function stripped(code) {
  const compilerOptions = { module: typescript.ModuleKind.CommonJS, target: typescript.ScriptTarget.ES2022 };
  return typescript.transpileModule(code, { compilerOptions }).outputText;
}

readline.createInterface({ input: process.stdin }).on('line', (line) => {
  const { words, code } = JSON.parse(Buffer.from(line, 'base64').toString());
  const answer = words ? { said: compiled(words) } : { code: stripped(code) };
  process.stdout.write(`${JSON.stringify(answer)}\n`);
});
