/** Keys of other services that people keep in files and notes: read by the rules of those of accounts. */
import { describe, expect, it } from 'vitest';
import { auxot } from '../../../../electron/providers/auxot.ts';
import { generic } from '../../../../electron/providers/generic.ts';
import { keysInText } from '../../../../electron/providers/other/read-text.ts';

describe('keys of other services', () => {
  const secrets = Array.from({ length: 4 }, (_, index) => `user.${String(index).repeat(22)}`);

  it('are read by the same rules', () => {
    const [quoted, commented, padded, last] = secrets;
    const text = [
      `export AUXOT_API_KEY='${quoted!}'`,
      `CI=${commented!} # from the console`,
      `${padded!}==`,
      `# OLD=user.${'9'.repeat(22)}`,
      `Night shift, ${last!},`,
      `CI=${commented!}`,
    ].join('\r\n');
    expect(keysInText(auxot, text)).toEqual([
      { name: 'AUXOT_API_KEY', secret: quoted },
      { name: 'CI', secret: commented },
      { name: 'Auxot user key 3', secret: `${padded!}==` },
      { name: 'Night shift', secret: last },
    ]);
  });

  it('are found in a table of a password manager', () => {
    const [first, second] = secrets;
    const rows = `folder,name,login,password\nWork,Intake,ann,${first!}\nWork,"Billing, EU",ann,"${second!}"\n`;
    expect(keysInText(auxot, rows)).toEqual([
      { name: 'Intake', secret: first },
      { name: 'Billing, EU', secret: second },
    ]);
  });

  it('are all found in a table of which some lines could be a list', () => {
    const [first, second] = secrets;
    const rows = `name,login,password\nIntake,${first!},\nBilling,ann,${second!}\n`;
    expect(keysInText(auxot, rows)).toEqual([
      { name: 'Intake', secret: first },
      { name: 'Billing', secret: second },
    ]);
  });

  it('are not the headings of a table', () => {
    const rows = 'name,key\nHarbour,value-of-it\n';
    expect(keysInText(generic, rows)).toEqual([{ name: 'Harbour', secret: 'value-of-it' }]);
    expect(keysInText(generic, 'name=value-of-name\n')).toHaveLength(1);
  });

  it('are the column that its heading calls so, where anything may be a key, and none where none is', () => {
    const rows = [
      'folder,name,login_username,login_password',
      'Work,Intake,ann,value-of-intake',
      'Work,"Billing, EU",ann,"value-of,billing"',
    ];
    expect(keysInText(generic, rows.join('\n'))).toEqual([
      { name: 'Intake', secret: 'value-of-intake' },
      { name: 'Billing, EU', secret: 'value-of,billing' },
    ]);
    // Which of them would be the secret? The rest of the line is none.
    expect(keysInText(generic, rows.slice(1, 2).join('\n'))).toEqual([]);
  });

  it('take no key for the name of another, and no name that is too long', () => {
    const [one, two] = ['a', 'b'].map((letter) => `user.${letter.repeat(22)}`);
    expect(keysInText(auxot, `old,new\n${one!},${two!}\n`)).toEqual([
      { name: 'Auxot user key 1', secret: one },
      { name: 'Auxot user key 2', secret: two },
    ]);
    // Longer than a key may be called.
    expect(keysInText(generic, `${'B'.repeat(400)}=value-of-b\n`)).toEqual([
      { name: 'B'.repeat(200), secret: 'value-of-b' },
    ]);
  });

  it('are named, where anything may be a key', () => {
    expect(keysInText(generic, 'abcdef\nHarbour: value-of-it\n')).toEqual([
      { name: 'Harbour', secret: 'value-of-it' },
    ]);
  });

  it('end before what parts them from the next, unless they are quoted', () => {
    const text = [
      'COMMA: value-of-it,',
      'export SHELL=value-of-shell;',
      'NOTED=value-of-noted; # from the console',
      "QUOTED='value-of-quoted;'",
      '"LISTED": "value-of-listed;",',
    ].join('\n');
    expect(keysInText(generic, text)).toEqual([
      { name: 'COMMA', secret: 'value-of-it' },
      { name: 'SHELL', secret: 'value-of-shell' },
      { name: 'NOTED', secret: 'value-of-noted' },
      { name: 'QUOTED', secret: 'value-of-quoted;' },
      { name: 'LISTED', secret: 'value-of-listed;' },
    ]);
  });

  it('are looked for in lines that would keep a careless pattern busy for hours', () => {
    const blanks = ' '.repeat(400_000);
    const text = `${blanks}x${blanks}\n;${'; '.repeat(200_000)}\n${'a:'.repeat(200_000)}`;
    expect(keysInText(auxot, text)).toEqual([]);
  });
});
