/** The rows of named and external credentials: made from metadata, and changed by the Connect API of Apex. */
import { edited, idOf, isDeleted, textOf, type Row } from '../db/row.ts';
import type { Org } from '../org.ts';
import type { Value } from '../runtime/values.ts';
import type { CredentialParameter } from '../schema/credential-metadata.ts';

export type CredentialObject = 'NamedCredential' | 'ExternalCredential';
/** What a parameter is, without the group that only metadata has. */
export type ParameterValues = Omit<CredentialParameter, 'group'>;

/** Adds the credentials of the metadata. */
export function seedCredentials(org: Org): void {
  for (const { name, label, protocol, parameters } of org.meta.externalCredentials) {
    const id = org.add('ExternalCredential', {
      DeveloperName: name,
      MasterLabel: label,
      AuthenticationProtocol: protocol,
      AuthenticationProtocolVariant:
        parameters.find(({ type }) => type === 'AuthProtocolVariant')?.value ?? null,
    });
    for (const parameter of parameters) addParameter(org, id, parameter, { logged: false });
  }
  for (const {
    name,
    label,
    description,
    endpoint,
    enabled,
    parameters,
  } of org.meta.namedCredentials.values()) {
    const url = parameters.find(({ type }) => type === 'Url')?.value ?? null;
    const id = org.add('NamedCredential', {
      DeveloperName: name,
      MasterLabel: label,
      Description: description,
      Endpoint: endpoint ?? url,
      CalloutStatus: enabled ? 'Enabled' : 'Disabled',
      CalloutOptionsGenerateAuthorizationHeader: true,
    });
    for (const parameter of parameters) addParameter(org, id, parameter, { logged: false });
  }
}

export function addParameter(
  org: Org,
  credential: string,
  { name, type, value, sequence, externalCredential }: ParameterValues,
  { logged = true } = {},
): string {
  const values = {
    CredentialId: credential,
    ParameterName: name,
    ParameterType: type,
    ParameterValue: value,
    SequenceNumber: sequence,
    ExternalCredential: externalCredential,
  };
  return org.add('CredentialParameter', values, { logged });
}

/** A credential by its developer name in any case. */
export function findCredential(org: Org, object: CredentialObject, name: string): Row | null {
  const wanted = name.toLowerCase();
  const rows = [...org.db.rows(object.toLowerCase())];
  return rows.find((row) => textOf(row, 'developername')?.toLowerCase() === wanted) ?? null;
}

/** The parameters of a credential by their numbers; all, or those of one type. */
export function parametersOf(org: Org, credential: Row, type?: string): Row[] {
  const number = (row: Row): number => Number(row.get('sequencenumber') ?? 0);
  return org.db
    .by('credentialparameter', 'credentialid', idOf(credential))
    .filter((row) => !isDeleted(row) && (type === undefined || textOf(row, 'parametertype') === type))
    .sort((a, b) => number(a) - number(b));
}

export const isPrincipal = (parameter: Row): boolean =>
  /Principal$/.test(textOf(parameter, 'parametertype') ?? '');

/** Changes a credential, a parameter or a value. */
export function changeRow(org: Org, object: string, row: Row, values: Readonly<Record<string, Value>>): void {
  org.db.write(object.toLowerCase(), idOf(row), edited(row, values));
}

/**
 * Makes the parameters of these types what is given: those of the same name and type are changed, others added or taken away.
 * A row is never deleted, because one that comes from metadata would be there again at the next start.
 */
export function replaceParameters(
  org: Org,
  credential: Row,
  types: readonly string[],
  given: readonly ParameterValues[],
): void {
  const known = org.db
    .by('credentialparameter', 'credentialid', idOf(credential))
    .filter((row) => types.includes(textOf(row, 'parametertype') ?? ''));
  const kept = new Set<Row>();
  for (const parameter of given) {
    const row = known.find(
      (candidate) =>
        textOf(candidate, 'parametername') === parameter.name &&
        textOf(candidate, 'parametertype') === parameter.type,
    );
    if (!row) {
      addParameter(org, idOf(credential), parameter);
      continue;
    }
    kept.add(row);
    changeRow(org, 'CredentialParameter', row, {
      parametervalue: parameter.value,
      sequencenumber: parameter.sequence,
      externalcredential: parameter.externalCredential,
      isdeleted: false,
    });
  }
  for (const row of known)
    if (!kept.has(row)) changeRow(org, 'CredentialParameter', row, { isdeleted: true });
}

/** What was entered on a principal, such as the ApiKey; by name. */
export function valuesOf(org: Org, principal: Row): Map<string, Row> {
  const rows = org.db.by('credentialvalue', 'principalid', idOf(principal)).filter((row) => !isDeleted(row));
  return new Map(rows.map((row) => [textOf(row, 'name') ?? '', row]));
}
