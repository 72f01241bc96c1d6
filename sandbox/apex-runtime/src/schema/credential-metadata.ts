import { children, childText, type XmlElement } from './xml.ts';

/** A parameter of an external or a named credential; a principal is one, too. */
export interface CredentialParameter {
  readonly name: string;
  /** `NamedPrincipal`, `AuthHeader`, `Url`, `Authentication`... */
  readonly type: string;
  readonly value: string | null;
  readonly group: string | null;
  readonly sequence: number | null;
  /** The external credential of an `Authentication` parameter. */
  readonly externalCredential: string | null;
}
export interface ExternalCredentialMetadata {
  readonly name: string;
  readonly label: string | null;
  readonly protocol: string | null;
  readonly parameters: readonly CredentialParameter[];
}
export interface NamedCredentialMetadata {
  readonly name: string;
  readonly label: string | null;
  readonly description: string | null;
  /** The address of a legacy credential. */
  readonly endpoint: string | null;
  readonly enabled: boolean;
  readonly parameters: readonly CredentialParameter[];
}

export function readExternalCredential(xml: XmlElement, name: string): ExternalCredentialMetadata {
  return {
    name,
    label: childText(xml, 'label'),
    protocol: childText(xml, 'authenticationProtocol'),
    parameters: children(xml, 'externalCredentialParameters').map(readParameter),
  };
}

export function readNamedCredential(xml: XmlElement, name: string): NamedCredentialMetadata {
  return {
    name,
    label: childText(xml, 'label'),
    description: childText(xml, 'description'),
    endpoint: childText(xml, 'endpoint'),
    enabled: childText(xml, 'calloutStatus') !== 'Disabled',
    parameters: children(xml, 'namedCredentialParameters').map(readParameter),
  };
}

function readParameter(xml: XmlElement): CredentialParameter {
  const sequence = childText(xml, 'sequenceNumber');
  return {
    name: childText(xml, 'parameterName') ?? '',
    type: childText(xml, 'parameterType') ?? '',
    value: childText(xml, 'parameterValue'),
    group: childText(xml, 'parameterGroup'),
    sequence: sequence ? Number(sequence) : null,
    externalCredential: childText(xml, 'externalCredential'),
  };
}
