/** Credentials as the Connect API answers them. */
import { parseSigType, t } from '../../compile/types.ts';
import { idOf, textOf, type Row } from '../../db/row.ts';
import { findCredential, isPrincipal, parametersOf, valuesOf } from '../../org/credentials.ts';
import { penumNamed, R } from '../../runtime/rt.ts';
import { AList, AMap, type PObj, type Value } from '../../runtime/values.ts';
import { newBean } from '../bean.ts';

const listOfType = (name: string, values: Value[]): AList =>
  new AList(parseSigType(`ConnectApi.${name}`), values);

const constant = (name: string, value: string | null): Value =>
  value === null ? null : penumNamed(`ConnectApi.${name}`, value);

const HEADERS = ['AuthHeader', 'HttpHeader'];
/** Parameters that the outputs show in properties of their own. */
const SHOWN_ELSEWHERE = new Set([...HEADERS, 'Url', 'Authentication', 'AuthProtocolVariant']);

function headersOf(credential: Row): AList {
  const headers = HEADERS.flatMap((type) => parametersOf(R.org, credential, type));
  return listOfType(
    'CredentialCustomHeader',
    headers.map((row) =>
      newBean('ConnectApi.CredentialCustomHeader', {
        id: idOf(row),
        headerName: textOf(row, 'parametername'),
        headerValue: textOf(row, 'parametervalue'),
        sequenceNumber: row.get('sequencenumber') ?? null,
      }),
    ),
  );
}

function otherParameters(credential: Row, owner: 'External' | 'Named'): AList {
  const name = `${owner}CredentialParameter`;
  const rows = parametersOf(R.org, credential).filter(
    (row) => !isPrincipal(row) && !SHOWN_ELSEWHERE.has(textOf(row, 'parametertype') ?? ''),
  );
  return listOfType(
    name,
    rows.map((row) =>
      newBean(`ConnectApi.${name}`, {
        id: idOf(row),
        parameterName: textOf(row, 'parametername'),
        parameterType: constant(`${name}Type`, textOf(row, 'parametertype')),
        parameterValue: textOf(row, 'parametervalue'),
        sequenceNumber: row.get('sequencenumber') ?? null,
      }),
    ),
  );
}

/** `Unknown` for Custom, because the platform cannot know what such a credential needs. */
export function statusOf(external: Row, principal: Row | null): Value {
  const custom = textOf(external, 'authenticationprotocol')?.toLowerCase() === 'custom';
  const filled = principal !== null && valuesOf(R.org, principal).size > 0;
  return constant(
    'CredentialAuthenticationStatus',
    custom ? 'Unknown' : filled ? 'Configured' : 'NotConfigured',
  );
}

const protocolsOf = (external: Row): Record<string, Value> => ({
  authenticationProtocol: constant(
    'CredentialAuthenticationProtocol',
    textOf(external, 'authenticationprotocol'),
  ),
  authenticationProtocolVariant: constant(
    'CredentialAuthenticationProtocolVariant',
    textOf(external, 'authenticationprotocolvariant'),
  ),
});

function principalOutput(external: Row, principal: Row): PObj {
  return newBean('ConnectApi.ExternalCredentialPrincipal', {
    id: idOf(principal),
    principalName: textOf(principal, 'parametername'),
    principalType: constant('CredentialPrincipalType', textOf(principal, 'parametertype')),
    sequenceNumber: principal.get('sequencenumber') ?? null,
    authenticationStatus: statusOf(external, principal),
    parameters: listOfType('ExternalCredentialParameter', []),
    principalAccess: new AList(t.object, []),
  });
}

/** ConnectApi.ExternalCredential; `deep`: with the named credentials that use it. */
export function externalOutput(external: Row, deep = true): PObj {
  const principals = parametersOf(R.org, external).filter(isPrincipal);
  const name = textOf(external, 'developername');
  const users = [...R.org.db.rows('namedcredential')].filter((named) =>
    parametersOf(R.org, named, 'Authentication').some((link) => textOf(link, 'externalcredential') === name),
  );
  return newBean('ConnectApi.ExternalCredential', {
    ...protocolsOf(external),
    id: idOf(external),
    developerName: name,
    masterLabel: textOf(external, 'masterlabel'),
    authenticationStatus: statusOf(external, principals[0] ?? null),
    customHeaders: headersOf(external),
    parameters: otherParameters(external, 'External'),
    principals: listOfType(
      'ExternalCredentialPrincipal',
      principals.map((principal) => principalOutput(external, principal)),
    ),
    relatedNamedCredentials: listOfType(
      'NamedCredential',
      deep ? users.map((row) => namedOutput(row, false)) : [],
    ),
    url: `/services/data/v66.0/named-credentials/external-credentials/${name}`,
  });
}

/** ConnectApi.NamedCredential; `deep`: with its external credential. */
export function namedOutput(named: Row, deep = true): PObj {
  const links = parametersOf(R.org, named, 'Authentication');
  const externals = links
    .map((link) => findCredential(R.org, 'ExternalCredential', textOf(link, 'externalcredential') ?? ''))
    .filter((row) => row !== null);
  const name = textOf(named, 'developername');
  return newBean('ConnectApi.NamedCredential', {
    id: idOf(named),
    developerName: name,
    masterLabel: textOf(named, 'masterlabel'),
    description: textOf(named, 'description'),
    calloutUrl: textOf(named, 'endpoint'),
    calloutStatus: constant('CalloutStatus', textOf(named, 'calloutstatus')),
    type: constant('NamedCredentialType', 'SecuredEndpoint'),
    calloutOptions: newBean('ConnectApi.NamedCredentialCalloutOptions', {
      allowMergeFieldsInBody: named.get('calloutoptionsallowmergefieldsinbody') === true,
      allowMergeFieldsInHeader: named.get('calloutoptionsallowmergefieldsinheader') === true,
      generateAuthorizationHeader: named.get('calloutoptionsgenerateauthorizationheader') !== false,
    }),
    customHeaders: headersOf(named),
    parameters: otherParameters(named, 'Named'),
    externalCredentials: listOfType(
      'ExternalCredential',
      deep ? externals.map((row) => externalOutput(row, false)) : [],
    ),
    url: `/services/data/v66.0/named-credentials/named-credential-setup/${name}`,
  });
}

/** ConnectApi.Credential: encrypted values are never shown again. */
export function credentialOutput(external: Row, principal: Row): PObj {
  const values = new AMap(t.string, parseSigType('ConnectApi.CredentialValue'));
  for (const [name, row] of valuesOf(R.org, principal)) {
    const encrypted = row.get('isencrypted') === true;
    const value = encrypted ? null : textOf(row, 'value');
    values.put(name, newBean('ConnectApi.CredentialValue', { encrypted, revision: 1, value }));
  }
  return newBean('ConnectApi.Credential', {
    ...protocolsOf(external),
    externalCredential: textOf(external, 'developername'),
    principalName: textOf(principal, 'parametername'),
    principalType: constant('CredentialPrincipalType', textOf(principal, 'parametertype')),
    authenticationStatus: statusOf(external, principal),
    credentials: values,
  });
}
