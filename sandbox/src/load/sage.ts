import { z } from 'zod';

/** What `sandbox/sage/cli.ts load` prints, as far as it is told on. */
const loadResult = z.object({
  tables: z.array(z.object({ table: z.string(), rows: z.number() })).default([]),
  fields: z.array(z.object({ table: z.string(), column: z.string(), field: z.string() })).default([]),
  setupAdded: z.array(z.object({ table: z.string(), code: z.string() })).default([]),
  notes: z.array(z.string()).default([]),
});

/** The result of a load (or of a seed) in sentences. */
export function loadSentences(output: string): string[] {
  const { tables, fields, setupAdded, notes } = loadResult.parse(JSON.parse(output));
  return [
    ...(tables.length > 0
      ? [`loaded: ${tables.map(({ table, rows }) => `${rows} ${table}`).join(', ')}`]
      : []),
    ...fields.map(
      ({ table, column, field }) => `${table}: Sage has no column ${column}; it is kept as ${field}`,
    ),
    ...setupAdded.map(({ table, code }) => `${table}: ${code} was missing and is added`),
    ...notes,
  ];
}
