import { z } from 'zod';
import { listOf, pieces } from './xml.ts';

const labelsSchema = z.object({ labels: listOf(z.object({ fullName: z.string(), value: z.string() })) });
const translationSchema = z.object({
  customLabels: listOf(z.object({ name: z.string(), label: z.string() })),
});

/** A text by language; `en` is always there. */
export type Texts = Readonly<Record<string, string>>;

/** The custom labels below the folders by name. */
export function readTexts(folders: readonly string[]): ReadonlyMap<string, Texts> {
  const texts = new Map<string, Record<string, string>>();
  for (const { value } of pieces(folders, 'labels', labelsSchema))
    for (const label of value.labels) texts.set(label.fullName, { en: label.value });
  for (const { name: language, value } of pieces(folders, 'translation', translationSchema))
    for (const { name, label } of value.customLabels) {
      const known = texts.get(name);
      if (known) known[language] = label;
    }
  return texts;
}
