import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from '@jest/globals';

const root = join(import.meta.dirname, '..');
const forceApp = join(root, 'force-app');
const run = promisify(execFile);

describe('the unlocked package', () => {
  it('is converted by the Salesforce CLI, with every class and trigger in the manifest', async () => {
    const target = mkdtempSync(join(tmpdir(), 'package-'));
    try {
      const cli = join(root, 'node_modules', '@salesforce', 'cli', 'bin', 'run.js');
      const args = [
        'project',
        'convert',
        'source',
        '--source-dir',
        forceApp,
        '--output-dir',
        target,
        '--json',
      ];
      await run(process.execPath, [cli, ...args], {
        cwd: root,
        env: { ...process.env, HOME: target, SF_DISABLE_TELEMETRY: 'true', SF_AUTOUPDATE_DISABLE: 'true' },
      });
      const manifest = readFileSync(join(target, 'package.xml'), 'utf8');
      const sources = readdirSync(forceApp, { recursive: true, encoding: 'utf8' }).filter((file) =>
        /\.(cls|trigger)$/.test(file),
      );
      expect(sources.length).toBeGreaterThan(30);
      const missing = sources
        .map((file) => basename(file).replace(/\.\w+$/, ''))
        .filter((name) => !manifest.includes(`<members>${name}</members>`));
      expect(missing).toEqual([]);
    } finally {
      rmSync(target, { recursive: true, force: true });
    }
  }, 60_000);

  it('names every component with the prefix Sage, and fields so on objects that are not ours', () => {
    const files = readdirSync(forceApp, { recursive: true, encoding: 'utf8' }).filter((file) =>
      /\.(cls|trigger)$|-meta\.xml$/.test(file),
    );
    const foreign = files.filter((file) => {
      const ofOurObject = /\/objects\/Sage\w+\//.test(file);
      // Names that the platform gives: the one file of labels, a language, the object before an action's own name.
      const given = /\/(labels|translations)\//.test(file);
      const name = basename(file).replace(/^\w+\.(?=\w+\.quickAction-meta\.xml$)/, '');
      return !ofOurObject && !given && !/^sage/i.test(name);
    });
    expect(foreign).toEqual([]);
  });

  it('describes every object and field, and helps people with every field that they may see', () => {
    const files = readdirSync(forceApp, { recursive: true, encoding: 'utf8' }).filter((file) =>
      /\.(object|field)-meta\.xml$/.test(file),
    );
    const silent = files.filter((file) => {
      const xml = readFileSync(join(forceApp, file), 'utf8');
      // Fields of platform events are on no page.
      const needsHelp = /\.field-meta\.xml$/.test(file) && !/\/\w+__e\//.test(file);
      return !xml.includes('<description>') || (needsHelp && !xml.includes('<inlineHelpText>'));
    });
    expect(files.length).toBeGreaterThan(100);
    expect(silent).toEqual([]);
  });
});
