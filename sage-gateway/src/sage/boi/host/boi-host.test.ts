import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';

/*
 * No PowerShell runs here, so this reads the script: its shape, and the rules that a reader would check one by one.
 */

// A fresh clone has it with Windows' line ends (.gitattributes).
const source = readFileSync(new URL('./boi-host.ps1', import.meta.url), 'utf8').replaceAll('\r\n', '\n');
const contract = readFileSync(new URL('../../../../../contract/boi-host/README.md', import.meta.url), 'utf8');
const code = withoutTexts(source);

/** The script without comments, and with every quoted text replaced by its quotes; throws on a text that does not end. */
function withoutTexts(script: string): string {
  const token = /#[^\n]*|'(?:[^'\n]|'')*'|"(?:`.|""|\$\((?:[^()]|\([^()]*\))*\)|[^"`\n])*"|['"]/g;
  return script.replace(token, (found) => {
    if (found.startsWith('#')) return '';
    if (found.length === 1) throw new Error(`a text does not end: ${found}`);
    return found[0] === "'" ? "''" : '""';
  });
}

function members(table: string): string[] {
  const rows = contract.split('\n').filter((line) => line.startsWith('| `'));
  const from = contract.indexOf(table);
  return rows
    .filter((row) => contract.indexOf(row) > from)
    .flatMap((row) => [...(row.split('|')[1] ?? '').matchAll(/`(\w+)`/g)].map(([, name]) => name ?? ''));
}

/** The text of one function, its braces included. */
function functionBody(name: string): string {
  const start = code.search(new RegExp(`^function ${name}\\b`, 'm'));
  if (start < 0) throw new Error(`there is no function ${name}`);
  const next = code.indexOf('\n}\n', start);
  return code.slice(start, next);
}

describe('the PowerShell host', () => {
  it('is ASCII, because Windows PowerShell 5.1 reads it in the code page of the machine', () => {
    // eslint-disable-next-line no-control-regex -- the range of ASCII is what is meant
    expect(source).toMatch(/^[\x00-\x7f]*$/);
  });

  it('has balanced brackets of every kind', () => {
    const open: string[] = [];
    const partner: Record<string, string> = { ')': '(', ']': '[', '}': '{' };
    for (const sign of code.match(/[()[\]{}]/g) ?? []) {
      const wanted = partner[sign];
      if (wanted === undefined) open.push(sign);
      else expect(open.pop()).toBe(wanted);
    }
    expect(open).toEqual([]);
  });

  it('handles every operation of the contract, and no other', () => {
    const operations = members('| op | members | reply |').slice(0, 7);
    const dispatch = source.slice(
      source.indexOf('function Invoke-Operation'),
      source.indexOf('unknown operation'),
    );
    const handled = [...dispatch.matchAll(/^ {8}'(\w+)' \{/gm)].map(([, name]) => name);

    expect(operations).toEqual(['open', 'ping', 'next', 'write', 'delete', 'preview', 'close']);
    expect(handled).toEqual(operations);
  });

  it('knows every kind of error and every stage of the contract, and no other', () => {
    const kinds = new Set(members('| kind | meaning |'));
    const stages = new Set(
      [...(/`stage`: (.*)/.exec(contract)?.[1] ?? '').matchAll(/`(\w+)`/g)].map(([, name]) => name),
    );
    const told = [...source.matchAll(/Stop-Operation '(\w+)'|kind = '(\w+)'/g)].map(([, a, b]) => a ?? b);
    const reached = [...source.matchAll(/\$script:stage = '(\w+)'/g)].map(([, name]) => name);

    expect(kinds.size).toBeGreaterThan(6);
    expect(new Set(told)).toEqual(kinds);
    expect(new Set(reached)).toEqual(stages);
  });

  it('writes to standard output in one place only, as one line of JSON that is not piped', () => {
    expect(code).not.toMatch(/Write-Host|Write-Output|Out-Host|Out-Default|\becho\b|Write-Information/i);
    expect([...code.matchAll(/Console\]::Out\b/g)]).toHaveLength(1);
    expect(functionBody('Write-Reply')).toContain('Console]::Out.WriteLine');
    expect([...code.matchAll(/ConvertTo-Json/g)]).toHaveLength(1);
    expect(code).toMatch(/ConvertTo-Json -InputObject \$reply -Depth 10 -Compress/);
  });

  it('reads and writes UTF-8 without a byte order mark, through Console.In', () => {
    expect(code).toContain('System.Text.UTF8Encoding($false)');
    expect(code).toContain('[System.Console]::In.ReadLine()');
  });

  it('leaves no result of a COM call lying about, because it would become part of a reply', () => {
    const loose = code
      .split('\n')
      .filter((line) =>
        /^\s*(Invoke-Sage|Invoke-ByReflection|\$\w+\.(n[A-Z]\w*|\$\w+|DropObject)\()/.test(line),
      );

    expect(loose).toEqual([]);
  });

  it('hands on what COM returned behind a comma, so that PowerShell does not try to enumerate it', () => {
    for (const name of ['Invoke-ByReflection', 'Invoke-Sage', 'Get-SageProperty', 'New-SageObject']) {
      const returns = [...functionBody(name).matchAll(/return ([^\n}]*)/g)].map(([, what]) => what ?? '');
      expect(returns.length).toBeGreaterThan(0);
      expect(returns.filter((what) => !what.startsWith(', '))).toEqual([]);
    }
  });

  it('sets the session up in the documented order', () => {
    const order = [
      'ComObject',
      'Init(',
      "NewObject('SY_Session')",
      "'nLogon'",
      "'nSetUser'",
      "'nSetCompany'",
    ];
    const opening = source.slice(
      source.indexOf('function Open-Session'),
      source.indexOf('function Assert-Session'),
    );
    const context = source.slice(
      source.indexOf('function Set-Context'),
      source.indexOf('function New-SageObject'),
    );

    expect(order.map((call) => opening.indexOf(call))).toEqual(ascending);
    expect(
      ["'nSetDate'", "'nSetModule'", "'nLookupTask'", "'nSetProgram'"].map((call) => context.indexOf(call)),
    ).toEqual(ascending);
  });

  it('reads the values of a line before it writes the line, and the header last', () => {
    const line = source.slice(
      source.indexOf('function Write-Line'),
      source.indexOf('function Write-Document'),
    );
    const document = source.slice(
      source.indexOf('function Write-Document'),
      source.indexOf('function Get-NextNumber'),
    );

    expect(
      ["'lineKey'", 'Remove-Line', 'Open-Line', "'set'", 'Read-Columns', "'nWrite'"].map((call) =>
        line.indexOf(call),
      ),
    ).toEqual(ascending);
    expect(
      ['Open-Record', 'Set-Cell', "'oLines'", 'Write-Line', "'nWrite'"].map((call) => document.indexOf(call)),
    ).toEqual(ascending);
  });

  it('tells that a method for lines that exist is missing, and does not spoil the session by it', () => {
    const unproven = functionBody('Invoke-Unproven');

    expect(source).toContain("Invoke-Unproven $lines 'sGetEditKey' @($lineKey) $index");
    expect(source).toContain("Invoke-Unproven $lines 'nEditLine' @($editKey) $index");
    expect(source).toContain("Invoke-Unproven $lines 'nDeleteLine' @($editKey) $index");
    expect(unproven.indexOf('if (-not $isMissing) { throw }')).toBeLessThan(
      unproven.indexOf('Stop-Operation'),
    );
    expect(unproven).toContain('if (-not $isMissing) { throw }');
  });

  it('closes the session however the reading of messages ends', () => {
    const loop = source.slice(source.indexOf('In.ReadLine()'));

    expect(loop).toMatch(/\}\nfinally \{\n {4}Close-Session\n\}\nexit 0\s*$/);
  });

  it('takes an object that was not made as a refusal, with the sentence of the session', () => {
    const making = source.slice(
      source.indexOf('function New-SageObject'),
      source.indexOf('function Invoke-CleanUp'),
    );

    expect(making).toMatch(
      /if \(\$null -eq \$created\) \{ Stop-Operation 'refused' [^\n]*Get-LastError \$script:session/,
    );
  });

  it('names the line when one of its values cannot be read', () => {
    expect(source).toContain("Read-Columns $lines (Get-Field $line 'read') $index");
    expect(functionBody('Read-Column')).toContain("Stop-Operation '' (Get-LastError $target) $column $line");
  });

  it('parses and writes numbers independently of the language of Windows', () => {
    expect(code).toMatch(/\[double\]::Parse\(\$text, [^\n]*\$invariant\)/);
    expect(code).toContain('([decimal]$value).ToString($invariant)');
  });
});

/** All found, each after the one before. */
const ascending = {
  asymmetricMatch: (positions: number[]) =>
    positions.every((position, index) => position >= 0 && position > (positions[index - 1] ?? -1)),
  toString: () => 'ascending positions',
};
