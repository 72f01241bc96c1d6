/** ConnectApi.NamedCredentials: creates, reads and changes named and external credentials, and fills in their secrets. */
import { define, parseSigType } from '../../compile/types.ts';
import { idOf, isDeleted, textOf, type Row } from '../../db/row.ts';
import { isAdmin } from '../../db/permissions.ts';
import {
  changeRow,
  findCredential,
  isPrincipal,
  parametersOf,
  replaceParameters,
  valuesOf,
  type CredentialObject,
  type ParameterValues,
} from '../../org/credentials.ts';
import { arg, R } from '../../runtime/rt.ts';
import { AList, AMap, PObj, type Value } from '../../runtime/values.ts';
import { newBean } from '../bean.ts';
import { connectError, items, number, refuseInTests, required, text } from './connect-api.ts';
import { credentialOutput, externalOutput, namedOutput } from './credential-outputs.ts';

/** What the Connect API writes is uncommitted work: no callout may follow in the same transaction. */
function checkWriter(): void {
  checkUser();
  R.tx.dirty = true;
}

/** In a test nothing works; else the user must be allowed to manage named credentials. */
function checkUser(): void {
  refuseInTests();
  if (!isAdmin()) connectError('INSUFFICIENT_ACCESS', 'You need the permission Manage Named Credentials.');
}

const KINDS = { NamedCredential: 'named credential', ExternalCredential: 'external credential' } as const;

function existing(object: CredentialObject, name: string): Row {
  const row = findCredential(R.org, object, arg(name));
  return row ?? connectError('NOT_FOUND', `The ${KINDS[object]} ${name} doesn't exist.`);
}

function refuseDuplicate(object: CredentialObject, name: string): void {
  if (!/^[A-Za-z](?!.*__)\w*(?<!_)$/.test(name))
    connectError('INVALID_INPUT', `${name} is not a valid developer name.`);
  if (findCredential(R.org, object, name))
    connectError('DUPLICATE_VALUE', `There's already a ${KINDS[object]} with the name ${name}.`);
}

const headersOf = (input: PObj, type: string): ParameterValues[] =>
  items(input, 'customHeaders').map((header) => ({
    name: required(header, 'headerName'),
    type,
    value: text(header, 'headerValue'),
    sequence: number(header, 'sequenceNumber'),
    externalCredential: null,
  }));

const othersOf = (input: PObj): ParameterValues[] =>
  items(input, 'parameters').map((parameter) => ({
    name: required(parameter, 'parameterName'),
    type: required(parameter, 'parameterType'),
    value: text(parameter, 'parameterValue'),
    sequence: number(parameter, 'sequenceNumber'),
    externalCredential: null,
  }));

const principalsOf = (input: PObj): ParameterValues[] =>
  items(input, 'principals').map((principal) => ({
    name: required(principal, 'principalName'),
    type: required(principal, 'principalType'),
    value: null,
    sequence: number(principal, 'sequenceNumber'),
    externalCredential: null,
  }));

const typesOf = (parameters: readonly ParameterValues[]): string[] => parameters.map(({ type }) => type);

/** Writes what the input says; the secrets of principals that stay are kept. */
function fillExternal(id: string, input: PObj): Value {
  const row = R.org.db.get('externalcredential', id) ?? connectError('NOT_FOUND', id);
  changeRow(R.org, 'ExternalCredential', row, {
    masterlabel: required(input, 'masterLabel'),
    authenticationprotocol: required(input, 'authenticationProtocol'),
    authenticationprotocolvariant: text(input, 'authenticationProtocolVariant'),
    changedinorg: true,
  });
  const given = [...principalsOf(input), ...headersOf(input, 'AuthHeader'), ...othersOf(input)];
  const types = ['AuthHeader', 'NamedPrincipal', 'PerUserPrincipal', 'AwsStsPrincipal', ...typesOf(given)];
  replaceParameters(R.org, row, types, given);
  return externalOutput(R.org.db.get('externalcredential', id) ?? row);
}

function createExternal(input: PObj): Value {
  checkWriter();
  const name = required(arg(input), 'developerName');
  refuseDuplicate('ExternalCredential', name);
  return fillExternal(R.org.add('ExternalCredential', { DeveloperName: name }, { logged: true }), input);
}

function fillNamed(id: string, input: PObj): Value {
  const row = R.org.db.get('namedcredential', id) ?? connectError('NOT_FOUND', id);
  const url = required(input, 'calloutUrl');
  if (!/^https?:\/\/[^\s/]+/i.test(url)) connectError('INVALID_INPUT', `${url} is not a valid URL.`);
  if (required(input, 'type') !== 'SecuredEndpoint')
    connectError('INVALID_INPUT', 'PrivateEndpoint needs an outbound network connection.');
  const options = input.d.calloutOptions;
  if (!(options instanceof PObj))
    return connectError('MISSING_ARGUMENT', 'The property calloutOptions is required.');
  const [external, ...others] = items(input, 'externalCredentials');
  if (!external || others.length > 0)
    return connectError('INVALID_INPUT', 'A named credential needs exactly one external credential.');
  const externalName = textOf(
    existing('ExternalCredential', required(external, 'developerName')),
    'developername',
  );
  const option = (name: string): boolean => required(options, name) === 'true';
  changeRow(R.org, 'NamedCredential', row, {
    masterlabel: required(input, 'masterLabel'),
    description: text(input, 'description'),
    endpoint: url,
    calloutstatus: 'Enabled',
    calloutoptionsallowmergefieldsinbody: option('allowMergeFieldsInBody'),
    calloutoptionsallowmergefieldsinheader: option('allowMergeFieldsInHeader'),
    calloutoptionsgenerateauthorizationheader: option('generateAuthorizationHeader'),
    changedinorg: true,
  });
  const link = { name: 'ExternalCredential', type: 'Authentication', value: null, sequence: null };
  const given = [
    { ...link, externalCredential: externalName },
    ...headersOf(input, 'HttpHeader'),
    ...othersOf(input),
  ];
  replaceParameters(R.org, row, ['Authentication', 'HttpHeader', ...typesOf(given)], given);
  return namedOutput(R.org.db.get('namedcredential', id) ?? row);
}

function createNamed(input: PObj): Value {
  checkWriter();
  const name = required(arg(input), 'developerName');
  refuseDuplicate('NamedCredential', name);
  return fillNamed(R.org.add('NamedCredential', { DeveloperName: name }, { logged: true }), input);
}

interface Target {
  readonly external: Row;
  readonly principal: Row;
}

function target(externalName: string, principalName: string, type: string): Target {
  const external = existing('ExternalCredential', externalName);
  const principal = parametersOf(R.org, external).find(
    (row) =>
      isPrincipal(row) &&
      textOf(row, 'parametertype') === type &&
      textOf(row, 'parametername')?.toLowerCase() === arg(principalName).toLowerCase(),
  );
  if (!principal)
    connectError('NOT_FOUND', `The external credential ${externalName} has no principal ${principalName}.`);
  return { external, principal };
}

const targetOf = (input: PObj): Target =>
  target(
    required(arg(input), 'externalCredential'),
    required(input, 'principalName'),
    required(input, 'principalType'),
  );

function checkProtocol({ external }: Target, input: PObj): void {
  const protocol = required(input, 'authenticationProtocol');
  if (protocol.toLowerCase() !== textOf(external, 'authenticationprotocol')?.toLowerCase())
    connectError('INVALID_INPUT', 'The authentication protocol is not that of the external credential.');
}

function writeValues({ external, principal }: Target, input: PObj, keepOthers: boolean): Value {
  const given = input.d.credentials;
  if (!(given instanceof AMap))
    return connectError('MISSING_ARGUMENT', 'The property credentials is required.');
  const known = valuesOf(R.org, principal);
  for (const [name, value] of given.entries()) {
    if (!(value instanceof PObj)) continue;
    const values = { value: text(value, 'value'), isencrypted: value.d.encrypted === true };
    const row = known.get(String(name));
    known.delete(String(name));
    if (row) changeRow(R.org, 'CredentialValue', row, values);
    else
      R.org.add('CredentialValue', { PrincipalId: idOf(principal), Name: name, ...values }, { logged: true });
  }
  if (!keepOthers)
    for (const row of known.values()) changeRow(R.org, 'CredentialValue', row, { isdeleted: true });
  changeRow(R.org, 'ExternalCredential', external, { changedinorg: true });
  return credentialOutput(external, principal);
}

function createCredential(input: PObj): Value {
  checkWriter();
  const found = targetOf(input);
  checkProtocol(found, input);
  if (valuesOf(R.org, found.principal).size > 0)
    connectError('DUPLICATE_VALUE', 'The principal has a credential already. Update it instead.');
  return writeValues(found, input, false);
}

/** `patch` keeps what is not named; only the custom protocol has it. */
function changeCredential(input: PObj, patch: boolean): Value {
  checkWriter();
  const found = targetOf(input);
  checkProtocol(found, input);
  if (patch && textOf(found.external, 'authenticationprotocol')?.toLowerCase() !== 'custom')
    connectError('INVALID_INPUT', 'Only credentials of the custom protocol can be patched.');
  if (valuesOf(R.org, found.principal).size === 0)
    connectError('NOT_FOUND', 'The principal has no credential yet. Create it first.');
  return writeValues(found, input, patch);
}

function getCredential(external: string, principal: string, type: Value): Value {
  checkUser();
  const found = target(external, principal, String(arg(type)));
  return credentialOutput(found.external, found.principal);
}

function deleteCredential(external: string, principal: string, type: Value): void {
  checkWriter();
  for (const row of valuesOf(R.org, target(external, principal, String(arg(type))).principal).values())
    changeRow(R.org, 'CredentialValue', row, { isdeleted: true });
}

function all(object: CredentialObject, output: (row: Row) => PObj): PObj {
  checkUser();
  const rows = [...R.org.db.rows(object.toLowerCase())].filter((row) => !isDeleted(row));
  const property = `${object.charAt(0).toLowerCase()}${object.slice(1)}s`;
  const list = new AList(parseSigType(`ConnectApi.${object}`), rows.map(output));
  return newBean(`ConnectApi.${object}List`, { [property]: list });
}

const named = (name: string): Row => (checkUser(), existing('NamedCredential', name));
const external = (name: string): Row => (checkUser(), existing('ExternalCredential', name));

define('ConnectApi.NamedCredentials', {
  s: {
    'createExternalCredential(ConnectApi.ExternalCredentialInput):ConnectApi.ExternalCredential':
      createExternal,
    'updateExternalCredential(String,ConnectApi.ExternalCredentialInput):ConnectApi.ExternalCredential': (
      name: string,
      input: PObj,
    ) => (checkWriter(), fillExternal(idOf(external(name)), arg(input))),
    'getExternalCredential(String):ConnectApi.ExternalCredential': (name: string) =>
      externalOutput(external(name)),
    'getExternalCredentials():ConnectApi.ExternalCredentialList': () =>
      all('ExternalCredential', externalOutput),
    'createNamedCredential(ConnectApi.NamedCredentialInput):ConnectApi.NamedCredential': createNamed,
    'updateNamedCredential(String,ConnectApi.NamedCredentialInput):ConnectApi.NamedCredential': (
      name: string,
      input: PObj,
    ) => (checkWriter(), fillNamed(idOf(named(name)), arg(input))),
    'getNamedCredential(String):ConnectApi.NamedCredential': (name: string) => namedOutput(named(name)),
    'getNamedCredentials():ConnectApi.NamedCredentialList': () => all('NamedCredential', namedOutput),
    'createCredential(ConnectApi.CredentialInput):ConnectApi.Credential': createCredential,
    'updateCredential(ConnectApi.CredentialInput):ConnectApi.Credential': (input: PObj) =>
      changeCredential(input, false),
    'patchCredential(ConnectApi.CredentialInput):ConnectApi.Credential': (input: PObj) =>
      changeCredential(input, true),
    'getCredential(String,String,ConnectApi.CredentialPrincipalType):ConnectApi.Credential': getCredential,
    'deleteCredential(String,String,ConnectApi.CredentialPrincipalType):void': deleteCredential,
  },
});
