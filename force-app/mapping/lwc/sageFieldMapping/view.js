/** What the page shows of its state; nothing here changes anything. */
import { fill } from 'c/sageErrors';
import { matches } from 'c/sageMappingDraft';
import { labels } from './labels';

/** Which mapping both halves work with; blank until the gateway was asked. */
export function revisionText(revision, gateway) {
  if (!gateway) return '';
  if (gateway.problem) return fill(labels.revisionAway, revision);
  if (gateway.revision === revision) return fill(labels.revisionSame, revision);
  return fill(labels.revisionOther, revision, gateway.revision);
}

/** Rows that a search leaves, each with its label, findings and preview. */
export function rowsToShow(rows, { search, showsOff, salesforceFields, findings, previews }) {
  const labelsByName = new Map(salesforceFields.map(({ name, label }) => [name, label]));
  return rows
    .filter(({ active }) => active || showsOff)
    .map((row) => ({ row, label: labelsByName.get(row.salesforceField) }))
    .filter(({ row, label }) => matches(search, row.salesforceField, label, row.sageField, row.constant))
    .map(({ row, label }) => ({
      row,
      label,
      findings: findings.filter((finding) => finding.row === row.name),
      preview: previews.filter((value) => value.row === row.name),
    }));
}

/** Whether a pair of fields has a row already. */
export const isMapped = (rows, salesforceField, sageField) =>
  rows.some(
    (row) => row.active && row.sageField === sageField && row.salesforceField === (salesforceField ?? null),
  );

/** What to say after a deployment that was not stopped by errors; undefined when all is stored. */
export function deploymentFault({ ok, heard, message }) {
  if (!heard) return labels.unheard;
  return ok ? undefined : fill(labels.notSaved, message);
}
