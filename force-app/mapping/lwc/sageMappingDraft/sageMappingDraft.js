/** A draft of the field mapping: rows in the contract's form, never changed in place. */

/** As a DeveloperName is: letters, digits, single underscores, none at the end. */
const tidy = (text) => text.replace(/[^A-Za-z0-9]+/g, '_').replace(/_$/, '');

/** A name for a new row: the object and Sage's field, unique among the rows. */
export function nameOf(rows, object, sageField) {
  const taken = new Set(rows.map(({ name }) => name.toLowerCase()));
  const base = tidy(`${object}_${sageField.replace(/^UDF_/, '')}`).slice(0, 36);
  let name = tidy(base);
  for (let number = 2; taken.has(name.toLowerCase()); number += 1) name = `${tidy(base)}_${number}`;
  return name;
}

/**
 * A new row for a pair of fields; without a field of Salesforce it is a constant. Checkboxes become Y and N by themselves.
 *
 * @param {{name: string, table: string}} object
 * @param {{name: string, kind: string} | undefined} salesforce
 * @param {{name: string, udf: boolean}} sage
 */
export function newRow(rows, object, salesforce, sage) {
  const towardSage = sage.udf && object.name !== 'Product2';
  const transforms = salesforce?.kind === 'boolean' ? ['yesno'] : [];
  const kind = transforms.length > 0 ? 'Transform' : 'Field';
  return {
    name: nameOf(rows, object.name, sage.name),
    object: object.name,
    table: object.table,
    direction: towardSage ? 'ToSage' : 'ToSalesforce',
    owner: towardSage ? 'Salesforce' : 'Sage',
    kind: salesforce ? kind : 'Constant',
    salesforceField: salesforce?.name ?? null,
    sageField: sage.name,
    constant: null,
    valueMap: null,
    values: [],
    transforms,
    defaultWhenBlank: null,
    active: true,
    order: rows.reduce((highest, { order }) => Math.max(highest, order), 0) + 1,
  };
}

/** The rows with one put in the place of the one of its name. */
export const replaced = (rows, row) => rows.map((each) => (each.name === row.name ? row : each));

/** Whether two drafts say the same. */
export const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);

/** Whether a search text is in any of the texts. */
export function matches(search, ...texts) {
  const wanted = search.trim().toLowerCase();
  return wanted === '' || texts.some((text) => text?.toLowerCase().includes(wanted));
}
