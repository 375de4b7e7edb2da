// Sends what it reads, a JSON object on each line, with node-ovh, and writes what came of it.
const readline = require('readline');

const ovh = require('@ovhcloud/node-ovh')(JSON.parse(process.argv[2]));

async function send({ method, path, params }) {
  try {
    return { status: 200, value: await ovh.requestPromised(method, path, params || {}) };
  } catch ({ error, message }) {
    return { status: error, value: message };
  }
}

async function main() {
  for await (const line of readline.createInterface({ input: process.stdin })) {
    const asked = JSON.parse(line);
    if ('consumerKey' in asked) ovh.consumerKey = asked.consumerKey;
    process.stdout.write(`${JSON.stringify(asked.method ? await send(asked) : null)}\n`);
  }
}

main();
