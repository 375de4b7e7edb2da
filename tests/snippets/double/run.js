// Runs the scripts it is sent, one a line in base64, and answers each, when it says its end, with what it printed.
const path = require('path');
const readline = require('readline');
const util = require('util');

const load = require('module').createRequire(path.join(process.argv[2], 'script.js'));

function run(code) {
  return new Promise((resolve) => {
    const end = (error) => (...words) => resolve({ error, output: words.map((word) => util.format(word)).join(' ') });
    const timer = setTimeout(() => resolve({ error: true, output: 'nothing was printed' }), 10000);
    const quiet = { log: end(false), error: end(true), warn: end(true) };
    try {
      new Function('require', 'process', 'console', code)(load, { env: process.env }, quiet);
    } catch (error) {
      resolve({ error: true, output: String(error) });
    }
    timer.unref();
  });
}

(async () => {
  for await (const line of readline.createInterface({ input: process.stdin })) {
    process.stdout.write(JSON.stringify(await run(Buffer.from(line, 'base64').toString())) + '\n');
  }
})();
