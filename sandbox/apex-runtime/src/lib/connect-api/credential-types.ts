/** The inputs and outputs of ConnectApi.NamedCredentials, as the Apex Reference Guide lists them. */
import { define } from '../../compile/types.ts';
import { bean } from '../bean.ts';
import { words } from '../typed.ts';

const VARIANTS = words(`AwsSv4_STS ClientCredentialsClientSecret ClientCredentialsClientSecretBasic
  ClientCredentialsJwtAssertion JwtBearer NoAuthentication RolesAnywhere`);
const enums: Readonly<Record<string, readonly string[]>> = {
  CredentialAuthenticationProtocol: words('AwsSv4 Basic Custom Jwt OAuth'),
  CredentialAuthenticationProtocolVariant: VARIANTS,
  CredentialAuthenticationStatus: words('Configured NotConfigured Unknown'),
  CredentialPrincipalType: words('AwsStsPrincipal NamedPrincipal PerUserPrincipal'),
  ExternalCredentialParameterType:
    words(`AuthParameter AuthProvider AuthProviderUrl AuthProviderUrlQueryParameter
    AwsStsPrincipal ExternalAuthIdentityProvider JwtBodyClaim JwtHeaderClaim SigningCertificate`),
  NamedCredentialParameterType: words('AllowedManagedPackageNamespaces ClientCertificate HttpHeader'),
  NamedCredentialType: words('PrivateEndpoint SecuredEndpoint'),
  CalloutStatus: words('Disabled Enabled'),
  CreateCredentialAction: words('Refresh'),
};
for (const [name, constants] of Object.entries(enums)) define(`ConnectApi.${name}`, { e: constants });

const HEADER = { headerName: 'String', headerValue: 'String', id: 'String', sequenceNumber: 'Integer' };
bean('ConnectApi.CredentialCustomHeaderInput', HEADER);
bean('ConnectApi.CredentialCustomHeader', HEADER);

const PARAMETER = {
  id: 'String',
  parameterDescription: 'String',
  parameterName: 'String',
  parameterType: 'ConnectApi.ExternalCredentialParameterType',
  parameterValue: 'String',
  sequenceNumber: 'Integer',
};
bean('ConnectApi.ExternalCredentialParameterInput', PARAMETER);
bean('ConnectApi.ExternalCredentialParameter', PARAMETER);
const NAMED_PARAMETER = { ...PARAMETER, parameterType: 'ConnectApi.NamedCredentialParameterType' };
bean('ConnectApi.NamedCredentialParameterInput', NAMED_PARAMETER);
bean('ConnectApi.NamedCredentialParameter', NAMED_PARAMETER);

const PRINCIPAL = {
  id: 'String',
  principalName: 'String',
  principalType: 'ConnectApi.CredentialPrincipalType',
  sequenceNumber: 'Integer',
};
bean('ConnectApi.ExternalCredentialPrincipalInput', {
  ...PRINCIPAL,
  parameters: 'List<ConnectApi.ExternalCredentialParameterInput>',
});
bean('ConnectApi.ExternalCredentialPrincipal', {
  ...PRINCIPAL,
  authenticationStatus: 'ConnectApi.CredentialAuthenticationStatus',
  parameters: 'List<ConnectApi.ExternalCredentialParameter>',
  principalAccess: 'List<Object>',
});

const EXTERNAL = {
  authenticationProtocol: 'ConnectApi.CredentialAuthenticationProtocol',
  authenticationProtocolVariant: 'ConnectApi.CredentialAuthenticationProtocolVariant',
  developerName: 'String',
  masterLabel: 'String',
};
bean('ConnectApi.ExternalCredentialInput', {
  ...EXTERNAL,
  customHeaders: 'List<ConnectApi.CredentialCustomHeaderInput>',
  parameters: 'List<ConnectApi.ExternalCredentialParameterInput>',
  principals: 'List<ConnectApi.ExternalCredentialPrincipalInput>',
});
bean('ConnectApi.ExternalCredential', {
  ...EXTERNAL,
  authenticationStatus: 'ConnectApi.CredentialAuthenticationStatus',
  createdByNamespace: 'String',
  customHeaders: 'List<ConnectApi.CredentialCustomHeader>',
  id: 'String',
  parameters: 'List<ConnectApi.ExternalCredentialParameter>',
  principals: 'List<ConnectApi.ExternalCredentialPrincipal>',
  relatedNamedCredentials: 'List<ConnectApi.NamedCredential>',
  url: 'String',
});
bean('ConnectApi.ExternalCredentialList', { externalCredentials: 'List<ConnectApi.ExternalCredential>' });

const OPTIONS = {
  allowMergeFieldsInBody: 'Boolean',
  allowMergeFieldsInHeader: 'Boolean',
  generateAuthorizationHeader: 'Boolean',
};
bean('ConnectApi.NamedCredentialCalloutOptionsInput', OPTIONS);
bean('ConnectApi.NamedCredentialCalloutOptions', OPTIONS);
bean('ConnectApi.NetworkConnectionInput', { developerName: 'String' });

const NAMED = {
  calloutUrl: 'String',
  description: 'String',
  developerName: 'String',
  masterLabel: 'String',
  type: 'ConnectApi.NamedCredentialType',
};
bean('ConnectApi.NamedCredentialInput', {
  ...NAMED,
  calloutOptions: 'ConnectApi.NamedCredentialCalloutOptionsInput',
  customHeaders: 'List<ConnectApi.CredentialCustomHeaderInput>',
  externalCredentials: 'List<ConnectApi.ExternalCredentialInput>',
  networkConnection: 'ConnectApi.NetworkConnectionInput',
  parameters: 'List<ConnectApi.NamedCredentialParameterInput>',
});
bean('ConnectApi.NamedCredential', {
  ...NAMED,
  calloutOptions: 'ConnectApi.NamedCredentialCalloutOptions',
  calloutStatus: 'ConnectApi.CalloutStatus',
  createdByNamespace: 'String',
  customHeaders: 'List<ConnectApi.CredentialCustomHeader>',
  externalCredentials: 'List<ConnectApi.ExternalCredential>',
  id: 'String',
  parameters: 'List<ConnectApi.NamedCredentialParameter>',
  url: 'String',
});
bean('ConnectApi.NamedCredentialList', { namedCredentials: 'List<ConnectApi.NamedCredential>' });

bean('ConnectApi.CredentialValueInput', { encrypted: 'Boolean', value: 'String' });
bean('ConnectApi.CredentialValue', { encrypted: 'Boolean', revision: 'Integer', value: 'String' });
const CREDENTIAL = {
  authenticationProtocol: 'ConnectApi.CredentialAuthenticationProtocol',
  authenticationProtocolVariant: 'ConnectApi.CredentialAuthenticationProtocolVariant',
  externalCredential: 'String',
  principalName: 'String',
  principalType: 'ConnectApi.CredentialPrincipalType',
};
bean('ConnectApi.CredentialInput', {
  ...CREDENTIAL,
  credentials: 'Map<String,ConnectApi.CredentialValueInput>',
});
bean('ConnectApi.Credential', {
  ...CREDENTIAL,
  authenticationStatus: 'ConnectApi.CredentialAuthenticationStatus',
  credentials: 'Map<String,ConnectApi.CredentialValue>',
});
