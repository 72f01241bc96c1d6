import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { parseRequest } from '../requests/parse.ts';
import { requestTypes } from '../requests/types.ts';
import { everyType } from '../testing/gateway.ts';
import { done } from '../testing/requests.ts';
import { requestTypeNames } from './payloads.ts';

const folder = new URL('../../../contract/examples/', import.meta.url);
const types = requestTypes(everyType(() => Promise.resolve(done())));
const companies = { defaultCompany: 'ABC', codes: new Set(['ABC']) };

interface Example {
  readonly type: string;
  readonly payload: Record<string, unknown>;
}

const examples = readdirSync(folder).flatMap((file) => {
  const { requests } = JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as { requests: Example[] };
  return requests.map((request) => [file, request] as const);
});

describe('the messages of the contract', () => {
  it('show every type of request', () => {
    expect(new Set(examples.map(([, { type }]) => type))).toEqual(new Set(requestTypeNames));
  });

  it.each(examples)('are taken as they are: %s', (_file, request) => {
    const parsed = parseRequest(request, 0, types, companies);

    expect(parsed).toMatchObject({ type: request.type });
    expect('payload' in parsed && JSON.parse(parsed.payload)).toEqual(request.payload);
  });

  it.each(examples)('are refused with a member that the contract does not have: %s', (_file, request) => {
    const payload = { ...request.payload, colour: 'red' };

    expect(parseRequest({ ...request, payload }, 0, types, companies)).toMatchObject({
      code: 'INVALID_REQUEST',
      path: 'requests.0.payload.colour',
    });
  });

  it.each([
    ['HoldOrder', 'salesOrderNo', '  '],
    ['CancelOrder', 'salesOrderNo', 101],
    ['ReleaseOrder', 'salesOrderNo', '東101'],
    ['ChangeCreditLimit', 'creditLimit', 25000],
    ['ChangeCreditLimit', 'creditLimit', '1e5'],
    ['ChangeCreditLimit', 'currency', 'dollars'],
    ['ChangeCreditLimit', 'customerNo', undefined],
    ['UpdateCustomer', 'accountId', 'ABC'],
    ['UpdateCustomer', 'fields', { CustomerName: 'x' }],
  ])('are refused with their path when they are wrong: %s %s %p', (type, member, value) => {
    const [, request] = examples.find(([, example]) => example.type === type) ?? [];
    const payload = { ...request?.payload, [member]: value };

    expect(parseRequest({ ...request, payload }, 0, types, companies)).toMatchObject({
      code: 'INVALID_REQUEST',
      path: expect.stringContaining(`requests.0.payload.${member}`),
    });
  });
});
