/** Endpoints such as `callout:Sage_Gateway/v1/orders`: address and headers of the named credential, and who may use it. */
import { crud, hasPrincipal } from '../../db/permissions.ts';
import { idOf, textOf, type Row } from '../../db/row.ts';
import { findCredential, isPrincipal, parametersOf, valuesOf } from '../../org/credentials.ts';
import { notModelled, R, throwEx } from '../../runtime/rt.ts';

/** A named credential that the org's options give: it stands for the metadata's until the org itself changes that. */
export interface GivenCredential {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Given while the org runs: it wins over everything before it. */
  readonly newest: boolean;
}
export interface ResolvedEndpoint {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly namedCredential?: string;
}

const refused = (message: string): never => throwEx('System.CalloutException', message);

const noAccess = (credential: string): never =>
  refused(
    `We couldn't access the credential(s). You might not have the required permissions, or the external credential "${credential}" might not exist.`,
  );

/** Any other endpoint is its own address. */
export function resolveEndpoint(endpoint: string): ResolvedEndpoint {
  const [, name, path = ''] = /^callout:([^/?#]+)(.*)$/i.exec(endpoint) ?? [];
  if (name === undefined) return { url: endpoint, headers: {} };
  const row = findCredential(R.org, 'NamedCredential', name);
  const given = R.org.givenCredentials.get(name.toLowerCase());
  const isGiven = given !== undefined && (given.newest || row?.get('changedinorg') !== true);
  const base = isGiven ? given.url : row && textOf(row, 'endpoint');
  if (!base) return unknownCredential(name);
  if (row && textOf(row, 'calloutstatus') === 'Disabled')
    refused(`Callouts are disabled for the named credential ${name}.`);
  const headers = { ...(row ? headersOf(row, given) : given?.headers) };
  return { url: base.replace(/\/$/, '') + path, headers, namedCredential: name };
}

const unknownCredential = (name: string): never =>
  refused(
    `The callout couldn't access the endpoint. You might not have the required permissions, or the named credential "${name}" might not exist.`,
  );

function headersOf(named: Row, given: GivenCredential | undefined): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const parameter of parametersOf(R.org, named, 'HttpHeader'))
    headers[textOf(parameter, 'parametername') ?? ''] = textOf(parameter, 'parametervalue') ?? '';
  const [link] = parametersOf(R.org, named, 'Authentication');
  const externalName = link && textOf(link, 'externalcredential');
  if (!externalName) return { ...headers, ...given?.headers };
  const external = findCredential(R.org, 'ExternalCredential', externalName);
  const principal = external && accessiblePrincipal(external);
  if (!principal) return noAccess(externalName);
  // Salesforce, page nc_user_external_credentials_permissions: the user needs the object, too.
  if (!crud(R.org.schema.need('UserExternalCredential')).read)
    refused("You don't have read permissions on the User External Credential object");
  if (given && (given.newest || external.get('changedinorg') !== true))
    return { ...headers, ...given.headers };
  return { ...headers, ...authentication(external, principal) };
}

/** The first principal that a permission set of the user gives. */
function accessiblePrincipal(external: Row): Row | undefined {
  return parametersOf(R.org, external).find((row) => isPrincipal(row) && hasPrincipal(idOf(row)));
}

function authentication(external: Row, principal: Row): Record<string, string> {
  const name = textOf(external, 'developername') ?? '';
  const values = valuesOf(R.org, principal);
  const entered = (key: string): string => {
    const row = values.get(key);
    return (row && textOf(row, 'value')) ?? noAccess(name);
  };
  const protocol = textOf(external, 'authenticationprotocol')?.toLowerCase();
  if (protocol === 'basic') {
    const pair = `${entered('username')}:${entered('password')}`;
    return { Authorization: `Basic ${Buffer.from(pair).toString('base64')}` };
  }
  if (protocol !== 'custom')
    return notModelled(`callouts with an external credential of protocol ${protocol}`);
  return Object.fromEntries(
    parametersOf(R.org, external, 'AuthHeader').map((header) => [
      textOf(header, 'parametername') ?? '',
      merged(textOf(header, 'parametervalue') ?? '', name, entered),
    ]),
  );
}

/** Puts in the values of `{!'Bearer ' & $Credential.Sage_Gateway.ApiKey}`; texts, `&`, `+` and `$Credential` are known. */
function merged(text: string, credential: string, entered: (key: string) => string): string {
  return text.replace(/\{!([^}]*)\}/g, (_, formula: string) =>
    [...formula.matchAll(/'([^']*)'|"([^"]*)"|\$Credential\.(\w+)\.(\w+)|[&+\s]+|./g)]
      .map(([token, single, double, owner, key]) => {
        if (owner !== undefined)
          return owner.toLowerCase() === credential.toLowerCase() ? entered(key ?? '') : noAccess(owner);
        if (single !== undefined || double !== undefined) return single ?? double ?? '';
        return /^[&+\s]+$/.test(token) ? '' : notModelled(`the header formula ${formula}`);
      })
      .join(''),
  );
}
