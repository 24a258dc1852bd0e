/** Exports of the programs in which a factory's office and its machines keep their settings. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { tar, zip } from '../../fixtures/scanner/archives.ts';
import { scanContent } from '../../fixtures/scanner/content.ts';
import { Random } from '../../fixtures/scanner/random.ts';

const random = new Random(1630);
const text = (value: unknown): Buffer => Buffer.from(JSON.stringify(value, null, 2));
const base64 = (value: string): string => Buffer.from(value).toString('base64');

/** Null where the program that makes it is not installed. */
function database(key: string): Buffer | null {
  const folder = mkdtempSync(join(tmpdir(), 'office-'));
  const file = join(folder, 'a.db');
  try {
    const code = `import sqlite3,sys,zlib
c=sqlite3.connect(sys.argv[1]); c.execute('create table tags(name text, value blob)')
for i in range(200): c.execute('insert into tags values(?,?)',('t%d'%i,'x'*i))
c.execute('insert into tags values(?,?)',('packed',zlib.compress(('<Tag Value="'+sys.argv[2]+'"/>'+' abc'*500).encode())))
c.commit()`;
    execFileSync('python3', ['-c', code, file, key], { stdio: 'ignore' });
    return readFileSync(file);
  } catch {
    return null;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const EXPORTS: readonly (readonly [string, (key: string) => Buffer | null])[] = [
  [
    'n8n',
    (key) =>
      text({
        name: 'Orders',
        nodes: [
          {
            type: 'n8n-nodes-base.httpRequest',
            parameters: { headerParameters: { parameters: [{ name: 'x-api-key', value: `=${key}` }] } },
          },
        ],
      }),
  ],
  [
    'n8n, credentials in the clear',
    (key) =>
      text([
        {
          id: '1',
          name: 'Augno',
          type: 'httpHeaderAuth',
          data: { name: 'Authorization', value: `Bearer ${key}` },
        },
      ]),
  ],
  [
    'Node-RED',
    (key) =>
      text([
        {
          id: 'f',
          type: 'function',
          func: `msg.headers = {"x-api-key": "${key}"};\nreturn msg;`,
          wires: [[]],
        },
      ]),
  ],
  [
    'Node-RED, in a template of JSON',
    (key) =>
      text([
        {
          type: 'template',
          template: JSON.stringify({ key: JSON.stringify({ k: key.replaceAll('_', '\\u005f') }) }),
        },
      ]),
  ],
  [
    'Make',
    (key) =>
      text({
        flow: [
          {
            module: 'http:ActionSendData',
            mapper: { headers: [{ name: 'Authorization', value: `Basic ${base64(`${key}:`)}` }] },
          },
        ],
      }),
  ],
  [
    'Power Automate',
    (key) =>
      zip([
        { name: 'manifest.json', content: text({ schema: '1.0' }) },
        {
          name: 'Microsoft.Flow/flows/1/definition.json',
          content: text({
            properties: { definition: { actions: { HTTP: { inputs: { headers: { 'x-api-key': key } } } } } },
          }),
        },
      ]),
  ],
  [
    'Power Automate Desktop',
    (key) =>
      zip([
        { name: 'solution.xml', content: Buffer.from('<a/>') },
        {
          name: 'Workflows/a.json',
          content: text({ clientdata: JSON.stringify({ inputs: `SET Key TO $'''${key}'''` }) }),
        },
      ]),
  ],
  [
    'Logic Apps',
    (key) =>
      text({
        parameters: {
          $connections: {},
          key: { defaultValue: encodeURIComponent(key).replaceAll('_', '%5F') },
        },
      }),
  ],
  [
    'Postman',
    (key) =>
      text({
        info: { _postman_id: 'x' },
        auth: { type: 'apikey', apikey: [{ key: 'value', value: key, type: 'string' }] },
      }),
  ],
  [
    'Insomnia',
    (key) =>
      Buffer.from(
        `type: collection.insomnia.rest/5.0\nenvironments:\n  data:\n    api_key: >-\n      ${key.slice(0, 40)}\\\n      ${key.slice(40)}\n`,
      ),
  ],
  ['Bruno', (key) => Buffer.from(`meta {\n  name: a\n}\nauth:bearer {\n  token: ${key}\n}\n`)],
  [
    'Bruno, as a collection',
    (key) => zip([{ name: 'c/environments/prod.bru', content: Buffer.from(`vars {\n  key: ${key}\n}\n`) }]),
  ],
  [
    'HAR',
    (key) =>
      text({
        log: {
          entries: [
            { response: { content: { encoding: 'base64', text: base64(JSON.stringify({ secret: key })) } } },
          ],
        },
      }),
  ],
  ['a label in ZPL', (key) => Buffer.from(`^XA^FO50,50^BQN,2,4^FDQA,${key}^FS^XZ`)],
  [
    'a label in ZPL, by its hexadecimal field',
    (key) => Buffer.from(`^XA^FH^FD${key.replaceAll('_', '_5F')}^FS^XZ`),
  ],
  [
    'a label template',
    (key) =>
      zip([
        { name: 'Document.xml', content: Buffer.from(`\uFEFF<Label><Text>${key}</Text></Label>`, 'utf16le') },
      ]),
  ],
  [
    'a label template, packed',
    (key) =>
      Buffer.concat([
        Buffer.from('BTW1\0\0\0\x01'),
        gzipSync(Buffer.from(`<Data>${key}</Data>${' abc'.repeat(100)}`)),
      ]),
  ],
  [
    'a PLC project in XML',
    (key) =>
      Buffer.from(
        `<?xml version="1.0"?><RSLogix5000Content><Data Format="L5K"><![CDATA['${key.slice(0, 30)}$N'$'${key.slice(30)}']]></Data></RSLogix5000Content>`.replace(
          "$N'$'",
          '',
        ),
      ),
  ],
  [
    'a PLC project as a zip',
    (key) =>
      zip([
        { name: 'project.auxiliary', content: Buffer.alloc(40) },
        { name: 'POUs/Main.TcPOU', content: Buffer.from(`<ST><![CDATA[sKey := '${key}';]]></ST>`) },
      ]),
  ],
  [
    'a PLC project as gzip',
    (key) =>
      gzipSync(tar([{ name: 'System/Blocks.xml', content: Buffer.from(`<Comment>${key}</Comment>`) }])),
  ],
  ['an HMI project as SQLite', database],
  [
    'an HMI backup: a zip with SQLite',
    (key) => {
      const db = database(key);
      return db === null ? null : zip([{ name: 'db_backup_sqlite.idb', content: db }]);
    },
  ],
];

describe('exports', () => {
  it.each(EXPORTS)('%s: a key in it is found', async (_name, make) => {
    for (const mode of ['prod', 'test'] as const) {
      const key = random.key(mode, 'augno');
      const bytes = make(key);
      if (bytes === null) return;
      const { hits, skipped } = await scanContent(bytes, 'export.bin');
      expect([
        [...new Set(hits.map((hit) => `${hit.class} ${Buffer.from(hit.key).toString('latin1')}`))],
        skipped,
      ]).toEqual([[`valid ${key}`], []]);
    }
  });
});
