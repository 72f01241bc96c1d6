import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { readLabels, removeLabels, saveLabels } from './label-files.ts';

const forceApp = join(import.meta.dirname, '..', 'force-app');
const labels = readLabels();

describe('the texts of the package', () => {
  it('are in English and in German, with the same placeholders', () => {
    const placeholders = (text: string) => [...text.matchAll(/\{\d+\}/g)].map(String).sort().join();
    const wrong = labels.filter(
      ({ english, german }) => german === '' || placeholders(english) !== placeholders(german),
    );

    expect(wrong).toEqual([]);
  });

  it('are used, and no text is used that is not there', () => {
    const used = labelsInSources();
    const names = labels.map(({ name }) => name);

    expect({
      unused: names.filter((name) => !used.has(name)),
      missing: [...used].filter((name) => !names.includes(name)),
    }).toEqual({ unused: [], missing: [] });
  });

  it('are sorted by name, so that two branches seldom touch the same line', () => {
    const names = labels.map(({ name }) => name);

    expect(names).toEqual([...names].sort());
    expect(new Set(names).size).toBe(names.length);
  });
});

describe('scripts/label.ts', () => {
  let root: string;
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'labels-'));
  });
  afterEach(() => rmSync(root, { recursive: true, force: true }));
  const label = (name: string, english = 'Credit & terms', german = 'Kredit & Bedingungen') => ({
    name,
    english,
    german,
  });

  it('adds labels in order and changes one in place', async () => {
    await saveLabels([label('SageB'), label('SageA')], root);
    await saveLabels([label('SageB', 'On <hold>', 'Gesperrt')], root);

    expect(readLabels(root)).toEqual([label('SageA'), label('SageB', 'On <hold>', 'Gesperrt')]);
  });

  it('removes a label from both languages', async () => {
    await saveLabels([label('SageA'), label('SageB')], root);
    await removeLabels(['SageA'], root);

    expect(readLabels(root)).toEqual([label('SageB')]);
    expect(
      readFileSync(join(root, 'force-app/core/translations/de.translation-meta.xml'), 'utf8'),
    ).not.toContain('SageA');
  });

  it('loses nothing when several save at the same time', async () => {
    const names = ['SageA', 'SageB', 'SageC', 'SageD', 'SageE'];

    await Promise.all(names.map((name) => saveLabels([label(name)], root)));

    expect(readLabels(root).map(({ name }) => name)).toEqual(names);
  });

  it.each([
    ['a name that is not ours', label('Credit')],
    ['a blank text', label('SageA', ' ')],
    ['spaces at an end', label('SageA', 'Credit ')],
    ['more than 1,000 characters', label('SageA', 'a'.repeat(1001))],
  ])('refuses %s', async (_, wrong) => {
    await expect(saveLabels([wrong], root)).rejects.toThrow(wrong.name);
    expect(readLabels(root)).toEqual([]);
  });
});

/** Names after `label/c.` in LWCs, `Label.` in Apex and `$Label.` in metadata. */
function labelsInSources(): ReadonlySet<string> {
  const files = readdirSync(forceApp, { recursive: true, encoding: 'utf8' }).filter(
    (file) => /\.(js|cls|trigger|xml)$/.test(file) && !/\.(labels|translation)-meta\.xml$/.test(file),
  );
  const texts = files.map((file) => readFileSync(join(forceApp, file), 'utf8'));
  return new Set(
    texts.flatMap((text) =>
      [...text.matchAll(/(?:label\/c|Label)\.(Sage\w+)/g)].map(([, name = '']) => name),
    ),
  );
}
