/**
 * Named and external credentials. What an org shows of them only by the Tooling and Connect APIs is `internal` here: programs
 * and queries do not see it. In the notation of standard/notation.ts.
 */
export const CREDENTIALS = `
NamedCredential 0XA setup readonly
  DeveloperName:text80 MasterLabel:text80 Endpoint:text Description:text PrincipalType:text40 NamespacePrefix:text15
  CalloutStatus:text40 ChangedInOrg:checkbox CalloutOptionsAllowMergeFieldsInBody:checkbox
  CalloutOptionsAllowMergeFieldsInHeader:checkbox CalloutOptionsGenerateAuthorizationHeader:checkbox
UserExternalCredential 0ux setup
  ExternalCredentialId:text18 UserId:lookup(User,User)
ExternalCredential 0xc setup readonly internal
  DeveloperName:text80 MasterLabel:text80 AuthenticationProtocol:text40 AuthenticationProtocolVariant:text40
  ChangedInOrg:checkbox
CredentialParameter 0xp setup readonly internal
  CredentialId:text18 ParameterName:text80 ParameterType:text80 ParameterValue:textarea ParameterGroup:text80
  SequenceNumber:integer ExternalCredential:text80
CredentialValue 0xv setup readonly internal
  PrincipalId:text18 Name:text80 Value:textarea IsEncrypted:checkbox
`;
