// Runs files of code as programs, for as long as it is asked to: to load what fetch needs takes longer than the rest. A
// line in base64 names a file, and a line of JSON answers: the code that it ended with, and what it wrote to its two
// streams. Such code ends when its main() does, and says by process.exitCode how.
const fs = require('node:fs');
const { createRequire } = require('node:module');
const readline = require('node:readline');
const util = require('node:util');

async function end(file) {
  const code = fs.readFileSync(file, 'utf8');
  const waited = code.replace(/^main\(\)\.catch\(/m, 'return $&');
  if (waited === code) {
    return { code: 70, printed: '', said: 'the code has no main()\n' };
  }
  const streams = { printed: '', said: '' };
  const into = (name) => (...words) => (streams[name] += `${util.format(...words)}\n`);
  const console = { log: into('printed'), error: into('said'), warn: into('said') };
  const program = { __proto__: process, exitCode: 0 };
  try {
    await new Function('require', 'process', 'console', 'exports', waited)(createRequire(file), program, console, {});
  } catch (error) {
    return { ...streams, code: 1, said: `${streams.said}${error.stack}\n` };
  }
  return { ...streams, code: program.exitCode };
}

(async () => {
  for await (const line of readline.createInterface({ input: process.stdin })) {
    const answer = await end(Buffer.from(line, 'base64').toString());
    process.stdout.write(`${JSON.stringify(answer)}\n`);
  }
})();
