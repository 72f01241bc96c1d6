/**
 * Both sides' fields as they are asked for once: `salesforce` by object, `sage` by table. A table that could not be asked is known by the
 * fields its rows name, and is not checked.
 */
import salesforceFields from '@salesforce/apex/SageMappingController.salesforceFields';
import sageFields from '@salesforce/apex/SageMappingController.sageFields';

export const noFields = () => ({ salesforce: {}, sage: {}, problems: {} });

/** The site's own fields first, then the others, those of other records last; each by label. */
const rank = ({ name, custom }) => (name.includes('.') ? 2 : Number(!custom));
const byUse = (one, other) => rank(one) - rank(other) || one.label.localeCompare(other.label);

/** The fields with those of one object added, where they are not known yet. */
export async function withObject(fields, { name, table }) {
  const [salesforce, sage] = await Promise.all([
    fields.salesforce[name] ?? salesforceFields({ objectName: name }),
    fields.sage[table] ? { fields: fields.sage[table] } : sageFields({ table }),
  ]);
  return {
    salesforce: { ...fields.salesforce, [name]: [...salesforce].sort(byUse) },
    sage: sage.fields ? { ...fields.sage, [table]: sage.fields } : fields.sage,
    problems: { ...fields.problems, [table]: sage.problem },
  };
}

/** Fields of a table: as Sage has them, else those that rows name. */
export function sageFieldsOf({ sage }, table, rows) {
  if (sage[table]) return sage[table];
  const names = new Set(rows.filter((row) => row.table === table).map(({ sageField }) => sageField));
  return [...names].filter(Boolean).map((name) => ({ name, kind: 'text', udf: name.startsWith('UDF_') }));
}

/** Options of a combobox. */
export const optionsOf = (fields) =>
  fields.map(({ name, label }) => ({ value: name, label: label ? `${label} (${name})` : name }));
