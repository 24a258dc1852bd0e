/**
 * Runs in Windows' Node under Wine for as long as one file of tests does, and starts what they ask for: under Wine only the
 * outermost program cannot have pipes, and one that stays spares each test the start of a session.
 *
 * One JSON document a line over a connection to the tests: `{ id, op, … }` is answered by `{ id, … }`.
 */
'use strict';
const { spawn } = require('node:child_process');
const fs = require('node:fs');
const { connect } = require('node:net');
const { createInterface } = require('node:readline');

const socket = connect(Number(process.argv[2]), '127.0.0.1');
const children = new Map();
const held = new Map();

const answer = (id, content) => socket.write(`${JSON.stringify({ id, ...content })}\n`);

function begin({ program, args, env, cwd, input, verbatim }) {
  const child = spawn(program ?? process.execPath, args, {
    cwd,
    env: { ...process.env, ...env },
    stdio: ['pipe', 'pipe', 'pipe'],
    windowsVerbatimArguments: verbatim === true,
  });
  const out = [];
  const err = [];
  child.stdout.on('data', (chunk) => out.push(chunk));
  child.stderr.on('data', (chunk) => err.push(chunk));
  child.stdin.on('error', () => undefined);
  if (input === null) children.set(child.pid, child);
  else child.stdin.end(Buffer.from(input ?? '', 'base64'));
  const ended = new Promise((resolve) => {
    child.on('error', (error) => resolve({ code: null, failed: error.code, stdout: '', stderr: '' }));
    child.on('close', (code, signal) => {
      resolve({
        code,
        signal,
        stdout: Buffer.concat(out).toString('base64'),
        stderr: Buffer.concat(err).toString('base64'),
      });
    });
  });
  return { child, ended, out };
}

const operations = {
  run: async (request) => await begin(request).ended,
  start: (request) => {
    const { child, ended, out } = begin(request);
    children.set(child.pid, { child, ended, out });
    return { pid: child.pid };
  },
  output: ({ pid }) => ({ stdout: Buffer.concat(children.get(pid).out).toString('base64') }),
  kill: async ({ pid }) => {
    const { child, ended } = children.get(pid);
    child.kill('SIGKILL');
    return await ended;
  },
  wait: async ({ pid }) => await children.get(pid).ended,
  hold: ({ file }) => {
    held.set(file, fs.openSync(file, 'r+'));
    return {};
  },
  release: ({ file }) => {
    fs.closeSync(held.get(file));
    return {};
  },
  evaluate: async ({ code }) => ({
    value: await new Function('require', `return (async () => {${code}})()`)(require),
  }),
};

createInterface({ input: socket }).on('line', (line) => {
  const request = JSON.parse(line);
  Promise.resolve()
    .then(() => operations[request.op](request))
    .then(
      (content) => answer(request.id, content),
      (error) => {
        const { code, name, message, errno, syscall } = error;
        // Of `spawn UNKNOWN` the number alone says what Windows answered.
        const where =
          syscall === undefined ? '' : ` (${syscall} ${errno}, ${request.op} ${request.program ?? 'node'})`;
        answer(request.id, { error: `${code ?? name}: ${message}${where}` });
      },
    );
});
socket.on('close', () => process.exit(0));
socket.on('error', () => process.exit(1));
